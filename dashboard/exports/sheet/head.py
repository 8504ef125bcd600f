"""The head of the sheet: title with its date, window, summary, change, who made it when."""

from __future__ import annotations

from dashboard import __version__
from dashboard.exports.fonts import BOLD, REGULAR, SEMIBOLD, clean_text, shorten, wrap
from dashboard.exports.request import Order
from dashboard.exports.second_date import Second
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.layout import HEAD_RULE, HEAD_TOP, LEFT, SUBTITLE_Y, TITLE_Y
from dashboard.exports.sheet.page import Page
from dashboard.scene.comparison import Comparison
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import ACCENT, INK, INK_2, RULE
from dashboard.scene.words import overview
from dashboard.scene.words.dates import short_day
from dashboard.scene.words.two_dates import B, side_words
from events import Ledger, change, day_in_words, period_in_words

_SUMMARY_PT, _LEADING = 8.6, 3.75
_CHANGE_PT, _CHANGE_LEADING = 7.0, 3.0
_IMPRINT_PT, _IMPRINT_LEADING, _IMPRINT_MM = 6.6, 3.2, 98.0


def draw_head(
    page: Page,
    ledger: Ledger,
    scene: Scene,
    order: Order,
    told: str = "",
    second: Second | None = None,
) -> None:
    """Draw rule, title, window, summary and the change against the window before.

    Parameters
    ----------
    page : Page
        The sheet.
    ledger : Ledger
        The reports, for the change against the window before.
    scene : Scene
        The view that is summed up.
    order : Order
        Its imprint stands at the right.
    told : str
        Which of two dates it is of, in place of the words on measures; empty where there is one.
    second : Second, optional
        The second date: what lies between both stands in place of the change.
    """
    draw_title(page, overview.title(scene), subtitle(scene, told), order)
    _draw_summary(page, scene)
    if second is None:
        _draw_change(page, ledger, scene)
    else:
        _draw_second(page, second)


def draw_title(page: Page, title: str, told: str, order: Order) -> None:
    """Draw what every sheet of a set begins with: rule, title, a line below it, imprint.

    Parameters
    ----------
    page : Page
        The sheet.
    title : str
        One line, at the size of the title.
    told : str
        The line below it.
    order : Order
        Its imprint stands at the right.
    """
    right = page.layout.right
    page.line([(LEFT, HEAD_TOP), (right, HEAD_TOP)], INK, 0.8)
    page.area(Box(LEFT, HEAD_TOP, LEFT + 12, HEAD_TOP + 1.5), fill=ACCENT, layer=2)
    page.text(LEFT, TITLE_Y, title, 19, weight=BOLD, role="title")
    page.text(LEFT, SUBTITLE_Y, told, 9.2, colour=INK_2, role="subtitle")
    lines = imprint(order, page.size.label)
    y = 18.4 - _IMPRINT_LEADING * (len(lines) - 1) / 2 if len(lines) > 2 else 13.4
    for line, weight in lines:
        shown = shorten(line, _IMPRINT_MM, _IMPRINT_PT, weight)
        colour = INK if weight != REGULAR else INK_2
        page.text(
            right,
            y,
            shown,
            _IMPRINT_PT,
            weight=weight,
            colour=colour,
            align="right",
            role="imprint",
        )
        y += _IMPRINT_LEADING
    page.line([(LEFT, HEAD_RULE), (right, HEAD_RULE)], RULE, 0.6)


def imprint(order: Order, size: str) -> list[tuple[str, int]]:
    """Return who stands behind the sheet, line by line with its weight; only what is set."""
    made, told = order.created, order.settings
    product = " · ".join(filter(None, (told.producer, told.product_number, told.version)))
    profile = " · internal" if order.profile == "internal" else ""
    lines = [
        (told.handling, BOLD),
        (product, SEMIBOLD),
        (told.contact, REGULAR),
        (f"Border Monitor {__version__} · {size}{profile}", REGULAR),
        (f"Created {short_day(made.date())} {made:%H:%M} UTC", REGULAR),
    ]
    return [(clean_text(line), weight) for line, weight in lines if clean_text(line)]


