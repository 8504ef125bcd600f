"""A workbook of a scene: the reports, what is drawn, and what the file is, a sheet each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

import xlsxwriter

from dashboard.errors import SnapshotError
from dashboard.exports.citations import Cited, with_reports
from dashboard.exports.data import geojson_csv, report_table
from dashboard.exports.data.both_dates import reports_of, with_window
from dashboard.exports.data.cells import BETWEEN, Cell
from dashboard.exports.data.store_features import store_things
from dashboard.exports.edition import Edition, build_edition
from dashboard.exports.notices import WHY_GENERALISED, disclaimer
from dashboard.exports.office_properties import PROPERTIES, properties_xml, rezipped
from dashboard.exports.request import Order
from dashboard.scene.scene import Scene
from dashboard.scene.words import overview
from dashboard.scene.words.reports import address_words
from events import Ledger

DATA, MAP, ABOUT = "Data", "Map", "About"
MOST_CHARACTERS = 32_767
"""What a cell of a workbook can hold."""
_EARLIEST = date(1900, 3, 1)
"""Serial numbers of earlier days mean different days to different programs."""
_WIDE, _NARROW = 42, 12
_TEXTS = frozenset({"place", "publisher", "source_title", "title", "statement", "note"})
_SHEETS = (
    f"{DATA}: the reports behind the view, one a row. {MAP}: what the map shows, one thing a row; "
    "the figure of a border is worked out of its reports. An empty cell is not reported, or does "
    "not apply; it is not zero."
)
_SOURCES = ("number", "title", "publisher", "address", "grades")

Rows: TypeAlias = Sequence[Mapping[str, Cell]]


def draw_workbook(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Write the workbook of an order, always the same for the same scene, order and data.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    order : Order
        Size, time and profile that were asked for.

    Raises
    ------
    SnapshotError
        When a text is longer than a cell can hold.
    """
    made = build_edition(ledger, scene, order, "xlsx")
    out = io.BytesIO()
    # No setting of the library may turn a text into a formula, a link or a number.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        told = made.metadata
        book.set_properties(
            {
                "title": told["Title"][:255],
                "subject": told["Description"][:255],
                "author": (told.get("Author") or told["Software"])[:255],
                "comments": told["Copyright"][:255],
                "created": order.created.replace(tzinfo=None),
            }
        )
        # The part itself is written below: here a text could have 255 characters only.
        book.set_custom_property("State", "-")
        look = _Look(book)
        other = None if made.second is None else made.second.scene
        reports = reports_of(made.ledger, made.scene, other)
        _add_table(book, look, DATA, with_window(report_table.COLUMNS, made.second), reports)
        drawn = geojson_csv.to_rows(made.ledger, made.scene, made.second, store_things(made))
        _add_table(book, look, MAP, with_window(geojson_csv.COLUMNS, made.second), drawn)
        ids = [str(row["report"]) for row in reports]
        _add_about(book, look, made, with_reports(made.ledger, made.citations.listed, ids))
    return (rezipped(out.getvalue(), {PROPERTIES: properties_xml(made.metadata)}),)


class _Look:
    """The few formats of cells of one workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.plain = book.add_format({"valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})


def _add_table(book: Any, look: _Look, name: str, columns: Sequence[str], rows: Rows) -> None:
    """Add a sheet with a header that stays in sight and a filter on every column."""
    sheet = book.add_worksheet(name)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _WIDE if column in _TEXTS else _NARROW)
        sheet.write_string(0, index, column, look.head)
    for number, row in enumerate(rows, start=1):
        for index, column in enumerate(columns):
            _write(sheet, look, number, index, row[column], f"{name}, {column}")
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _write(sheet: Any, look: _Look, row: int, column: int, value: Cell, where: str) -> None:
    """Write a value as what it is: a day, a number, or a text and never a formula."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no", look.plain)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look.plain)
    elif isinstance(value, date) and value >= _EARLIEST:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look.day)
    else:
        text = value.isoformat() if isinstance(value, date) else value
        if len(text) > MOST_CHARACTERS:
            raise SnapshotError(
                f"{where}, row {row + 1}: {len(text):,} characters are more than a cell of a "
                f"workbook holds ({MOST_CHARACTERS:,}). Take a shorter window, or CSV."
            )
        sheet.write_string(row, column, text, look.plain)


def _add_about(book: Any, look: _Look, made: Edition, sources: Sequence[Cited]) -> None:
    """Add the sheet that says what the file is, what not to read into it, and who says so."""
    sheet = book.add_worksheet(ABOUT)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 4, 30)
    row = 0
    for name, text in _about(made):
        sheet.write_string(row, 0, name, look.head)
        sheet.write_string(row, 1, text, look.text)
        row += 1
    row += 1
    for index, heading in enumerate(_SOURCES):
        sheet.write_string(row, index, heading, look.head)
    for number, cited in enumerate(sources, start=1):
        source = made.ledger.source(cited.source_id)
        sheet.write_number(row + number, 0, number, look.plain)
        told = (
            cited.title,
            source.publisher_name,
            address_words(source),
            BETWEEN.join(cited.grades),
        )
        for index, text in enumerate(told, start=1):
            sheet.write_string(row + number, index, text, look.text)


def _about(made: Edition) -> Iterator[tuple[str, str]]:
    """Yield name and text of each line; a long text goes on in lines without a name."""
    yield "Sheets", _SHEETS
    owner = made.order.settings.disclaimer_owner or "the producer of this map"
    told: Iterable[tuple[str, str]] = (
        *((name, text) for name, text in made.metadata.items() if name != "Source"),
        ("Reading", overview.READING),
        ("Notice", WHY_GENERALISED if made.generalised else ""),
        ("Disclaimer", disclaimer(owner)),
    )
    for name, text in told:
        for start in range(0, len(text), MOST_CHARACTERS):
            yield name if not start else "", text[start : start + MOST_CHARACTERS]
