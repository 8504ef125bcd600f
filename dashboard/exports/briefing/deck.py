"""The slides of a pack: each date, the table with change, what stands out, charts, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.exports.briefing.highlights import add_standing_out
from dashboard.exports.briefing.pages import Further
from dashboard.exports.edition import Edition
from dashboard.exports.request import Order
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.slides.date_slide import border_rows
from dashboard.exports.slides.deck import add_pages, blank_deck, new_slide, to_pptx, with_listed
from dashboard.exports.slides.shapes import WIDTH_IN, Cell, Run, add_picture, add_table, height_of
from dashboard.exports.slides.source_slides import add_sources, set_title
from dashboard.scene.words import overview
from events import day_in_words

_LEFT, _RIGHT, _TOP, _BOTTOM = 0.45, WIDTH_IN - 0.45, 1.0, 7.1
_WIDTHS = (1.75, 0.16, 1.3, 1.75, 7.47)


def build_deck(
    editions: Sequence[Edition],
    pictures: Sequence[bytes],
    further: Further,
    order: Order,
    metadata: Mapping[str, str],
) -> bytes:
    """Return the slides of a pack.

    Parameters
    ----------
    editions : sequence of Edition
        One a date, the earliest first.
    pictures : sequence of bytes
        The map of each date, as PNG, in the order of ``editions``.
    further : Further
        Charts, what stands out and the numbers of all sources.
    order : Order
        Time, profile and imprint.
    metadata : mapping of str to str
        What the file says of itself; needs "Title", "Creation Time", "State" and the others of
        ``describe_pack``.
    """
    deck = blank_deck()
    for edition, picture in zip(editions, pictures, strict=True):
        numbered = replace(edition, citations=with_listed(edition))
        add_pages(deck, numbered, order, picture)
    _add_tables(deck, editions)
    add_standing_out(lambda: new_slide(deck), further.standing_out, further.citations)
    slide = new_slide(deck)
    set_title(slide, "The three series", 24)
    alt = f"Three charts, one a border. {overview.sentence(editions[-1].scene)}"
    add_picture(slide, further.charts, Box(_LEFT, _TOP, _RIGHT, _BOTTOM), name="Charts", alt=alt)
    note = f"{metadata['Title']}: all sources. The numbers on each slide are listed in its notes."
    add_sources(lambda: new_slide(deck), further.citations, metadata, note=note)
    return to_pptx(deck, metadata, order.created)


def _add_tables(deck: Any, editions: Sequence[Edition]) -> None:
    head: list[Cell] | None = None
    rows: list[list[Cell]] = []
    high = 0.0
    for edition in editions:
        own = border_rows(edition.ledger, edition.scene, edition.citations)
        told = day_in_words(edition.scene.state.date)
        head = [Cell(((Run("Date", 10.5, bold=True),),)), *own[0]]
        block = []
        for index, row in enumerate(own[1:]):
            named = ((Run(told, 11, bold=True),),) if index == 0 else ()
            block.append([Cell(named), *row])
        more = sum(_height(row) for row in block)
        if rows and high + more > _BOTTOM - _TOP - 0.35:
            _add_table(deck, head, rows)
            rows, high = [], 0.0
        rows += block
        high += more
    if head is not None:
        _add_table(deck, head, rows)


def _height(row: Sequence[Cell]) -> float:
    return max(
        height_of(cell.lines, width - 0.12) + 0.07 for cell, width in zip(row, _WIDTHS, strict=True)
    )


def _add_table(deck: Any, head: list[Cell], rows: list[list[Cell]]) -> None:
    slide = new_slide(deck)
    set_title(slide, "Pressure points, with change", 24)
    box = Box(_LEFT, _TOP, _RIGHT, _BOTTOM)
    alt = "A row a date and border: the reported rate, what it rests on, and its change."
    add_table(slide, box, _WIDTHS, [head, *rows], name="Pressure points", alt=alt)
