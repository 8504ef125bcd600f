"""Three small multiples, chart and legend at once: each border's days on its own scale."""

from __future__ import annotations

import math
from datetime import date, timedelta

from dashboard.exports.fonts import BOLD, POINT_MM, SEMIBOLD, text_width, wrap
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.chart_marks import (
    Days,
    dots_of,
    draw_bounds,
    draw_count,
    draw_dot,
    draw_gaps,
)
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.series_words import (
    TICK_PT,
    before_words,
    chart_days,
    chart_words,
    class_words,
    marks_words,
    since_of,
)
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import BREAKS, INK, INK_2, NO_LEVEL, PAPER, RAMP, RULE, ZERO_LEVEL
from dashboard.scene.words import overview
from events import (
    Ledger,
    Rate,
    day_figures,
    day_in_words,
    timeline,
)

_TOP, _STEP, _PLOT = 9.5, 18.6, 12.6
_AXIS, _LEGEND, _VALUE = 7.5, 27.5, 11.0


def draw_charts(page: Page, ledger: Ledger, scene: Scene) -> None:
    """Draw heading, the three charts one below the other, and the common axis of days.

    Parameters
    ----------
    page : Page
        The sheet; its layout has a room for the charts.
    ledger : Ledger
        The reports, for all days of the charts.
    scene : Scene
        The view, with its borders and window.
    """
    box = page.layout.charts
    page.text(
        box.left, box.top + 2.6, "Three measures, three scales", 9.2, weight=BOLD, role="heading"
    )
    note = f"Never add them. {marks_words(ledger, scene)}"
    page.text(box.left, box.top + 6.2, note, 6.6, colour=INK_2, role="note")
    first, last = chart_days(scene)
    plots = []
    for index, stand in enumerate(scene.borders):
        top = box.top + _TOP + index * _STEP
        plot = Box(box.left + _AXIS, top + 3.3, box.right - _LEGEND, top + 3.3 + _PLOT)
        draw_chart(page, ledger, scene, stand, plot, first, last)
        plots.append(plot)
    draw_days(page, plots[-1], first, last)
    across = Days(plots[0], first, last)
    label = overview.window_words(scene)
    x = (across(scene.window.start) + across(scene.state.date + timedelta(days=1))) / 2
    half = text_width(label, TICK_PT, SEMIBOLD) / 2
    # It keeps clear of the heading on its line.
    first_stand = scene.borders[0]
    heading = text_width(first_stand.style.short, 7.6, BOLD) + 4
    heading += text_width(chart_words(scene, first_stand, across, first), 6.6)
    x = min(max(x, box.left + heading + half), plots[0].right - half)
    top = box.top + _TOP + 1.6
    page.text(x, top + 1.0, label, TICK_PT, weight=SEMIBOLD, align="center", role="tick")


def draw_chart(
    page: Page, ledger: Ledger, scene: Scene, stand: BorderStand, plot: Box, first: date, last: date
) -> None:
    """Draw one border's days in a plot box; its words stand left of it, its classes right.

    Parameters
    ----------
    page : Page
        The sheet.
    ledger : Ledger
        The reports, for all days of the chart.
    scene : Scene
        The view, with its window.
    stand : BorderStand
        The border, with the measure of the view's date.
    plot : Box
        The ground of the chart, in millimetres.
    first, last : datetime.date
        Days at its left and right edge.
    """
    border, measure = stand.pressure.border, stand.pressure.measure
    key = (border, measure.key)
    title_y = plot.top - 1.2
    page.text(plot.left - _AXIS, title_y, stand.style.short, 7.6, weight=BOLD, role="heading")
    left = plot.left - _AXIS + text_width(stand.style.short, 7.6, BOLD) + 2
    across = Days(plot, first, last)
    told = chart_words(scene, stand, across, first)
    page.text(left, title_y, told, 6.6, colour=INK_2, role="heading")
    since = max(first, since_of(border, measure))
    page.area(plot, fill=PAPER, layer=2)
    days = timeline(ledger, border, since, last, 1) if since <= last else None
    if not scene.hides_reference:
        _draw_change(page, plot, across, since, first, last)
        if days is not None:
            draw_gaps(page, ledger, days, plot, across)
    rates = [
        rate
        for rate in day_figures(ledger, border, measure)
        if rate.days > 1 and _touches(rate, since, last)
    ]
    dots = [] if days is None else list(dots_of(days))
    window_top = scene.state.date + timedelta(days=1)
    frame = Box(across(max(scene.window.start, first)), plot.top, across(window_top), plot.bottom)
    tallest = [*(rate.rate_per_day for rate in rates), *(dot.value for dot in dots)]
    top_value = max([BREAKS[key][-1] * 1.25, *(value * 1.08 for value in tallest)])

    def height(value: float) -> float:
        return plot.bottom - (plot.height - 0.8) * value / top_value

    above = math.inf
    for value in (0, BREAKS[key][2], BREAKS[key][4]):
        y = height(value)
        if above - y < TICK_PT * POINT_MM:
            continue
        above = y
        page.line([(plot.left - 0.7, y), (plot.left, y)], INK, 0.4, layer=4)
        page.text(
            plot.left - 1.2,
            y + 0.7,
            f"{value:,}",
            TICK_PT,
            colour=INK_2,
            align="right",
            role="tick",
        )
    draw_bounds(page, stand, plot, across, height, since)
    for rate in sorted(rates, key=lambda r: -r.days):
        draw_count(page, key, rate, across, height, since, last)
    for dot in dots:
        draw_dot(page, key, dot, plot, across, height)
    page.line([(plot.left, plot.bottom), (plot.right, plot.bottom)], INK, 0.5, layer=8)
    page.area(frame, edge=INK, width=0.9, layer=9)
    _draw_legend(page, stand, key, plot)


