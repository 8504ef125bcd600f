"""Measures that cannot be mixed: what each counts, who counts it, what one unit is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from events.errors import UnknownIdError


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What a measure counts: the words every screen shows beside its figures."""

    key: str
    label: str
    unit: str
    counted_by: str
    one_is: str
    sums: bool = True


class Measure(Enum):
    """One way of counting. Two of them are never added, ranked or coloured together.

    Members compare by identity only: ``<`` between measures is a TypeError.
    """

    ATTEMPTS = MeasureFacts(
        "attempts",
        "attempts to cross irregularly",
        "attempts",
        "Polish Border Guard",
        "one recorded attempt; one person may be counted many times",
    )
    DETENTIONS = MeasureFacts(
        "detentions",
        "people detained after crossing",
        "persons",
        "border guard of the country entered",
        "one person apprehended after crossing",
    )
    TURN_BACKS = MeasureFacts(
        "turn_backs",
        "people turned back",
        "persons",
        "Lithuanian State Border Guard Service (VSAT)",
        "one person refused and sent back; repeats are counted again",
    )
    PREVENTED = MeasureFacts(
        "prevented",
        "people prevented from crossing",
        "persons",
        "Latvian State Border Guard (in Poland: Polish Border Guard)",
        "one person deterred from crossing; repeats are counted again",
    )
    IRREGULAR_ARRIVALS = MeasureFacts(
        "irregular_arrivals",
        "irregular arrivals",
        "persons",
        "Lithuanian authorities",
        "one person who entered irregularly",
    )
    IRREGULAR_CROSSINGS = MeasureFacts(
        "irregular_crossings",
        "irregular crossings recorded",
        "crossings",
        "Polish Border Guard, before the count of attempts",
        "one recorded crossing",
    )
    DETECTIONS = MeasureFacts(
        "detections",
        "detections on the EU's eastern land borders",
        "detections",
        "Frontex",
        "one detection on any eastern land border; not a person, not Belarus alone",
    )
    FEDERAL_POLICE_DETECTIONS = MeasureFacts(
        "federal_police_detections",
        "irregular entries with a Belarus link found in Germany",
        "persons",
        "German Federal Police",
        "one person found in Germany with a link to Belarus",
    )
    CROSSED_UNCAUGHT = MeasureFacts(
        "crossed_uncaught",
        "people who crossed without being stopped",
        "persons",
        "an unpublished Polish document quoted by the press",
        "one person later found elsewhere",
    )
    CAMP_STOCK = MeasureFacts(
        "camp_stock",
        "people at a camp",
        "persons",
        "whoever is named in the note",
        "one person present at that place on that day; a level, not a flow",
        sums=False,
    )
    PEOPLE_NEAR_BORDER = MeasureFacts(
        "people_near_border",
        "people near the border",
        "persons",
        "whoever is named in the note",
        "one person present on that day; a level, not a flow",
        sums=False,
    )
    GROUP_SIZE = MeasureFacts(
        "group_size",
        "people in one group",
        "persons",
        "Polish Border Guard",
        "one person in one group seen on that day; a level, not a flow",
        sums=False,
    )
    PEOPLE_INVOLVED = MeasureFacts(
        "people_involved",
        "people named in an incident",
        "persons",
        "the source of the report",
        "one person involved, injured, detained or present, as the title says",
        sums=False,
    )
    DEATHS = MeasureFacts(
        "deaths",
        "deaths reported",
        "deaths",
        "the source of the report",
        "one death as reported; the same death may stand in several reports",
        sums=False,
    )
    MISSING = MeasureFacts(
        "missing",
        "people reported missing",
        "persons",
        "Grupa Granica",
        "one person reported missing",
        sums=False,
    )
    LEAVE_DECISIONS = MeasureFacts(
        "leave_decisions",
        "decisions to leave the country",
        "decisions",
        "Polish Border Guard",
        "one decision handed to one person",
    )
    FLIGHTS_A_WEEK = MeasureFacts(
        "flights_a_week",
        "flights a week",
        "flights a week",
        "the source of the report",
        "one flight in one direction in a week",
        sums=False,
    )
    PASSENGERS = MeasureFacts(
        "passengers",
        "passengers",
        "persons",
        "the source of the report",
        "one person carried; counts over overlapping flights are not added",
        sums=False,
    )
    STATEMENT = MeasureFacts(
        "statement",
        "statement without a figure",
        "",
        "the source of the report",
        "a statement; it has no number",
        sums=False,
    )

    @property
    def key(self) -> str:
        """Name used in tables and addresses."""
        return self.value.key

    @property
    def label(self) -> str:
        """Words for a heading."""
        return self.value.label

    @property
    def unit(self) -> str:
        """Unit as written behind a number."""
        return self.value.unit

    @property
    def counted_by(self) -> str:
        """Who counts."""
        return self.value.counted_by

    @property
    def one_is(self) -> str:
        """What one unit of it is."""
        return self.value.one_is

    @property
    def sums(self) -> bool:
        """Whether figures of it over disjoint periods may be added at all."""
        return self.value.sums

    @classmethod
    def from_key(cls, key: str) -> Measure:
        """Return the measure of that name.

        Raises
        ------
        UnknownIdError
            When no measure has that name.
        """
        try:
            return MEASURES[key]
        except KeyError:
            known = ", ".join(MEASURES)
            raise UnknownIdError(f'"{key}" is not a measure. Use one of: {known}.') from None


MEASURES: dict[str, Measure] = {m.value.key: m for m in Measure}
