"""The formats a scene can be taken away in: who draws each, and who reads what it says of itself.

Nothing heavy is imported here: a drawer brings what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from dashboard.errors import SnapshotError
from dashboard.order import Order
from dashboard.scene import Scene
from dashboard.state import MapState
from events import Ledger

Drawer: TypeAlias = Callable[[Ledger, Scene, Order], tuple[bytes, ...]]
"""Makes the files of a scene, mostly one; a long list of sources may need a second sheet."""
PackDrawer: TypeAlias = Callable[[Ledger, Sequence[MapState], Order], bytes]
"""Makes one file of many dates."""
Reader: TypeAlias = Callable[[bytes], Mapping[str, str] | None]
"""Reads what a file says of itself; None when the file is not ours."""


def _sheet(form: str) -> Drawer:
    def draw(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
        from dashboard.snapshot import draw_sheets

        return draw_sheets(ledger, scene, form, order)

    return draw


def _read_sheet(content: bytes) -> Mapping[str, str] | None:
    from dashboard.snapshot import read_metadata

    return read_metadata(content)


def _geojson(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    from dashboard.drawn_data import draw_geojson

    return draw_geojson(ledger, scene, order)


def _csv(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    from dashboard.drawn_data import draw_csv

    return draw_csv(ledger, scene, order)


def _slides(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    from dashboard.slides import draw_slides

    return draw_slides(ledger, scene, order)


def _player(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    from dashboard.player import draw_player

    return draw_player(ledger, scene, order)


def _gif(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    from dashboard.animation import draw_gif

    return draw_gif(ledger, scene, order)


def _mp4(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    from dashboard.animation import draw_mp4

    return draw_mp4(ledger, scene, order)


def _pack_pdf(ledger: Ledger, states: Sequence[MapState], order: Order) -> bytes:
    from dashboard.pack.making import draw_pack_pdf

    return draw_pack_pdf(ledger, states, order)


def _pack_slides(ledger: Ledger, states: Sequence[MapState], order: Order) -> bytes:
    from dashboard.pack.making import draw_pack_slides

    return draw_pack_slides(ledger, states, order)


def _read_geojson(content: bytes) -> Mapping[str, str] | None:
    from dashboard.drawn_data import read_geojson

    return read_geojson(content)


def _read_csv(content: bytes) -> Mapping[str, str] | None:
    from dashboard.drawn_data import read_csv

    return read_csv(content)


def _read_slides(content: bytes) -> Mapping[str, str] | None:
    from dashboard.slides import read_slides

    return read_slides(content)


def _read_player(content: bytes) -> Mapping[str, str] | None:
    from dashboard.player import read_player

    return read_player(content)


def _read_gif(content: bytes) -> Mapping[str, str] | None:
    from dashboard.animation import read_gif

    return read_gif(content)


def _read_mp4(content: bytes) -> Mapping[str, str] | None:
    from dashboard.animation import read_mp4

    return read_mp4(content)


_SHEETS = ("png", "pdf", "svg")
FORMATS: dict[str, Drawer] = {
    **{form: _sheet(form) for form in _SHEETS},
    "pptx": _slides,
    "gif": _gif,
    "mp4": _mp4,
    "html": _player,
    "geojson": _geojson,
    "csv": _csv,
}
PACKS: dict[str, PackDrawer] = {"pack-pdf": _pack_pdf, "pack-pptx": _pack_slides}
"""Files of many dates; they are read as what they are, PDF and slides."""
READERS: dict[str, Reader] = {
    **dict.fromkeys(_SHEETS, _read_sheet),
    "pptx": _read_slides,
    "gif": _read_gif,
    "mp4": _read_mp4,
    "html": _read_player,
    "geojson": _read_geojson,
    "csv": _read_csv,
}
MEDIA_TYPES = {
    "png": "image/png",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "gif": "image/gif",
    "mp4": "video/mp4",
    "html": "text/html",
    "geojson": "application/geo+json",
    "csv": "text/csv",
}


def read_known(content: bytes, form: str = "png") -> Mapping[str, str] | None:
    """Return what a file says of itself; None when it is none of ours.

    All readers stand behind this one guard. What they are given was made by anybody: whatever
    a reader or a library under it stumbles over, the file is none of ours.
    """
    for name in dict.fromkeys((form if form in READERS else "png", *READERS)):
        try:
            found = READERS[name](content)
            if found is None:
                continue
            for text in (*found.keys(), *found.values()):
                # Neither a number nor half a character, which nothing of ours holds.
                text.encode("utf-8")
        except Exception:
            continue
        return found
    return None


def read_any(content: bytes, form: str) -> Mapping[str, str]:
    """Return what a file says of itself.

    Parameters
    ----------
    content : bytes
        The file.
    form : str
        The ending of its name, tried first: a name may be wrong.

    Raises
    ------
    SnapshotError
        When no reader knows the file.
    """
    found = read_known(content, form)
    if found is not None:
        return found
    raise SnapshotError(
        "This file holds no view of this program. Drop a file that was exported here, as it was: "
        "a screenshot or a picture saved anew by another program has lost it."
    )
