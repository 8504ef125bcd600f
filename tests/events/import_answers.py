"""Reads every file of a folder under the limits of a reading process; run by a test.

Argument: the folder. Prints as JSON how each file ended, and the computing time it took.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from events.uploads.formats.gdal import forbid_drivers  # noqa: E402

forbid_drivers()

from events.ledger import load_ledger  # noqa: E402
from events.uploads import ColumnMapping, Limits, Outcome, Receipt  # noqa: E402
from events.uploads.process.worker import confine  # noqa: E402
from events.uploads.read import read_bytes  # noqa: E402


def main() -> None:
    """Read the files one after another, and print how they ended."""
    ledger, limits = load_ledger(), Limits()
    files = {path.name: path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.*"))}
    confine(limits)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    answers = {}
    for name, data in files.items():
        empty = Receipt(name, "", Outcome.REFUSED)
        begin = time.process_time()
        upload = read_bytes(data, empty, ColumnMapping(), limits, ledger, lambda word, share: None)
        receipt = upload.receipt
        assert receipt.balances, name
        answers[name] = {
            "seconds": time.process_time() - begin,
            "outcome": receipt.outcome.value,
            "problem": receipt.problem,
            "layer": receipt.layer,
            "kept": receipt.rows_kept,
        }
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
