"""Asks one store through several engines: whether answers are equal, and how long each takes."""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from events import Where, WhereKind, checked_ring
from events.store import Asked, StoreQueries, open_store

_WEEK = Asked(date(2021, 11, 8), date(2021, 11, 14))
_VIEW = Where(WhereKind.VIEW, ring=((23.0, 52.0), (24.5, 54.5)))
_AREA = Where(WhereKind.AREA, ring=checked_ring(((23.3, 53.2), (24.1, 53.2), (24.1, 53.9))))
_YEAR = (date(2021, 1, 1), date(2021, 12, 31))
QUESTIONS: dict[str, Callable[[StoreQueries], Any]] = {
    "a week by section": lambda store: store.section_counts(_WEEK),
    "ten years by day": lambda store: store.day_counts(Asked()),
    "a border by day": lambda store: store.day_counts(
        Asked(where=Where(WhereKind.BORDER, "BY-PL"))
    ),
    "two kinds of a year": lambda store: store.kind_counts(
        Asked(*_YEAR, kinds=("alarm", "detention"))
    ),
    "a view by section": lambda store: store.section_counts(Asked(where=_VIEW)),
    "1,000 rows of a view": lambda store: store.rows(Asked(where=_VIEW), 1000),
    "an area in a year": lambda store: store.rows(Asked(*_YEAR, where=_AREA), 100_000),
}
"""What is asked of each engine."""


def add_engines(commands: Any) -> None:
    """Add the command to the bench's command line."""
    command = commands.add_parser(
        "engines", help="ask a store through several engines; one JSON line each"
    )
    command.add_argument("store", type=Path, metavar="DIR", help="as `store --keep` leaves it")
    command.add_argument(
        "--also", action="append", default=[], metavar="PLACE", help="postgresql://… or spark:DIR"
    )
    command.add_argument("--at-once", type=int, default=50, help="windows at once")
    command.set_defaults(run=run_engines)


def run_engines(chosen: argparse.Namespace) -> None:
    """Ask each engine the same, and say whether all gave the same answers."""
    places = (str(chosen.store), *chosen.also)
    found = [time_engine(place, chosen.at_once) for place in places]
    equal = len({json.dumps(one["answers"]) for one in found}) == 1
    for one in found:
        print(json.dumps({"bench": "engines", "equal": equal, **one}), flush=True)
    if not equal:
        raise SystemExit("the engines do not agree")


def time_engine(place: str, at_once: int) -> dict[str, Any]:
    """Ask one engine every question twice, and many windows at once.

    Parameters
    ----------
    place : str
        As `open_store` takes it.
    at_once : int
        Windows that are asked for at the same time.

    Returns
    -------
    dict
        Milliseconds of the better of two, seconds until it is open, digests of the answers.
    """
    begin = time.perf_counter()
    with open_store(place) as store:
        opened_s = time.perf_counter() - begin
        times, answers = {}, {}
        for name, ask in QUESTIONS.items():
            tries = []
            for _ in range(2):
                begin = time.perf_counter()
                answer = ask(store)
                tries.append(1000 * (time.perf_counter() - begin))
            times[name], answers[name] = round(min(tries)), _digest(answer)
        windows = [
            Asked(date(2016, 1, 1) + timedelta(60 * n), date(2016, 1, 7) + timedelta(60 * n))
            for n in range(at_once)
        ]
        with ThreadPoolExecutor(at_once) as threads:
            begin = time.perf_counter()
            counts = list(threads.map(store.section_counts, windows))
            at_once_ms = round(1000 * (time.perf_counter() - begin))
        answers["windows at once"] = _digest(counts)
        rows = store.manifest.rows
    # Of an address nothing is printed but what it begins with: it may hold a password.
    head = {"engine": place.partition(":")[0] if ":" in place else "duckdb", "rows": rows}
    told = {"open_s": round(opened_s, 2), "ms": times, f"{at_once} windows at once, ms": at_once_ms}
    return {**head, **told, "answers": answers}


def _digest(answer: Any) -> str:
    """Return what tells an answer from every other, to the last bit of a number."""
    return hashlib.sha256(repr(_plain(answer)).encode()).hexdigest()[:16]


def _plain(answer: Any) -> Any:
    if hasattr(answer, "__dataclass_fields__"):
        return [_plain(getattr(answer, field.name)) for field in fields(answer)]
    if isinstance(answer, dict):
        return list(answer.items())
    if isinstance(answer, list):
        return [_plain(one) for one in answer]
    return answer.tolist() if hasattr(answer, "tolist") else answer
