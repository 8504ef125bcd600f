"""What was reported at the borders of Belarus, when, by whom, and how it may be compared."""

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
    EventsError,
    MeasureError,
    PeriodError,
    QuantityError,
    TableError,
    UnknownIdError,
)
from events.flights import FlightEnd
from events.grading import Judgement, judge_by_rule
from events.ledger import Ledger, load_ledger
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
from events.pressure import (
    Change,
    PlaceFigure,
    Pressure,
    change,
    day_figures,
    pressure,
    section_pressure,
)
from events.public_places import is_sensitive, public_place
from events.quantity import Quantity, ValueKind
from events.routes import Route, RouteSpan, RouteStatus, route_spans, routes
from events.search import find, fold
from events.selecting import Selection, select
from events.series import IN_FORCE, How, Rate, measure_in_force
from events.stops import Stop, StopKind, Unplaced, UnplacedReason, stop_spans, stops, unplaced
from events.summary import build_summary
from events.timeline import HOW_CODES, Timeline, timeline
from events.wording import day_in_words, in_words, period_in_words

__all__ = [
    "BORDERS",
    "HOW_CODES",
    "IN_FORCE",
    "Change",
    "Condition",
    "ConditionKind",
    "Contradiction",
    "CrossingStatus",
    "EndHow",
    "Event",
    "EventsError",
    "Figure",
    "FlightEnd",
    "FlightFacts",
    "How",
    "IncidentFacts",
    "Judgement",
    "KeyEvent",
    "Ledger",
    "Measure",
    "MeasureError",
    "NamedPeriod",
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
    "build_summary",
    "change",
    "conditions",
    "conditions_end_not_reported",
    "crossing_status",
    "day_figures",
    "day_in_words",
    "find",
    "fold",
    "frames",
    "in_words",
    "is_sensitive",
    "judge_by_rule",
    "load_ledger",
    "measure_in_force",
    "period_in_words",
    "pressure",
    "public_place",
    "route_spans",
    "routes",
    "section_pressure",
    "select",
    "stop_spans",
    "stops",
    "timeline",
    "unplaced",
]
