"""Builds every shipped layer: ``python -m geodata.build [--check]``."""

import argparse
import sys
from collections.abc import Iterator

from shapely import LineString

from geodata.build import borders, countries, forest, names, tables, water, world
from geodata.build.output import Feature, to_geojson
from geodata.build.packages import check_pins
from geodata.build.sourcebook import sources_text
from geodata.errors import GeodataError
from geodata.files import data_folder
from geodata.sources import SOURCES_FILE


def built_files() -> Iterator[tuple[str, str]]:
    """Every file with its text; later ones read earlier ones, so write each as it comes."""
    lines = borders.build_border_lines()
    sections = borders.build_sections(lines)
    yield "border_lines.geojson", to_geojson(borders.border_line_features(lines), 6)
    yield "border_sections.geojson", to_geojson(sections, 6)
    yield "airports.csv", tables.airports_table()
    yield "crossings.csv", tables.crossings_table(lines)
    yield "places.csv", tables.places_table()
    yield "towns.csv", tables.towns_table()
    yield "names.csv", names.names_table()
    yield "forest.geojson", to_geojson(forest.forest_features(), 6)
    yield "world.geojson", to_geojson(world.build_world(), world.DECIMALS)
    yield from _screen_files(lines, sections)


def _screen_files(
    lines: dict[str, LineString], sections: list[Feature]
) -> Iterator[tuple[str, str]]:
    areas = countries.thinned(countries.build_coverage(), lines, borders.cut_vertices(sections))
    thin = countries.screen_lines(areas)
    thin_sections = countries.screen_sections(thin, sections)
    bug = Feature({"name": "Bug"}, borders.bug_line(thin_sections))
    pairs = [Feature({"pair": pair}, line) for pair, line in thin.items()]
    layers = {
        "countries_screen": countries.country_features(areas),
        "country_borders_screen": countries.other_border_features(areas),
        "border_lines_screen": pairs,
        "border_sections_screen": thin_sections,
        "bug_river": [bug],
        "water_screen": water.lake_features(),
    }
    for name, features in layers.items():
        yield f"{name}.geojson", to_geojson(features, water.DECIMALS)


def main(arguments: list[str] | None = None) -> int:
    """Build the layers; with ``--check`` only compare them with what is shipped."""
    parser = argparse.ArgumentParser(prog="python -m geodata.build", description=__doc__)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 if a shipped file would come out different",
    )
    check: bool = parser.parse_args(arguments).check
    try:
        check_pins()
        return _check() if check else _write()
    except GeodataError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _write() -> int:
    written: dict[str, str] = {}
    for file, text in built_files():
        (data_folder() / file).write_text(text, encoding="utf-8", newline="")
        written[file] = text
        print(f"{file}: {len(text.encode('utf-8')) / 1024:.0f} KB")
    (data_folder() / SOURCES_FILE).write_text(sources_text(written), encoding="utf-8", newline="")
    return 0


def _check() -> int:
    built = dict(built_files())
    built[SOURCES_FILE] = sources_text(built)
    different = [
        file
        for file, text in built.items()
        if not (data_folder() / file).is_file()
        or (data_folder() / file).read_bytes() != text.encode("utf-8")
    ]
    for file in different:
        print(f"{file}: not what the build makes")
    print(f"{len(built) - len(different)} of {len(built)} files as built")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
