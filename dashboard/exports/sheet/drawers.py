"""A scene as files: one function a format, and the reader of what they say of themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from dashboard.errors import SnapshotError
from dashboard.exports.edition import build_edition
from dashboard.exports.request import Order, build_order
from dashboard.exports.settings import Settings
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.pdf import read_pdf, to_pdf
from dashboard.exports.sheet.png import SIGNATURE, read_png, to_png
from dashboard.exports.sheet.sheet import Sheet, build_beside, build_sheet
from dashboard.exports.sheet.svg import read_svg, to_svg
from dashboard.scene.scene import Scene
from events import Ledger

_MAKERS: dict[str, Callable[[Sheet], tuple[bytes, ...]]] = {
    "png": to_png,
    "svg": to_svg,
    "pdf": to_pdf,
}


def draw_sheets(ledger: Ledger, scene: Scene, form: str, order: Order) -> tuple[bytes, ...]:
    """Draw a scene as PNG, SVG or PDF.

    Parameters
    ----------
    ledger : Ledger
        The reports; narrowed here by the selection of the scene's state.
    scene : Scene
        What is to be drawn.
    form : str
        "png", "svg" or "pdf".
    order : Order
        Size, time, profile and imprint.

    Returns
    -------
    tuple of bytes
        The same for the same scene, order, data and versions. PNG and SVG: a second sheet, and
        more, when the sources do not fit below the map. PDF: one file with all of them. Of a sheet
        of one page: the sheet, then a PDF with all sources, and the analysis when one is asked for.

    Raises
    ------
    SnapshotError
        For another format.
    """
    if form not in _MAKERS:
        raise SnapshotError(
            f'"{form}" is not a format of a sheet. Use one of: {", ".join(_MAKERS)}.'
        )
    with drawing():
        made = build_edition(ledger, scene, order, form)
        sheet = build_sheet(made)
        files = _MAKERS[form](sheet)
        if order.one_page:
            files += to_pdf(build_beside(replace(made, form="pdf"), sheet))
        return files


def draw(
    ledger: Ledger,
    scene: Scene,
    form: str,
    *,
    size: str = "a4",
    created: datetime | None = None,
    profile: str = "public",
    settings: Settings | None = None,
) -> bytes:
    """Draw the first sheet of a scene; parameters as in ``build_order`` and ``draw_sheets``.

    Parameters
    ----------
    ledger : Ledger
        As in ``draw_sheets``.
    scene : Scene
        As in ``draw_sheets``.
    form : str
        "png", "svg" or "pdf".
    size : str
        One of ``SIZE_NAMES``.
    created : datetime.datetime or None
        With a zone; None takes ``SOURCE_DATE_EPOCH``, else now.
    profile : str
        "public" generalises sensitive places, "internal" leaves them.
    settings : Settings or None
        Whose sheet it is; None for nobody's in particular.
    """
    order = build_order(size=size, created=created, profile=profile, settings=settings)
    return draw_sheets(ledger, scene, form, order)[0]


def draw_png(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Draw the sheets as PNG; A4 landscape is 3508 by 2480 pixels.

    Parameters
    ----------
    ledger : Ledger
        As in ``draw_sheets``.
    scene : Scene
        As in ``draw_sheets``.
    order : Order
        Its size decides how many pixels there are, at 300 to the inch of A4.
    """
    return draw_sheets(ledger, scene, "png", order)


def draw_pdf(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Draw the sheets as one PDF.

    Parameters
    ----------
    ledger : Ledger
        As in ``draw_sheets``.
    scene : Scene
        As in ``draw_sheets``.
    order : Order
        Its size is that of the pages.
    """
    return draw_sheets(ledger, scene, "pdf", order)


def draw_svg(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Draw the sheets as SVG.

    Parameters
    ----------
    ledger : Ledger
        As in ``draw_sheets``.
    scene : Scene
        As in ``draw_sheets``.
    order : Order
        Its size is that of the drawing, in millimetres.
    """
    return draw_sheets(ledger, scene, "svg", order)


def read_metadata(content: bytes) -> dict[str, str] | None:
    """Return what a PNG, SVG or PDF says of itself; None when it is not one of ours.

    Nothing in the answer is to be believed: anybody can write it.
    """
    if content.startswith(SIGNATURE):
        found = read_png(content)
    elif content.startswith(b"%PDF-"):
        found = read_pdf(content)
    else:
        found = read_svg(content)
    if found is None or not found.get("Software", "").startswith("Border Monitor "):
        return None
    return found
