"""Every colour of screen and paper by its name, in a light and a dark scheme.

The light colours of classes and kinds stand with their scales in `symbology`. Scripts read the
names from the feed's header, style sheets as custom properties: ``--ink-2``. Paper and files are
light.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from types import MappingProxyType

_NAMED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Lines and words, from dark to light.
        "ink": ("#1E2329", "#ECEAE4"),
        "ink_mid": ("#3A4048", "#D0D2D3"),
        "ink_2": ("#565D66", "#B4B9BF"),
        "ink_3": ("#7A818A", "#8B929A"),
        "ink_small": ("#6B7280", "#A7ACB2"),
        # The ground of the map.
        "land": ("#F4F2EC", "#23282E"),
        "belarus": ("#E9E5DA", "#2C3238"),
        "water": ("#C9DCE6", "#16242F"),
        "water_line": ("#9DBACB", "#2F4A5C"),
        "forest": ("#C6D8B8", "#26352A"),
        "forest_edge": ("#8DAA7C", "#5E7A58"),
        "forest_ink": ("#4B6A3C", "#A9C49B"),
        "border": ("#9A958A", "#6D737B"),
        "country_ink": ("#6F6A60", "#9BA1A8"),
        "inset_belarus": ("#DED9CB", "#363D45"),
        "inset_coast": ("#BDB8AC", "#4A525B"),
        "graticule": ("#CFCBC0", "#363C43"),
        # What stands out, and what does not.
        "page": ("#FFFFFF", "#14171B"),
        "paper": ("#FFFFFF", "#1B1F24"),
        "accent": ("#7A1155", "#E58CBC"),
        "halo": ("#F3D56B", "#8A6F14"),
        "window": ("#F3E9C6", "#3A3522"),
        "window_wash": ("#F3E1A0", "#6B5F2A"),
        "tag": ("#F9EDBB", "#3F3818"),
        "flight": ("#0072B2", "#5FB4EA"),
        "brought_flight": ("#7B4B1E", "#C99A6B"),
        "contested": ("#5F666D", "#A9AFB6"),
        "invalid": ("#D55E00", "#F08A4B"),
        "zone": ("#55531A", "#B9B470"),
        "zone_ground": ("#F0ECC8", "#2B2A1C"),
        # What is known less, or not at all.
        "not_reported": ("#6B7177", "#A3A9B0"),
        "derived": ("#5F666E", "#9CA3AA"),
        "unknown": ("#8B9096", "#7B828B"),
        "unknown_ground": ("#E4E4E4", "#3A4047"),
        "hatch": ("#B9BDC2", "#565D66"),
        "hatch_light": ("#D3D5D8", "#474E56"),
        "hatch_ground": ("#FAFAF8", "#1D2126"),
        "bars": ("#A7ACB3", "#6E757D"),
        "bars_page": ("#A9AAAE", "#70767E"),
        # Backgrounds of brought files: none of them is a colour of an event or of a class.
        "context_1": ("#5B7C99", "#86A9C8"),
        "context_2": ("#8A6D3B", "#C4A36A"),
        "context_3": ("#4F8A7B", "#77B8A6"),
        "context_4": ("#9A6A8F", "#C696BA"),
        "context_5": ("#7A8B3A", "#A9BC63"),
        "context_6": ("#B0705A", "#DA9A82"),
        "context_7": ("#5A5F8C", "#9297D0"),
        "context_8": ("#6B8E9E", "#9BBDCC"),
        # Edges and grounds of the page's parts.
        "rule": ("#D5D1C7", "#3B424A"),
        "rule_light": ("#E5E1D8", "#32383F"),
        "rule_faint": ("#ECE9E1", "#2A3036"),
        "control": ("#B9B5AA", "#6D747D"),
        "panel": ("#F8F7F3", "#171B1F"),
        # Marks of old days keep their outline.
        "ink_faded": ("#3C424A", "#C9CCD0"),
        "ink_faint": ("#6F767E", "#8E959D"),
        # Squares with many events, from few to most.
        "density_1": ("#E6E9EC", "#252E38"),
        "density_2": ("#C6CED5", "#35475C"),
        "density_3": ("#9BA8B4", "#4A6585"),
        "density_4": ("#55646F", "#94B3D9"),
        "density_5": ("#2C3843", "#D3E3F7"),
    }
)


PALETTE: Mapping[str, str] = MappingProxyType({name: light for name, (light, _) in _NAMED.items()})
"""The colours of paper, of every file and of the page in its light scheme."""

DARK: Mapping[str, str] = MappingProxyType({name: dark for name, (_, dark) in _NAMED.items()})
"""The colours of the page in its dark scheme, by the same names."""

DARK_TONES: Mapping[str, str] = MappingProxyType(
    {
        # Five classes, turned round: on a dark ground more is lighter.
        "#F2CBDD": "#B0659A",
        "#DE95B9": "#C47BAA",
        "#C25C95": "#D99AC1",
        "#94246F": "#EABDD8",
        "#560A45": "#FBE6F1",
        # Ratios, least first.
        "#0B5A52": "#A5E6DB",
        "#3F8F84": "#63B7AB",
        "#9CCBC2": "#3C9186",
        "#D9D7D0": "#747A82",
        "#E9C58A": "#AA813B",
        "#B8791C": "#D0A152",
        "#7E4A08": "#F6D594",
        # Kinds of events.
        "#D55E00": "#E8741E",
        "#E69F00": "#E69F00",
        "#000000": "#ECEAE4",
        "#0072B2": "#3D9BDC",
        "#CC79A7": "#D98CB8",
        "#56B4E9": "#7CC6F2",
        "#F0E442": "#F0E442",
        "#009E73": "#1DB58B",
        "#FFFFFF": DARK["paper"],
        "#8DAA7C": DARK["forest_edge"],
        # Brought files.
        "#332288": "#A091EA",
        "#CC6677": "#E08A99",
        "#88CCEE": "#A6DDF7",
        "#117733": "#45B36B",
        "#DDCC77": "#DDCC77",
        "#7B4B1E": DARK["brought_flight"],
        "#44AA99": "#5CC4B2",
        "#999933": "#B8B84A",
        **{PALETTE[f"context_{number}"]: DARK[f"context_{number}"] for number in range(1, 9)},
    }
)
"""What the light colours of classes, ratios, kinds and brought files are in the dark scheme."""


def scheme_picture(drawing: str) -> str:
    """Return an SVG as the address of a picture whose colours follow the scheme of the page.

    A picture has no custom properties of the page; it is told the scheme of what stands around it.

    Parameters
    ----------
    drawing : str
        An ``svg`` element whose parts are painted by attributes, in colours of the light scheme.
    """
    rules = "".join(
        f'[{what}="{colour}"]{{{what}:{_dark_of(colour)}}}'
        for what, colour in sorted(set(PAINTED.findall(drawing)))
    )
    at = drawing.index(">") + 1
    style = f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
    coded = b64encode(f"{drawing[:at]}{style}{drawing[at:]}".encode()).decode()
    return f"data:image/svg+xml;base64,{coded}"


def _dark_of(colour: str) -> str:
    return DARK_TONES.get(colour) or DARK[_NAME_OF[colour]]


PAINTED = re.compile(r'\b(fill|stroke)="(#[0-9A-F]{6})"')
"""Where a drawing names a colour: the attribute and the colour."""

_NAME_OF = {colour: name for name, colour in reversed(list(PALETTE.items()))}


def palette_css() -> str:
    """Return the palette as custom properties of the whole document."""
    return f":root {{{_properties(PALETTE)} }}\n"


def schemes_css() -> str:
    """Return both palettes: a script marks the root of the page when it is dark; paper is light."""
    light = {**PALETTE, **{_tone(colour): colour for colour in DARK_TONES}}
    dark = {**DARK, **{_tone(colour): dark for colour, dark in DARK_TONES.items()}}
    return (
        f":root {{{_properties(light)} }}\n"
        '@media screen { :root[data-scheme="dark"] { color-scheme: dark;'
        f"{_properties(dark)} }} }}\n"
    )


def shown_colour(colour: str) -> str:
    """Return a colour of the light scheme as a style sheet's value that follows the scheme.

    Raises
    ------
    KeyError
        The colour has no name.
    """
    if colour in DARK_TONES:
        return f"var(--{_tone(colour)})"
    return f"var(--{_NAME_OF[colour].replace('_', '-')})"


def _properties(colours: Mapping[str, str]) -> str:
    return "".join(f" --{name.replace('_', '-')}: {hex_};" for name, hex_ in colours.items())


def _tone(colour: str) -> str:
    return f"tone-{colour.removeprefix('#').lower()}"
