"""The receipt of an upload on the page: sums that hold, what was refused, what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import streamlit as st

from dashboard.page.html import show
from dashboard.page.uploads.terms import FLAGS, ROLES
from dashboard.scene.markup import Markup, join, tag, whole
from events.uploads import Receipt, Role

MOST_ROWS = 200
"""Rows of a table on screen; the download holds all."""
_MOST_REASONS = 8


def counts_words(receipt: Receipt) -> str:
    """Say what became of the rows, as two sums."""
    at = receipt.located
    refused = len(receipt.refused)
    rows = "row" if receipt.rows_in == 1 else "rows"
    words = f"{receipt.rows_in:,} {rows} in = {receipt.rows_kept:,} kept + {refused:,} refused"
    if receipt.rows_kept and receipt.columns.get(Role.DAY.value):
        words += (
            f"; kept = {at.sections:,} on border sections + {at.points:,} elsewhere"
            f" + {at.not_located:,} not located"
        )
    return words


def draw_receipt(receipt: Receipt) -> None:
    """Draw sums, how it was read, and the rows that were refused or are doubtful."""
    show(summary_markup(receipt))
    if len(receipt.refused):
        show(_counted("Refused", len(receipt.refused), refused_words(receipt)))
        _draw_rows(receipt.refused[:MOST_ROWS], ("row", "column", "value", "reason"))
        _draw_rest(len(receipt.refused))
    if len(receipt.flagged):
        show(_counted("Kept, but doubtful", len(receipt.flagged), flagged_words(receipt)))
        fields = ("row", "column", "value", "reason", "event_id")
        _draw_rows(receipt.flagged[:MOST_ROWS], fields)
        _draw_rest(len(receipt.flagged))


def offer_receipt(receipt: Receipt, key: str) -> None:
    """Offer the whole receipt as JSON; it is written when somebody asks for it."""
    st.download_button(
        "Save receipt",
        data=lambda: receipt_file(receipt),
        file_name=f"{safe_stem(receipt.file)}.receipt.json",
        mime="application/json",
        on_click="ignore",
        key=f"receipt_{key}",
        help="Every refused and every doubtful row with its reason, as JSON",
    )


def receipt_file(receipt: Receipt) -> bytes:
    """Return a receipt as JSON; half a character stays what it is, in JSON's own way."""
    return "".join(receipt.json_parts()).encode("utf-8", "backslashreplace")


def safe_stem(name: str) -> str:
    """Return a file's name without its ending, as every system can store it."""
    stem = name.rsplit(".", 1)[0] if "." in name.strip(".") else name
    return re.sub(r"[^\w.-]+", "-", whole(stem)).strip("-.")[:80] or "file"


def summary_markup(receipt: Receipt) -> Markup:
    """Write the sums of a receipt and how the file was read."""
    at = receipt.located
    rows: list[tuple[str, object]] = [
        (
            "Rows in the file",
            f"{receipt.rows_in:,} = {receipt.rows_kept:,} kept + {len(receipt.refused):,} refused",
        ),
        (
            "Rows kept",
            f"{receipt.rows_kept:,} = {at.sections:,} on border sections + {at.points:,} elsewhere"
            f" + {at.not_located:,} not located",
        ),
        ("Doubtful", f"{len(receipt.flagged):,} remarks on kept rows"),
        ("Shape", receipt.adapter or "none that is known: read by its columns"),
    ]
    if receipt.columns:
        taken = [
            (f"{ROLES[Role(role)].lower()} from ", tag("span", name, class_="name"))
            for role, name in receipt.columns.items()
        ]
        rows.append(("Taken", join([tag("span", *part) for part in taken], ", ")))
    if receipt.encoding:
        rows.append(("Encoding", receipt.encoding))
    if receipt.layer:
        rows.append(("Sheet or layer", receipt.layer))
    if receipt.lines is not None:
        lines = receipt.lines
        words = f"{lines.total:,} = {lines.above:,} above and header + {lines.blank:,} blank"
        words += f" + {lines.rows:,} of rows + {lines.refused:,} of refused rows"
        rows.append(("Lines in the file", words))
    if receipt.unused_columns:
        rows.append(("Kept as text", _some(receipt.unused_columns)))
    rows += [("Note", note) for note in receipt.notes]
    rows.append(("SHA-256", tag("span", receipt.sha256, class_="digest")))
    return tag(
        "div",
        tag("table", *(tag("tr", tag("th", name, scope="row"), tag("td", v)) for name, v in rows)),
        class_="bm receipt",
    )


def refused_words(receipt: Receipt) -> list[str]:
    """Say how many rows were refused for which reason, most first."""
    counts = receipt.refusal_counts()
    return _most(
        {f"{column}: {reason}" if column else reason: n for (column, reason), n in counts.items()}
    )


def flagged_words(receipt: Receipt) -> list[str]:
    """Say how many remarks there are of which kind, most first."""
    return _most({FLAGS.get(word, word): n for word, n in receipt.flag_counts().items()})


def _most(counts: Mapping[str, int]) -> list[str]:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    words = [f"{count:,} · {reason}" for reason, count in ordered[:_MOST_REASONS]]
    if len(ordered) > _MOST_REASONS:
        rest = sum(count for _, count in ordered[_MOST_REASONS:])
        words.append(f"{rest:,} · {len(ordered) - _MOST_REASONS:,} more reasons, see the rows")
    return words


def _counted(title: str, count: int, lines: Iterable[str]) -> Markup:
    return tag(
        "div",
        tag("h3", f"{title} ", tag("span", f"{count:,}")),
        tag("ul", *(tag("li", line, class_="source") for line in lines)),
        class_="bm reasons",
    )


def _draw_rows(notices: Iterable[object], fields: tuple[str, ...]) -> None:
    rows = [{field: _shown(getattr(notice, field)) for field in fields} for notice in notices]
    used = [field for field in fields if any(row[field] for row in rows)]
    st.dataframe(
        [{field: row[field] for field in used} for row in rows],
        hide_index=True,
        height=min(38 + 35 * len(rows), 250),
    )


def _shown(value: object) -> str:
    return "" if value is None else whole(str(value))


def _draw_rest(count: int) -> None:
    if count > MOST_ROWS:
        st.caption(f"The first {MOST_ROWS} of {count:,}; the receipt holds all of them.")


def _some(names: tuple[str, ...], most: int = 12) -> Markup:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return join([*(tag("span", name, class_="name") for name in names[:most])], ", ") + more
