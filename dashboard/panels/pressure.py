"""Pressure points: each border and section by its own measure, with change only between equals."""

from __future__ import annotations

from datetime import timedelta

from dashboard import words
from dashboard.markup import Markup, join, tag
from dashboard.panels.absence import none_words
from dashboard.panels.reports import grade_box, source_words
from dashboard.scene import BorderStand, Scene
from dashboard.style import BORDER, RAMP
from events import Change, Ledger, change, in_words, period_in_words

_MOST_SQUARES = 31


def pressure_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write the panel: borders first, reported ones before the others, then places."""
    stands = sorted(scene.borders, key=lambda stand: stand.pressure.rate_per_day is None)
    return tag(
        "div",
        tag("h2", "Pressure points ", tag("span", words.window_words(scene), class_="soft note")),
        tag(
            "p",
            "Each measure stands alone: counts of different services are never added or ranked "
            "together. Squares are days of the window; dark ones have a figure.",
            class_="note",
        ),
        *(_border(ledger, stand) for stand in stands),
        _places(ledger, scene),
        class_="bm",
    )


def _border(ledger: Ledger, stand: BorderStand) -> Markup:
    found = stand.pressure
    reported = found.rate_per_day is not None
    colour = RAMP[stand.level - 1] if 1 <= stand.level <= 5 else "#FFFFFF"
    figure = (
        words.number(found.rate_per_day) if found.rate_per_day is not None else words.missing(stand)
    )
    swatch = tag("i", class_="none")
    if reported or stand.hidden:
        swatch = tag("i", style=f"background:{BORDER if stand.hidden else colour}")
    contested = tag("span", "contested", class_="contested") if found.contested else None
    return join(
        [
            tag("h3", found.measure.label.capitalize(), " ", tag("span", found.measure.counted_by)),
            tag(
                "div",
                swatch,
                tag("b", stand.style.name, " ", contested),
                tag("span", figure, class_="figure" if reported else "figure none"),
                tag("span", words.measure_words(stand), class_="soft wide"),
                tag(
                    "span",
                    ""
                    if stand.hidden
                    else _change_words(change(ledger, found.border, found.window)),
                    class_="right",
                ),
                tag(
                    "span",
                    None if stand.hidden else _squares(stand),
                    words.basis(stand),
                    class_="soft wide",
                ),
                class_="value",
            ),
            _sources(ledger, stand),
        ]
    )


def _squares(stand: BorderStand) -> Markup | None:
    found = stand.pressure
    if found.window_days > _MOST_SQUARES or found.window_days == 1:
        return None
    own = {r.period.start for r in found.rates if r.period.days == 1}
    wide = [r.period for r in found.rates if r.period.days != 1]
    squares = []
    for index in range(found.window_days):
        day = found.window.start + timedelta(days=index)
        if day in own:
            squares.append(tag("i"))
        elif any(period.holds(day) for period in wide):
            squares.append(tag("i", class_="wide-report"))
        else:
            squares.append(tag("i", class_="none"))
    return tag("span", *squares, class_="days")


def _change_words(found: Change) -> str:
    if found.difference_per_day is None:
        return f"no comparison: {found.reason}"
    before = found.before.rate_per_day
    assert before is not None  # a difference has two sides
    arrow = "▲" if found.difference_per_day > 0 else "▼" if found.difference_per_day < 0 else "="
    share = f" {abs(found.ratio - 1):.0%}" if found.ratio is not None else ""
    return f"{arrow}{share} from {words.number(before)} the window before"


def _sources(ledger: Ledger, stand: BorderStand) -> Markup | None:
    reports = [ledger.report(id_) for id_ in stand.pressure.report_ids]
    if not reports:
        return None
    lines = [
        tag(
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
        for report in reports[:6]
    ]
    if len(reports) > 6:
        lines.append(
            tag("li", f"and {len(reports) - 6} more: click the border for all", class_="source")
        )
    return tag("ul", *lines)


def _places(ledger: Ledger, scene: Scene) -> Markup | None:
    from events import section_pressure

    figures = section_pressure(ledger, scene.window)
    if not figures and scene.hides_reference:
        return None
    if not figures:
        return tag("p", none_words(scene, "figure for a part of a border"), class_="note")
    by_measure: dict[str, list[Markup]] = {}
    for figure in sorted(figures, key=lambda f: -(f.rate_per_day or f.quantity.least)):
        report = ledger.report(figure.report_id)
        value = in_words(figure.quantity)
        rate = (
            f" ({words.number(figure.rate_per_day)} a day)"
            if figure.rate_per_day and figure.period.days != 1
            else ""
        )
        by_measure.setdefault(figure.measure.label, []).append(
            tag(
                "tr",
                tag(
                    "td",
                    ledger.places[figure.place_id].name,
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
                    tag("div", period_in_words(figure.period), class_="source"),
                    class_="number",
                ),
            )
        )
    return join(
        part
        for label, rows in by_measure.items()
        for part in (
            tag("h3", f"{label.capitalize()} ", tag("span", "at places on the border")),
            tag("table", *rows),
        )
    )
