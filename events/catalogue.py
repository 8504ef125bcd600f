"""Reads who says so and where: publishers, sources, places and stretches.

Long because the four tables name each other, and each has rules of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from events.attributions import with_attributions
from events.errors import TableError
from events.links import address_problem
from events.model import BORDERS, Place, PlaceKind, Publisher, Source, Stretch
from events.tables import Row, build_each, read_rows

PUBLISHERS_FILE = "publishers.csv"
SOURCES_FILE = "sources.csv"
PLACES_FILE = "report_places.csv"
STRETCHES_FILE = "stretches.csv"

SOURCE_KINDS = (
    "official",
    "wire",
    "press",
    "NGO",
    "opinion",
    "data set",
    "copy site",
    "state-linked",
)
RELIABILITIES = ("A", "B", "C", "D", "E", "F")

PUBLISHER_COLUMNS = ("publisher_id", "name", "country", "kind", "reliability", "reason")
SOURCE_COLUMNS = (
    "source_id",
    "publisher_id",
    "title",
    "author",
    "published",
    "address",
    "kind",
    "address_note",
)
PLACE_COLUMNS = (
    "place_id",
    "name",
    "kind",
    "borders",
    "section_ids",
    "lon",
    "lat",
    "precision_km",
    "coordinate_source",
    "stretch_id",
    "airport_iata",
    "near_border",
    "located_how",
)
STRETCH_COLUMNS = (
    "stretch_id",
    "name",
    "border",
    "from_km",
    "to_km",
    "precision_km",
    "section_ids",
    "source",
    "note",
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PUBLISHED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SECTION = re.compile(r"BY-(PL|LT|LV)-\d\d")


def load_publishers(folder: Path, problems: list[TableError]) -> dict[str, Publisher]:
    """Read and check ``publishers.csv`` with what their licences oblige to name.

    Complaints go to ``problems``.
    """
    rows, found = read_rows(folder / PUBLISHERS_FILE, PUBLISHER_COLUMNS)
    problems.extend(found)
    rows = unique(rows, "publisher_id", problems)
    publishers = {p.id: p for p in build_each(rows, build_publisher, problems)}
    return with_attributions(folder, publishers, problems)


def build_publisher(row: Row) -> Publisher:
    """Build the publisher of one row; a TableError when it breaks a rule."""
    return Publisher(
        id=slug(row, "publisher_id"),
        name=row.text("name"),
        country=row.cells["country"],
        kind=row.choice("kind", SOURCE_KINDS),
        reliability=row.choice("reliability", RELIABILITIES),
        reason=row.text("reason"),
    )


def load_sources(
    folder: Path, publishers: dict[str, Publisher], problems: list[TableError]
) -> dict[str, Source]:
    """Read and check ``sources.csv`` against the publishers.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    publishers : dict of str to Publisher
        By id; a source names one of them.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    rows, found = read_rows(folder / SOURCES_FILE, SOURCE_COLUMNS)
    problems.extend(found)
    rows = unique(rows, "source_id", problems)
    return {s.id: s for s in build_each(rows, lambda row: build_source(row, publishers), problems)}


def build_source(row: Row, publishers: Mapping[str, Publisher]) -> Source:
    """Build the source of one row.

    Raises
    ------
    TableError
        The row breaks a rule; it names the column and the way out.
    """
    address = row.optional("address")
    note = row.optional("address_note")
    if address is None and note is None:
        raise row.error(
            "address", "is empty without a reason", "Say in address_note why there is none."
        )
    wrong = None if address is None else address_problem(address)
    if wrong is not None:
        raise row.error("address", wrong, "Copy it from the browser: http:// or https://.")
    published = row.optional("published")
    if published is not None and not _PUBLISHED.fullmatch(published):
        raise row.error(
            "published", "is not a date", "Write 2021, 2021-11 or 2021-11-08, or leave empty."
        )
    publisher = publishers.get(row.text("publisher_id"))
    if publisher is None:
        raise row.error("publisher_id", "is not a publisher", f"Add it to {PUBLISHERS_FILE} first.")
    return Source(
        id=slug(row, "source_id"),
        publisher_id=publisher.id,
        title=row.text("title"),
        author=row.optional("author"),
        published=published,
        address=address,
        kind=row.choice("kind", SOURCE_KINDS),
        address_note=note,
        publisher_name=publisher.name,
        reliability=publisher.reliability,
    )


