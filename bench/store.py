"""Times the building of a store: made-up rows, a third of them in one dense corridor."""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.uploads import parent_of

LIMITS = {10_000_000: {"build_s": 60.0, "peak_mib": 1536, "tile_kib": 1024}}
"""What is promised, by rows."""
_AT_ONCE = 1_000_000
_FIRST = np.datetime64("2016-01-01")
_DAYS = 3653
_KINDS = ("position", "attempt", "detention", "turn-back", "group", "port call", "alarm", "patrol")
_SHARES = (0.55, 0.2, 0.08, 0.07, 0.04, 0.03, 0.02, 0.01)
_CORRIDOR = ((23.50, 53.90), (23.92, 52.55))
"""From Kuźnica towards Białowieża: a track of a third of all points."""
_SPREAD_DEGREES = 0.08
_TOWNS = 400


def add_store(commands: Any) -> None:
    """Add the command to the bench's command line."""
    command = commands.add_parser("store", help="time a store of made-up rows; one JSON line")
    command.add_argument("--rows", type=int, default=1_000_000)
    command.add_argument("--seed", type=int, default=7)
    command.add_argument("--format", choices=("parquet", "csv"), default="parquet")
    command.add_argument("--memory-mb", type=int, default=1024)
    command.add_argument("--keep", type=Path, metavar="DIR", help="leave file and store there")
    command.set_defaults(run=run_store)


def made_up_points(
    chance: np.random.Generator, rows: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places: a third within 30 km of a corridor, a third round the borders, towns."""
    where = chance.integers(0, 3, rows)
    # Towns are the same in every part of a file.
    towns = np.random.default_rng(1).normal((22.0, 53.0), (8.0, 4.0), (_TOWNS, 2))
    middle = towns[chance.integers(0, _TOWNS, rows)]
    spread = np.full((rows, 2), _SPREAD_DEGREES)
    near = where == 1
    middle[near], spread[near] = (24.5, 54.0), (1.2, 1.0)
    dense = where == 0
    along = chance.random(rows)[dense, None]
    start, end = (np.array(point) for point in _CORRIDOR)
    middle[dense] = start + along * (end - start)
    points = np.round(middle + chance.normal(0, 1, (rows, 2)) * spread, 4)
    return np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])


def write_made_up(path: Path, rows: int, seed: int) -> None:
    """Write a file of made-up rows, by its ending as CSV or Parquet."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.csv as pc  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    chance = np.random.default_rng(seed)
    words = pa.array(_KINDS)
    writer: Any = None
    for begin in range(0, rows, _AT_ONCE):
        count = min(_AT_ONCE, rows - begin)
        lon, lat = made_up_points(chance, count)
        days = _FIRST + np.sort(chance.integers(0, _DAYS, count))
        kind = pa.DictionaryArray.from_arrays(
            pa.array(chance.choice(len(_KINDS), count, p=_SHARES).astype(np.int32)), words
        )
        table = pa.table({"date": pa.array(days), "lon": lon, "lat": lat, "kind": kind})
        if path.suffix == ".csv":
            table = table.set_column(3, "kind", kind.cast(pa.string()))
            writer = writer or pc.CSVWriter(path, table.schema)
        else:
            writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    writer.close()


def run_store(chosen: argparse.Namespace) -> None:
    """Make a file, build a store of it, check it; print what that took as one JSON line."""
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="store-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        path = folder / f"made-up.{chosen.format}"
        write_made_up(path, chosen.rows, chosen.seed)
        told = time_build(path, folder / "store", chosen.memory_mb)
    finally:
        if chosen.keep is None:
            shutil.rmtree(folder)
    head = {"bench": "store", "rows": chosen.rows, "format": chosen.format}
    print(json.dumps(head | told | {"limits": LIMITS.get(chosen.rows)}), flush=True)


def time_build(path: Path, store: Path, memory_mb: int) -> dict[str, Any]:
    """Build and check a store.

    Parameters
    ----------
    path : Path
        The file.
    store : Path
        Folder of the store.
    memory_mb : int
        What the database may use.

    Returns
    -------
    dict
        Seconds, computing seconds of all processes, the most memory of all of them together at
        one time, and sizes.
    """
    from events.store import StoreSettings, build_store, check_store
    from events.uploads import Limits

    settings = StoreSettings(memory_mb=memory_mb)
    with MemoryWatch() as watch:
        begin, cpu = time.perf_counter(), _cpu_s()
        manifest = build_store([path], store, None, Limits(), settings)
        build_s, build_cpu_s = time.perf_counter() - begin, _cpu_s() - cpu
    begin = time.perf_counter()
    faults = check_store(store, settings)
    check_s = time.perf_counter() - begin
    folder = store / manifest.folder
    tiles = [file.stat().st_size for file in (folder / "tiles").rglob("*.gz")]
    sums = {zoom.events for zoom in manifest.zooms}
    return {
        "build_s": round(build_s, 1),
        "build_cpu_s": round(build_cpu_s, 1),
        "peak_mib": watch.most_mib,
        "check_s": round(check_s, 1),
        "faults": len(faults),
        "file_mib": round(path.stat().st_size / 2**20, 1),
        "rows_mib": round(sum(part.size for part in manifest.parts) / 2**20, 1),
        "tiles_mib": round(sum(tiles) / 2**20, 1),
        "tile_files": len(tiles),
        "largest_tile_kib": round(max(tiles) / 1024, 1),
        "entries": {zoom.zoom: zoom.entries for zoom in manifest.zooms},
        "sums_exact": sums == {manifest.in_cells} and manifest.rows == manifest.in_cells,
        "on_sections": sum(source.sections for source in manifest.sources),
    }


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class MemoryWatch:
    """Weighs this process and all that it started, ten times a second."""

    def __enter__(self) -> MemoryWatch:
        self.most_mib = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._weigh)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _weigh(self) -> None:
        while not self._over.wait(0.1):
            processes = list(Path("/proc").glob("[0-9]*"))
            mine = [Path(f"/proc/{os.getpid()}")]
            mine += [path for path in processes if parent_of(path) == os.getpid()]
            self.most_mib = max(self.most_mib, sum(map(_held_mib, mine)))


def _held_mib(process: Path) -> int:
    """Return the memory that a process holds now; 0 when it has ended."""
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0
    found = next((line for line in lines if line.startswith("VmRSS:")), "VmRSS: 0 kB")
    return int(found.split()[1]) // 1024
