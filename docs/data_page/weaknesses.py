"""What the data cannot carry, said with the numbers of the tables themselves."""

from __future__ import annotations

from collections import Counter

import geodata
from docs.data_page.days import OWN, WIDER, coverage
from docs.data_page.markdown import number, share
from events import BORDERS, EndHow, Ledger, Measure, Period, day_in_words, unplaced


def weaknesses_section(ledger: Ledger) -> str:
    """List the known weaknesses."""
    points = [
        _no_daily_series(ledger),
        _end_of_reading(ledger),
        _one_count(ledger),
        _press(ledger),
        _deaths(ledger),
        _flights(ledger),
        _conditions(ledger),
        _crossings(),
        _forest(),
        _stretches(ledger),
        _posts(ledger),
        _lengths(),
        "The border line of Poland was compared with an official line over 117.8 km; those of "
        "Lithuania and Latvia rest on their length alone.",
        "Lakes and coasts are of 2017, the borders of 2026; rivers under 250 m are missing.",
    ]
    return "## Known weaknesses\n\n" + "\n".join(f"- {point}" for point in points)


def _no_daily_series(ledger: Ledger) -> str:
    parts = []
    for border in BORDERS:
        days = Counter(coverage(ledger, border).days)
        whole = sum(days.values())
        parts.append(
            f"{border} {number(days[OWN])} days with a daily figure and {number(days[WIDER])} with "
            f"a wider one, of {number(whole)} ({share(days[OWN] + days[WIDER], whole)})"
        )
    return f"**No border has a complete daily series.** {'; '.join(parts)}."


def _end_of_reading(ledger: Ledger) -> str:
    return (
        "**The end of the series is the end of what was found.** Pages were read to November "
        f"2026; no report of any border speaks of a day after {day_in_words(ledger.last_day)}. "
        "The days after it are not calm: they are unknown."
    )


def _one_count(ledger: Ledger) -> str:
    judged = Counter(report.credibility for report in ledger.reports.values())
    return (
        "**Most figures rest on one count.** Each border's figures come from that country's border "
        f"guard, relayed by the press; {number(judged[6])} of {number(len(ledger.reports))} "
        "reports have a credibility of 6, not judged, and none is confirmed by an independent "
        "source."
    )


def _press(ledger: Ledger) -> str:
    kinds = Counter(source.kind for source in ledger.sources.values())
    listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    return f"**Few sources are first hand.** Sources by kind: {listed}."


def _deaths(ledger: Ledger) -> str:
    count = sum(r.measure is Measure.DEATHS for r in ledger.reports.values())
    return (
        f"**Deaths cannot be totalled.** {count} reports give a number of deaths; one death stands "
        "in several of them, some are running totals, and not everybody who died was a migrant."
    )


def _flights(ledger: Ledger) -> str:
    flights = [r for r in ledger.reports.values() if r.flight is not None]
    endless = sum(r.period.end is None for r in flights)
    apart = Counter(
        found.reason
        for found in unplaced(ledger, Period.of_days(ledger.first_day, ledger.last_day))
    )
    why = ", ".join(f"{reason} {count}" for reason, count in apart.most_common())
    return (
        f"**Flights are sparse.** No table of flights a week by airline was found; {endless} of "
        f"{len(flights)} flight reports have no end. {apart.total()} are listed, not drawn: {why}."
    )


def _conditions(ledger: Ledger) -> str:
    ends = Counter(condition.end_how for condition in ledger.conditions)
    return (
        f"**Ends are reported less often than beginnings.** {ends[EndHow.NOT_REPORTED]} of "
        f"{len(ledger.conditions)} conditions have no reported end: a crossing and a "
        "barrier stay as last reported, anything else is drawn for 180 days at most."
    )


def _crossings() -> str:
    crossings = geodata.load_crossings().values()
    low, high = (f(c.precision_km for c in crossings) for f in (min, max))
    return (
        f"**Crossings are computed, not surveyed:** {len(crossings)} points on the border line, "
        f"good to ±{low:g} to ±{high:g} km."
    )


def _forest() -> str:
    accuracy = geodata.load_layer_sources()["forest"].accuracy
    return f"**The Białowieża Forest is an outline drawn by hand.** {accuracy}."


def _stretches(ledger: Ledger) -> str:
    endless = {s.id: s.name for s in ledger.stretches.values() if s.from_km is None}
    told = sum(condition.stretch_id in endless for condition in ledger.conditions)
    return (
        f"**{len(endless)} stretches have an announced length but no ends:** "
        f"{', '.join(endless.values())}. Their {told} conditions are told in words; no ends are "
        "made up for them."
    )


def _posts(ledger: Ledger) -> str:
    posts = [p for p in ledger.places.values() if "limits of the post" in p.located_how]
    return (
        f"**The limits of border guard posts are not in the sources.** {len(posts)} posts are "
        "drawn on the section nearest to the village they are named after."
    )


def _lengths() -> str:
    published = [o.length_km for o in geodata.load_border_lines()["BY-PL"].official]
    return (
        "**Official lengths differ.** For Belarus–Poland "
        f"{' and '.join(f'{km:g}' for km in published)} km are published: river bends are counted "
        "differently."
    )
