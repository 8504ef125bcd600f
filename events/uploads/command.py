"""What ``check`` and ``import`` do: a file's receipt, and its rows as a table of events."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from events.terminal import tell, tell_json
from events.uploads.export import write_import
from events.uploads.process.client import read_upload
from events.uploads.process.wire import Upload
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping, Role
from events.uploads.values.receipt import Outcome, Receipt

_SHOWN = 20
KEPT_NOTHING = 4
"""Exit code of an import of which no row was kept."""


def run_check(options: argparse.Namespace) -> int:
    """Print the receipt of a file."""
    upload = _read(options)
    _print(upload, options.json)
    return upload.receipt.exit_code


def run_import(options: argparse.Namespace) -> int:
    """Write rows, receipt and mapping of a file into a folder; print the receipt.

    Returns
    -------
    int
        The exit code of the receipt; 4 when rows were read and every one of them was refused.

    Raises
    ------
    FileRefusedError
        The folder cannot be written.
    """
    upload = _read(options)
    if upload.receipt.outcome is Outcome.READ:
        try:
            written = write_import(upload, options.into, options.file.stem)
        except OSError as error:
            raise FileRefusedError(
                f"{options.into} cannot be written ({error.strerror})", "Choose another folder."
            ) from None
        if not options.json:
            for path in written:
                tell(f"wrote {path}")
    _print(upload, options.json)
    return KEPT_NOTHING if upload.receipt.kept_nothing else upload.receipt.exit_code


def _read(options: argparse.Namespace) -> Upload:
    name = options.file.name
    try:
        limits = Limits.from_environment(os.environ)
        return read_upload(options.file, mapping=mapping_of(options), limits=limits)
    except FileRefusedError as error:
        return Upload(Receipt(name, "", Outcome.REFUSED, problem=str(error)), None, ColumnMapping())


def mapping_of(options: argparse.Namespace) -> ColumnMapping:
    """Return how a file is to be read, as the options ``--as``, ``--mapping`` and ``--choose`` say.

    Raises
    ------
    FileRefusedError
        One of them says nothing that can be.
    """
    mapping = ColumnMapping()
    if options.mapping is not None:
        mapping = ColumnMapping.from_text(_text_of(options.mapping))
    mapping = _answered(mapping, options.choose)
    return mapping if options.adapter is None else mapping.answered("adapter", options.adapter)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefusedError(
            f"the mapping {path.name} cannot be read ({type(error).__name__})", "Check the path."
        ) from None


def _answered(mapping: ColumnMapping, answers: Sequence[str]) -> ColumnMapping:
    for answer in answers:
        name, mark, value = answer.partition("=")
        if not mark:
            raise FileRefusedError(
                f'"{answer}" is not an answer', "Write NAME=VALUE, as in date_order=dmy."
            )
        mapping = mapping.answered(name, value)
    return mapping


def _print(upload: Upload, as_json: bool) -> None:
    receipt = upload.receipt
    if as_json:
        for part in receipt.json_parts():
            tell_json(part)
        sys.stdout.flush()
    else:
        tell(*to_lines(receipt))


def to_lines(receipt: Receipt) -> list[str]:
    """Return a receipt as lines for people."""
    lines = [f"{receipt.file}  (SHA-256 {receipt.sha256[:12] or 'none'})"]
    if receipt.problem is not None:
        return [*lines, f"refused: {receipt.problem}"]
    shape = receipt.adapter or "unknown shape"
    lines.append(", ".join([shape, *filter(None, (receipt.encoding, receipt.layer))]))
    for question in receipt.questions:
        lines.append(f"choose {question.name}: {question.text}")
        for option in question.options:
            guess = "  (guess)" if option.value == question.guess else ""
            lines.append(f"  --choose {question.name}={option.value}   {option.shown}{guess}")
    if receipt.questions:
        return lines
    at = receipt.located
    counted = "row" if receipt.rows_in == 1 else "rows"
    lines.append(
        f"{receipt.rows_in:,} {counted} in = {receipt.rows_kept:,} kept"
        f" + {len(receipt.refused):,} refused"
    )
    if receipt.rows_kept and not receipt.columns.get(Role.DAY.value):
        lines.append(f"kept: {at.points:,} as a background, drawn on every date")
    else:
        lines.append(
            f"kept: {at.sections:,} on sections, {at.points:,} elsewhere,"
            f" {at.not_located:,} not located"
        )
    if receipt.kept_nothing:
        lines.append("no row was kept: every one was refused")
    if receipt.columns:
        lines.append(
            "taken: " + ", ".join(f'{role} from "{name}"' for role, name in receipt.columns.items())
        )
    if receipt.lines is not None:
        told = receipt.lines
        lines.append(
            f"{told.total:,} lines = {told.above:,} above and header + {told.blank:,} blank"
            f" + {told.rows:,} of rows + {told.refused:,} of refused rows"
        )
    lines += receipt.notes
    if receipt.unused_columns:
        lines.append(f"kept as text only: {', '.join(receipt.unused_columns)}")
    for title, rows in (
        (
            "refused",
            [(r.row, r.column, r.value, r.reason) for r in receipt.refused[:_SHOWN]],
        ),
        (
            "flagged",
            [
                (f.row, f.column, f.value, f.reason + (f" ({f.event_id})" if f.event_id else ""))
                for f in receipt.flagged[:_SHOWN]
            ],
        ),
    ):
        for row, column, value, reason in rows:
            where = f"row {row}" + (f", {column}" if column else "")
            shown = f'"{value}" ' if value else ""
            lines.append(f"{title}: {where}: {shown}{reason}")
    for title, count in (("refused", len(receipt.refused)), ("flagged", len(receipt.flagged))):
        if count > _SHOWN:
            lines.append(f"{title}: {count - _SHOWN:,} more; --json prints all")
    return lines
