"""The pages of a pack beside its dates: charts, change, what stands out, sources, method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.briefing.charts import (
    charts_picture,
    draw_charts,
)
from dashboard.exports.briefing.highlights import StandsOut, standing_out_pages
from dashboard.exports.briefing.method import method_words
from dashboard.exports.citations import Citations, Cited
from dashboard.exports.edition import Edition
from dashboard.exports.fonts import BOLD, REGULAR, SEMIBOLD, wrap
from dashboard.exports.request import Order
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.foot import draw_file_line
from dashboard.exports.sheet.further_sheets import further_lists
from dashboard.exports.sheet.head import change_words, draw_title
from dashboard.exports.sheet.layout import LEFT
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.pdf import to_pdf
from dashboard.exports.sheet.rated_borders import draw_class
from dashboard.exports.sheet.series_words import marks_words
from dashboard.exports.sheet.sheet import Sheet
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.sheet.source_list import draw_list
from dashboard.scene.sources import file_of
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import INK, INK_2, RULE
from dashboard.scene.words import overview
from dashboard.scene.words.reports import address_words
from events import Ledger, day_in_words

_TOP, _ROW = 34.0, 7.6
_COLUMNS = (0.0, 40.0, 66.0, 112.0, 190.0)
_HEADS = ("Date", "Border", "Reported", "Rests on", "Change against the window before")
_NOTE = "Each border by its own measure on its own scale. Never add or rank them."


@dataclass(frozen=True, slots=True)
class Further:
    """Pages beside the dates.

    Attributes
    ----------
    charts : bytes
        The three charts as PNG, for a slide.
    citations : Citations
        Every source of any date, with numbers of the pack's own.
    standing_out : tuple of StandsOut
        What stands out in the window of each date.
    """

    pdf: bytes
    charts: bytes
    citations: Citations
    standing_out: tuple[StandsOut, ...]


def further_pages(
    ledger: Ledger, editions: Sequence[Edition], found: Sequence[StandsOut], order: Order
) -> Further:
    """Draw the pages.

    Parameters
    ----------
    ledger : Ledger
        The reports of all dates.
    editions : sequence of Edition
        One a date, the earliest first.
    found : sequence of StandsOut
        What stands out in the window of each date.
    order : Order
        Size of the pages, time, profile and imprint.
    """
    citations = all_sources(ledger, editions, found)
    size = paper_size(order.size)
    with drawing():
        picture = charts_picture(editions)
        pages = [
            _charts_page(editions, order),
            *_table_pages(editions, order),
            *_standing_out_pages(found, citations, editions, order),
            *_source_pages(citations, editions, order),
        ]
        pages.append(_method_page(editions, order))
        metadata = dict(editions[-1].metadata)
        sheet = Sheet(
            figures=tuple(page.figure for page in pages),
            metadata=tuple([metadata] * len(pages)),
            citations=citations,
            size=size,
            layout=size.layouts[0],
        )
        (pdf,) = to_pdf(sheet)
    return Further(pdf, picture, citations, tuple(found))


def all_sources(
    ledger: Ledger, editions: Sequence[Edition], found: Sequence[StandsOut]
) -> Citations:
    """Return every source of any date, once, with publisher and address.

    Parameters
    ----------
    ledger : Ledger
        The reports of all dates.
    editions : sequence of Edition
        Their sources come first, in the order of the dates.
    found : sequence of StandsOut
        What stands out in the window of each date; sources that only this names come last.
    """
    grades: dict[str, set[str]] = {}
    for edition in editions:
        for cited in edition.citations.listed:
            grades.setdefault(cited.source_id, set()).update(cited.grades)
    for id_ in (id_ for one in found for id_ in one.report_ids):
        report = ledger.report(id_)
        file = file_of(report.source_id)
        known = file if report.source_id not in grades and file in grades else report.source_id
        grades.setdefault(known, set()).add(ledger.grade(report))
    listed = []
    for id_, own in grades.items():
        source = ledger.source(id_)
        told = f"{source.title}, {address_words(source)}"
        listed.append(Cited(id_, told, tuple(sorted(own))))
    return Citations(ledger, tuple(listed))


def _charts_page(editions: Sequence[Edition], order: Order) -> Page:
    page = Page(paper_size(order.size))
    draw_title(page, "The three series", _span(editions), order)
    draw_charts(page, Box(LEFT, _TOP, page.layout.right, page.layout.file_rule - 10), editions)
    _foot(page, editions, order, marks_words(editions[-1].ledger, editions[-1].scene))
    return page


def _table_pages(editions: Sequence[Edition], order: Order) -> list[Page]:
    rows = [(edition, stand) for edition in editions for stand in edition.scene.borders]
    room = paper_size(order.size).layouts[0].file_rule - 8 - _TOP - 6
    per_page = max(3, int(room / _ROW) // 3 * 3)
    pages = []
    for start in range(0, len(rows), per_page):
        page = Page(paper_size(order.size))
        draw_title(page, "Pressure points, with change", _span(editions), order)
        for left, head in zip(_COLUMNS, _HEADS, strict=True):
            page.text(LEFT + left, _TOP, head, 7.6, weight=BOLD, role="heading")
        y = _TOP + 2.2
        for edition, stand in rows[start : start + per_page]:
            first = stand is edition.scene.borders[0]
            page.line([(LEFT, y), (page.layout.right, y)], INK if first else RULE, 0.5)
            _draw_row(page, y, edition, stand, named=first)
            y += _ROW
        page.line([(LEFT, y), (page.layout.right, y)], INK, 0.5)
        _foot(page, editions, order, _NOTE)
        pages.append(page)
    return pages


def _standing_out_pages(
    found: Sequence[StandsOut], citations: Citations, editions: Sequence[Edition], order: Order
) -> list[Page]:
    pages = standing_out_pages(found, citations, order, _span(editions))
    for page in pages:
        _foot(page, editions, order, "")
    return pages


def _draw_row(page: Page, y: float, edition: Edition, stand: BorderStand, *, named: bool) -> None:
    found = stand.pressure
    if named:
        told = day_in_words(edition.scene.state.date)
        page.text(LEFT, y + 4, told, 8, weight=BOLD, role="row")
    bar = Box(LEFT + _COLUMNS[1] - 4, y + 0.9, LEFT + _COLUMNS[1] - 1.6, y + _ROW - 0.9)
    draw_class(page, bar, stand)
    page.text(LEFT + _COLUMNS[1], y + 4, stand.style.short, 7.6, weight=SEMIBOLD, role="row")
    value = (
        f"{overview.value(stand)} {overview.measure_words(stand)}"
        if found.reported
        else overview.value(stand)
    )
    page.text(LEFT + _COLUMNS[2], y + 4, value, 7.6, weight=BOLD, role="row")
    tag = "; contested" if found.contested else ""
    basis = f"{overview.basis(stand)}{tag} {edition.citations.cite(found.report_ids)}"
    ends = (_COLUMNS[4], page.layout.right - LEFT)
    told_in = (basis, change_words(edition.ledger, stand))
    for left, end, text in zip(_COLUMNS[3:], ends, told_in, strict=True):
        lines = wrap(text.strip(), end - left - 3, 6.6, most_lines=2)
        for index, line in enumerate(lines):
            at = y + 3.2 + index * 2.8 if len(lines) > 1 else y + 4
            page.text(LEFT + left, at, line, 6.6, colour=INK_2, role="row")


def _source_pages(citations: Citations, editions: Sequence[Edition], order: Order) -> list[Page]:
    size = paper_size(order.size)
    total = len(citations.listed)
    pages = []
    for listed in further_lists(citations.listed, 1, size.layouts[0]):
        page = Page(size)
        told = f"All sources of this pack, [{listed.first}] to [{listed.last}] of {total}"
        draw_title(page, "Sources", f"{told}; each page has numbers of its own.", order)
        box = page.layout.full_list
        draw_list(page, listed, box, box.top + 3.0, total)
        _foot(page, editions, order, "")
        pages.append(page)
    return pages


def _method_page(editions: Sequence[Edition], order: Order) -> Page:
    page = Page(paper_size(order.size))
    draw_title(page, "Method", "How the figures of this pack come about.", order)
    y = _TOP
    for head, text in method_words(editions, order):
        page.text(LEFT, y, head, 9.2, weight=BOLD, role="heading")
        for line in wrap(text, page.layout.right - LEFT - 40, 8):
            y += 3.7
            page.text(LEFT, y, line, 8, weight=REGULAR, role="note")
        y += 6.4
    _foot(page, editions, order, "")
    return page


def pack_title(editions: Sequence[Edition]) -> str:
    """Return the title of a pack, with its first and last date."""
    first, last = (day_in_words(editions[end].scene.state.date) for end in (0, -1))
    return (
        f"Belarus–EU border, {first} to {last}"
        if first != last
        else overview.title(editions[0].scene)
    )


def _span(editions: Sequence[Edition]) -> str:
    first, last = editions[0].scene.state.first_day, editions[-1].scene.state.date
    return f"{day_in_words(first)} to {day_in_words(last)}. {_NOTE}"


def _foot(page: Page, editions: Sequence[Edition], order: Order, note: str) -> None:
    if note:
        y = page.layout.file_rule - 2
        page.text(LEFT, y, note, 6.6, colour=INK_2, role="note")
    draw_file_line(page, editions[-1].scene, order, "pack")
