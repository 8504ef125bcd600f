"""What a store counts in a window is what its rows say, and a damaged one is not opened."""

from __future__ import annotations

import gzip
import re
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from import_reading import read_here

from events import Showing, load_ledger
from events.store import (
    StoreError,
    StoreLayer,
    build_store,
    cells_at,
    cells_in,
    day_counts,
    first_rows,
    kinds_in,
    open_layer,
    stores_of,
)
from events.uploads import join_layers

ROOT = Path(__file__).parents[2]
TABLES = [ROOT / "events" / "data" / f"{name}_reports.csv" for name in ("incident", "flow")]
WINDOWS = (
    (date(2021, 11, 8), date(2021, 11, 14)),
    (date(2021, 12, 20), date(2022, 1, 10)),
    (date(2024, 2, 29), date(2024, 2, 29)),
    (date(1900, 1, 1), date(2100, 1, 1)),
    (date(1950, 1, 1), date(1950, 1, 7)),
)
Row = tuple[date, int, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        read_here(patch)
        into = tmp_path_factory.mktemp("stores") / "tables"
        build_store(TABLES, into)
    return into


@pytest.fixture(scope="module")
def store(folder: Path) -> StoreLayer:
    return open_layer(folder)


@pytest.fixture(scope="module")
def rows(store: StoreLayer) -> list[Row]:
    """Return day, finest cell and kind of every row that has a cell."""
    parts = [store.folder / part.path for part in store.manifest.parts]
    table = pa.concat_tables(map(pq.read_table, parts)).to_pylist()
    return [(r["day"], r["cell"], r["kind"] or "") for r in table if r["cell"] is not None]


def column_and_row(cell: int, zoom: int) -> tuple[int, int]:
    """Undo the numbering of cells bit by bit."""
    cell >>= 2 * (14 - zoom)
    x = sum((cell >> 2 * bit & 1) << bit for bit in range(zoom))
    y = sum((cell >> 2 * bit + 1 & 1) << bit for bit in range(zoom))
    return x, y


@pytest.mark.parametrize("zoom", [6, 8, 10, 12])
@pytest.mark.parametrize(("first", "last"), WINDOWS)
def test_cells_of_a_window_are_those_of_its_rows(
    store: StoreLayer, rows: list[Row], zoom: int, first: date, last: date
) -> None:
    # Kinds that are held back lie in no cell of the finest zoom.
    held = {"camp", "pushback"} if zoom == 12 else set()
    assert store.held_back(zoom) == sum(kind in held for _, _, kind in rows)
    expected = Counter(
        column_and_row(c, zoom) for d, c, kind in rows if first <= d <= last and kind not in held
    )
    found = cells_in(store, zoom, first, last)
    told = zip(found.x.tolist(), found.y.tolist(), strict=True)
    assert dict(zip(told, found.count.tolist(), strict=True)) == expected
    assert found.events == expected.total()
    days = sum(first <= day <= last for day, _, _ in rows)
    assert sum(day_counts(store).between(first, last)) == days


def test_what_is_counted_has_something_to_count(rows: list[Row], store: StoreLayer) -> None:
    first, last = WINDOWS[0]
    assert sum(first <= day <= last for day, _, _ in rows) > 20
    assert store.unplaced == store.manifest.rows - len(rows)


def test_a_kind_that_is_left_out_is_in_no_cell(store: StoreLayer, rows: list[Row]) -> None:
    first, last = WINDOWS[3]
    words = dict(zip(store.manifest.kinds, range(7), strict=False))
    without = {0, 7}
    expected = sum(words.get(kind, 7) not in without for _, _, kind in rows)
    assert cells_in(store, 10, first, last, without=without).events == expected


def test_a_box_takes_the_cells_that_it_touches(store: StoreLayer) -> None:
    first, last = WINDOWS[3]
    whole = cells_in(store, 10, first, last)
    box = (23.0, 52.0, 24.0, 54.0)
    found = cells_in(store, 10, first, last, box=box)
    corners = whole.corners()
    touched = (corners[:, 0] < 24) & (corners[:, 2] > 23)
    touched &= (corners[:, 1] < 54) & (corners[:, 3] > 52)
    assert 0 < found.events < whole.events
    assert found.count.tolist() == whole.count[touched].tolist()


def test_kinds_of_a_cell_add_up_to_it(store: StoreLayer) -> None:
    first, last = WINDOWS[1]
    found = cells_in(store, 8, first, last)
    for x, y, count in zip(found.x.tolist(), found.y.tolist(), found.count.tolist(), strict=True):
        assert sum(kinds_in(store, 8, x, y, first, last)) == count


def test_days_outside_the_store_have_nothing(store: StoreLayer) -> None:
    assert store.days is not None
    first, last = store.days
    counts = day_counts(store)
    assert sum(counts.between(last + timedelta(1), last + timedelta(900))) == 0
    assert sum(counts.between(first - timedelta(900), first - timedelta(1))) == 0
    assert sum(counts.between(first, last)) == store.manifest.in_cells


@pytest.mark.parametrize("showing", list(Showing))
def test_joined_to_a_ledger_it_is_a_source_without_reports(
    store: StoreLayer, showing: Showing
) -> None:
    plain = load_ledger()
    joined = join_layers(plain, (), showing, (store,))
    assert stores_of(joined) == (store,)
    assert joined.reports == plain.reports
    assert joined.hides_reference is (showing is Showing.ALONE)
    assert joined.source(store.id).title == store.title
    # Merged or not: no figure of a border is another for it.
    if showing is not Showing.ALONE:
        assert joined.series == plain.series and joined.events == plain.events


def test_a_changed_index_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    index = next(copy.glob("*/tiles/10.json"))
    index.write_text(re.sub(r"\[(\d+)", lambda m: f"[{int(m[1]) + 1}", index.read_text(), count=1))
    with pytest.raises(StoreError, match=r"tiles/10\.json is not as it was written"):
        open_layer(copy)


def test_rows_cut_short_are_refused(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    part = next(copy.glob("*/rows/*.parquet"))
    part.write_bytes(part.read_bytes()[:-1])
    with pytest.raises(StoreError, match=r"rows/.*\.parquet is not as it was written"):
        open_layer(copy)


def test_a_tile_of_other_counts_is_not_counted(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    layer = open_layer(copy)
    path = max(layer.indexes[6], key=lambda name: layer.indexes[6][name][1])
    tile = layer.folder / "tiles" / f"{path}.gz"
    content = bytearray(gzip.decompress(tile.read_bytes()))
    # Another kind for the last entry: sums stay, the digest does not.
    content[-1] = (content[-1] + 1) % len(layer.kinds)
    tile.write_bytes(gzip.compress(bytes(content), mtime=0))
    with pytest.raises(StoreError, match="is not as it was written"):
        day_counts(layer)


@pytest.mark.parametrize("zoom", [6, 12])
def test_the_first_rows_of_a_square_are_those_that_it_counts(store: StoreLayer, zoom: int) -> None:
    days = date(2021, 1, 1), date(2021, 12, 31)
    cells = cells_in(store, zoom, *days)
    for at in np.argsort(-cells.count)[:4].tolist():
        square = zoom, int(cells.x[at]), int(cells.y[at])
        found = first_rows(store, square, *days, most=10_000)
        assert len(found) == cells.count[at] > 0
        assert list(found) == sorted(found, key=lambda row: (row.day, row.source, row.row))
        assert all(days[0] <= row.day <= days[1] for row in found)
        for row in found:
            number = cells_at(np.array([row.lon]), np.array([row.lat]))[0]
            assert column_and_row(int(number), zoom) == square[1:]
        assert first_rows(store, square, *days, most=3) == found[:3]
        kind = next(row.kind for row in found if row.kind in store.kinds)
        left = first_rows(store, square, *days, most=9, without=(store.kinds.index(kind),))
        assert left == tuple(row for row in found if row.kind != kind)[:9]


def test_kinds_that_are_held_back_are_not_listed_sharply_either(store: StoreLayer) -> None:
    days = date(2021, 1, 1), date(2021, 12, 31)
    named: dict[int, set[str | None]] = {10: set(), 12: set()}
    for zoom, kinds in named.items():
        cells = cells_in(store, zoom, *days)
        for x, y in zip(cells.x.tolist(), cells.y.tolist(), strict=True):
            kinds |= {row.kind for row in first_rows(store, (zoom, x, y), *days, most=500)}
    assert named[10] - named[12] == {"camp", "pushback"}
