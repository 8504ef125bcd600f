"""Times a file that is brought: reading alone, then from the drop field to marks on the map."""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.server import renderer_mb, serving

NAME = "made-up.csv"
LIMITS = {100_000: {"map_s": 5.0}, 1_000_000: {"map_s": 40.0, "peak_mib": 2048}}
"""What is promised, by rows."""

_FIRST_DATE = "2023-06-01"
_EVERY_S = 0.05
_PATIENCE_S = 120.0
_BETWEEN_STEPS_MS = 300

# On every frame: what the progress bar says, and whether the map's words name the file. The map
# writes its words after it has drawn.
_WATCH = """(name) => {
  const seen = window.brought = { begin: performance.now(), said: {}, shares: [], map: null };
  requestAnimationFrame(function look() {
    const passed = (performance.now() - seen.begin) / 1000;
    const bar = document.querySelector(".st-key-bringing [data-testid=stProgress]");
    const share = bar?.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow");
    const said = bar?.innerText.split(": ").pop();
    if (said && !(said in seen.said)) seen.said[said] = Math.round(100 * passed) / 100;
    if (share && !seen.shares.includes(share)) seen.shares.push(share);
    const map = document.querySelector("iframe[src*='streamlit_folium']")?.contentDocument;
    if (map?.querySelector(`[aria-label*='your file ${name}']`)) seen.map = passed;
    else requestAnimationFrame(look);
  });
}"""


def add_import(commands: Any) -> None:
    """Add the command to the bench's command line."""
    command = commands.add_parser("import", help="time a brought file; one JSON line a stage")
    command.add_argument("--rows", type=int, default=100_000)
    command.add_argument("--seed", type=int, default=7)
    command.add_argument("--read-only", action="store_true", help="leave the browser out")
    command.set_defaults(run=run_import)


def run_import(chosen: argparse.Namespace) -> None:
    """Time the reading, and the way to the map in a real browser."""
    from events.uploads.bench import made_up_csv

    data = made_up_csv(chosen.rows, chosen.seed)
    tell("read", chosen.rows, read_alone(data) | {"file_mb": round(len(data) / 1e6, 1)})
    if not chosen.read_only:
        found = bring(data, chosen.seed)
        tell("map", chosen.rows, found | {"limits": LIMITS.get(chosen.rows)})


def read_alone(data: bytes) -> dict[str, Any]:
    """Read a file with a warm process, without a page."""
    from events.uploads import Readers, read_upload

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Readers() as readers:
        time.sleep(4)  # the process that waits loads its libraries
        begin = time.perf_counter()
        upload = read_upload(data, NAME, readers=readers)
        seconds = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": round(seconds, 2),
        # Of the process that read, and of the one that waits after it.
        "readers_cpu_s": round(cpu, 2),
        "kept": upload.receipt.rows_kept,
        "reader_peak_mib": after.ru_maxrss // 1024,
    }


def bring(data: bytes, seed: int) -> dict[str, Any]:
    """Drop a file into the real page, with a second session at work beside it."""
    from bench.measures import browser_page
    from bench.ours import time_steps

    with (
        serving("../dashboard/app.py") as (address, pid),
        browser_page() as (page, traffic, mark),
        tempfile.TemporaryDirectory() as folder,
    ):
        file = Path(folder) / NAME
        file.write_bytes(data)
        browser = page.context.browser
        assert browser is not None
        other = Session(browser.new_page(viewport={"width": 1200, "height": 800}))
        for each in (page, other.page):
            each.goto(f"{address}/?date={_FIRST_DATE}&window=7d")
            each.get_by_role("slider", name="Date").wait_for(timeout=60_000)
            each.wait_for_timeout(3000)
        alone = [other.step() for _ in range(8)]
        page.get_by_role("button", name="Your files").click()
        page.locator(".st-key-bringing input[type=file]").first.wait_for(state="attached")
        page.wait_for_timeout(5000)  # the reading process loads its libraries
        with Watch(address, pid) as watch:
            begin = time.perf_counter()
            page.evaluate(_WATCH, NAME)
            page.locator(".st-key-bringing input[type=file]").first.set_input_files(file)
            beside = []
            while (seen := page.evaluate("window.brought"))["map"] is None:
                beside.append(other.step())
                other.page.wait_for_timeout(_BETWEEN_STEPS_MS)
                if time.perf_counter() - begin > _PATIENCE_S:
                    raise SystemExit("bench: the file did not come onto the map.")
        other.page.close()
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        page.locator(".st-key-bringing").wait_for(state="detached")
        steps = time_steps(page, traffic, seed)
        return {
            "map_s": round(seen["map"], 2),
            "begins_at_s": seen["said"],
            "progress_steps": len(seen["shares"]),
            "reader_peak_mib": watch.reader_mib,
            "server_peak_mib": watch.server_mib,
            "server_cpu_s": round(watch.server_cpu_s, 2),
            "other_alone": told(alone),
            "other_meanwhile": told(beside),
            "health_meanwhile": told(watch.answers),
            "step": steps | {"renderer_mb": renderer_mb(mark)},
        }


def told(seconds: list[float]) -> dict[str, float | int]:
    """Return median, longest and number of waits, in milliseconds."""
    if not seconds:
        return {"count": 0}
    median = 1000 * statistics.median(seconds)
    longest = 1000 * max(seconds)
    return {"median_ms": round(median), "longest_ms": round(longest), "count": len(seconds)}


class Session:
    """A second visitor, who moves the date and waits until the page says so."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def step(self) -> float:
        """Press a key on the slider; returns seconds until the server's words followed."""
        words = self.page.locator(".st-key-top")
        before = words.inner_text()
        begin = time.perf_counter()
        self.page.get_by_role("slider", name="Date").press("ArrowRight")
        while words.inner_text() == before:
            if time.perf_counter() - begin > _PATIENCE_S:
                raise SystemExit("bench: the other session was not answered.")
            self.page.wait_for_timeout(10)
        return time.perf_counter() - begin


@dataclass
class Watch:
    """Asks the server for its health, and weighs it and its reading process, all the while."""

    address: str
    server: int
    answers: list[float] = field(default_factory=list)
    reader_mib: int = 0
    server_mib: int = 0
    server_cpu_s: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self.server_cpu_s = -cpu_s(self.server)
        self.threads = [threading.Thread(target=work) for work in (self.ask, self.weigh)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()
        self.server_cpu_s += cpu_s(self.server)

    def ask(self) -> None:
        """Ask for the server's health, again and again."""
        while not self.over.is_set():
            begin = time.perf_counter()
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=60):
                self.answers.append(time.perf_counter() - begin)
            self.over.wait(_EVERY_S)

    def weigh(self) -> None:
        """Read how much memory the server and its reading process have had at most."""
        while not self.over.is_set():
            self.server_mib = max(self.server_mib, peak_mib(self.server))
            for path in Path("/proc").glob("[0-9]*"):
                if parent_of(path) == self.server:
                    self.reader_mib = max(self.reader_mib, peak_mib(int(path.name)))
            self.over.wait(_EVERY_S)


def parent_of(process: Path) -> int:
    """Return the number of a process's parent; 0 when it has ended."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def cpu_s(pid: int) -> float:
    """Return the computing time a process has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mib(pid: int) -> int:
    """Return the most memory a process has held; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    found = next((line for line in lines if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(found.split()[1]) // 1024


def tell(stage: str, rows: int, found: dict[str, Any]) -> None:
    """Print one JSON line."""
    print(json.dumps({"bench": "import", "stage": stage, "rows": rows} | found), flush=True)
