"""One or two sentences that say what a scene shows: on the page, as alt text, on paper."""

from __future__ import annotations

from dashboard.dating import short_day, short_span
from dashboard.scene import BorderStand, Scene
from dashboard.state import MapState
from dashboard.style import BORDERS, MEASURE_WORDS
from events import How, Measure, Selection, day_in_words


def title(scene: Scene) -> str:
    """Return the heading, with the as-of date."""
    return f"Belarus–EU border, as of {day_in_words(scene.state.date)}"


def window_words(scene: Scene) -> str:
    """Say which days are on show: "2–8 Nov 2021"."""
    return _days_words(scene.state)


def compared_words(state: MapState) -> str:
    """Say of which of two maps the panel speaks."""
    if state.compare is None:
        return ""
    return (
        f"Panel, sentence and files speak of the first map, {_days_words(state)}; "
        f"the second map, dashed on the clock, shows {_days_words(state.at(state.compare))}."
    )


def _days_words(state: MapState) -> str:
    return short_span(state.first_day, state.date)


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
        one = found.window_days == 1
        return "no figure for that day" if one else f"no figure on any of {found.window_days} days"
    if found.how is How.DAY:
        if found.window_days == 1:
            return "that day"
        days = "day" if found.coverage_days == 1 else "days"
        return f"mean of {found.coverage_days} reported {days} of {found.window_days}"
    how = {How.DERIVED: "derived from running totals"}.get(found.how, str(found.how))
    if found.window_days == 1:
        return how
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
    if not scene.state.selection.is_everything:
        parts.append(f"Filtered, {filter_words(scene.state.selection)}.")
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


def filter_words(selection: Selection) -> str:
    """Say in words what is narrowed: "border: Belarus–Poland; kind of source: official"."""
    names = {style.pair: style.name for style in BORDERS}
    measures = {measure.key: measure.label for measure in Measure}
    parts = [
        f"{label}: {', '.join(names.get(v, measures.get(v, v)) for v in value)}"
        for label, value in (
            ("border", selection.borders),
            ("measure", selection.measures),
            ("kind of event", selection.categories),
            ("airline", selection.airlines),
            ("airport", selection.origins),
            ("kind of source", selection.source_kinds),
            ("reliability", selection.grades),
        )
        if value
    ]
    if selection.text:
        parts.append(f'words: "{selection.text}"')
    if selection.contested:
        parts.append("contested only")
    return "; ".join(parts)
