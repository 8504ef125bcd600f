"""Where along a border the located events lie close together: a record of reports, no risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import geodata
from events.analysis.placed import incidents, on_one_section
from events.analysis.result import Table, Words, unique, words_of
from events.analysis.scan import Run, scan
from events.errors import UnknownIdError
from events.figure_basis import listed, plural
from events.figure_words import rate_in_words
from events.ledger import Ledger
from events.model import Event
from events.period import Period
from events.reports import CATEGORIES
from events.series import checked_border
from events.words import BORDER_NAMES, period_in_words

HAPPENED = ("camp", "clash", "detention", "incident", "pushback")
"""What happens at a place; an emergency or a law is in force along a border."""

DEATH = "death"
FEWEST_EVENTS = 20
FEWEST_SECTIONS = 5
WIDEST_KM = 10.0
FEWEST_COLOURED = 5
"""A section with fewer events has no colour."""

NOT_SHOWN = (
    "Where reports concentrate, not where danger is: posts, press and people who count are not "
    "spread evenly along a border."
)


@dataclass(frozen=True, slots=True)
class Strip:
    """One section on the strip along the border.

    ``expected`` is its share of all events by length; ``coloured`` never holds for deaths, nor for
    few events.
    """

    section_id: str
    name: str
    from_km: float
    to_km: float
    events: int
    expected: float
    coloured: bool


@dataclass(frozen=True, slots=True)
class Concentration:
    """Events of a border by section, and the run of sections that stands out most.

    Attributes
    ----------
    located, in_all : int
        Events placed on one section, to 10 km; and all of these categories at the border.
    strips : tuple of Strip
        Every section along the border; empty when refused.
    half_km, length_km : float
        The fewest km of sections that hold half of the located events, and the whole.
    run : Run or None
        Neighbouring sections with most more than their share by length.
    """

    border: str
    categories: tuple[str, ...]
    window: Period | None
    located: int
    in_all: int
    strips: tuple[Strip, ...]
    half_km: float | None
    length_km: float
    run: Run | None
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def concentration(
    ledger: Ledger,
    border: str,
    categories: Sequence[str] = HAPPENED,
    window: Period | None = None,
) -> Concentration:
    """Return how events, not reports, are spread along a border.

    Parameters
    ----------
    ledger : Ledger
        The ledger.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    categories : sequence of str
        Categories of incidents that are counted together. Deaths are counted by themselves: they
        come from another list.
    window : Period, optional
        Only events that share a day with it; all by default.

    Raises
    ------
    UnknownIdError
        For another border, or a category that there is not.
    """
    checked_border(border)
    wanted = tuple(sorted(set(categories)))
    for category in wanted:
        if category not in CATEGORIES:
            raise UnknownIdError(
                f'"{category}" is no category of an event. Use: {", ".join(CATEGORIES)}.'
            )
    found = [
        event
        for event in incidents(ledger, border)
        if event.category in wanted and (window is None or event.period.overlaps(window))
    ]
    located = [event for event in found if sharply_placed(event)]
    sections = [one for one in geodata.load_border_sections() if one.pair == border]
    sections.sort(key=lambda one: one.from_km)
    lengths = np.array([one.length_km for one in sections])
    counts = np.array(
        [sum(event.place.section_ids[0] == one.id for event in located) for one in sections],
        dtype=np.int64,
    )
    reason = _too_few(wanted, len(located), int((counts > 0).sum()))
    run = scan(counts, lengths) if reason is None else None
    half = half_km(counts.tolist(), lengths.tolist()) if reason is None else None
    strips = tuple(
        Strip(
            section_id=one.id,
            name=one.name,
            from_km=one.from_km,
            to_km=one.to_km,
            events=int(count),
            expected=float(count_by_length),
            coloured=bool(count >= FEWEST_COLOURED) and DEATH not in wanted,
        )
        for one, count, count_by_length in zip(
            sections, counts, len(located) * lengths / lengths.sum(), strict=True
        )
        if reason is None
    )
    where = BORDER_NAMES[border] + (f", {period_in_words(window)}" if window else "")
    subject = f"{where}, {listed([_NAMES.get(one, one) for one in wanted])}"
    return Concentration(
        border=border,
        categories=wanted,
        window=window,
        located=len(located),
        in_all=len(found),
        strips=strips,
        half_km=half,
        length_km=float(lengths.sum()),
        run=run,
        reason=reason,
        report_ids=unique(*(event.report_ids for event in located)),
        words=words_of(
            reason,
            f"Where reports concentrate, {subject}",
            "" if run is None or half is None else _sentence(subject, strips, run, half, found),
            NOT_SHOWN,
        ),
        table=_table(strips),
    )


_NAMES = {
    "camp": "camps",
    "clash": "clashes",
    "death": "deaths",
    "detention": "detentions",
    "incident": "incidents",
    "pushback": "pushbacks",
}


def sharply_placed(event: Event) -> bool:
    """Tell whether an event is placed on one section, and its point known to 10 km."""
    near = event.place.precision_km is None or event.place.precision_km <= WIDEST_KM
    return on_one_section(event) and near


def half_km(counts: Sequence[int], lengths: Sequence[float]) -> float:
    """Return how many km of sections, the densest first, hold half of what was counted."""
    half, seen, km = sum(counts) / 2, 0, 0.0
    order = sorted(range(len(counts)), key=lambda one: (-counts[one] / lengths[one], lengths[one]))
    for one in order:
        if seen >= half:
            break
        seen, km = seen + counts[one], km + lengths[one]
    return km


def _too_few(categories: tuple[str, ...], located: int, sections: int) -> str | None:
    if DEATH in categories and len(categories) > 1:
        return "deaths come from a list of their own and are not counted with other events"
    if located < FEWEST_EVENTS:
        return (
            f"{plural(located, 'event')} placed on one section to {WIDEST_KM:.0f} km "
            f"{'is' if located == 1 else 'are'} too few; {FEWEST_EVENTS} are needed"
        )
    if sections < FEWEST_SECTIONS:
        return f"only {plural(sections, 'section')} of the border have any such event"
    return None


def _sentence(
    subject: str, strips: Sequence[Strip], run: Run, half: float, found: Sequence[Event]
) -> str:
    located = sum(strip.events for strip in strips)
    length = strips[-1].to_km - strips[0].from_km
    first, last = strips[run.first], strips[run.end - 1]
    names = first.name if first == last else f"{first.name} to {last.name}"
    leads = "Reports concentrate from" if run.stands_out else "No stretch stands out; densest is"
    return (
        f"{subject}: half of the {plural(located, 'located event')} lie on {half:.0f} of "
        f"{length:.0f} km. {leads} {names} "
        f"({last.to_km - first.from_km:.0f} km): {run.seen} events, {rate_in_words(run.expected)} "
        f"by length alone; {run.as_far:,} of {run.placings:,} random placings come as far. "
        f"{len(found) - located} of {plural(len(found), 'event')} have no place so sharp."
    )


def _table(strips: Sequence[Strip]) -> Table:
    return Table(
        ("section", "name", "km", "events", "by length alone"),
        tuple(
            (
                strip.section_id,
                strip.name,
                f"{strip.from_km:.0f}–{strip.to_km:.0f}",
                str(strip.events),
                rate_in_words(strip.expected),
            )
            for strip in strips
        ),
    )
