"""One or two sentences that say what a scene shows: on the page, as alt text, on paper."""

from __future__ import annotations

from dashboard.dating import short_day
from dashboard.scene import BorderStand, Scene
from dashboard.style import MEASURE_WORDS
from events import How, Ledger, day_in_words


def title(scene: Scene) -> str:
    """Return the heading, with the as-of date."""
    return f"Belarus–EU border, as of {day_in_words(scene.state.date)}"


def window_words(scene: Scene) -> str:
    """Say which days are on show: "2–8 Nov 2021"."""
    first, last = scene.state.first_day, scene.state.date
    if first == last:
        return short_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    if first.year == last.year:
        return f"{short_day(first).rsplit(' ', 1)[0]} – {short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


def number(rate: float) -> str:
    """Write a rate: whole from ten on, with one decimal below, with thousands commas."""
    if rate >= 10 or rate == int(rate):
        return f"{rate:,.0f}"
    return f"{rate:.1f}"


def measure_words(stand: BorderStand) -> str:
    """Name what is counted: "attempts a day"."""
    return MEASURE_WORDS[stand.pressure.measure.key]


def basis(stand: BorderStand) -> str:
    """Say what a rate rests on: "mean of 2 reported days of 7"."""
    found = stand.pressure
    if found.how is How.NONE:
        return f"no figure on any of {found.window_days} days"
    if found.how is How.DAY:
        if found.window_days == 1:
            return "that day"
        days = "day" if found.coverage_days == 1 else "days"
        return f"mean of {found.coverage_days} reported {days} of {found.window_days}"
    how = {How.DERIVED: "derived from running totals"}.get(found.how, str(found.how))
    return f"{how}, for {found.coverage_days} of {found.window_days} days"


def border_words(stand: BorderStand) -> str:
    """Say one border in a clause: "Poland 440 attempts a day (mean of 2 reported days of 7)"."""
    if stand.pressure.rate_per_day is None:
        return f"{stand.style.short} not reported"
    rate = number(stand.pressure.rate_per_day)
    return f"{stand.style.short} {rate} {measure_words(stand)} ({basis(stand)})"


def sentence(scene: Scene) -> str:
    """Say what the scene shows: borders, each by its own measure, then the events."""
    reported = [border_words(s) for s in scene.borders if s.pressure.rate_per_day is not None]
    missing = [s.style.short for s in scene.borders if s.pressure.rate_per_day is None]
    parts = []
    if reported:
        parts.append("; ".join(reported) + ".")
    if missing:
        parts.append(f"Not reported: {_list(missing)}.")
    parts.append(_events(scene))
    return " ".join(parts)


def _events(scene: Scene) -> str:
    count = len(scene.marks)
    if not count and not scene.listed:
        return "No event reported in the window."
    words = f"{count} event{'' if count == 1 else 's'} on the map"
    if scene.listed:
        words += f", {len(scene.listed)} without a place on it"
    first = next((mark for mark in scene.marks if mark.weight > 100), None)
    if first is not None:
        words += f"; among them: {first.event.title}"
    return words + "."


def as_of(scene: Scene) -> str:
    """Say how far the reading of reports goes, so that an empty date does not read as calm."""
    return f"Reports read to November 2026; latest report {short_day(scene.latest_report)}."


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def source_line(ledger: Ledger, report_id: str) -> str:
    """Name the source of a report: its title."""
    return ledger.source_of(ledger.report(report_id)).title
