"""The formats a scene can be taken away in: one entry each, with who draws it and who reads it.

Nothing heavy is imported here: a module that draws or reads is brought in when it is called.

Long because every format says here, and nowhere else, what page, commands and checks need of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from dashboard.errors import SnapshotError

if TYPE_CHECKING:
    from dashboard.exports.request import Order
    from dashboard.scene.scene import Scene
    from dashboard.scene.state import MapState
    from events import Ledger

PNG = "image/png"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


Tell: TypeAlias = Callable[[int, int], None]
"""Hears how many frames or dates are done, and of how many."""


class Kind(StrEnum):
    """What a format is to a reader: sheets have a size, a film takes long."""

    SHEET = "sheet"
    OTHER = "other"
    FILM = "film"


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes
    ----------
    media_type : str
        As a browser is told it.
    drawer, reader : str
        Module and function, ``"dashboard.exports.slides:draw_slides"``. The drawer takes a
        ledger, a scene and an order and returns files, mostly one; the reader takes the bytes
        of any file and returns what it says of itself, or None when it is not ours.
    kind : Kind
        Which part of the export menu offers it.
    label, words : str
        On its button, and what the button adds when it is pointed at.
    libraries : tuple of str
        Libraries that decide its bytes beside those of every format.
    files : tuple of str
        What it takes in beside Python modules, as patterns below the program's folder.
    """

    media_type: str
    drawer: str
    reader: str
    kind: Kind
    label: str
    words: str = ""
    libraries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def draw(
        self, ledger: Ledger, scene: Scene, order: Order, tell: Tell | None = None
    ) -> tuple[bytes, ...]:
        """Make the files of a scene; a long list of sources may need a second sheet.

        Parameters
        ----------
        ledger : Ledger
            The reports, with brought files joined.
        scene : Scene
            What is drawn.
        order : Order
            Size, time of making, profile and imprint.
        tell : callable, optional
            Hears how many frames of a film are done, and of how many; no other format has any.
        """
        heard = {} if tell is None else {"tell": tell}
        files: tuple[bytes, ...] = _called(self.drawer)(ledger, scene, order, **heard)
        return files

    def read(self, content: bytes) -> Mapping[str, str] | None:
        """Return what a file says of itself; None when it is not ours."""
        told: Mapping[str, str] | None = _called(self.reader)(content)
        return told


@dataclass(frozen=True, slots=True)
class PackFormat:
    """One file of many dates; it is read as what it is, PDF or slides.

    Attributes
    ----------
    form : str
        The format it is: its ending and its media type.
    label : str
        On its button.
    drawer : str
        Module and function; takes a ledger, states, an order and what hears of each date.
    libraries : tuple of str
        Libraries that decide its bytes beside those of every format.
    """

    form: str
    label: str
    drawer: str
    libraries: tuple[str, ...] = ()

    def draw(
        self,
        ledger: Ledger,
        states: Sequence[MapState],
        order: Order,
        tell: Tell | None = None,
    ) -> bytes:
        """Make the file of several dates, the earliest first.

        Parameters
        ----------
        ledger : Ledger
            The reports, with brought files joined.
        states : sequence of MapState
            One a date.
        order : Order
            Size, time of making, profile and imprint.
        tell : callable, optional
            Hears how many dates are drawn, and of how many.
        """
        heard = {} if tell is None else {"tell": tell}
        content: bytes = _called(self.drawer)(ledger, states, order, **heard)
        return content


_READ_SHEET = "dashboard.exports.sheet.drawers:read_metadata"
FORMATS = {
    "pdf": Format(
        "application/pdf",
        "dashboard.exports.sheet.drawers:draw_pdf",
        _READ_SHEET,
        Kind.SHEET,
        "PDF",
        "PDF: vector, with every sheet: map, analysis that is open, all sources",
    ),
    "svg": Format(
        "image/svg+xml",
        "dashboard.exports.sheet.drawers:draw_svg",
        _READ_SHEET,
        Kind.SHEET,
        "SVG",
        "SVG: text stays text",
    ),
    "png": Format(
        PNG,
        "dashboard.exports.sheet.drawers:draw_png",
        _READ_SHEET,
        Kind.SHEET,
        "PNG",
        "PNG: 300 dpi",
    ),
    "pptx": Format(
        POWERPOINT,
        "dashboard.exports.slides:draw_slides",
        "dashboard.exports.slides:read_slides",
        Kind.OTHER,
        "Slides",
        "Slides (PPTX): title and table can be edited, sources in the notes",
        libraries=("python-pptx",),
    ),
    "gif": Format(
        "image/gif",
        "dashboard.exports.film:draw_gif",
        "dashboard.exports.film:read_gif",
        Kind.FILM,
        "GIF",
    ),
    "mp4": Format(
        "video/mp4",
        "dashboard.exports.film:draw_mp4",
        "dashboard.exports.film:read_mp4",
        Kind.FILM,
        "MP4",
        libraries=("imageio-ffmpeg",),
    ),
    "html": Format(
        "text/html",
        "dashboard.exports.player:draw_player",
        "dashboard.exports.player:read_player",
        Kind.OTHER,
        "Player",
        "Player (HTML): every date, opens without a network",
        libraries=("django-js-lib-leaflet",),
        files=("dashboard/exports/player/web/**/*", "dashboard/web/**/*"),
    ),
    "geojson": Format(
        "application/geo+json",
        "dashboard.exports.data.geojson_csv:draw_geojson",
        "dashboard.exports.data.geojson_csv:read_geojson",
        Kind.OTHER,
        "GeoJSON",
        "GeoJSON: exactly what is drawn",
    ),
    "csv": Format(
        "text/csv",
        "dashboard.exports.data.geojson_csv:draw_csv",
        "dashboard.exports.data.geojson_csv:read_csv",
        Kind.OTHER,
        "CSV",
        "CSV: exactly what is drawn",
    ),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "dashboard.exports.data.workbook:draw_workbook",
        "dashboard.exports.office_properties:read_properties",
        Kind.OTHER,
        "XLSX",
        "XLSX: the reports, what is drawn and what the file is, a sheet each",
        libraries=("XlsxWriter",),
    ),
}
PACKS = {
    "pack-pdf": PackFormat("pdf", "PDF", "dashboard.exports.briefing.build:draw_pack_pdf"),
    "pack-pptx": PackFormat(
        "pptx",
        "PPTX",
        "dashboard.exports.briefing.build:draw_pack_slides",
        libraries=("python-pptx",),
    ),
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
