"""Flights to Minsk and a border's figures on one axis of time, each on a scale of its own.

Long because flights and figures share the axis, each with a scale and words of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.analysis.lags import FEWEST_DAYS, Coefficient, coefficient, too_short
from events.analysis.lags import NOT_SHOWN as NO_CAUSE
from events.analysis.result import Table, Words, unique, words_of
from events.analysis.tiles import day_tiles
from events.bounds.known import asked
from events.figure_basis import dates, plural
from events.flights import HUB, FlightEnd, flight_endings, flight_reports
from events.ledger import Ledger
from events.markers import KeyEvent
from events.measures import Measure
from events.period import Period
from events.quantity import ValueKind
from events.series import Rate
from events.steps import day_figures
from events.stops import Stop, stops
from events.words import BORDER_NAMES, day_in_words, in_words

NOT_SHOWN = (
    "that one followed from the other. Two panels over the same days tell what was reported at one "
    f"time: {NO_CAUSE}."
)


@dataclass(frozen=True, slots=True)
class FlightLevel:
    """Flights a week to Minsk as one report has them, over its own days.

    Attributes
    ----------
    period : Period
        The days it holds for, as far as known.
    flights_a_week : float
        As reported; the least where it is given as "at least".
    words : str
        The same with its kind: ``at least 47``.
    solid : bool
        False for about, at least and planned: drawn dashed.
    planned : bool
        A timetable that was announced; it does not say that it was flown.
    end : FlightEnd
        How its end is known.
    """

    period: Period
    flights_a_week: float
    words: str
    solid: bool
    planned: bool
    origins: tuple[str, ...]
    end: FlightEnd
    source: str
    report_id: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Both panels, the marks through them, and a coefficient where brought series allow one.

    ``coefficient_reason`` says why there is none.
    """

    border: str
    measure: Measure
    span: Period
    flights: tuple[FlightLevel, ...]
    stops: tuple[Stop, ...]
    figures: tuple[Rate, ...]
    events: tuple[KeyEvent, ...]
    coefficient: Coefficient | None
    coefficient_reason: str | None
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def aligned(ledger: Ledger, border: str, span: Period) -> Aligned:
    """Return flights and a border's figures over a span, side by side and never overlaid.

    Only reports on flights to Minsk from several airports together are levels; those of one
    route are on the map. The border's figures are of the measure in force on the last day.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    span : Period
        The days to speak of, half-open, with an end.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        For a span without an end.
    """
    found, counted = asked(ledger, border, span)
    flights = _levels(ledger, span)
    figures = tuple(
        rate for rate in day_figures(ledger, border, found.measure) if rate.period.overlaps(counted)
    )
    stopped = tuple(stop for stop in stops(ledger, span) if span.holds(stop.start))
    reason = None
    if not flights:
        reason = "no level of flights to Minsk is reported in these days"
    elif not figures:
        reason = f"no figure of {found.measure.label} is reported in these days"
    arrivals = brought_arrivals(ledger, span)
    counts = {tile.start: tile.total for tile in day_tiles(found, counted)}
    why = _no_coefficient(flights, arrivals, counts)
    value = coefficient(arrivals, counts) if why is None else None
    subject = f"{BORDER_NAMES[border]}, {dates(span)}"
    return Aligned(
        border=border,
        measure=found.measure,
        span=span,
        flights=flights,
        stops=stopped,
        figures=figures,
        events=tuple(event for event in ledger.key_events if span.holds(event.day)),
        coefficient=value,
        coefficient_reason=why,
        reason=reason,
        report_ids=unique(
            (level.report_id for level in flights),
            *(stop.report_ids for stop in stopped),
            *(rate.report_ids for rate in figures),
        ),
        words=words_of(
            reason,
            f"Flights and border, {subject}",
            _sentence(subject, flights, stopped, figures, found.measure, value, why),
            NOT_SHOWN,
        ),
        table=_table(flights, stopped),
    )


def brought_arrivals(ledger: Ledger, span: Period) -> dict[int, float]:
    """Return how many flights to Minsk brought files list on each day; only days with any."""
    found: dict[int, float] = {}
    for rows in ledger.rows:
        for day in rows.arrivals(HUB):
            if span.holds(day):
                found[day.toordinal()] = found.get(day.toordinal(), 0.0) + 1.0
    return found


def _no_coefficient(
    flights: Sequence[FlightLevel], arrivals: Mapping[int, float], counts: Mapping[int, float]
) -> str | None:
    if not arrivals:
        known = f"flights are known as {plural(len(flights), 'level')}"
        return f"{known}; such a figure needs {FEWEST_DAYS} days with a count of both"
    return too_short(arrivals, counts)


def _levels(ledger: Ledger, span: Period) -> tuple[FlightLevel, ...]:
    endings = flight_endings(ledger)
    found: list[FlightLevel] = []
    for report, facts in flight_reports(ledger):
        weekly = facts.flights_a_week
        several = facts.origin_iata is None or bool(facts.covers_iata)
        if (
            facts.kind != "scheduled"
            or facts.destination_iata != HUB
            or weekly is None
            or not several
            or not ledger.shows(report.id)
        ):
            continue
        ending = endings[report.id]
        period = Period(report.period.start, ending.day)
        if period.overlaps(span):
            found.append(
                FlightLevel(
                    period=period,
                    flights_a_week=weekly.least,
                    words=in_words(weekly),
                    solid=weekly.kind is ValueKind.EXACT and not facts.planned,
                    planned=facts.planned,
                    origins=facts.covers_iata,
                    end=ending.how,
                    source=ledger.source_of(report).publisher_name,
                    report_id=report.id,
                )
            )
    return tuple(sorted(found, key=lambda level: (level.period.start, level.report_id)))


def _sentence(
    subject: str,
    flights: Sequence[FlightLevel],
    stopped: Sequence[Stop],
    figures: Sequence[Rate],
    measure: Measure,
    value: Coefficient | None,
    why: str | None,
) -> str:
    if not flights or not figures:
        return ""
    said = (
        f"{subject}: in the upper panel {plural(len(flights), 'level')} of flights a week to Minsk "
        f"and the beginning of {len(stopped):,} stops or bars; in the lower "
        f"panel {plural(len(figures), 'figure')} of {measure.label}."
    )
    if value is None:
        return f"{said} No figure for how the two go together: {why}."
    outside = "outside" if value.beyond_chance else "inside"
    return (
        f"{said} Changes from day to day on {plural(value.days, 'common day')}: coefficient "
        f"{value.value:.2f} at {plural(value.lag, 'day')}, {outside} the band of chance "
        f"(±{value.band:.2f}); {NO_CAUSE}."
    )


def _table(flights: Sequence[FlightLevel], stopped: Sequence[Stop]) -> Table:
    rows = [
        (
            "planned flights a week" if level.planned else "flights a week",
            dates(level.period),
            level.words,
            ", ".join(level.origins),
            level.source,
            level.report_id,
        )
        for level in flights
    ]
    rows += [
        (
            stop.kind.value.replace("_", " "),
            f"from {day_in_words(stop.start)}",
            "",
            stop.airport_iata,
            ", ".join(stop.airlines),
            ", ".join(stop.report_ids),
        )
        for stop in stopped
    ]
    return Table(("what", "when", "a week", "airports", "who", "reports"), tuple(rows))
