"""One or two sentences that say what a scene shows: on the page, as alt text, on paper."""

from __future__ import annotations

from dashboard.scene.map_layers import undrawn_words
from dashboard.scene.scene import Scene
from dashboard.scene.stands import FILTERED_OUT, NOT_REPORTED, REFERENCE_HIDDEN, BorderStand
from dashboard.scene.state import MapState
from dashboard.scene.stores import COUNTED, stores_words
from dashboard.scene.symbology import BORDERS, MEASURE_WORDS
from dashboard.scene.words.brought_files import backgrounds_words, files_words
from dashboard.scene.words.dates import short_day, short_span, title_days
from dashboard.scene.words.kept import kept_words, where_words
from events import (
    Change,
    FigureWords,
    Measure,
    Selection,
    Way,
    rate_in_words,
)

READING = (
    "Complete: the reports together leave one number only. Mean: of the days named alone. "
    "Wider count: the average of the longer time named."
)
"""What the words beside a figure mean, for files that have no panel to say it."""
_LARGEST_RATIO = 10
"""Above it a share says how little there was before, not how much there is now."""


def title(scene: Scene) -> str:
    """Return the heading, with the date that is on show, or the month or year where it is one."""
    return f"Belarus–EU border, {title_days(scene.state.first_day, scene.state.date)}"


HEADING = "Belarus–EU border, "
"""Stands before the days on show, which move while the clock plays."""


def tab_title(state: MapState) -> str:
    """Name the page in the browser's tab: "8–14 Nov 2021 · Border Monitor"."""
    return f"{_days_words(state)} · Border Monitor"


def window_words(scene: Scene) -> str:
    """Say which days are on show: "2–8 Nov 2021"."""
    return _days_words(scene.state)


def _days_words(state: MapState) -> str:
    return short_span(state.first_day, state.date)


def number(rate: float) -> str:
    """Write a rate with one decimal, or none when it is whole, with thousands commas."""
    return rate_in_words(rate)


def value(stand: BorderStand) -> str:
    """Write a border's figure: "90.3", "11.3–13.4", "not reported"."""
    return stand.absence or stand.said.value


def measure_words(stand: BorderStand) -> str:
    """Name what is counted: "attempts a day"; nothing where the figure is out of sight."""
    found = stand.pressure
    return "" if stand.hidden else unit_words(found.measure, found.way, found.coverage_days)


def unit_words(measure: Measure, way: Way, days: int) -> str:
    """Name what a figure counts: "attempts a day", and without a rate "attempts on single days".

    Parameters
    ----------
    measure : Measure
        What is counted.
    way : Way
        How the figure is known.
    days : int
        How many days of the window have a figure of their own, where single days are told.
    """
    if way is not Way.DAYS:
        return MEASURE_WORDS[measure.key]
    where = "in all" if not days else "on one day" if days == 1 else "on single days"
    return f"{plain_unit(measure)} {where}"


def plain_unit(measure: Measure) -> str:
    """Name what is counted, without a time: "attempts"."""
    return MEASURE_WORDS[measure.key].removesuffix(" a day")


def basis(stand: BorderStand) -> str:
    """Say how a figure is known: "complete count: 870 in 7 days"."""
    return absent_basis(stand.absence) or basis_words(stand.said)


def basis_words(said: FigureWords) -> str:
    """Say how a figure is known, under the figure itself: days are not told a second time."""
    return said.basis.removesuffix(f": {said.value}")


def absent_basis(absence: str | None) -> str:
    """Say why a figure is out of sight; nothing where it is not."""
    return {
        REFERENCE_HIDDEN: "only brought files are on show",
        FILTERED_OUT: "no report that passes the filter",
    }.get(absence or "", "")


def further(stand: BorderStand) -> tuple[str, ...]:
    """Say what else is known: bounds, what others say, the wider count around it."""
    return () if stand.hidden else further_words(stand.said)


def further_words(said: FigureWords) -> tuple[str, ...]:
    """Return what is said beside a figure, each part that has words."""
    return tuple(filter(None, (said.bounds, said.beside, said.contested, said.context)))


