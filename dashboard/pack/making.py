"""Makes the files of a pack; dates are drawn side by side on two processors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from os import cpu_count

from dashboard.edition import Edition, build_edition
from dashboard.exporting import FORMATS
from dashboard.fingerprint import tables_folder
from dashboard.order import Order
from dashboard.pack.deck import build_deck
from dashboard.pack.manifest import build_manifest
from dashboard.pack.merging import merge_pdf
from dashboard.pack.pages import further_pages
from dashboard.scene import Scene, build_scene
from dashboard.slides.picture import map_picture
from dashboard.snapshot import file_name, paper_size
from dashboard.state import MapState
from events import Ledger, load_ledger, select

_DATA = ("geojson", "csv")


@dataclass(frozen=True, slots=True)
class DatePages:
    """The drawn files of one date.

    Attributes
    ----------
    files : tuple of (str, bytes)
        Pictures and data, by the name they get.
    """

    pdf: bytes
    picture: bytes
    files: tuple[tuple[str, bytes], ...]


def make_pack(states: Sequence[MapState], order: Order) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a pack, name and content; the manifest comes last.

    Parameters
    ----------
    states : sequence of MapState
        One a date, the earliest first.
    """
    jobs = [(state, order) for state in states]
    workers = min(2, cpu_count() or 1, len(states))
    with ProcessPoolExecutor(workers) as pool:
        running = [pool.submit(_draw_date, *job) for job in jobs]
        ledger = _ledger()
        editions = [_edition(ledger, state, order, "pdf") for state in states]
        further = further_pages(ledger, editions, order)
        drawn = [job.result() for job in running]
    stem = f"border-monitor_pack_{states[0].date:%Y%m%d}-{states[-1].date:%Y%m%d}"
    merged = merge_pdf([date.pdf for date in drawn], editions, further.pdf, order)
    deck = build_deck(editions, [date.picture for date in drawn], further, order)
    files = [(f"{stem}.pdf", merged), (f"{stem}.pptx", deck)]
    files += [entry for date in drawn for entry in date.files]
    yield from files
    yield "manifest.json", build_manifest(files, states, editions, order)


@cache
def _ledger() -> Ledger:
    return load_ledger(tables_folder())


def _scene(ledger: Ledger, state: MapState) -> Scene:
    return build_scene(select(ledger, state.selection), state)


def _edition(ledger: Ledger, state: MapState, order: Order, form: str) -> Edition:
    return build_edition(ledger, _scene(ledger, state), order, form)


def _draw_date(state: MapState, order: Order) -> DatePages:
    ledger = _ledger()
    scene = _scene(ledger, state)
    size = paper_size(order.size)
    files = []
    for number, content in enumerate(FORMATS["png"](ledger, scene, order), start=1):
        files.append((f"pages/{file_name(scene, size, 'png', number)}", content))
    for form in _DATA:
        (content,) = FORMATS[form](ledger, scene, order)
        files.append((f"data/{file_name(scene, size, form)}", content))
    (pdf,) = FORMATS["pdf"](ledger, scene, order)
    return DatePages(pdf, map_picture(_edition(ledger, state, order, "pptx")), tuple(files))
