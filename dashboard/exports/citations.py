"""Citations: which sources are listed and numbered in a file, and how a figure cites them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dashboard.exports.fonts import clean_text
from dashboard.scene.scene import Scene
from dashboard.scene.sources import file_of, shown_reports
from dashboard.scene.stores import grade_of
from events import Condition, Event, Ledger, Source
from events.uploads import BROUGHT_FILE, Layer

_FIRST = 2
MOST_NAMED = 200
"""Sources of one brought file that are listed one by one; the data files name each of any more."""
_TIED = "\u00a0"


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of what is on show, with the grades of its reports there."""

    source_id: str
    title: str
    grades: tuple[str, ...]

    @property
    def words(self) -> str:
        """Title and grade, as listed; the grade stays with the title's last word."""
        *most, last = clean_text(self.title).split(" ")
        return " ".join([*most, f"{last}{_TIED}·{_TIED}{'/'.join(self.grades)}"])


@dataclass(frozen=True, slots=True)
class Citations:
    """The numbers of the sources of a sheet.

    Attributes
    ----------
    listed : tuple of Cited
        Source number 1 first; all of them.
    """

    ledger: Ledger
    listed: tuple[Cited, ...]

    @property
    def numbers(self) -> Mapping[str, int]:
        """Number by source id."""
        return {cited.source_id: number for number, cited in enumerate(self.listed, start=1)}

    def cite(
        self, report_ids: Iterable[str], source_ids: Iterable[str] = (), *, most: int = 3
    ) -> str:
        """Return the numbers of the sources of reports: "[1,2]", "[1,2,3 and 9 more]".

        Beyond ``most`` the others are counted; the list holds them all.

        Parameters
        ----------
        report_ids : iterable of str
            Reports whose sources are cited.
        source_ids : iterable of str
            Sources that are cited without a report.
        most : int
            Numbers that are written out; the others are counted.
        """
        numbers = self.numbers
        asked = chain((self.ledger.report(id_).source_id for id_ in report_ids), source_ids)
        sources = list(dict.fromkeys(id_ if id_ in numbers else file_of(id_) for id_ in asked))
        found = sorted(numbers[id_] for id_ in sources if id_ in numbers)[:most]
        rest = len(sources) - len(found)
        if not sources:
            return ""
        shown = ",".join(map(str, found))
        if not rest:
            return f"[{shown}]"
        return f"[{shown} and {rest} more]".replace(" ", _TIED)

    def spans(self, report_ids: Iterable[str]) -> str:
        """Return the numbers of the sources of reports, all of them: "[1–4,7,9]"."""
        numbers = self.numbers
        sources = {self.ledger.report(id_).source_id for id_ in report_ids}
        named = {id_ if id_ in numbers else file_of(id_) for id_ in sources}
        runs: list[list[int]] = []
        for number in sorted(numbers[id_] for id_ in named if id_ in numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1][1:] = [number]
            else:
                runs.append([number])
        shown = ",".join("–".join(map(str, run)) for run in runs)
        return f"[{shown}]" if shown else ""


def with_reports(
    ledger: Ledger, listed: Sequence[Cited], report_ids: Iterable[str]
) -> tuple[Cited, ...]:
    """Return the list with the sources of further reports after those it has.

    A source that is listed keeps its number and gains the grades of these reports; one that a
    brought file names is told by the file, where the file stands for the sources it names.

    Parameters
    ----------
    ledger : Ledger
        Knows the reports, their sources and their grades.
    listed : sequence of Cited
        The list so far; the numbers are the places in it.
    report_ids : iterable of str
        Reports whose sources are to be listed too.
    """
    grades = {cited.source_id: set(cited.grades) for cited in listed}
    titles = {cited.source_id: cited.title for cited in listed}
    for id_ in report_ids:
        report = ledger.report(id_)
        source_id, file = report.source_id, file_of(report.source_id)
        key = file if source_id not in grades and file in grades else source_id
        grades.setdefault(key, set()).add(ledger.grade(report))
        titles.setdefault(key, listed_title(ledger.source(key)))
    return tuple(Cited(id_, titles[id_], tuple(sorted(found))) for id_, found in grades.items())


