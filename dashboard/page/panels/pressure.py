"""Pressure points: each border and section by its own measure, with change only between equals."""

from __future__ import annotations

from dashboard.page.panels.reports import grade_box, source_words
from dashboard.page.panels.rows import lead, lit
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.palette import shown_colour
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import BORDER, NO_LEVEL, ZERO_LEVEL, level_colour
from dashboard.scene.words import overview
from dashboard.scene.words.absence import none_words
from events import (
    DAY_STATES,
    Change,
    DayState,
    Ledger,
    PlaceFigure,
    change,
    day_states,
    in_words,
    period_in_words,
    section_pressure,
)

_MOST_SQUARES, _FEW_SQUARES = 31, 10
_MOST_REPORTS = 6


def pressure_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write the panel: borders first, reported ones before the others, then places."""
    stands = sorted(scene.borders, key=lambda stand: not stand.pressure.reported)
    return tag(
        "div",
        tag(
            "h2", "Pressure points ", tag("span", overview.window_words(scene), class_="soft note")
        ),
        tag(
            "p",
            "Each measure stands alone: counts of different services are never added or ranked "
            "together.",
            class_="note",
        ),
        _squares_key() if _has_squares(scene) else None,
        None if scene.hides_reference else _reading(),
        *(_border(ledger, stand) for stand in stands),
        _places(ledger, scene),
        class_="bm",
    )


def _border(ledger: Ledger, stand: BorderStand) -> Markup:
    found = stand.pressure
    contested = tag("span", "contested", class_="contested") if found.contested else None
    told = [] if stand.hidden else [_change_words(change(ledger, found.border, found.window))]
    return join(
        [
            tag("h3", found.measure.label.capitalize(), " ", tag("span", found.measure.counted_by)),
            tag(
                "div",
                _swatch(stand),
                tag("b", lead(stand.style.name, stand.style.pair), " ", contested),
                tag(
                    "span", overview.value(stand), class_="figure" if found.rated else "figure none"
                ),
                tag("span", overview.measure_words(stand), class_="soft wide"),
                tag("span", _squares(ledger, stand), overview.basis(stand), class_="wide known"),
                *(tag("span", text, class_="right") for text in (*overview.further(stand), *told)),
                class_="value",
                data_row=lit((stand.style.pair,)),
            ),
            _sources(ledger, stand),
        ]
    )


def _swatch(stand: BorderStand) -> Markup:
    """Draw the class of a border as a bar, hatched or with a white core as its line is."""
    if stand.hidden:
        return tag("i", style=f"background-color:{shown_colour(BORDER)}")
    if stand.level == NO_LEVEL:
        return tag("i", class_="none")
    zero, colour = " zero" * (stand.level == ZERO_LEVEL), shown_colour(level_colour(stand.level))
    return tag("i", class_=f"{stand.look}{zero}", style=f"background-color:{colour}")


_STATE_WORDS = {
    DayState.REPORTED: "reported day",
    DayState.DERIVED: "follows exactly from other reports",
    DayState.WIDER: "inside a wider count",
    DayState.NONE: "nothing",
}


_READING = {
    "complete": "all reports together leave one number only for these days; no day is missing.",
    "mean of 4 reported days of 7": "the average of those four days alone. Of the other days "
    "nothing was reported one by one, so the week may have been higher or lower.",
    "between 339 and 402": "the count of these days lies from 339 to 402; no report says it more "
    "closely.",
    "inside a wider count": "only more days were counted together, with the dates given; the "
    "figure is their average, not a count of this window.",
    "2 reported days: 2 and 12": "too few days to speak for the window: no rate, no colour.",
}


def _reading() -> Markup:
    """Say what the words beside a figure mean, for whoever has not read them before."""
    lines = (tag("li", tag("b", f"{said}: "), meaning) for said, meaning in _READING.items())
    return tag(
        "details",
        tag("summary", "What the words beside a figure mean"),
        tag("ul", *lines),
        class_="note reading",
    )


def _has_squares(scene: Scene) -> bool:
    return not scene.hides_reference and 1 < (scene.window.days or 0) <= _MOST_SQUARES


def _squares_key() -> Markup:
    """Say what the squares of the days mean."""
    parts = (
        tag("span", tag("span", tag("i", class_=state), class_="days"), told)
        for state, told in _STATE_WORDS.items()
    )
    return tag("p", "Days: ", *parts, class_="note days-key")


def _squares(ledger: Ledger, stand: BorderStand) -> Markup | None:
    """Draw a square a day: how well each day of the window is known."""
    found = stand.pressure
    first, last = found.window.start, found.window.last_day
    if stand.hidden or last is None or not 1 < found.window_days <= _MOST_SQUARES:
        return None
    states = [DAY_STATES[code] for code in day_states(ledger, found.border, first, last)]
    counts = (f"{states.count(state)} {told}" for state, told in _STATE_WORDS.items())
    return tag(
        "span",
        *(tag("i", class_=state) for state in states),
        class_="days many" if len(states) > _FEW_SQUARES else "days",
        role="img",
        aria_label=f"Days: {', '.join(counts)}.",
    )


def _change_words(found: Change) -> str:
    before = found.before.rate_per_day
    if found.difference_per_day is None or before is None:
        return overview.change_words(found)
    arrow = "▲" if found.difference_per_day > 0 else "▼" if found.difference_per_day < 0 else "="
    return f"{arrow}{overview.share_words(found)} from {overview.number(before)} the window before"


def _sources(ledger: Ledger, stand: BorderStand) -> Markup | None:
    """Name the reports the figure rests on, then those that say otherwise or that it lies in."""
    own = dict.fromkeys(stand.pressure.report_ids)
    beside = dict.fromkeys(id_ for id_ in stand.report_ids if id_ not in own)
    if not own and not beside:
        return None
    lines = [_report(ledger, id_) for id_ in list(own)[:_MOST_REPORTS]]
    if stand.pressure.derived:
        told = "Worked out by adding and subtracting what these reports count:"
        lines.insert(0, tag("li", told, class_="source"))
    if len(own) > _MOST_REPORTS:
        rest = f"and {len(own) - _MOST_REPORTS} more: click the border for all"
        lines.append(tag("li", rest, class_="source"))
    if beside:
        lines.append(tag("li", "Named beside it:" if own else "Around it:", class_="source"))
        lines += [_report(ledger, id_) for id_ in list(beside)[:_MOST_REPORTS]]
    return tag("ul", *lines)


def _report(ledger: Ledger, report_id: str) -> Markup:
    report = ledger.report(report_id)
    return tag(
        "li",
        grade_box(ledger, report),
        f"{in_words(report.quantity)} " if report.quantity is not None else "",
        tag(
            "span",
            period_in_words(report.period),
            " · ",
            source_words(ledger, report),
            class_="source",
        ),
    )


def _places(ledger: Ledger, scene: Scene) -> Markup | None:
    figures = section_pressure(ledger, scene.window)
    if not figures and scene.hides_reference:
        return None
    if not figures:
        return tag("p", none_words(scene, "figure for a part of a border"), class_="note")
    by_measure: dict[tuple[bool, str], list[Markup]] = {}
    for figure in sorted(
        figures, key=lambda f: (_is_longer(f, scene), -(f.rate_per_day or f.quantity.least))
    ):
        report = ledger.report(figure.report_id)
        value, event = in_words(figure.quantity), ledger.event_for(report.id).id
        place, days = ledger.places[figure.place_id].name, period_in_words(figure.period)
        rate = (
            f" ({overview.number(figure.rate_per_day)} a day)"
            if figure.rate_per_day and figure.period.days != 1
            else ""
        )
        by_measure.setdefault((_is_longer(figure, scene), figure.measure.label), []).append(
            tag(
                "tr",
                tag(
                    "td",
                    lead(place, event, name=f"{place}: {value}, {days}"),
                    tag(
                        "div",
                        grade_box(ledger, report),
                        source_words(ledger, report),
                        class_="source",
                    ),
                ),
                tag(
                    "td",
                    value,
                    tag("span", rate, class_="soft"),
                    tag("div", days, class_="source"),
                    class_="number",
                ),
                data_row=lit((event,)),
            )
        )
    return join(
        part
        for (longer, label), rows in by_measure.items()
        for part in (
            tag("h3", f"{label.capitalize()} ", tag("span", _LONGER if longer else _WITHIN)),
            tag("table", *rows),
        )
    )


_WITHIN = "at places on the border"
_LONGER = "at places on the border, counted over a longer time than these days"


def _is_longer(figure: PlaceFigure, scene: Scene) -> bool:
    """Tell whether more days were counted than are on show: a year is not set among weeks."""
    counted, shown = figure.period.days, scene.window.days
    return shown is not None and (counted is None or counted > shown)
