"""Reads damaged files one after another under the limits of a reading process; run by a test.

Arguments: seed, number of files. The process stays warm, so that a file costs milliseconds.
Prints how they ended, as JSON.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from events.uploads.formats.gdal import forbid_drivers  # noqa: E402

forbid_drivers()

import import_files as made  # noqa: E402
from import_known_shapes import known_shapes  # noqa: E402

from events.ledger import load_ledger  # noqa: E402
from events.uploads import ColumnMapping, Limits, Outcome, Receipt  # noqa: E402
from events.uploads.process.wire import from_bytes, to_bytes  # noqa: E402
from events.uploads.read import read_bytes  # noqa: E402

_TOKENS = (b'"', b"\n", b"\x00", b"\xff\xfe", b"-", b"9" * 30, b"1e999", b"nan", b"{{", b"<", b"")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the file with a few faults in it."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not damaged:
            break
        place = chance.randrange(len(damaged))
        kind = chance.randrange(6)
        if kind == 0:
            damaged[place] = chance.randrange(256)
        elif kind == 1:
            damaged[place] ^= 1 << chance.randrange(8)
        elif kind == 2:
            del damaged[place:]
        elif kind == 3:
            del damaged[place : place + chance.randint(1, 40)]
        elif kind == 4:
            damaged[place:place] = chance.choice(_TOKENS)
        else:
            end = place + chance.randint(1, 60)
            damaged[place:place] = damaged[place:end] * chance.randint(1, 5)
    return bytes(damaged)


def main() -> None:
    """Read so many damaged files, and print how they ended."""
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        packages = made.geopackage(Path(folder))
    whole = {
        "a.csv": made.CSV,
        "b.csv": made.DRAWN,
        "a.geojson": made.GEOJSON,
        "a.kml": made.KML,
        "a.xlsx": made.XLSX,
        "a.parquet": made.parquet(),
        "b.parquet": made.geoparquet(),
        "a.gpkg": packages,
        "a.zip": made.archive(made.shapefile()),
        **known_shapes(),
    }
    ledger, limits = load_ledger(), Limits()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb << 20, limits.memory_mb << 20))
    ends: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        name, data = list(whole.items())[number % len(whole)]
        print(f"{number} {name}", file=sys.stderr, flush=True)
        empty = Receipt(name, "", Outcome.REFUSED)
        begin = time.process_time()
        upload = read_bytes(
            mutated(data, chance), empty, ColumnMapping(), limits, ledger, lambda word, share: None
        )
        slowest = max(slowest, time.process_time() - begin)
        again = from_bytes(b"".join(to_bytes(upload)))
        assert again.receipt == upload.receipt
        assert upload.receipt.balances, upload.receipt
        kept = upload.imported is not None or upload.context is not None
        assert kept == (upload.receipt.outcome is Outcome.READ)
        if upload.imported is not None:
            assert len(upload.imported) == upload.receipt.rows_kept
        json.dumps(upload.receipt.to_dict(), ensure_ascii=False).encode()
        if "by a fault of ours (step" in (upload.receipt.problem or ""):
            ends["unforeseen"] += 1
            print(f"{number} {name}: {upload.receipt.problem}", file=sys.stderr, flush=True)
        ends[upload.receipt.outcome] += 1
    print(json.dumps({"slowest_seconds": slowest, **ends}))


if __name__ == "__main__":
    main()
