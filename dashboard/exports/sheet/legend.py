"""The key on the map: what is in view and nothing else.

Long because each kind of thing on the map has lines of its own in the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.exports.citations import Citations
from dashboard.exports.fonts import clean_text, wrap
from dashboard.exports.sheet import legend_samples as samples
from dashboard.exports.sheet.backgrounds import background_lines
from dashboard.exports.sheet.kept_part import draw_kept_sample
from dashboard.exports.sheet.legend_box import COLUMN, INDENT, PAD, TEXT_PT, Row
from dashboard.exports.sheet.marks import Gathered, Stack
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.symbols import (
    CROSSING_WORDS,
    draw_crossing,
)
from dashboard.scene.appearance import LOOK_WORDS, Look
from dashboard.scene.contexts import HEADING
from dashboard.scene.fading import FADING_SHORT, youngest_step
from dashboard.scene.map_layers import NOT_DRAWN, undrawn_words
from dashboard.scene.scene import Scene
from dashboard.scene.sources import file_of
from dashboard.scene.stands import (
    NO_RATE,
    NOT_REPORTED,
    OWN_STRETCH,
    SEVERAL,
    BorderStand,
    CrossingMark,
    LayerStand,
)
from dashboard.scene.symbology import (
    CATEGORIES,
    NO_LEVEL,
    ZERO_LEVEL,
    category_index,
)
from dashboard.scene.words import overview
from dashboard.scene.words.dates import short_day
from dashboard.scene.words.kept import further_words, where_words, within_words
from events import Condition, ConditionKind, Period, Way

_ROW, _HEAD_ROW, _LINE = 3.0, 3.9, 2.6
MOST_IN_FORCE = 4
_TIED = "\u00a0"
_HELD = (
    ConditionKind.EMERGENCY,
    ConditionKind.BUFFER_ZONE,
    ConditionKind.LEGAL_MEASURE,
    ConditionKind.BARRIER_BUILT,
    ConditionKind.BARRIER_WORKS,
)


def in_force(scene: Scene) -> tuple[Condition, ...]:
    """Return the conditions the key names: what holds along the borders on the last day."""
    day = Period.of_day(scene.state.date)
    held = [c for c in scene.conditions if c.kind in _HELD and c.drawn_in(day)]
    held.sort(key=lambda c: (_HELD.index(c.kind), c.period.start, c.id))
    return tuple(held)


def named_in_force(scene: Scene) -> tuple[Condition, ...]:
    """Return those of `in_force` that have lines in the key: a few, and every zone drawn."""
    drawn = sum(zone.placed for zone in scene.zones)
    return _zones_first(scene)[: max(MOST_IN_FORCE, drawn)]


def _zones_first(scene: Scene) -> tuple[Condition, ...]:
    drawn = {zone.condition.id for zone in scene.zones if zone.placed}
    return tuple(sorted(in_force(scene), key=lambda c: c.id not in drawn))


def build_rows(
    scene: Scene,
    gathered: Gathered,
    crossings: Sequence[tuple[CrossingMark, float, float]],
    citations: Citations,
    *,
    generalised: int = 0,
    unseen: Sequence[BorderStand] = (),
    stores: Sequence[Row] = (),
) -> list[Row]:
    """Return the lines of the key for what the map shows.

    Parameters
    ----------
    scene : Scene
        The view on the map.
    gathered : Gathered
        Its events, as symbols or dots: the key tells the kinds that are drawn.
    crossings : sequence of tuple of CrossingMark, float, float
        Those drawn, with x and y in millimetres.
    citations : Citations
        The numbers of the sources.
    generalised : int
        Events shown less sharply than they are known; zero has no line.
    unseen : sequence of BorderStand
        Borders that the map shows nothing of, where it is framed on a part.
    stores : sequence of Row
        Lines of the stores whose squares the map shows.
    """
    return [
        *_border_rows(scene),
        *_unseen_rows(unseen),
        *_event_rows(scene, gathered, generalised),
        *_kept_rows(scene),
        *_layer_rows(scene, gathered, citations),
        *_background_rows(scene, citations),
        *stores,
        *_crossing_rows(scene, crossings),
        *_in_force_rows(scene, citations),
        *_undrawn_rows(scene),
    ]


def _undrawn_rows(scene: Scene) -> list[Row]:
    """Return the layers that are off: what the key does not explain is not taken for absent."""
    told = undrawn_words(scene.state.hide)
    if not told:
        return []
    lines = wrap(told.partition(": ")[2], COLUMN - 2 * PAD, TEXT_PT, most_lines=4)
    return [_heading(NOT_DRAWN), *(Row(line, _LINE, indent=0) for line in lines)]


def _heading(words: str) -> Row:
    return Row(words, _HEAD_ROW, heading=True)


def _border_rows(scene: Scene) -> list[Row]:
    rows = [_heading("Each border on its own scale")]
    levels = {stand.level for stand in scene.borders if not stand.hidden}
    for told in dict.fromkeys(overview.value(s) for s in scene.borders if s.hidden):
        rows.append(Row(told, _ROW, samples.hidden))
    if levels - {ZERO_LEVEL, NO_LEVEL}:
        rows.append(Row("low to high", _ROW, samples.ramp, indent=21.5))
    if ZERO_LEVEL in levels:
        rows.append(Row("reported zero", _ROW, samples.sample(ZERO_LEVEL)))
    if NO_LEVEL in levels:
        rows.append(Row(no_rate_words(scene.borders), _ROW, samples.sample(NO_LEVEL)))
    for look, told in LOOK_WORDS.items():
        if look is not Look.SOLID and any(stand.look is look for stand in scene.borders):
            rows.append(Row(told, _ROW, samples.sample(3, look)))
    if scene.sections:
        rows.append(Row(OWN_STRETCH, _ROW, samples.band))
    return rows


def _unseen_rows(unseen: Sequence[BorderStand]) -> list[Row]:
    """Return which borders lie beyond a map of a part: their figures stand in the sentence."""
    if not unseen:
        return []
    named = " and ".join(stand.style.short for stand in unseen)
    told = f"beyond this map: the border of {named}, in words above"
    lines = wrap(told, COLUMN - 2 * PAD, TEXT_PT, most_lines=3)
    return [Row(line, _LINE, indent=0) for line in lines]


def no_rate_words(stands: Iterable[BorderStand]) -> str:
    """Say what the dashes mean: nothing reported, or days and bounds that make no rate."""
    ways = {stand.pressure.way for stand in stands if stand.level == NO_LEVEL and not stand.hidden}
    return NOT_REPORTED if ways == {Way.NONE} else NO_RATE


def _event_rows(scene: Scene, gathered: Gathered, generalised: int) -> list[Row]:
    stacks = gathered.stacks
    layers = set(map(_layer_kind, scene.layers))
    rows = [
        Row(CATEGORIES[k].label, _ROW, samples.symbol(k)) for k in sorted(gathered.kinds - layers)
    ]
    dotted = gathered.dotted_kinds - gathered.kinds - layers
    rows += [Row(CATEGORIES[k].label, _ROW, samples.dots(k)) for k in sorted(dotted)]
    if any(stack.vague for stack in stacks):
        rows.append(Row(_ring_words(stacks), _ROW, samples.ring))
    if gathered.dots:
        one = "row of a file" if all(mark.event.layer for mark in gathered.dots) else "event"
        rows.append(Row(f"each dot: one {one}", _ROW))
    if generalised:
        rows.append(Row(f"locations generalised: {generalised}", _ROW, indent=INDENT))
    if any(stack.contested for stack in stacks):
        rows.append(Row("contested: reports disagree", _ROW, samples.contested))
    if any(len(stack.marks) > 1 for stack in stacks):
        rows.append(Row(SEVERAL, _ROW, samples.count))
    if any(youngest_step(stack.marks, scene.state) for stack in stacks):
        rows.append(Row(FADING_SHORT, _ROW, samples.fading))
    if gathered.outside:
        rows.append(Row(f"{gathered.outside:,} beyond this frame: see data", _LINE + 0.5, indent=0))
    return [_heading("Reported in the window"), *rows] if rows else []


def _kept_rows(scene: Scene) -> list[Row]:
    """Return what lists and marks keep to, and how many events more may lie there."""
    kept = scene.kept
    if kept is None:
        return []

    def draw(page: Page, x: float, y: float) -> None:
        draw_kept_sample(page, x, y, kept.where)

    width = COLUMN - 2 * PAD
    first, *others = wrap(where_words(kept.where), width - INDENT, TEXT_PT, most_lines=3)
    rows = [_heading("Lists and marks keep to"), Row(first, _ROW, draw)]
    rows += [Row(line, _LINE, samples.nothing) for line in others]
    for told in (within_words(kept), *further_words(kept)):
        rows += [Row(line, _LINE, indent=0) for line in wrap(told, width, TEXT_PT, most_lines=3)]
    return rows


def _ring_words(stacks: Sequence[Stack]) -> str:
    """Say how closely the places with a ring are known; the rough point of a file is an area."""
    ringed = [mark.event.place.rough for stack in stacks if stack.vague for mark in stack.marks]
    if all(ringed):
        return "place known to an area only"
    return f"place known to a section{' or area' if any(ringed) else ''} only"


def _layer_rows(scene: Scene, gathered: Gathered, citations: Citations) -> list[Row]:
    """Return a brought file a line or two: its symbol when it bears one here, title and count."""
    if not scene.layers:
        return []
    rows = [_heading("Brought files, rows in the window")]
    for stand in scene.layers:
        kind = _layer_kind(stand)
        draw = samples.symbol(kind) if kind in gathered.kinds else samples.nothing
        if kind in gathered.dotted_kinds:
            draw = samples.dots(kind)
        told = f"{clean_text(stand.layer.title)}:{_TIED}{stand.in_window:,}"
        if stand.attached:
            told += f" ({stand.attached:,}{_TIED}under{_TIED}reference{_TIED}events)"
        if stand.in_window:
            ids = [id_ for id_ in citations.numbers if file_of(id_) == stand.layer.id]
            told += f" {citations.cite((), ids, most=2)}"
        first, *others = wrap(told, COLUMN - 2 * PAD - INDENT, TEXT_PT, most_lines=3)
        rows.append(Row(first, _ROW, draw))
        rows += [Row(line, _LINE, samples.nothing) for line in others]
    return rows


def _background_rows(scene: Scene, citations: Citations) -> list[Row]:
    """Return a background a line or two: its sample, its title and its number as a source."""
    if not scene.contexts:
        return []
    rows = [_heading(HEADING)]
    for told, draw in background_lines(scene.contexts, citations):
        first, *others = wrap(told, COLUMN - 2 * PAD - INDENT, TEXT_PT, most_lines=3)
        rows.append(Row(first, _ROW, draw))
        rows += [Row(line, _LINE, samples.nothing) for line in others]
    return rows


def _layer_kind(stand: LayerStand) -> int:
    return category_index(f"layer-{stand.layer.number}")


def _crossing_rows(
    scene: Scene, crossings: Sequence[tuple[CrossingMark, float, float]]
) -> list[Row]:
    statuses = {mark.status for mark, _, _ in crossings}
    if not statuses:
        return []
    rows = [_heading(f"Crossings on {short_day(scene.state.date)}")]
    for status, told in CROSSING_WORDS.items():
        if status in statuses:

            def draw(page: Page, x: float, y: float, status: str | None = status) -> None:
                draw_crossing(page, x + 2.6, y, status, layer=58)

            rows.append(Row(told, _ROW, draw))
    return rows


def _in_force_rows(scene: Scene, citations: Citations) -> list[Row]:
    held = in_force(scene)
    if not held:
        return []
    rows = [_heading(f"In force on {short_day(scene.state.date)}")]
    zones = {zone.condition.id: zone for zone in scene.zones}
    named = named_in_force(scene)
    for condition in named:
        cited = citations.cite(condition.report_ids, condition.source_ids, most=2)
        zone = zones.get(condition.id)
        where = "" if zone is None or zone.placed else " (place not reported)"
        told = f"{clean_text(condition.title)}{where}{_TIED}{cited}"
        draw = samples.zone(zone.kind) if zone is not None and zone.placed else None
        indent = INDENT if draw else 0.0
        first, *others = wrap(told, COLUMN - 2 * PAD - indent, TEXT_PT, most_lines=3)
        rows.append(Row(first, _ROW if draw else _LINE, draw, indent=indent))
        rows += [Row(line, _LINE, draw and samples.nothing, indent=indent) for line in others]
    if len(held) > len(named):
        rest = len(held) - len(named)
        rows.append(Row(f"and {rest} more: see the data table", _LINE, indent=0))
    return rows
