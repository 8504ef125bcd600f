"""Every colour of screen and paper by its name; the ramps of categories and classes are in style.

Scripts read the names from the feed's header, style sheets as custom properties: ``--ink-2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PALETTE: Mapping[str, str] = MappingProxyType(
    {
        # Lines and words, from dark to light.
        "ink": "#1E2329",
        "ink_mid": "#3A4048",
        "ink_2": "#565D66",
        "ink_3": "#7A818A",
        "ink_small": "#6B7280",
        # The ground of the map.
        "land": "#F4F2EC",
        "belarus": "#E9E5DA",
        "water": "#C9DCE6",
        "water_line": "#9DBACB",
        "forest": "#C6D8B8",
        "forest_edge": "#8DAA7C",
        "forest_ink": "#4B6A3C",
        "border": "#9A958A",
        "country_ink": "#6F6A60",
        "inset_belarus": "#DED9CB",
        "inset_coast": "#BDB8AC",
        "graticule": "#CFCBC0",
        # What stands out, and what does not.
        "paper": "#FFFFFF",
        "accent": "#7A1155",
        "halo": "#F3D56B",
        "window": "#F3E9C6",
        "window_wash": "#F3E1A0",
        "tag": "#F9EDBB",
        "flight": "#0072B2",
        "brought_flight": "#7B4B1E",
        "contested": "#5F666D",
        "invalid": "#D55E00",
        "zone": "#55531A",
        "zone_ground": "#F0ECC8",
        # What is known less, or not at all.
        "not_reported": "#6B7177",
        "derived": "#5F666E",
        "unknown": "#8B9096",
        "unknown_ground": "#E4E4E4",
        "hatch": "#B9BDC2",
        "hatch_light": "#D3D5D8",
        "hatch_ground": "#FAFAF8",
        "bars": "#A7ACB3",
        "bars_page": "#A9AAAE",
        # Backgrounds of brought files: none of them is a colour of an event or of a class.
        "context_1": "#5B7C99",
        "context_2": "#8A6D3B",
        "context_3": "#4F8A7B",
        "context_4": "#9A6A8F",
        "context_5": "#7A8B3A",
        "context_6": "#B0705A",
        "context_7": "#5A5F8C",
        "context_8": "#6B8E9E",
        # Edges and grounds of the page's parts.
        "rule": "#D5D1C7",
        "rule_light": "#E5E1D8",
        "rule_faint": "#ECE9E1",
        "control": "#B9B5AA",
        "panel": "#F8F7F3",
        # Marks of old days keep their outline.
        "ink_faded": "#3C424A",
        "ink_faint": "#6F767E",
        # Squares with many events, from few to most.
        "density_1": "#E6E9EC",
        "density_2": "#C6CED5",
        "density_3": "#9BA8B4",
        "density_4": "#55646F",
        "density_5": "#2C3843",
    }
)


def palette_css() -> str:
    """Return the palette as custom properties of the whole document."""
    named = "".join(f" --{name.replace('_', '-')}: {hex_};" for name, hex_ in PALETTE.items())
    return f":root {{{named} }}\n"
