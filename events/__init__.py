"""What was reported at the borders of Belarus, when, by whom, and how it may be compared."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from events.addresses import address_problem
from events.attributions import owed
from events.audit import build_audit
from events.bounds.columns import Timeline
from events.bounds.counts import KINDS
from events.bounds.figure import (
    DAY_STATES,
    WAYS,
    Change,
    Contest,
    DayFigure,
    DayState,
    Pressure,
    Way,
    WiderCount,
)
from events.bounds.known import Known, contests, known
from events.conditions import (
    Condition,
    ConditionKind,
    CrossingStatus,
    EndHow,
    conditions,
    conditions_end_not_reported,
    crossing_status,
)
from events.contradictions import Contradiction
from events.errors import (
    EntryError,
    EventsError,
    LayerError,
    MeasureError,
    NoReportError,
    PeriodError,
    QuantityError,
    TableError,
    UnknownIdError,
)
from events.figure_basis import dates
from events.figure_words import FigureWords, figure_words, rate_in_words
from events.flights import FlightEnd
from events.grading import judge_by_rule
from events.later import LATER
from events.ledger import Ledger, load_ledger, tables_folder
from events.leftovers import private_prefix, sweep_leftovers
from events.markers import KeyEvent, NamedPeriod
from events.measures import Measure
from events.model import (
    BORDERS,
    Event,
    Figure,
    FlightFacts,
    IncidentFacts,
    Place,
    PlaceKind,
    Publisher,
    Report,
    Source,
    Status,
    Stretch,
)
from events.period import Period, Precision, frames
from events.place_figures import PlaceFigure, section_pressure
from events.pressure import change, pressure
from events.public_places import PEOPLE_CATEGORIES, RECENT, is_sensitive, public_place
from events.quantity import Quantity, ValueKind
from events.reading import table_holding
from events.reports import CATEGORIES as INCIDENT_CATEGORIES
from events.routes import Route, RouteSpan, RouteStatus, route_spans, routes, width_a_week
from events.search import find, fold
from events.selecting import Selection, select
from events.series import IN_FORCE, How, Rate, measure_in_force
from events.showing import Showing
from events.steps import day_figures
from events.stops import Stop, StopKind, Unplaced, UnplacedReason, stop_spans, stops, unplaced
from events.summary import build_summary
from events.terminal import Parser, keep_to_terminal, shown, tell
from events.timeline import NO_KIND, day_states, timeline, timeline_words
from events.window_text import read_window, window_text
from events.wording import BORDER_NAMES, day_in_words, in_words, period_in_words

if TYPE_CHECKING:
    from events.analysis.aligned import Aligned, aligned
    from events.analysis.around import BeforeAfter, before_after
    from events.analysis.calibrating import calibration
    from events.analysis.comparable import comparable, offers
    from events.analysis.concentration import Concentration, concentration
    from events.analysis.difference import Difference, difference
    from events.analysis.ladder import Ladder, ladder
    from events.analysis.levels import Levels, levels
    from events.analysis.moves import Moves, moves
    from events.analysis.notable import notable
    from events.analysis.result import Result
    from events.analysis.shifts import Shift
    from events.analysis.sizes import Size
    from events.analysis.tilings import Tiling
    from events.importing import (
        ChoiceNeededError,
        ColumnMapping,
        FileRefusedError,
        Flag,
        Imported,
        LimitError,
        Limits,
        Located,
        Option,
        Outcome,
        Preview,
        Question,
        Readers,
        Receipt,
        Refusal,
        Role,
        TextColumn,
        Upload,
        read_upload,
    )
    from events.layers.flown import flown_days
    from events.layers.joining import join_layers
    from events.layers.layer import (
        BROUGHT_FILE,
        MOST_LAYERS,
        Layer,
        LayerCounts,
        Proposal,
        build_layer,
    )
    from events.layers.provenance import Provenance
    from events.layers.rows import LayerRows, RowCounts


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{LATER[name]}"), name)


__all__ = [
    "BORDERS",
    "BORDER_NAMES",
    "BROUGHT_FILE",
    "DAY_STATES",
    "INCIDENT_CATEGORIES",
    "IN_FORCE",
    "KINDS",
    "MOST_LAYERS",
    "NO_KIND",
    "PEOPLE_CATEGORIES",
    "RECENT",
    "WAYS",
    "Aligned",
    "BeforeAfter",
    "Change",
    "ChoiceNeededError",
    "ColumnMapping",
    "Concentration",
    "Condition",
    "ConditionKind",
    "Contest",
    "Contradiction",
    "CrossingStatus",
    "DayFigure",
    "DayState",
    "Difference",
    "EndHow",
    "EntryError",
    "Event",
    "EventsError",
    "Figure",
    "FigureWords",
    "FileRefusedError",
    "Flag",
    "FlightEnd",
    "FlightFacts",
    "How",
    "Imported",
    "IncidentFacts",
    "KeyEvent",
    "Known",
    "Ladder",
    "Layer",
    "LayerCounts",
    "LayerError",
    "LayerRows",
    "Ledger",
    "Levels",
    "LimitError",
    "Limits",
    "Located",
    "Measure",
    "MeasureError",
    "Moves",
    "NamedPeriod",
    "NoReportError",
    "Option",
    "Outcome",
    "Parser",
    "Period",
    "PeriodError",
    "Place",
    "PlaceFigure",
    "PlaceKind",
    "Precision",
    "Pressure",
    "Preview",
    "Proposal",
    "Provenance",
    "Publisher",
    "Quantity",
    "QuantityError",
    "Question",
    "Rate",
    "Readers",
    "Receipt",
    "Refusal",
    "Report",
    "Result",
    "Role",
    "Route",
    "RouteSpan",
    "RouteStatus",
    "RowCounts",
    "Selection",
    "Shift",
    "Showing",
    "Size",
    "Source",
    "Status",
    "Stop",
    "StopKind",
    "Stretch",
    "TableError",
    "TextColumn",
    "Tiling",
    "Timeline",
    "UnknownIdError",
    "Unplaced",
    "UnplacedReason",
    "Upload",
    "ValueKind",
    "Way",
    "WiderCount",
    "address_problem",
    "aligned",
    "before_after",
    "build_audit",
    "build_layer",
    "build_summary",
    "calibration",
    "change",
    "comparable",
    "concentration",
    "conditions",
    "conditions_end_not_reported",
    "contests",
    "crossing_status",
    "dates",
    "day_figures",
    "day_in_words",
    "day_states",
    "difference",
    "figure_words",
    "find",
    "flown_days",
    "fold",
    "frames",
    "in_words",
    "is_sensitive",
    "join_layers",
    "judge_by_rule",
    "keep_to_terminal",
    "known",
    "ladder",
    "levels",
    "load_ledger",
    "measure_in_force",
    "moves",
    "notable",
    "offers",
    "owed",
    "period_in_words",
    "pressure",
    "private_prefix",
    "public_place",
    "rate_in_words",
    "read_upload",
    "read_window",
    "route_spans",
    "routes",
    "section_pressure",
    "select",
    "shown",
    "stop_spans",
    "stops",
    "sweep_leftovers",
    "table_holding",
    "tables_folder",
    "tell",
    "timeline",
    "timeline_words",
    "unplaced",
    "width_a_week",
    "window_text",
]
