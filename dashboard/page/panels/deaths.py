"""Deaths: every report of one by place and day, and the reported totals, which are never added."""

from __future__ import annotations

from dashboard.page.panels.elsewhere import elsewhere_markup
from dashboard.page.panels.may_lie import may_lie_markup
from dashboard.page.panels.reports import claims_markup, grade_box, source_words
from dashboard.page.panels.rows import lead, lit
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.scene import Scene
from dashboard.scene.words.absence import none_words
from dashboard.scene.words.dates import short_period
from dashboard.scene.words.reports import value_words
from events import Event, Ledger, Measure
from geodata import fold

_MOST = 300
_NOTE = (
    "One death may stand in several reports and in several rows: they are listed as they were "
    "reported, and never added."
)
_TOTALS_NOTE = (
    "What a source counts over a time that touches this window. Each total is that source's own; "
    "it holds deaths of the list above and of other totals, and none is the sum of the others."
)


def deaths_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write the deaths reported of the window, then the totals that touch it."""
    found = [event for event in ledger.events_in(scene.window) if tells_of_death(ledger, event)]
    found.sort(key=lambda e: (fold(e.place.name), e.place.name, e.period.start, e.id))
    totals = [event for event in ledger.events_in(scene.window) if _is_total(ledger, event)]
    return tag(
        "div",
        tag("h2", "Deaths reported ", tag("span", _counted(len(found)), class_="soft")),
        tag("p", _NOTE, class_="note"),
        _by_place(ledger, found) if found else _none(ledger, scene),
        may_lie_markup(scene, lambda event: tells_of_death(ledger.reserve or ledger, event)),
        tag("h2", "Reported totals ", tag("span", str(len(totals)), class_="soft")),
        tag("p", _TOTALS_NOTE, class_="note"),
        _totals(ledger, totals)
        if totals
        else tag("p", none_words(scene, "total of deaths"), class_="note"),
        class_="bm",
    )


def tells_of_death(ledger: Ledger, event: Event) -> bool:
    """Tell whether a report of an event that is on show says that somebody died."""
    return any(
        report.incident is not None
        and (report.incident.category == "death" or report.incident.deaths is not None)
        for report in ledger.reports_of(event)
        if ledger.shows(report.id)
    )


def _is_total(ledger: Ledger, event: Event) -> bool:
    return event.kind == "flow" and any(
        report.measure is Measure.DEATHS and ledger.shows(report.id)
        for report in ledger.reports_of(event)
    )


def _counted(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _none(ledger: Ledger, scene: Scene) -> Markup | None:
    return elsewhere_markup(ledger, scene, lambda e: tells_of_death(ledger, e), "report of a death")


def _by_place(ledger: Ledger, events: list[Event]) -> Markup:
    parts: list[Markup] = []
    place = None
    for event in events[:_MOST]:
        if event.place.name != place:
            place = event.place.name
            parts.append(tag("h3", place))
        parts.append(_row(ledger, event))
    rest = len(events) - _MOST
    if rest > 0:
        parts.append(tag("p", f"and {rest:,} more in the data table", class_="note"))
    return join(parts)


def _row(ledger: Ledger, event: Event) -> Markup:
    contested = tag("span", "contested", class_="contested") if event.contested else None
    reports = [report for report in ledger.reports_of(event) if ledger.shows(report.id)]
    told = (
        tag(
            "div",
            grade_box(ledger, report),
            f"{value_words(report)} · ",
            source_words(ledger, report),
            class_="source",
        )
        for report in reports
    )
    return tag(
        "div",
        tag("b", short_period(event)),
        " ",
        contested,
        tag("div", lead(event.title, event.id)),
        *told,
        class_="row",
        data_row=lit((event.id,)),
    )


def _totals(ledger: Ledger, events: list[Event]) -> Markup:
    shown = (
        report
        for event in events
        for report in ledger.reports_of(event)
        if report.measure is Measure.DEATHS and ledger.shows(report.id)
    )
    return claims_markup(ledger, shown, leads=True)
