"""What was reported at the borders of Belarus, when, by whom, and how it may be compared."""

from events.attributions import owed
from events.audit import build_audit
from events.bounds.columns import Timeline
from events.bounds.counts import KINDS
from events.bounds.figure import DAY_STATES, WAYS, Change, DayState, Pressure, Way
from events.bounds.known import contests, known
from events.catalogue import SOURCE_KINDS
from events.conditions import Condition, ConditionKind, EndHow, conditions, crossing_status
from events.errors import (
    EntryError,
    EventsError,
    LayerError,
    MeasureError,
    PeriodError,
    QuantityError,
    TableError,
    UnknownIdError,
    WhereError,
)
from events.figure_basis import dates
from events.figure_words import FigureWords, figure_words, rate_in_words
from events.flights import Ending, FlightEnd, flight_endings
from events.generalisation import PEOPLE_CATEGORIES, RECENT, is_sensitive, public_place
from events.grades import judge_by_rule
from events.ledger import Ledger, load_ledger, tables_folder
from events.leftovers import private_prefix, sweep_leftovers
from events.links import address_problem
from events.markers import KeyEvent
from events.measures import Measure
from events.model import BORDERS, Event, Figure, Place, PlaceKind, Report, Source, Status
from events.overlay import Showing
from events.period import Period, Precision, frames
from events.place_figures import PlaceFigure, section_pressure
from events.plain_cells import plain_cell
from events.pressure import change, pressure
from events.quantity import Quantity, ValueKind
from events.reports import CATEGORIES as INCIDENT_CATEGORIES
from events.route_lines import Resumption, RouteLine, RouteStretch, route_lines
from events.routes import Route, RouteStatus, route_spans, routes, width_a_week
from events.search import find
from events.selection import Selection, select, standing_of
from events.series import IN_FORCE, How, Rate, measure_in_force
from events.steps import day_figures
from events.stops import Stop, Unplaced, UnplacedReason, stop_spans, stops, unplaced
from events.strict_json import read_strict
from events.summary import build_summary
from events.table_files import table_holding
from events.terminal import Parser, keep_to_terminal, shown, tell
from events.timeline import NO_KIND, day_states, timeline, timeline_words
from events.where import Kind as WhereKind
from events.where import Standing, Where, checked_ring, stands
from events.window_text import read_window, window_text
from events.words import BORDER_NAMES, day_in_words, in_words, period_in_words

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
    "SOURCE_KINDS",
    "WAYS",
    "Change",
    "Condition",
    "ConditionKind",
    "DayState",
    "EndHow",
    "Ending",
    "EntryError",
    "Event",
    "EventsError",
    "Figure",
    "FigureWords",
    "FlightEnd",
    "How",
    "KeyEvent",
    "LayerError",
    "Ledger",
    "Measure",
    "MeasureError",
    "Parser",
    "Period",
    "PeriodError",
    "Place",
    "PlaceFigure",
    "PlaceKind",
    "Precision",
    "Pressure",
    "Quantity",
    "QuantityError",
    "Rate",
    "Report",
    "Resumption",
    "Route",
    "RouteLine",
    "RouteStatus",
    "RouteStretch",
    "Selection",
    "Showing",
    "Source",
    "Standing",
    "Status",
    "Stop",
    "TableError",
    "Timeline",
    "UnknownIdError",
    "Unplaced",
    "UnplacedReason",
    "ValueKind",
    "Way",
    "Where",
    "WhereError",
    "WhereKind",
    "address_problem",
    "build_audit",
    "build_summary",
    "change",
    "checked_ring",
    "conditions",
    "contests",
    "crossing_status",
    "dates",
    "day_figures",
    "day_in_words",
    "day_states",
    "figure_words",
    "find",
    "flight_endings",
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
    "route_lines",
    "route_spans",
    "routes",
    "section_pressure",
    "select",
    "shown",
    "standing_of",
    "stands",
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
