"""The formats a scene can be taken away in: one entry each, with who draws it and who reads it.

Nothing heavy is imported here: a module that draws or reads is brought in when it is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dashboard.errors import SnapshotError

if TYPE_CHECKING:
    from dashboard.order import Order
    from dashboard.scene import Scene
    from dashboard.state import MapState
    from events import Ledger

PNG = "image/png"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes
    ----------
    media_type : str
        As a browser is told it.
    drawer, reader : str
        Module and function, ``"dashboard.slides:draw_slides"``. The drawer takes a ledger, a scene
        and an order and returns files, mostly one; the reader takes the bytes of any file and
        returns what it says of itself, or None when it is not ours.
    libraries : tuple of str
        Libraries that decide its bytes beside those of every format.
    files : tuple of str
        What it takes in beside Python modules, as patterns below the program's folder.
    """

    media_type: str
    drawer: str
    reader: str
    libraries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def draw(self, ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
        """Make the files of a scene; a long list of sources may need a second sheet.

        Parameters
        ----------
        ledger : Ledger
            The reports, with brought files joined.
        scene : Scene
            What is drawn.
        order : Order
            Size, time of making, profile and imprint.
        """
        files: tuple[bytes, ...] = _called(self.drawer)(ledger, scene, order)
        return files

    def read(self, content: bytes) -> Mapping[str, str] | None:
        """Return what a file says of itself; None when it is not ours."""
        told: Mapping[str, str] | None = _called(self.reader)(content)
        return told


@dataclass(frozen=True, slots=True)
class PackFormat:
    """One file of many dates; it is read as what it is, PDF or slides."""

    drawer: str
    libraries: tuple[str, ...] = ()

    def draw(self, ledger: Ledger, states: Sequence[MapState], order: Order) -> bytes:
        """Make the file of several dates, the earliest first.

        Parameters
        ----------
        ledger : Ledger
            The reports, with brought files joined.
        states : sequence of MapState
            One a date.
        order : Order
            Size, time of making, profile and imprint.
        """
        content: bytes = _called(self.drawer)(ledger, states, order)
        return content


_READ_SHEET = "dashboard.snapshot:read_metadata"
FORMATS = {
    "png": Format(PNG, "dashboard.snapshot:draw_png", _READ_SHEET),
    "pdf": Format("application/pdf", "dashboard.snapshot:draw_pdf", _READ_SHEET),
    "svg": Format("image/svg+xml", "dashboard.snapshot:draw_svg", _READ_SHEET),
    "pptx": Format(
        POWERPOINT,
        "dashboard.slides:draw_slides",
        "dashboard.slides:read_slides",
        libraries=("python-pptx",),
    ),
    "gif": Format("image/gif", "dashboard.animation:draw_gif", "dashboard.animation:read_gif"),
    "mp4": Format(
        "video/mp4",
        "dashboard.animation:draw_mp4",
        "dashboard.animation:read_mp4",
        libraries=("imageio-ffmpeg",),
    ),
    "html": Format(
        "text/html",
        "dashboard.player:draw_player",
        "dashboard.player:read_player",
        libraries=("django-js-lib-leaflet",),
        files=("dashboard/player/web/**/*", "dashboard/web/**/*"),
    ),
    "geojson": Format(
        "application/geo+json",
        "dashboard.drawn_data:draw_geojson",
        "dashboard.drawn_data:read_geojson",
    ),
    "csv": Format("text/csv", "dashboard.drawn_data:draw_csv", "dashboard.drawn_data:read_csv"),
}
PACKS = {
    "pack-pdf": PackFormat("dashboard.pack.making:draw_pack_pdf"),
    "pack-pptx": PackFormat("dashboard.pack.making:draw_pack_slides", libraries=("python-pptx",)),
}


def _called(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def read_known(content: bytes, form: str = "png") -> Mapping[str, str] | None:
    """Return what a file says of itself; None when it is none of ours.

    All readers stand behind this one guard. What they are given was made by anybody: whatever
    a reader or a library under it stumbles over, the file is none of ours.
    """
    for name in dict.fromkeys((form if form in FORMATS else "png", *FORMATS)):
        try:
            found = FORMATS[name].read(content)
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
