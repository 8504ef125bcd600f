"""Shows damaged files of ours to every reader of *verify* and *Restore*; run by scripts/fuzz.

Arguments: seed, number of files. Prints how they ended, as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from test_reading_guard import CREATED, FORMS, mutated, small_gif  # noqa: E402

from dashboard.errors import DashboardError  # noqa: E402
from dashboard.exports.formats import FORMATS, read_known  # noqa: E402
from dashboard.exports.request import build_order  # noqa: E402
from dashboard.exports.verify.redraw import read_request  # noqa: E402
from dashboard.page.restore import restored  # noqa: E402
from dashboard.scene.scene import build_scene  # noqa: E402
from dashboard.scene.state import MapState  # noqa: E402
from events import EventsError, load_ledger  # noqa: E402


def main() -> None:
    """Read so many damaged files, and print how they ended."""
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(seed)
    ledger, order = load_ledger(), build_order(created=CREATED)
    scene = build_scene(ledger, MapState(date(2021, 11, 8), window="1d"))
    whole = {form: FORMATS[form].draw(ledger, scene, order)[0] for form in FORMS if form != "gif"}
    whole["gif"] = small_gif(whole["csv"])
    ends: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        form = FORMS[number % len(FORMS)]
        content = mutated(whole[form], chance)
        print(f"{number} {form}", file=sys.stderr, flush=True)
        begin = time.process_time()
        told = read_known(content, form)
        if told is None:
            ends["not ours"] += 1
        else:
            try:
                read_request(told)
                restored(f"a.{form}", content)
                ends["a view"] += 1
            except (DashboardError, EventsError):
                ends["refused"] += 1
        slowest = max(slowest, time.process_time() - begin)
    print(json.dumps({"slowest_seconds": round(slowest, 3), **ends}))


if __name__ == "__main__":
    main()
