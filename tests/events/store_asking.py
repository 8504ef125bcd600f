"""Stores to ask, questions, and plain answers of NumPy that every engine is held to."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from import_reading import read_here

import geodata
from events import Where, WhereKind, checked_ring
from events.store import Asked, StoreQueries, append_store, build_store, read_manifest
from events.where import rows_within

ROOT = Path(__file__).parents[2]
TABLES = [ROOT / "events" / "data" / f"{name}_reports.csv" for name in ("incident", "flight")]
HOSTILE = (
    *("x'); DROP VIEW store_rows; --", '"; DROP TABLE "store_rows"', "' OR '1'='1", "$kind0", "?"),
    *(
        "%(kind0)s",
        "%s",
        ":kind0",
        "{}",
        "‹first_day›",
        "‹kind0›",
        "'‹cells›'",
        "\\",
        "\\'",
        "\\.",
    ),
    *("a\tb", "/* */", "ź ż\u202e", "𝄞", "null", "NULL", "\\N", "E'\\x00'", "E"),
)
"""Words that mean something to a database, or to how a statement is made."""
DAYS = (
    *("2023-12-31", "2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-12-31"),
    *(
        "1970-01-01",
        "1972-02-29",
        "2000-02-29",
        "2100-02-28",
        "2100-03-01",
        "2149-12-31",
        "2024-02-29",
    ),
)
CORNERS = ((23.3, 53.2), (24.1, 53.2), (24.1, 53.9))
PLACES = (
    *(
        (180.0, 0.0),
        (-180.0, 0.0),
        (0.0, 85.0),
        (0.0, 85.06),
        (0.0, -85.06),
        (0.0, 90.0),
        (0.0, 0.0),
    ),
    *((0.0, -90.0), (179.9999, -84.9), (23.6, 53.5), (23.3, 53.2), (24.1, 53.2), (24.1, 53.9)),
    *((23.7, 53.55), (23.7, 53.2), (24.1, 53.5), (24.10000001, 53.5), (23.29999999, 53.2)),
    *((22.5, 0.0), (21.97265625, 54.2), (90.0, 66.51326044311186)),
)
"""The edges of the world, of cells, and of the area below, and beside them."""


def awkward_file(path: Path) -> Path:
    """Write rows with hostile words, odd days, odd places, and nothing in many cells."""
    count = 2000
    pick = np.random.default_rng(11)
    near = np.round(pick.normal((23.7, 53.5), (0.5, 0.4), (count, 2)), 5).tolist()
    at = [PLACES[n % len(PLACES)] if n % 3 else tuple(near[n]) for n in range(count)]
    words = [HOSTILE[n % len(HOSTILE)] for n in range(count)]
    table = {
        "date": [DAYS[n % len(DAYS)] for n in range(count)],
        "kind": [None if n % 5 == 0 else word for n, word in enumerate(words)],
        "title": [None if n % 7 == 0 else words[n * 5 % count] for n in range(count)],
        "lon": [None if n % 11 == 0 else at[n][0] for n in range(count)],
        "lat": [None if n % 11 == 0 else at[n][1] for n in range(count)],
        "value": [None if n % 2 else n / 7 for n in range(count)],
    }
    pq.write_table(pa.table(table), path)
    return path


def built_stores(folder: Path) -> dict[str, Path]:
    """Build a store of the shipped tables, and one of awkward rows added to another."""
    with pytest.MonkeyPatch.context() as patch:
        read_here(patch)
        build_store(TABLES, folder / "shipped")
        first = folder / "one.csv"
        first.write_text("date,lon,lat,kind\n2024-02-29,23.6,53.5,E\n", "utf-8")
        build_store([first], folder / "awkward")
        append_store(folder / "awkward", [awkward_file(folder / "awkward.parquet")])
    return {name: folder / name for name in ("shipped", "awkward")}


def with_null(folder: Path) -> Path:
    """Build a store with a null character in a kind and a title."""
    file = folder / "null.parquet"
    words = {"kind": ["a\0b", "a", "b"], "title": ["x\0y", "x", ""]}
    where = {"date": ["2024-02-29"] * 3, "lon": [23.6] * 3, "lat": [53.5] * 3}
    pq.write_table(pa.table({**where, **words}), file)
    build_store([file], folder / "null")
    return folder / "null"


def ground(*ring: tuple[float, float]) -> Where:
    """Return a view of two corners, or an area of more."""
    if len(ring) == 2:
        return Where(WhereKind.VIEW, ring=ring)
    return Where(WhereKind.AREA, ring=checked_ring(ring))


def questions() -> list[Asked]:
    """Return what is asked of every store by every engine."""
    window = {"first_day": date(2021, 11, 8), "last_day": date(2021, 11, 14)}
    leap = {"first_day": date(2024, 2, 29), "last_day": date(2024, 2, 29)}
    areas = (
        *(ground(*CORNERS), ground((23.0, 52.0), (24.5, 54.5)), ground((-180, -85), (180, 85))),
        *(ground((179.0, -85.0), (180.0, 1.0)), ground((23.6999, 53.5499), (23.7001, 53.5501))),
        *(ground((-180.0, 84.0), (0.0, 85.0)), ground((0.0, 0.0), (22.5, 54.2))),
        ground((20, 50), (30, 50), (30, 58), (25, 51), (20, 58)),
        ground((-10, -10), (-9, -10), (-9, -9)),
    )
    return [
        Asked(),
        Asked(**window),
        Asked(**leap),
        Asked(first_day=date(2024, 3, 1)),
        Asked(last_day=date(1970, 1, 1)),
        Asked(date(2024, 1, 2), date(2024, 1, 1)),
        Asked(date(1, 1, 1), date(9999, 12, 31)),
        Asked(kinds=()),
        Asked(kinds=("",)),
        Asked(kinds=HOSTILE[:3]),
        Asked(kinds=(*HOSTILE, "", *HOSTILE)),
        Asked(kinds=("no such kind", "nul\0", "\ud800")),
        *(Asked(kinds=(word,)) for word in HOSTILE),
        *(Asked(where=Where(WhereKind.BORDER, pair)) for pair in ("BY-PL", "BY-LT")),
        Asked(**window, where=Where(WhereKind.SECTION, "BY-PL-05")),
        *(Asked(where=area) for area in areas),
        *(Asked(**leap, where=area) for area in areas[:2]),
        *(Asked(kinds=HOSTILE[:5], where=area) for area in areas[:3]),
        Asked(**window, kinds=("drowning", "death"), where=areas[0]),
    ]


class PlainRows:
    """The rows of a store as columns of NumPy, asked by plain tests of each."""

    def __init__(self, store: Path) -> None:
        manifest = read_manifest(store)
        parts = [store / manifest.folder / part.path for part in manifest.parts]
        table = pa.concat_tables(map(pq.read_table, parts), promote_options="permissive")
        rows = table.to_pylist()
        rows.sort(key=lambda row: (row["day"], row["source"], row["row"]))
        self.rows = rows
        self.day = np.array([row["day"] for row in rows], "datetime64[D]")
        self.kind = [row["kind"] for row in rows]
        points = np.array([[row["lon"], row["lat"]] for row in rows], float).reshape(-1, 2)
        self.lon, self.lat = points.T
        ids = [section.id for section in geodata.load_border_sections()]
        named = [row["section"] for row in rows]
        self.section = np.array([-1 if one is None else ids.index(one) for one in named], int)

    def met(self, asked: Asked) -> list[dict[str, Any]]:
        """Return the rows that are asked for."""
        found = np.ones(len(self.rows), bool)
        if asked.first_day is not None:
            found &= self.day >= np.datetime64(asked.first_day)
        if asked.last_day is not None:
            found &= self.day <= np.datetime64(asked.last_day)
        if asked.kinds is not None:
            found &= np.array([kind in asked.kinds for kind in self.kind], bool)
        if asked.where is not None:
            rough = np.zeros(len(found), bool)
            found &= rows_within(asked.where, self.lon, self.lat, self.section, rough)
        return [row for row, one in zip(self.rows, found, strict=True) if one]

    def answers(self, asked: Asked, limit: int) -> dict[str, Any]:
        """Return all four answers as plain values."""
        rows = self.met(asked)
        sections = Counter(row["section"] for row in rows if row["section"] is not None)
        bare = [row for row in rows if row["section"] is None]
        kinds = Counter(row["kind"] for row in rows)
        order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
        days = Counter(str(row["day"]) for row in rows)
        listed = [{k: v for k, v in row.items() if k != "cell"} for row in rows[:limit]]
        return {
            "sections": sorted(sections.items()),
            "elsewhere": sum(row["lon"] is not None for row in bare),
            "not_located": sum(row["lon"] is None for row in bare),
            "days": sorted(days.items()),
            "kinds": [(kind, kinds[kind]) for kind in order],
            "total": len(rows),
            "rows": [_said(row) for row in listed],
        }


def answers(store: StoreQueries, asked: Asked, limit: int) -> dict[str, Any]:
    """Return all four answers of an engine as plain values."""
    counts, days, rows = (
        store.section_counts(asked),
        store.day_counts(asked),
        store.rows(asked, limit),
    )
    assert counts.events == rows.total == sum(days.events.tolist())
    names = [field.name for field in fields(rows) if field.name != "total"]
    columns = {name: getattr(rows, name).tolist() for name in names}
    return {
        "sections": list(counts.sections.items()),
        "elsewhere": counts.elsewhere,
        "not_located": counts.not_located,
        "days": list(zip(days.days.astype(str).tolist(), days.events.tolist(), strict=True)),
        "kinds": list(store.kind_counts(asked).items()),
        "total": rows.total,
        "rows": [_said({name: columns[name][n] for name in names}) for n in range(len(rows))],
    }


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for comparing: NaN and NaT as None, days as text, numbers to the last bit."""
    told: dict[str, Any] = {}
    for name, value in row.items():
        nothing = value is None or value != value
        is_number = isinstance(value, float)
        told[name] = None if nothing else value.hex() if is_number else value
        if name in ("day", "last_day") and told[name] is not None:
            told[name] = str(value)
    return told
