"""A view as a reference that is cited, and as markup that another page takes in."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from dashboard import __version__
from dashboard.exports.fingerprint import data_fingerprint
from dashboard.exports.notices import licence_words, shows_brought
from dashboard.scene.markup import Markup
from dashboard.scene.scene import Scene
from dashboard.scene.state import MapState
from dashboard.scene.url import to_query
from dashboard.scene.words import overview


def address_of(page: str, state: MapState) -> str:
    """Return the whole address of a view.

    Parameters
    ----------
    page : str
        Address of the page, with scheme and host; empty where it is not known.
    state : MapState
        What is shown.
    """
    host = f"{page.rstrip('/')}/" if page else ""
    return f"{host}?{urlencode(to_query(state), safe=',:')}"


def reference_words(scene: Scene, owed: Sequence[str], address: str) -> str:
    """Return a view as a reference: title, date, how far the data goes, licence, address, data.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    owed : sequence of str
        Lines that the licences of what is on show oblige to name.
    address : str
        Whole address of the view.
    """
    return (
        f"Border Monitor {__version__}: {overview.title(scene)}, data of "
        f"{overview.window_words(scene)}. {overview.as_of(scene)} "
        f"{licence_words(owed, brought=shows_brought(scene))} {address} "
        f"Data SHA-256 {data_fingerprint(scene.tables).sha256}."
    )


def figure_markup(scene: Scene, owed: Sequence[str], picture: str, address: str) -> str:
    """Return HTML that shows the picture of a view, with what it shows in words and its caption.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    owed : sequence of str
        Lines that the licences of what is on show oblige to name.
    picture : str
        Name of the picture's file, beside the page that takes it in.
    address : str
        Whole address of the view.
    """
    return Markup(
        '<figure>\n  <img src="{}" alt="{}">\n  <figcaption>{} <a href="{}">{}</a></figcaption>\n'
        "</figure>"
    ).format(
        picture,
        overview.sentence(scene),
        f"{overview.title(scene)}. {overview.as_of(scene)} "
        f"{licence_words(owed, brought=shows_brought(scene))}",
        address,
        "Border Monitor",
    )


def frame_markup(scene: Scene, player: str) -> str:
    """Return HTML that shows the player's file in a frame of another page.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    player : str
        Name of the player's file, beside the page that takes it in.
    """
    return Markup('<iframe src="{}" title="{}" width="100%" height="720"></iframe>').format(
        player, overview.title(scene)
    )
