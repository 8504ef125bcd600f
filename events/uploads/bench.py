"""Times the import of a made-up file: ``python -m events.uploads.bench --rows 100000``."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence

import numpy as np

import geodata
from events.terminal import tell_json
from events.uploads.process.client import read_upload
from events.uploads.process.readers import Readers
from events.uploads.values.receipt import Outcome

_KINDS = ("attempt", "detention", "turn-back", "group")
_FIRST = np.datetime64("2021-06-01")
_SPREAD_DEGREES = 0.08


def made_up_csv(rows: int, seed: int = 7) -> bytes:
    """Return a CSV of five columns whose points lie round the border lines."""
    import shapely

    chance = np.random.default_rng(seed)
    vertices = np.concatenate(
        [shapely.get_coordinates(section.line) for section in geodata.load_border_sections()]
    )
    near = vertices[chance.integers(0, len(vertices), rows)]
    points = near + chance.normal(0, _SPREAD_DEGREES, (rows, 2))
    days = (_FIRST + chance.integers(0, 1500, rows)).astype(str)
    kinds, people = chance.integers(0, len(_KINDS), rows), chance.integers(1, 200, rows)
    lines = ["date,lon,lat,kind,people"]
    lines += [
        f"{day},{lon:.5f},{lat:.5f},{_KINDS[kind]},{count}"
        for day, (lon, lat), kind, count in zip(days, points, kinds, people, strict=True)
    ]
    return ("\n".join(lines) + "\n").encode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print seconds and memory of one import as JSON."""
    parser = argparse.ArgumentParser(prog="python -m events.uploads.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the made-up file")
    options = parser.parse_args(arguments)
    data = made_up_csv(options.rows)
    steps: dict[str, float] = {}
    with Readers() as readers:
        begin = time.perf_counter()

        def note(word: str, share: float) -> None:
            steps.setdefault(word, round(time.perf_counter() - begin, 2))

        upload = read_upload(data, "made-up.csv", readers=readers, progress=note)
        seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    tell_json(
        json.dumps(
            {
                "rows": upload.receipt.rows_in,
                "kept": upload.receipt.rows_kept,
                "file_mb": round(len(data) / 1e6, 1),
                "seconds": round(seconds, 2),
                "step_begins_at_seconds": steps,
                "reading_process_peak_mib": peak // 1024,
            },
            indent=2,
        )
        + "\n"
    )
    return 0 if upload.receipt.outcome is Outcome.READ else 1


if __name__ == "__main__":
    sys.exit(main())
