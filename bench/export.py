"""Times the sheets: each format on the reference data, and with 100,000 made-up marks."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

MOMENT = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
LIMITS_S = {"png": 1.5, "pdf": 1.5, "svg": 1.5}
LIMIT_CROWDED_S = 3.0


def add_export(commands: Any) -> None:
    """Add the command to the bench's command line."""
    command = commands.add_parser("export", help="time the sheets; one JSON line a format")
    command.add_argument("--events", type=int, default=100_000, help="marks of the crowded sheet")
    command.add_argument("--seed", type=int, default=7)
    command.add_argument("--size", default="a4", choices=("a4", "a3", "16x9"))
    command.add_argument("--runs", type=int, default=5)
    command.set_defaults(run=run_export)


def run_export(chosen: argparse.Namespace) -> None:
    """Time each format warm, as on the page; the first drawing is told apart."""
    from dashboard.exports.formats import FORMATS
    from dashboard.exports.request import build_order
    from dashboard.scene.positions import Spot
    from dashboard.scene.scene import build_scene
    from dashboard.scene.state import MapState
    from events import load_ledger

    ledger = load_ledger()
    order = build_order(size=chosen.size, created=MOMENT)
    scene = build_scene(ledger, MapState(date(2021, 11, 8)))
    for form, limit in LIMITS_S.items():
        first, _, files = timed(FORMATS[form].draw, ledger, scene, order)
        runs = [timed(FORMATS[form].draw, ledger, scene, order)[:2] for _ in range(chosen.runs)]
        wall, cpu = (round(statistics.median(times), 2) for times in zip(*runs, strict=True))
        found = {"first_s": round(first, 2), "median_s": wall, "cpu_s": cpu, "limit_s": limit}
        tell(form, chosen, found | {"bytes": [len(file) for file in files]})
    scene = build_scene(ledger, MapState(date(2024, 6, 13), window="all"))
    pick = random.Random(chosen.seed)
    marks = tuple(
        replace(
            scene.marks[number % len(scene.marks)],
            spot=Spot(pick.uniform(20.5, 30.5), pick.uniform(51.2, 56.4), vague=False),
        )
        for number in range(chosen.events)
    )
    crowded = replace(scene, marks=marks)
    wall, cpu, files = timed(FORMATS["png"].draw, ledger, crowded, order)
    found = {"median_s": round(wall, 2), "cpu_s": round(cpu, 2), "limit_s": LIMIT_CROWDED_S}
    found["marks"] = chosen.events
    tell("png", chosen, found | {"bytes": [len(file) for file in files]})


def timed(
    draw: Callable[..., tuple[bytes, ...]], *arguments: object
) -> tuple[float, float, tuple[bytes, ...]]:
    """Return the seconds on the clock and on the processor that a drawing takes, and its files."""
    wall, cpu = time.perf_counter(), time.process_time()
    files = draw(*arguments)
    return time.perf_counter() - wall, time.process_time() - cpu, files


def tell(form: str, chosen: argparse.Namespace, found: dict[str, Any]) -> None:
    """Print one JSON line."""
    head = {"bench": "export", "format": form, "size": chosen.size}
    print(json.dumps(head | found), flush=True)
