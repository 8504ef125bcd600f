"""What a browser calls the page and draws for it, among its tabs and on a telephone's screen."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from dashboard.page.server.held import let_serve
from dashboard.scene.palette import DARK, PALETTE

TITLE = "Border Monitor"
_ICON = "icon.svg"
_MANIFEST = "site.webmanifest"
_LINE = "M24 5 L19 9 L22 13 L17 17 L10 18 L9 22 L12 28"
"""The three borders from the north-east to the south-west, in a square of 32."""


def icon() -> str:
    """Return the icon as SVG: the line of the border, with a mark on it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="6" fill="{PALETTE["accent"]}"/>'
        f'<path d="{_LINE}" fill="none" stroke="{PALETTE["paper"]}" stroke-width="3.4" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="10" cy="18" r="4.2" fill="{PALETTE["paper"]}"/>'
        f'<circle cx="10" cy="18" r="1.9" fill="{PALETTE["accent"]}"/></svg>'
    )


@cache
def manifest() -> str:
    """Return the web manifest; its addresses count from the folder that it is served in."""
    told = {
        "name": f"{TITLE}: the Belarus–EU border by date, place and source",
        "short_name": TITLE,
        "lang": "en",
        "start_url": "../../",
        "scope": "../../",
        "display": "minimal-ui",
        "background_color": PALETTE["paper"],
        "theme_color": PALETTE["paper"],
        "icons": [{"src": _ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(told, ensure_ascii=False)


@cache
def head_links() -> str:
    """Let icon and manifest be served, and return the lines of a page's head that name them."""
    files = {_ICON: icon().encode(), _MANIFEST: manifest().encode()}
    digest = hashlib.sha256(b"\0".join(files.values())).hexdigest()[:12]
    folder = f"component/border_monitor_site_{digest}"
    let_serve(folder, files)
    return (
        f'<link rel="icon" type="image/svg+xml" href="./{folder}/{_ICON}" />'
        f'<link rel="manifest" href="./{folder}/{_MANIFEST}" />'
        f'<meta name="theme-color" content="{PALETTE["paper"]}" '
        'media="(prefers-color-scheme: light)" />'
        f'<meta name="theme-color" content="{DARK["paper"]}" '
        'media="(prefers-color-scheme: dark)" />'
    )
