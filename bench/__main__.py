"""The command line: ``scripts/bench`` with step, page, serve, export, import, store and more."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from typing import Any

from bench.export import add_export
from bench.load import add_load
from bench.made_up import DAYS
from bench.opening import add_page
from bench.server import ROOT, command, renderer_mb, served
from bench.store import add_store
from bench.store_engines import add_engines
from bench.store_page import add_store_page
from bench.uploads import add_import


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    step = commands.add_parser("step", help="time sixty steps; one JSON line a design")
    step.add_argument("--window", default="7d", choices=("1d", "7d", "30d", "all"))
    step.add_argument("--peers", action="store_true", help="time the peers too")
    serve = commands.add_parser("serve", help="serve the real page on made-up events")
    serve.add_argument("--port", type=int, default=8502)
    serve.add_argument("--days", type=int, default=DAYS, help="spread over so many days")
    packing = commands.add_parser("pack", help="time the packing in Python")
    for each in (step, serve, packing):
        each.add_argument("--events", type=int, default=100_000)
        each.add_argument("--seed", type=int, default=7)
    step.set_defaults(run=run_step)
    serve.set_defaults(run=run_serve)
    packing.set_defaults(run=run_pack)
    add_page(commands)
    add_export(commands)
    add_import(commands)
    add_load(commands)
    add_store(commands)
    add_store_page(commands)
    add_engines(commands)
    chosen = parser.parse_args()
    chosen.run(chosen)


def run_step(chosen: argparse.Namespace) -> None:
    """Time the steps of the page, and of its peers."""
    from bench.measures import browser_page
    from bench.ours import open_page, time_steps

    with (
        served("page.py", chosen.events, chosen.seed, DAYS) as address,
        browser_page() as (page, traffic, mark),
    ):
        page.on("crash", lambda _: os._exit(3))
        page.goto(address)  # the server's first answer is not the page's load
        page.wait_for_timeout(3000)
        load_s = open_page(page, address, chosen.window)
        found = time_steps(page, traffic, chosen.seed)
        found |= {"load_s": round(load_s, 2), "renderer_mb": renderer_mb(mark)}
    tell("ours", chosen, found)
    if chosen.peers:
        from bench.peers import DESIGNS, time_peer

        for design in DESIGNS:
            tell(design, chosen, time_peer(design, chosen.events, chosen.seed, chosen.window))


def tell(design: str, chosen: argparse.Namespace, found: dict[str, Any]) -> None:
    """Print one JSON line."""
    head = {"bench": "step", "design": design, "events": chosen.events, "window": chosen.window}
    print(json.dumps(head | found), flush=True)


def run_serve(chosen: argparse.Namespace) -> None:
    """Serve the page until it is stopped."""
    server = command("page.py", chosen.port, chosen.events, chosen.seed, chosen.days)
    subprocess.run(server, cwd=ROOT, check=False)


def run_pack(chosen: argparse.Namespace) -> None:
    """Time the packing of the marks' columns, and weigh them."""
    from bench.made_up import made_up_columns
    from dashboard.feed.blob import pack

    columns = made_up_columns(chosen.events, chosen.seed)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        blob = pack({}, columns)
        times.append(1000 * (time.perf_counter() - start))
    found = {"median_ms": round(sorted(times)[10], 2), "bytes_per_event": len(blob) / chosen.events}
    print(json.dumps({"bench": "pack", "events": chosen.events, **found}))


if __name__ == "__main__":
    main()