def subtitle(scene: Scene, told: str = "") -> str:
    """Return the line below the title: which days the data is from.

    Parameters
    ----------
    scene : Scene
        What is shown.
    told : str
        Which of two dates it is of, in place of the words on measures; empty where there is one.
    """
    span = _span_words(scene)
    if told:
        return f"{told}{span}."
    if scene.hides_reference:
        return f"{span}. Brought files alone: the reference is hidden."
    return f"{span}. Each border is counted by its own service in its own measure."


def _span_words(scene: Scene) -> str:
    if scene.window.days == 1:
        return f"Data of {period_in_words(scene.window)}"
    return f"Data from {_from_to(scene)}"


def _from_to(scene: Scene) -> str:
    first, last = scene.state.first_day, scene.state.date
    start = day_in_words(first)
    if first.year == last.year:
        start = start.rsplit(" ", 1)[0]
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    return f"{start} to {day_in_words(last)}"


def _draw_summary(page: Page, scene: Scene) -> None:
    box = page.layout.summary
    lines = wrap(overview.sentence(scene), box.width, _SUMMARY_PT, most_lines=3)
    for index, line in enumerate(lines):
        page.text(box.left, box.top + 2.9 + index * _LEADING, line, _SUMMARY_PT, role="summary")


def _draw_change(page: Page, ledger: Ledger, scene: Scene) -> None:
    box = page.layout.change
    days = scene.window.days
    if scene.state.window_days is None:
        page.text(
            box.left,
            box.top + 2.6,
            "No window before to compare with",
            _CHANGE_PT + 0.4,
            weight=BOLD,
            role="change",
        )
        told = f"The window holds every day since {day_in_words(scene.state.first_day)}."
        page.text(box.left, box.top + 6.0, told, _CHANGE_PT, colour=INK_2, role="change")
        return
    heading = "Against the day before" if days == 1 else f"Against the {days} days before"
    page.text(box.left, box.top + 2.6, heading, _CHANGE_PT + 0.4, weight=BOLD, role="change")
    for index, stand in enumerate(scene.borders):
        y = box.top + 2.6 + (index + 1) * _CHANGE_LEADING + 0.4
        page.text(box.left, y, stand.style.short, _CHANGE_PT, weight=BOLD, role="change")
        left = box.left + 15
        told = shorten(change_words(ledger, stand), box.right - left, _CHANGE_PT)
        page.text(left, y, told, _CHANGE_PT, colour=INK_2, role="change")


def _draw_second(page: Page, second: Second) -> None:
    """Draw what the second date tells of each border, and what lies between both."""
    box = page.layout.change
    heading = f"{side_words(B, second.scene.window)}, on a sheet of its own"
    page.text(box.left, box.top + 2.6, heading, _CHANGE_PT + 0.4, weight=BOLD, role="change")
    both = second.both.result
    assert isinstance(both, Comparison)
    for index, pair in enumerate(both.pairs):
        y = box.top + 2.6 + (index + 1) * _CHANGE_LEADING + 0.4
        page.text(box.left, y, pair.first.style.short, _CHANGE_PT, weight=BOLD, role="change")
        left = box.left + 15
        figure = f"{overview.value(pair.second)} {overview.measure_words(pair.second)}".strip()
        told = shorten(f"{figure}; {both.between}: {pair.headline}", box.right - left, _CHANGE_PT)
        page.text(left, y, told, _CHANGE_PT, colour=INK_2, role="change")


def change_words(ledger: Ledger, stand: BorderStand) -> str:
    """Say how a border's rate changed, or why it cannot be compared."""
    if stand.hidden:
        return overview.value(stand)
    found = change(ledger, stand.pressure.border, stand.pressure.window)
    told = overview.change_words(found)
    return told if found.difference_per_day is None else f"{told} {overview.measure_words(stand)}"
