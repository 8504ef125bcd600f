"""The foot of the sheet: numbered sources, notes that every map here owes, the file's name."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote_plus, urlencode

from dashboard.exports.citations import Cited
from dashboard.exports.fonts import BOLD, SEMIBOLD, clean_text, shorten, text_width, wrap
from dashboard.exports.notices import WHY_GENERALISED, disclaimer
from dashboard.exports.request import Order
from dashboard.exports.sheet.layout import LEFT, Layout
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.source_list import (
    GRADE_NOTE,
    GUTTER,
    LEADING,
    NEXT,
    SOURCE_PT,
    SourceList,
    column_width,
    draw_list,
    set_list,
)
from dashboard.scene.scene import Scene
from dashboard.scene.symbology import INK, INK_2, INK_3, RULE
from dashboard.scene.url import to_query
from dashboard.scene.words import overview
from dashboard.scene.words.absence import none_words

_NOTE_PT, _NOTE_LEADING, _BETWEEN = 6.2, 2.5, 0.5
_FIRST_LINE = 5.7
IN_A_FILE = "in the file of sources named below"


def notes(
    order: Order, *, generalised: int = 0, owed: Sequence[str] = (), lacking: str = ""
) -> tuple[str, ...]:
    """Return the notes of a sheet: what not to read into it, licences, disclaimer.

    Parameters
    ----------
    order : Order
        Names the owner of the disclaimer.
    generalised : int
        Events shown less sharply than they are known; zero needs no note.
    owed : sequence of str
        Lines that the licences of what is on show oblige to name.
    lacking : str
        Names of the letters that the typeface lacks; empty when it has all.
    """
    owner = clean_text(order.settings.disclaimer_owner) or "the producer of this map"
    return (
        *((WHY_GENERALISED,) if generalised else ()),
        *((f"Letters that the typeface lacks stand as \ufffd: {lacking}.",) if lacking else ()),
        f"Not reported is not zero. {overview.READING} Each service counts in its own way, one "
        "person perhaps many times; measures are never added or ranked together; deaths are "
        "listed, never summed. Class breaks are fixed for all dates.",
        "Projection: ETRS89-LAEA (EPSG:3035), datum ETRS89; inset: azimuthal equal-area, centred "
        "on Minsk. Borders, lakes and rivers © OpenStreetMap contributors, ODbL. Inset: Natural "
        "Earth. Towns: GeoNames, CC BY 4.0. Airports: airportsdata, MIT. Crossings ±0.5–5 km."
        + "".join(f" {line}." for line in owed),
        disclaimer(owner),
    )


def foot_list(sources: Sequence[Cited], layout: Layout) -> SourceList:
    """Set the list of the first sheet, in the widest columns that hold it whole."""
    head = _list_head(layout)
    found = SourceList(1, (), layout.source_columns[0])
    for columns in layout.source_columns:
        found = set_list(sources, 1, layout.sources, columns, head=head)
        if len(found.entries) == len(sources):
            break
    return found


def _grade_lines(layout: Layout) -> list[str]:
    """Return the note on the grades: beside the heading, or below it in a narrow box."""
    room = layout.sources.width - text_width("Sources", 7.6, BOLD) - 2.5
    if text_width(GRADE_NOTE, 6.2) <= room:
        return [GRADE_NOTE]
    return wrap(GRADE_NOTE, layout.sources.width, 6.2)


def _list_head(layout: Layout) -> float:
    lines = len(_grade_lines(layout))
    return _FIRST_LINE + (0 if lines == 1 else lines * LEADING)


def draw_foot(
    page: Page,
    scene: Scene,
    order: Order,
    listed: SourceList,
    file: str,
    *,
    total: int,
    generalised: int,
    owed: Sequence[str] = (),
    lacking: str = "",
    goes_on: str = NEXT,
    beside: str = "",
) -> None:
    """Draw the sources in columns, the notes and the line at the bottom.

    Parameters
    ----------
    page : Page
        The sheet.
    scene : Scene
        The view on it, for its state and the days it reaches.
    order : Order
        Its handling caveat and the owner of the disclaimer stand in the foot.
    listed : SourceList
        The sources that have room here.
    file : str
        The file's name.
    beside : str
        Name of the file that holds what has no place on a sheet of one page.
    total : int
        Number of the last source; those beyond ``listed`` stand on the next sheet.
    generalised : int
        Events shown less sharply than they are known.
    owed : sequence of str
        Lines that the licences of what is on show oblige to name.
    lacking : str
        Letters of the sheet that the typeface lacks, in words.
    goes_on : str
        Where the list of sources goes on.
    """
    layout = page.layout
    page.line([(LEFT, layout.foot_rule), (layout.right, layout.foot_rule)], INK, 0.8)
    _draw_sources(page, scene, listed, total, goes_on)
    _draw_notes(page, notes(order, generalised=generalised, owed=owed, lacking=lacking))
    draw_file_line(page, scene, order, file, beside)


def draw_file_line(page: Page, scene: Scene, order: Order, file: str, beside: str = "") -> None:
    """Draw the last line: file, address of the view, handling, how far the data reaches.

    Parameters
    ----------
    page : Page
        The sheet.
    scene : Scene
        The view on it, for its state and the days it reaches.
    order : Order
        Its handling caveat stands in the middle, when there is one.
    file : str
        The file's name.
    beside : str
        Name of the file of its sources, in words; empty when they are in the same file.
    """
    layout = page.layout
    page.line([(LEFT, layout.file_rule), (layout.right, layout.file_rule)], RULE, 0.4)
    reach = overview.as_of(scene)
    right = layout.right - text_width(reach, 6.0) - 3
    handling = shorten(clean_text(order.settings.handling), 70.0, 6.6, BOLD)
    middle = layout.sheet.middle[0]
    if handling:
        half = text_width(handling, 6.6, BOLD) / 2
        page.text(
            middle, layout.file_y, handling, 6.6, weight=BOLD, align="center", role="handling"
        )
        right = min(right, middle - half - 3)
    names = " · ".join(filter(None, (file, beside)))
    address = f"{names} · view ?{view_query(scene)}"
    shown = shorten(clean_text(address), right - LEFT, 6.0)
    page.text(LEFT, layout.file_y, shown, 6.0, colour=INK_3, role="file")
    page.text(layout.right, layout.file_y, reach, 6.0, colour=INK_2, align="right", role="as_of")


def view_query(scene: Scene) -> str:
    """Return the address of the view as it can be typed."""
    return unquote_plus(urlencode(to_query(scene.state)))


def _draw_sources(page: Page, scene: Scene, listed: SourceList, total: int, goes_on: str) -> None:
    box = page.layout.sources
    page.text(box.left, box.top + 2.9, "Sources", 7.6, weight=BOLD, role="heading")
    lines = _grade_lines(page.layout)
    if len(lines) == 1:
        after = box.left + text_width("Sources", 7.6, BOLD) + 2.5
        page.text(after, box.top + 2.9, lines[0], 6.2, colour=INK_2, role="heading")
    else:
        for index, line in enumerate(lines, start=1):
            y = box.top + 2.9 + index * LEADING
            page.text(box.left, y, line, 6.2, colour=INK_2, role="heading")
    top = box.top + _list_head(page.layout)
    if not total:
        page.text(box.left, top, none_words(scene, "source", "on show"), SOURCE_PT, role="source")
        return
    draw_list(page, listed, box, top, total, goes_on)


def _draw_notes(page: Page, told: Sequence[str]) -> None:
    box, columns = page.layout.notes, page.layout.note_columns
    width = column_width(box, columns)
    rows = int(box.height / _NOTE_LEADING)
    x, y, row = box.left, box.top + 2.4, 0
    for note in told:
        lines = wrap(note, width, _NOTE_PT)
        if columns > 1 and row and row + len(lines) > rows:
            x, y, row = x + width + GUTTER, box.top + 2.4, 0
        weight = SEMIBOLD if note == WHY_GENERALISED else 400
        for line in lines:
            page.text(x, y, line, _NOTE_PT, colour=INK_2, weight=weight, role="note")
            y += _NOTE_LEADING
            row += 1
        y += _BETWEEN if columns == 1 else 0.0
