"""What stands out in the window of each date of a pack: worked out once, on pages and slides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.exports.citations import Citations
from dashboard.exports.edition import Edition
from dashboard.exports.fonts import BOLD, REGULAR, clean_text, wrap
from dashboard.exports.request import Order
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.head import draw_title
from dashboard.exports.sheet.layout import LEFT
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.slides.shapes import WIDTH_IN, Run, add_words, height_of
from dashboard.exports.slides.source_slides import set_title
from dashboard.scene.symbology import INK, INK_2
from events import owed, period_in_words

_TITLE, _OWN_NUMBERS = "What stands out", "Numbers are those of the pack's own list of sources."
_TOP, _HEAD_PT, _LINE_PT, _LEADING, _BETWEEN = 34.0, 9.2, 8.0, 3.7, 3.2
_WIDTH_MM = 240.0
_SLIDE_TOP, _SLIDE_BOTTOM, _MARGIN = 1.15, 7.0, 0.45


@dataclass(frozen=True, slots=True)
class StandsOut:
    """What stands out in the window of one date.

    Attributes
    ----------
    heading : str
        The window in words.
    lines : tuple of (str, tuple of str)
        What stands out, with its reports; the refusal, with none, where nothing does.
    limits : str
        What it does not show, in a sentence.
    """

    heading: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    limits: str

    @property
    def report_ids(self) -> tuple[str, ...]:
        """Return the reports it rests on, each once."""
        return tuple(dict.fromkeys(id_ for _, ids in self.lines for id_ in ids))


def stands_out(edition: Edition) -> StandsOut:
    """Work out what stands out in the window of a date, of the reports that take part."""
    import events.analysis

    window = edition.scene.window
    found = events.analysis.notable(edition.ledger, window)
    lines = tuple((f"{note.text}.", note.report_ids) for note in found.notes)
    return StandsOut(
        period_in_words(window), lines or ((found.words.told, ()),), found.words.limits
    )


def with_owed(edition: Edition, found: StandsOut) -> Edition:
    """Return the edition with what the licences of these reports oblige to name as well."""
    lines = {*edition.owed, *owed(edition.ledger, found.report_ids)}
    return replace(edition, owed=tuple(sorted(lines)))


def standing_out_pages(
    found: Sequence[StandsOut], citations: Citations, order: Order, span: str
) -> list[Page]:
    """Draw the pages: a heading a date, a line for each thing; no line is torn over two pages.

    Parameters
    ----------
    found : sequence of StandsOut
        What stands out in the window of each date.
    citations : Citations
        Numbers of the pack's own list of sources.
    order : Order
        Names the paper size; its imprint stands in the head.
    span : str
        The line below the title: which days the pack covers.
    """
    size = paper_size(order.size)
    bottom = size.layouts[0].file_rule - 6
    pages: list[Page] = []
    y = bottom
    for blocks in (_blocks(one, citations) for one in found):
        for index, (text, size_pt, weight) in enumerate(blocks):
            lines = wrap(clean_text(text), _WIDTH_MM, size_pt, weight)
            # A heading never stands alone at the foot of a page.
            kept = 2 * _LEADING if index == 0 else 0.0
            if y + len(lines) * _LEADING + kept > bottom:
                pages.append(Page(size))
                note = f"{found[0].limits} {_OWN_NUMBERS}"
                draw_title(pages[-1], _TITLE, span, order)
                y = _TOP - 3
                for line in wrap(note, pages[-1].layout.right - LEFT, 7):
                    pages[-1].text(LEFT, y, line, 7, colour=INK_2, role="note")
                    y += 3.2
                y += _BETWEEN
            for line in lines:
                indent = 0.0 if index == 0 else 4.0
                pages[-1].text(
                    LEFT + indent, y, line, size_pt, weight=weight, colour=INK, role="stands_out"
                )
                y += _LEADING
            y += 0.8
        y += _BETWEEN
    return pages


def _blocks(one: StandsOut, citations: Citations) -> list[tuple[str, float, int]]:
    told = [(_cited(line, ids, citations), _LINE_PT, REGULAR) for line, ids in one.lines]
    return [(one.heading, _HEAD_PT, BOLD), *told]


def _cited(line: str, ids: Sequence[str], citations: Citations) -> str:
    return f"{line} {citations.spans(ids)}".strip()


def add_standing_out(
    new: Callable[[], Any], found: Sequence[StandsOut], citations: Citations
) -> None:
    """Add the slides: the same words, as many slides as they need.

    Parameters
    ----------
    new : callable
        Adds a blank slide with a title and returns it.
    found : sequence of StandsOut
        What stands out in the window of each date.
    citations : Citations
        Numbers of the pack's own list of sources.
    """
    width = WIDTH_IN - 2 * _MARGIN
    note = [Run(f"{found[0].limits} {_OWN_NUMBERS}", 10, colour=INK_2)]
    room = _SLIDE_BOTTOM - _SLIDE_TOP - height_of([note], width)
    slides: list[list[list[Run]]] = [[]]
    used = 0.0
    for one in found:
        block = [[Run(one.heading, 13, bold=True)]]
        block += [[Run(_cited(line, ids, citations), 11)] for line, ids in one.lines]
        for index, line in enumerate(block):
            high = height_of([line], width)
            kept = height_of([block[1]], width) if index == 0 else 0.0
            if used + high + kept > room and slides[-1]:
                slides.append([])
                used = 0.0
            slides[-1].append(line)
            used += high
    for index, lines in enumerate(slides):
        slide = new()
        set_title(slide, _TITLE if index == 0 else f"{_TITLE}, continued", 24)
        box = Box(_MARGIN, _SLIDE_TOP, WIDTH_IN - _MARGIN, _SLIDE_BOTTOM)
        add_words(slide, box, [note, *lines], name=_TITLE)
