"""What was reported at the borders of Belarus, when, by whom, and how it may be compared.

Long because it names all that other floors may use, and loads late what few of them need.
"""

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
from events.grades import judge_by_rule
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
from events.overlay import Showing
from events.period import Period, Precision, frames
from events.place_figures import PlaceFigure, section_pressure
from events.plain_cells import plain_cell
from events.pressure import change, pressure
from events.public_places import PEOPLE_CATEGORIES, RECENT, is_sensitive, public_place
from events.quantity import Quantity, ValueKind
from events.reports import CATEGORIES as INCIDENT_CATEGORIES
from events.routes import Route, RouteSpan, RouteStatus, route_spans, routes, width_a_week
from events.search import find
from events.selection import Selection, select
from events.series import IN_FORCE, How, Rate, measure_in_force
from events.steps import day_figures
from events.stops import Stop, StopKind, Unplaced, UnplacedReason, stop_spans, stops, unplaced
from events.strict_json import read_strict
from events.summary import build_summary
from events.table_files import table_holding
from events.terminal import Parser, keep_to_terminal, shown, tell
from events.timeline import NO_KIND, day_states, timeline, timeline_words
from events.window_text import read_window, window_text
from events.words import BORDER_NAMES, day_in_words, in_words, period_in_words
from geodata import fold

if TYPE_CHECKING:
    from events.analysis.aligned import Aligned, FlightLevel, aligned
    from events.analysis.around import BeforeAfter, before_after
    from events.analysis.calibration import calibration
    from events.analysis.comparable import comparable, offers
    from events.analysis.compared_sides import ComparedSide
    from events.analysis.concentration import (
        DEATH,
        FEWEST_COLOURED,
        Concentration,
        concentration,
    )
    from events.analysis.difference import Difference, difference
    from events.analysis.ladder import Ladder, ladder
    from events.analysis.levels import Levels, levels
    from events.analysis.moves import Moves, moves
    from events.analysis.notable import notable
    from events.analysis.ranking import Ranked, Ranking, ranking
    from events.analysis.result import Result
    from events.analysis.shifts import Shift
    from events.analysis.sizes import Size
    from events.analysis.tilings import Tiling
    from events.uploads import (
        ChoiceNeededError,
        ColumnMapping,
        FileRefusedError,
        Flag,
        Imported,
        LimitError,
        Limits,
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
    from events.uploads.layers.flights import flown_days
    from events.uploads.layers.join import join_layers
    from events.uploads.layers.layer import BROUGHT_FILE, MOST_LAYERS, Layer, Proposal, build_layer
    from events.uploads.layers.provenance import Provenance
    from events.uploads.layers.rows import LayerRows


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{LATER[name]}"), name)


__all__ = [
    "BORDERS",
    "BORDER_NAMES",
    "DAY_STATES",
    "INCIDENT_CATEGORIES",
    "IN_FORCE",
    "KINDS",
    "NO_KIND",
    "PEOPLE_CATEGORIES",
    "RECENT",
    "WAYS",
    "Change",
    "Condition",
    "ConditionKind",
    "Contest",
    "Contradiction",
    "DayFigure",
    "DayState",
    "EndHow",
    "EntryError",
    "Event",
    "EventsError",
    "Figure",
    "FigureWords",
    "FlightEnd",
    "FlightFacts",
    "How",
    "IncidentFacts",
    "KeyEvent",
    "Known",
    "LayerError",
    "Ledger",
    "Measure",
    "MeasureError",
    "NamedPeriod",
    "NoReportError",
    "Parser",
    "Period",
    "PeriodError",
    "Place",
    "PlaceFigure",
    "PlaceKind",
    "Precision",
    "Pressure",
    "Publisher",
    "Quantity",
    "QuantityError",
    "Rate",
    "Report",
    "Route",
    "RouteSpan",
    "RouteStatus",
    "Selection",
    "Showing",
    "Source",
    "Status",
    "Stop",
    "StopKind",
    "Stretch",
    "TableError",
    "Timeline",
    "UnknownIdError",
    "Unplaced",
    "UnplacedReason",
    "ValueKind",
    "Way",
    "WiderCount",
    "address_problem",
    "build_audit",
    "build_summary",
    "change",
    "conditions",
    "conditions_end_not_reported",
    "contests",
    "crossing_status",
    "dates",
    "day_figures",
    "day_in_words",
    "day_states",
    "figure_words",
    "find",
    "fold",
    "frames",
    "in_words",
    "is_sensitive",
    "judge_by_rule",
    "keep_to_terminal",
    "known",
    "load_ledger",
    "measure_in_force",
    "owed",
    "period_in_words",
    "plain_cell",
    "pressure",
    "private_prefix",
    "public_place",
    "rate_in_words",
    "read_strict",
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
__all__ += ["BROUGHT_FILE", "Aligned", "BeforeAfter", "ChoiceNeededError", "ColumnMapping"]
__all__ += ["ComparedSide", "Concentration", "Difference", "FileRefusedError", "Flag", "Imported"]
__all__ += ["DEATH", "FEWEST_COLOURED", "FlightLevel", "Ladder"]
__all__ += ["MOST_LAYERS", "Layer", "LayerRows", "Levels", "LimitError", "Limits", "Moves"]
__all__ += ["Option", "Outcome", "Preview", "Proposal", "Provenance", "Question", "Ranked"]
__all__ += ["Ranking", "Readers", "Receipt", "Refusal", "Result", "Role", "Rung", "Shift"]
__all__ += ["Size", "TextColumn", "Tiling", "Upload", "aligned", "before_after"]
__all__ += ["build_layer", "calibration", "comparable", "concentration", "difference"]
__all__ += ["flown_days", "join_layers", "ladder", "levels", "moves", "notable", "offers"]
__all__ += ["ranking", "read_upload"]