def _touches(rate: Rate, first: date, last: date) -> bool:
    end = rate.period.last_day
    return end is not None and rate.period.start <= last and end >= first


def _draw_change(page: Page, plot: Box, across: Days, since: date, first: date, last: date) -> None:
    """Leave blank, with words where there is room, the days another measure counted."""
    if not first < since <= last:
        return
    old = Box(plot.left, plot.top, across(since), plot.bottom)
    page.line([(old.right, plot.top), (old.right, plot.bottom)], RULE, 0.6, layer=4)
    told = before_words(since)
    if text_width(told, TICK_PT) < old.width - 1:
        page.text(*old.middle, told, TICK_PT, colour=INK_2, align="center", role="tick")


def _draw_legend(page: Page, stand: BorderStand, key: tuple[str, str], plot: Box) -> None:
    """Draw the class table of the border, the class in force marked with its value."""
    breaks = BREAKS[key]
    left, step = plot.right + 1.6, plot.height / len(breaks)
    for index in range(len(breaks)):
        level = len(breaks) - index
        top = plot.top + index * step
        page.area(Box(left, top, left + 3.8, top + step), fill=RAMP[level - 1], edge=INK, width=0.4)
        now = stand.level == level
        page.text(
            left + 4.6,
            top + step / 2 + 0.75,
            class_words(breaks, level),
            6.0,
            weight=BOLD if now else 400,
            role="legend",
        )
        if now:
            _arrow(page, left + 16.6, top + step / 2, overview.value(stand))
    if stand.level == NO_LEVEL:
        for index, line in enumerate(wrap(overview.value(stand), _VALUE, 6.0)):
            y = plot.middle[1] + 0.1 + index * 2.2
            page.text(left + 16.6, y, line, 6.0, colour=INK_2, role="legend")
    elif stand.level == ZERO_LEVEL:
        _arrow(page, left + 16.6, plot.bottom, overview.value(stand))


def _arrow(page: Page, x: float, y: float, value: str) -> None:
    from matplotlib.path import Path

    tip = Path([(x, y), (x + 1.7, y - 0.8), (x + 1.7, y + 0.8), (x, y)], closed=True)
    page.area(tip, fill=INK)
    lines = wrap(value, _VALUE - 2.4, 6.9, BOLD)
    for index, line in enumerate(lines):
        at = y + 0.85 + (index - (len(lines) - 1) / 2) * 2.4
        page.text(x + 2.4, at, line, 6.9, weight=BOLD, role="legend")


def draw_days(page: Page, plot: Box, first: date, last: date) -> None:
    """Write the days below the lowest chart: months, quarters or years, as room allows.

    Parameters
    ----------
    page : Page
        The sheet.
    plot : Box
        The ground of the lowest chart, in millimetres.
    first, last : datetime.date
        Days at its left and right edge.
    """
    across = Days(plot, first, last)
    days = (last - first).days
    step = 1 if days <= 130 else 3 if days <= 500 else 12
    edge = plot.left - 9
    labelled = False
    day = date(first.year, first.month, 1)
    while day <= last:
        if day >= first and (day.month - 1) % step == 0:
            x = across(day)
            page.line([(x, plot.bottom), (x, plot.bottom + 0.8)], INK, 0.4, layer=8)
            month = day_in_words(day).split()[1][:3]
            label = f"1 {month}" if labelled and day.month > 1 else f"1 {month} {day.year}"
            half = text_width(label, TICK_PT) / 2
            if x - half > edge and x + half < plot.right + 3:
                page.text(
                    x, plot.bottom + 3.0, label, TICK_PT, colour=INK_2, align="center", role="tick"
                )
                edge, labelled = x + half + 1, True
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
