"""Where: border lines and sections, countries, places, crossings, airports, the Forest.

Everything is read from small files shipped with the package (see ``data/sources.toml`` for where
they come from and under which licence). Coordinates are WGS 84, longitude first; lengths are
geodesic kilometres. This floor knows nothing of events or screens.
"""

from geodata.borders import (
    BORDER_PAIRS,
    BorderLine,
    BorderSection,
    border_section,
    load_border_lines,
    load_border_sections,
    sections_between,
)
from geodata.errors import (
    BadLayerError,
    BadTableError,
    CoordinateError,
    GeodataError,
    MissingFileError,
    TableFaultError,
    UnknownNameError,
)
from geodata.files import data_folder, shipped
from geodata.forest import in_forest, load_forest
from geodata.gazetteer import NamedPlace, find_place, gazetteer
from geodata.geodesy import chainages_km, geodesic_distances_km, geodesic_km, great_circle
from geodata.location import (
    chainage_km,
    countries_at,
    country_at,
    nearest_section,
    sections_near,
)
from geodata.names import language_of
from geodata.near_cells import NearCells
from geodata.points import (
    Airport,
    Crossing,
    Place,
    Town,
    load_airports,
    load_crossings,
    load_places,
    load_towns,
)
from geodata.shipped import (
    MANIFEST,
    Holding,
    renewed_manifest,
    write_manifest,
)
from geodata.sources import (
    layer_features,
    layer_path,
    layer_text,
    load_layer_sources,
    read_layer,
    verify_layers,
)
from geodata.tables import Row, read_records
from geodata.text import NAME_LETTERS, SOUNDS, fold, fold_name, sound

__all__ = [
    "BORDER_PAIRS",
    "MANIFEST",
    "NAME_LETTERS",
    "SOUNDS",
    "Airport",
    "BadLayerError",
    "BadTableError",
    "BorderLine",
    "BorderSection",
    "CoordinateError",
    "Crossing",
    "GeodataError",
    "Holding",
    "MissingFileError",
    "NamedPlace",
    "NearCells",
    "Place",
    "Row",
    "TableFaultError",
    "Town",
    "UnknownNameError",
    "border_section",
    "chainage_km",
    "chainages_km",
    "countries_at",
    "country_at",
    "data_folder",
    "find_place",
    "fold",
    "fold_name",
    "gazetteer",
    "geodesic_distances_km",
    "geodesic_km",
    "great_circle",
    "in_forest",
    "language_of",
    "layer_features",
    "layer_path",
    "layer_text",
    "load_airports",
    "load_border_lines",
    "load_border_sections",
    "load_crossings",
    "load_forest",
    "load_layer_sources",
    "load_places",
    "load_towns",
    "nearest_section",
    "read_layer",
    "read_records",
    "renewed_manifest",
    "sections_between",
    "sections_near",
    "shipped",
    "sound",
    "verify_layers",
    "write_manifest",
]
