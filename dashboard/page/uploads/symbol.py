"""The hollow symbols of brought files as small pictures, the same shapes as on the map."""

from __future__ import annotations

from dashboard.scene.markup import Markup, tag
from dashboard.scene.palette import scheme_picture
from dashboard.scene.symbology import CATEGORIES, INK
from dashboard.scene.symbols import svg_path


def symbol_markup(number: int) -> Markup:
    """Draw the symbol of the layer of a number, as a picture: a drawing within HTML is dropped."""
    category = next(known for known in CATEGORIES if known.key == f"layer-{number}")
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.75 -1.75 3.5 3.5"><path '
        f'd="{svg_path(category.shape)}" fill="{category.colour}" fill-rule="evenodd" '
        f'stroke="{INK}" stroke-width="0.22"/></svg>'
    )
    return tag("img", class_="symbol", src=scheme_picture(drawing), width="18", height="18", alt="")