def joined_sources(listed: Sequence[Cited], more: Sequence[Cited]) -> tuple[Cited, ...]:
    """Return a list with the entries of another after it; what is in both keeps its number."""
    found = {cited.source_id: cited for cited in listed}
    for cited in more:
        known = found.get(cited.source_id)
        grades = cited.grades if known is None else tuple(sorted({*known.grades, *cited.grades}))
        found[cited.source_id] = replace(cited, grades=grades)
    return tuple(found.values())


def listed_title(source: Source) -> str:
    """Return a source as a list names it: a brought file by its name and digest as well."""
    if source.kind == BROUGHT_FILE:
        return f"{source.title}, {source.address_note}"
    return source.title


def collect_sources(
    ledger: Ledger, scene: Scene, labelled: Sequence[Event], in_force: Sequence[Condition]
) -> tuple[Cited, ...]:
    """Return every source on show, those of what the sheet labels first.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    scene : Scene
        What is on show.
    labelled : sequence of Event
        Events that may get a callout.
    in_force : sequence of Condition
        Conditions the key names.

    Returns
    -------
    tuple of Cited
        Each source once, in the order in which it deserves a number.
    """
    grades: dict[str, set[str]] = {}
    # The key counts every row of a brought file, those without a place as well.
    listed = (id_ for event in scene.listed if event.layer for id_ in event.report_ids)
    drawn = shown_reports(ledger, scene)
    for report_id in (*drawn, *_condition_reports(scene.conditions), *listed):
        report = ledger.report(report_id)
        grades.setdefault(report.source_id, set()).add(ledger.grade(report))
    for condition in scene.conditions:
        for source_id in condition.source_ids:
            # A page read for a state of things without a report of its own: nobody judged it.
            grades.setdefault(source_id, {f"{ledger.source(source_id).reliability}6"})
    order = dict.fromkeys(chain(_first(ledger, scene, labelled, in_force), grades))
    for scene_layer in scene.layers:
        _gather_named(grades, order, scene_layer.layer)
    for context in scene.contexts:
        said = context.provenance
        grades.setdefault(context.id, {f"{said.reliability}{said.credibility}"})
        order.setdefault(context.id)
    for stand in scene.stores:
        grades.setdefault(stand.layer.id, {grade_of(stand.layer)})
        order.setdefault(stand.layer.id)
    return tuple(
        Cited(id_, listed_title(ledger.source(id_)), tuple(sorted(grades[id_])))
        for id_ in order
        if id_ in grades
    )


def _gather_named(grades: dict[str, set[str]], order: dict[str, None], layer: Layer) -> None:
    """Let a file stand for the sources it names row by row, where these would fill whole books."""
    named = [id_ for id_ in grades if file_of(id_) == layer.id and id_ != layer.id]
    if len(named) <= MOST_NAMED:
        return
    for id_ in named:
        grades.setdefault(layer.id, set()).update(grades.pop(id_))
    order.setdefault(layer.id)


def _first(
    ledger: Ledger, scene: Scene, labelled: Sequence[Event], in_force: Sequence[Condition]
) -> Iterator[str]:
    """Yield the sources that labels, values and tables of the sheet cite."""
    groups: list[Sequence[str]] = [event.report_ids for event in labelled]
    groups += [(section.figure.report_id,) for section in scene.sections]
    groups += [condition.report_ids for condition in in_force]
    groups += [(*route.report_ids, *route.contradicted_by) for route in scene.routes]
    groups += [stop.report_ids for stop in scene.stops]
    for stand in scene.borders:
        for report_id in stand.report_ids[:_FIRST]:
            yield ledger.report(report_id).source_id
    # One source for everything labelled comes before a second one for anything.
    for rank in range(_FIRST):
        for group in groups:
            if rank < len(group):
                yield ledger.report(group[rank]).source_id
        for condition in in_force:
            yield from condition.source_ids[rank : rank + 1]


def _condition_reports(found: Iterable[Condition]) -> Iterator[str]:
    for condition in found:
        yield from condition.report_ids
