"""The three border lines and the named sections they are cut into."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import shapely
from shapely import LineString

from geodata.errors import BadLayerError, CoordinateError, UnknownNameError
from geodata.files import REBUILD, data_folder, read_features

BORDER_PAIRS = ("BY-PL", "BY-LT", "BY-LV")

LINES_FILE = "border_lines.geojson"
SECTIONS_FILE = "border_sections.geojson"


@dataclass(frozen=True, slots=True)
class OfficialLength:
    """Length of a border as somebody published it."""

    length_km: float
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class BorderLine:
    """One border of Belarus, at full resolution.

    Attributes
    ----------
    pair : str
        One of `BORDER_PAIRS`.
    line : LineString
        From the southern (Latvia: western) tripoint; longitude, latitude.
    measured_km : float
        Geodesic length of `line`.
    official : tuple of OfficialLength
        Published lengths, never used for computing.
    """

    pair: str
    line: LineString
    measured_km: float
    official: tuple[OfficialLength, ...]


@dataclass(frozen=True, slots=True)
class BorderSection:
    """A named stretch of a border between two chainages.

    Attributes
    ----------
    id : str
        Such as ``BY-PL-01``, numbered from the start of the border line.
    pair : str
        Border it belongs to.
    name : str
        What lies there.
    from_km, to_km : float
        Chainage of its ends, in geodesic kilometres along the border line.
    line : LineString
        Exactly the vertices of the border line between the two.
    """

    id: str
    pair: str
    name: str
    from_km: float
    to_km: float
    line: LineString

    @property
    def length_km(self) -> float:
        """Geodesic length along the border."""
        return self.to_km - self.from_km


def checked_pair(pair: str) -> str:
    """Return the border pair, if it is one.

    Raises
    ------
    UnknownNameError
        It is not one of `BORDER_PAIRS`.
    """
    if pair not in BORDER_PAIRS:
        raise UnknownNameError("border", pair, BORDER_PAIRS)
    return pair


@cache
def load_border_lines() -> dict[str, BorderLine]:
    """Border lines by pair, in the order of `BORDER_PAIRS`.

    Raises
    ------
    MissingFileError, BadLayerError
        The layer is not there or is damaged.
    """
    found: dict[str, BorderLine] = {}
    for feature in read_features(data_folder() / LINES_FILE):
        line = _line(LINES_FILE, feature)
        try:
            properties = feature["properties"]
            border = BorderLine(
                pair=str(properties["pair"]),
                line=line,
                measured_km=float(properties["measured_km"]),
                official=tuple(
                    OfficialLength(float(o["length_km"]), str(o["source"]), str(o["note"]))
                    for o in properties["official"]
                ),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(LINES_FILE, feature, error) from error
        found[border.pair] = border
    if set(found) != set(BORDER_PAIRS):
        problem = f"holds {', '.join(found)} instead of {', '.join(BORDER_PAIRS)}"
        raise BadLayerError(LINES_FILE, None, problem, REBUILD)
    return {pair: found[pair] for pair in BORDER_PAIRS}


@cache
def load_border_sections() -> tuple[BorderSection, ...]:
    """All sections, border by border, each from the start of its line.

    Raises
    ------
    MissingFileError, BadLayerError
        The layer is not there, is damaged, or its sections leave a gap or overlap.
    """
    sections: list[BorderSection] = []
    for feature in read_features(data_folder() / SECTIONS_FILE):
        line = _line(SECTIONS_FILE, feature)
        try:
            properties = feature["properties"]
            section = BorderSection(
                id=str(properties["id"]),
                pair=str(properties["pair"]),
                name=str(properties["name"]),
                from_km=float(properties["from_km"]),
                to_km=float(properties["to_km"]),
                line=line,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(SECTIONS_FILE, feature, error) from error
        before = sections[-1] if sections and sections[-1].pair == section.pair else None
        if section.from_km != (before.to_km if before else 0.0) or section.length_km <= 0:
            problem = f"begins at {section.from_km} km, away from the end of the one before"
            raise BadLayerError(SECTIONS_FILE, section.id, problem, REBUILD)
        sections.append(section)
    names = [section.id for section in sections]
    pairs = tuple(dict.fromkeys(section.pair for section in sections))
    if len(set(names)) != len(names) or pairs != BORDER_PAIRS:
        raise BadLayerError(SECTIONS_FILE, None, "ids repeat or borders are missing", REBUILD)
    return tuple(sections)


def border_section(section_id: str) -> BorderSection:
    """Section with this id.

    Raises
    ------
    UnknownNameError
        There is none.
    """
    by_id = {section.id: section for section in load_border_sections()}
    if section_id not in by_id:
        raise UnknownNameError("border section", section_id, by_id)
    return by_id[section_id]


def sections_between(pair: str, from_km: float, to_km: float) -> tuple[BorderSection, ...]:
    """Sections that share some length with a stretch of a border.

    Parameters
    ----------
    pair : str
        Border.
    from_km, to_km : float
        Chainages of the stretch. A section that only touches an end is not counted.

    Raises
    ------
    UnknownNameError
        The pair is not a border.
    CoordinateError
        The stretch is empty, runs backwards or begins before 0.
    """
    checked_pair(pair)
    if not 0 <= from_km < to_km:
        raise CoordinateError(f"no stretch runs from {from_km} to {to_km} km. Give 0 <= from < to")
    return tuple(
        section
        for section in load_border_sections()
        if section.pair == pair and section.from_km < to_km and section.to_km > from_km
    )


def _line(file: str, feature: dict[str, Any]) -> LineString:
    geometry = feature["geometry"]
    try:
        line = LineString(geometry["coordinates"])
    except (TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise _damaged(file, feature, error) from error
    if geometry["type"] != "LineString" or not line.is_valid or line.is_empty:
        raise BadLayerError(file, _label(feature), "not a single valid line", REBUILD)
    return line


def _label(feature: dict[str, Any]) -> str:
    properties = feature["properties"]
    return str(properties.get("id") or properties.get("pair") or "feature without a name")


def _damaged(file: str, feature: dict[str, Any], error: Exception) -> BadLayerError:
    return BadLayerError(file, _label(feature), f"is damaged ({error!r})", REBUILD)
