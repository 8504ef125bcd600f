"""Writes what was kept of a file as this project's table of events, and reads back the same."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import geodata
from events.leftovers import private_prefix, sweep_leftovers
from events.plain_cells import plain_cell
from events.uploads.values.imported import PRECISIONS, Imported
from events.uploads.values.mapping import Role

if TYPE_CHECKING:
    from events.uploads.process.wire import Upload

COLUMNS = (
    *("event_id", "first_day", "last_day", "precision", "lon", "lat", "kind", "title", "place"),
    *("value", "low", "high", "origin", "destination", "source", "note", "section_id", "country"),
    *("in_forest", "file_row"),
)


def write_import(upload: Upload, folder: Path, stem: str) -> tuple[Path, ...]:
    """Write rows, receipt and mapping of an upload into a folder; each file whole or not at all.

    Parameters
    ----------
    upload : Upload
        A file as it was read.
    folder : Path
        Where to write.
    stem : str
        What the names of the files begin with.

    Returns
    -------
    tuple of Path
        What was written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    receipt = "".join(upload.receipt.json_parts())
    imported = upload.imported
    # A background has no events: what became of it, and how it was read, are all there is.
    events = () if imported is None else ((folder / f"{stem}.events.csv", to_csv(imported)),)
    written = (
        *events,
        (folder / f"{stem}.receipt.json", receipt),
        (folder / f"{stem}.mapping.json", upload.mapping.to_json()),
    )
    for path, text in written:
        _write(path, text)
    return tuple(path for path, _ in written)


def to_csv(imported: Imported) -> str:
    """Return the kept rows as CSV that `read_upload` reads back equal."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(imported))
    return text.getvalue()


def _rows(imported: Imported) -> Iterator[tuple[str, ...]]:
    sections = [section.id for section in geodata.load_border_sections()]
    texts = {
        role: iter(imported.cells[imported.roles[role]])
        for role in ("id", "title", "place", "source", "note")
        if role in imported.roles
    }
    firsts, lasts = imported.day.astype(str).tolist(), imported.last_day.astype(str).tolist()
    for i in range(len(imported)):
        said = {role: next(cells) for role, cells in texts.items()}
        yield (
            plain_cell(said.get(Role.ID.value, "")),
            firsts[i],
            "" if lasts[i] == "NaT" else lasts[i],
            PRECISIONS[imported.precision[i]].value,
            _number(imported.lon[i]),
            _number(imported.lat[i]),
            plain_cell(imported.kinds[imported.kind[i]]),
            plain_cell(said.get(Role.TITLE.value, "")),
            plain_cell(said.get(Role.PLACE.value, "")),
            _number(imported.value[i]),
            _number(imported.low[i]),
            _number(imported.high[i]),
            _word(imported.airports, imported.origin[i]),
            _word(imported.airports, imported.destination[i]),
            plain_cell(said.get(Role.SOURCE.value, "")),
            plain_cell(said.get(Role.NOTE.value, "")),
            _word(sections, imported.section[i]),
            _word(imported.countries, imported.country[i]),
            _in_forest(imported, i),
            str(imported.row[i]),
        )


def _in_forest(imported: Imported, index: int) -> str:
    if np.isnan(imported.lon[index]):
        return ""
    return "yes" if imported.in_forest[index] else "no"


def _word(words: tuple[str, ...] | list[str], index: np.signedinteger) -> str:
    return words[index] if index >= 0 else ""


def _number(value: np.float64) -> str:
    if np.isnan(value):
        return ""
    return (
        str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    )


def _write(path: Path, text: str) -> None:
    sweep_leftovers(path.parent)
    prefix = private_prefix(hidden=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