def border_words(stand: BorderStand) -> str:
    """Say one border in a clause: "Poland 440 attempts a day (mean of 4 reported days of 7)"."""
    if stand.absence is not None:
        return f"{stand.style.short} {stand.absence}"
    told = stand.said.basis
    if stand.pressure.way is Way.DAYS:
        plain = plain_unit(stand.pressure.measure)
        if not stand.pressure.coverage_days:
            return f"{stand.style.short} {told.replace(' in ', f' {plain} in ', 1)}"
        return f"{stand.style.short} {told} {plain}"
    if stand.pressure.way is Way.WIDER:
        # The dates of a wider count stand beside the figure; a clause keeps its length in days.
        told = told.partition(" days, ")[0].removesuffix(" days") + " days"
    return f"{stand.style.short} {value(stand)} {measure_words(stand)} ({told})"


def change_words(found: Change) -> str:
    """Say how a rate changed against the window before, or why it cannot be compared."""
    if found.reason is not None or found.low is None or found.high is None:
        return f"no comparison: {found.reason}"
    before, now = found.before.rate_per_day, found.now.rate_per_day
    if found.difference_per_day is None or before is None or now is None:
        if found.low >= 0:
            return f"up by between {number(found.low)} and {number(found.high)} a day"
        if found.high <= 0:
            return f"down by between {number(-found.high)} and {number(-found.low)} a day"
        return f"between {number(-found.low)} a day fewer and {number(found.high)} more"
    way = "up" if found.difference_per_day > 0 else "down"
    if found.difference_per_day == 0:
        way = "unchanged"
    share = "" if way == "unchanged" else share_words(found)
    return f"{way}{share}: {number(now)} after {number(before)}"


def share_words(found: Change) -> str:
    """Write by which share a rate changed, " 29%"; nothing where the one before is next to none."""
    if found.ratio is None or found.ratio > _LARGEST_RATIO:
        return ""
    return f" {abs(found.ratio - 1):.0%}"


def sentence(scene: Scene) -> str:
    """Say what the scene shows: borders, each by its own measure, then the events."""
    reported = [border_words(s) for s in scene.borders if s.absence is None]
    unknown = [s.style.short for s in scene.borders if s.absence == NOT_REPORTED]
    filtered = [s.style.short for s in scene.borders if s.absence == FILTERED_OUT]
    parts = []
    if scene.hides_reference:
        parts.append("Brought files alone, the reference is hidden.")
    if not scene.state.selection.is_everything:
        parts.append(f"Filtered, {filter_words(scene.state.selection)}.")
    if reported and scene.state.selection.where is not None:
        parts.append("Figures are those of whole borders.")
    if reported:
        parts.append("; ".join(reported) + ".")
    if unknown:
        parts.append(f"Not reported: {_list(unknown)}.")
    if filtered:
        parts.append(f"Filtered out: {_list(filtered)}.")
    # Events that are turned off are named as such below: not drawn is not none.
    told = "marks" not in scene.state.hide
    if told and (not scene.hides_reference or any(not m.event.layer for m in scene.marks)):
        parts.append(_events(scene))
    if scene.kept is not None:
        parts.append(kept_words(scene.kept))
    if scene.layers:
        parts.append(files_words(scene.layers))
    if scene.contexts:
        parts.append(backgrounds_words(scene.contexts))
    if scene.stores:
        parts.append(f"{stores_words(scene.stores)} {COUNTED}")
    return " ".join(filter(None, (*parts, undrawn_words(scene.state.hide))))


def _events(scene: Scene) -> str:
    marks = [mark for mark in scene.marks if not mark.event.layer]
    listed = [event for event in scene.listed if not event.layer]
    count = len(marks)
    if not count and not listed:
        return "No event reported in the window."
    words = f"{count} event{'' if count == 1 else 's'} on the map"
    if listed:
        words += f", {len(listed)} without a place on it"
    first = next((mark for mark in marks if mark.weight > 100), None)
    if first is not None:
        words += f"; among them: {first.event.title}"
    return words + "."


def as_of(scene: Scene) -> str:
    """Say how far the reading of reports goes, so that an empty date does not read as calm."""
    newest = short_day(scene.latest_report)
    return f"Pages read in November 2026; the newest day reported on is {newest}."


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
    if selection.where is not None:
        parts.append(f"place: {where_words(selection.where)}")
    return "; ".join(parts)
