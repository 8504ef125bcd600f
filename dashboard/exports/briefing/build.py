"""Makes the files of a pack; dates are drawn side by side on two processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from os import cpu_count
from threading import Lock
from typing import TypeAlias, TypeVar

from dashboard.exports.briefing.dates import pack_name
from dashboard.exports.briefing.deck import build_deck
from dashboard.exports.briefing.highlights import stands_out, with_owed
from dashboard.exports.briefing.manifest import build_manifest
from dashboard.exports.briefing.metadata import describe_pack
from dashboard.exports.briefing.pages import Further, further_pages
from dashboard.exports.briefing.pdf import merge_pdf
from dashboard.exports.data.geojson_csv import draw_csv, draw_geojson
from dashboard.exports.edition import Edition, build_edition
from dashboard.exports.formats import Tell
from dashboard.exports.metadata import file_name
from dashboard.exports.request import Order
from dashboard.exports.sheet.drawers import draw_pdf, draw_png
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.slides.picture import map_picture
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import Ledger, select

_T = TypeVar("_T")
_DATA = (("geojson", draw_geojson), ("csv", draw_csv))
Files: TypeAlias = tuple[tuple[str, bytes], ...]
"""Names and contents."""


def make_pack(
    ledger: Ledger, states: Sequence[MapState], order: Order
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a pack, name and content; the manifest comes last.

    Parameters
    ----------
    ledger : Ledger
        The reports, with the layers of files that were brought joined to them.
    states : sequence of MapState
        One a date, the earliest first.
    order : Order
        Size of the pages, time, profile and imprint, the same for all dates.
    """
    with _side_by_side(ledger, states, order) as run:
        pdfs, pictures, data = run(_draw_pdf), run(_draw_picture), run(_draw_data)
        editions, further = _prepare(ledger, states, order)
        days = [state.date for state in states]
        files = [
            (pack_name(days, "pdf"), _merge(pdfs, editions, further, order)),
            (pack_name(days, "pptx"), _bind(pictures, editions, further, order)),
        ]
        for job in data:
            files += job.result()
    yield from files
    yield "manifest.json", build_manifest(files, states, editions, order)


def draw_pack_pdf(
    ledger: Ledger, states: Sequence[MapState], order: Order, tell: Tell | None = None
) -> bytes:
    """Return the PDF of a pack alone.

    Parameters
    ----------
    ledger : Ledger
        The reports, with the layers of files that were brought joined to them.
    states : sequence of MapState
        One a date, the earliest first.
    order : Order
        Size of the pages, time, profile and imprint.
    tell : callable, optional
        Hears how many dates are drawn, and of how many, from a thread of its own.
    """
    with _side_by_side(ledger, states, order, tell) as run:
        pdfs = run(_draw_pdf)
        return _merge(pdfs, *_prepare(ledger, states, order), order)


def draw_pack_slides(
    ledger: Ledger, states: Sequence[MapState], order: Order, tell: Tell | None = None
) -> bytes:
    """Return the slides of a pack alone.

    Parameters
    ----------
    ledger : Ledger
        The reports, with the layers of files that were brought joined to them.
    states : sequence of MapState
        One a date, the earliest first.
    order : Order
        Time, profile and imprint; slides are 16:9 whatever its size says.
    tell : callable, optional
        Hears how many dates are drawn, and of how many, from a thread of its own.
    """
    with _side_by_side(ledger, states, order, tell) as run:
        pictures = run(_draw_picture)
        return _bind(pictures, *_prepare(ledger, states, order), order)


def _prepare(
    ledger: Ledger, states: Sequence[MapState], order: Order
) -> tuple[list[Edition], Further]:
    made = [_edition(ledger, state, order, "pdf") for state in states]
    found = [stands_out(edition) for edition in made]
    editions = [with_owed(edition, one) for edition, one in zip(made, found, strict=True)]
    return editions, further_pages(ledger, editions, found, order)


def _merge(
    jobs: Sequence[Future[bytes]], editions: Sequence[Edition], further: Further, order: Order
) -> bytes:
    metadata = describe_pack(editions, further.citations, "pack-pdf")
    return merge_pdf([job.result() for job in jobs], editions, further.pdf, metadata)


def _bind(
    jobs: Sequence[Future[bytes]], editions: Sequence[Edition], further: Further, order: Order
) -> bytes:
    metadata = describe_pack(editions, further.citations, "pack-pptx")
    return build_deck(editions, [job.result() for job in jobs], further, order, metadata)


_Draw: TypeAlias = Callable[[Ledger, MapState, Order], _T]


@contextmanager
def _side_by_side(
    ledger: Ledger, states: Sequence[MapState], order: Order, tell: Tell | None = None
) -> Iterator[Callable[[_Draw[_T]], list[Future[_T]]]]:
    """Give what draws every date on processes that each hold the ledger once."""
    done, counting = 0, Lock()

    def count(_: Future[_T]) -> None:
        nonlocal done
        with counting:
            done += 1
            if tell is not None:
                tell(done, len(states))

    workers = min(2, cpu_count() or 1, len(states))
    with ProcessPoolExecutor(workers, initializer=_hold, initargs=(ledger,)) as pool:

        def run(draw: _Draw[_T]) -> list[Future[_T]]:
            jobs = [pool.submit(_drawn, draw, state, order) for state in states]
            for job in jobs:
                job.add_done_callback(count)
            return jobs

        yield run


_held: list[Ledger] = []


def _hold(ledger: Ledger) -> None:
    _held[:] = [ledger]


def _drawn(draw: _Draw[_T], state: MapState, order: Order) -> _T:
    return draw(_held[0], state, order)


def _scene(ledger: Ledger, state: MapState) -> Scene:
    return build_scene(select(ledger, state.selection), state)


def _edition(ledger: Ledger, state: MapState, order: Order, form: str) -> Edition:
    return build_edition(ledger, _scene(ledger, state), order, form)


def _draw_pdf(ledger: Ledger, state: MapState, order: Order) -> bytes:
    (pdf,) = draw_pdf(ledger, _scene(ledger, state), order)
    return pdf


def _draw_picture(ledger: Ledger, state: MapState, order: Order) -> bytes:
    return map_picture(_edition(ledger, state, order, "pptx"))


def _draw_data(ledger: Ledger, state: MapState, order: Order) -> Files:
    scene = _scene(ledger, state)
    size = paper_size(order.size)
    files = []
    for number, content in enumerate(draw_png(ledger, scene, order), start=1):
        files.append((f"pages/{file_name(scene, size, 'png', number)}", content))
    for form, draw in _DATA:
        (content,) = draw(ledger, scene, order)
        files.append((f"data/{file_name(scene, size, form)}", content))
    return tuple(files)
