"""Do no harm: where people in need were seen is told less sharply while it is recent.

The rule is that of ``docs/grading.md``. It is meant for what leaves the house: files, pictures
and pages made for the public.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from events.measures import Measure
from events.model import Place, PlaceKind, Report

RECENT = timedelta(days=90)
"""How long a place of people in need is told less sharply."""
PEOPLE_CATEGORIES = frozenset({"camp", "pushback"})
"""Categories of incidents that are about people in need."""
_MEASURES = frozenset({Measure.CAMP_STOCK, Measure.GROUP_SIZE, Measure.PEOPLE_NEAR_BORDER})


def is_sensitive(report: Report, made_on: date) -> bool:
    """Tell whether a report would show people in need, at a point, within the last 90 days.

    Parameters
    ----------
    report : Report
        Any report.
    made_on : datetime.date
        Day on which the export is made.
    """
    if report.place.kind is not PlaceKind.POINT:
        return False
    about_people = (
        report.sensitive
        or report.measure in _MEASURES
        or (report.incident is not None and report.incident.category in PEOPLE_CATEGORIES)
    )
    end = report.period.end
    return about_people and (end is None or made_on - end < RECENT)


def public_place(report: Report, made_on: date) -> Place:
    """Return the place of a report as a public export may show it.

    Returns
    -------
    Place
        The place itself; for a sensitive report its border section, or the border when it lies
        in none, without a coordinate.
    """
    place = report.place
    if not is_sensitive(report, made_on):
        return place
    kind = PlaceKind.SECTION if place.section_ids else PlaceKind.BORDER
    return replace(
        place,
        id=f"{place.id}-generalised",
        name="Border section" if place.section_ids else "Border",
        kind=kind if place.borders else PlaceKind.NONE,
        lon=None,
        lat=None,
        precision_km=None,
        coordinate_source=None,
        located_how="Generalised: a report of the last 90 days on people in need.",
    )