def load_stretches(folder: Path, problems: list[TableError]) -> dict[str, Stretch]:
    """Read and check ``stretches.csv``."""

    def build(row: Row) -> Stretch:
        from_km = row.number_of("from_km", high=2000)
        to_km = row.number_of("to_km", high=2000)
        precision_km = row.number_of("precision_km", high=500)
        if (from_km is None) != (to_km is None):
            raise row.error("to_km", "has only one end", "Give both chainages, or neither.")
        if from_km is not None and to_km is not None:
            if to_km <= from_km:
                raise row.error("to_km", "is not beyond from_km", "Put the smaller one first.")
            if precision_km is None:
                raise row.error("precision_km", "is empty", "Say how good the chainages are.")
        return Stretch(
            id=slug(row, "stretch_id"),
            name=row.text("name"),
            border=row.choice("border", BORDERS),
            from_km=from_km,
            to_km=to_km,
            precision_km=precision_km,
            section_ids=_sections(row, (row.text("border"),)),
            source=row.text("source"),
            note=row.cells["note"],
        )

    rows, found = read_rows(folder / STRETCHES_FILE, STRETCH_COLUMNS)
    problems.extend(found)
    rows = unique(rows, "stretch_id", problems)
    return {s.id: s for s in build_each(rows, build, problems)}


def load_places(
    folder: Path, stretches: dict[str, Stretch], problems: list[TableError]
) -> dict[str, Place]:
    """Read and check ``report_places.csv`` against the stretches.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    stretches : dict of str to Stretch
        By id; a place may name one of them.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    rows, found = read_rows(folder / PLACES_FILE, PLACE_COLUMNS)
    problems.extend(found)
    rows = unique(rows, "place_id", problems)
    return {p.id: p for p in build_each(rows, lambda row: build_place(row, stretches), problems)}


def build_place(row: Row, stretches: Mapping[str, Stretch]) -> Place:
    """Build the place of one row.

    Raises
    ------
    TableError
        The row breaks a rule; it names the column and the way out.
    """
    kind = row.enum("kind", PlaceKind)
    borders = row.ids("borders")
    for border in borders:
        if border not in BORDERS:
            raise row.error("borders", "is not a border", f"Use: {', '.join(BORDERS)}.")
    lon = row.number_of("lon", low=-180, high=180)
    lat = row.number_of("lat", low=-90, high=90)
    source = row.optional("coordinate_source")
    precision_km = row.number_of("precision_km", high=500)
    if len({v is None for v in (lon, lat, source, precision_km)}) != 1:
        raise row.error(
            "lon",
            "is not a complete coordinate",
            "Give lon, lat, precision_km and coordinate_source together, or none of them.",
        )
    if kind in (PlaceKind.POINT, PlaceKind.AIRPORT) and lon is None:
        raise row.error("lon", "is empty", "A point needs a coordinate with its source.")
    stretch_id = row.optional("stretch_id")
    if (kind is PlaceKind.STRETCH) != (stretch_id is not None):
        raise row.error("stretch_id", "does not fit the kind", "Only a stretch names one.")
    if stretch_id is not None and stretch_id not in stretches:
        raise row.error("stretch_id", "is not a stretch", f"Add it to {STRETCHES_FILE} first.")
    airport = row.optional("airport_iata")
    if (kind is PlaceKind.AIRPORT) != (airport is not None):
        raise row.error("airport_iata", "does not fit the kind", "Only an airport has a code.")
    near_border = row.flag("near_border")
    if near_border != bool(borders):
        raise row.error(
            "near_border", "does not fit the borders", "A place near a border names it."
        )
    return Place(
        id=slug(row, "place_id"),
        name=row.text("name"),
        kind=kind,
        borders=borders,
        section_ids=_sections(row, borders),
        lon=lon,
        lat=lat,
        precision_km=precision_km,
        coordinate_source=source,
        stretch_id=stretch_id,
        airport_iata=airport,
        near_border=near_border,
        located_how=row.text("located_how"),
    )


def slug(row: Row, column: str) -> str:
    """Return the cell as an id: lower-case ASCII words joined by hyphens.

    Raises
    ------
    TableError
        The cell is empty or no such id.
    """
    value = row.text(column)
    if not _SLUG.fullmatch(value):
        raise row.error(column, "is not an id", "Use a-z, 0-9 and single hyphens.")
    return value


def unique(rows: list[Row], column: str, problems: list[TableError]) -> list[Row]:
    """Return the rows whose id is new; a repeated id is reported and left out.

    Parameters
    ----------
    rows : list of Row
        In the order of the file; the first with an id stays.
    column : str
        Column that holds the id.
    problems : list of TableError
        Takes each repetition found.
    """
    seen: dict[str, int] = {}
    kept: list[Row] = []
    for row in rows:
        value = row.cells[column]
        if value in seen:
            problems.append(
                row.error(column, f"stands in row {seen[value]} already", "Give each row its own.")
            )
            continue
        seen[value] = row.number
        kept.append(row)
    return kept


def _sections(row: Row, borders: tuple[str, ...]) -> tuple[str, ...]:
    ids = row.ids("section_ids")
    for section in ids:
        if not _SECTION.fullmatch(section) or section[:5] not in borders:
            raise row.error(
                "section_ids",
                "does not lie on the border named",
                "Use ids such as BY-PL-09, on a border of this row.",
            )
    return ids
