"""Every colour has one place: scripts, styles and drawings take it by name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dashboard.scene.palette import (
    DARK,
    DARK_TONES,
    PALETTE,
    palette_css,
    schemes_css,
    shown_colour,
)
from dashboard.scene.symbology import CATEGORIES, RAMP, RATIOS

ROOT = Path(__file__).parents[2]
HEX = re.compile(r"(?<![\w&])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])")
RGB = re.compile(r"rgba?\(\s*(\d+),\s*(\d+),\s*(\d+)")
WEB = sorted(
    path
    for folder in ("dashboard/web", "dashboard/exports/player/web")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".js", ".css", ".html"}
)
OF_CATEGORIES = {category.colour for category in CATEGORIES}
OF_SCALES = {*RAMP, *(colour for colour, _ in RATIOS.values())}


def colours_in(text: str) -> set[str]:
    """Return the colours of a text as six digits, whatever form they have in it."""
    found = set()
    for short in HEX.findall(text):
        digits = short[1:] if len(short) > 5 else "".join(sign * 2 for sign in short[1:])
        found.add(f"#{digits[:6].upper()}")
    return found | {"#{:02X}{:02X}{:02X}".format(*map(int, rgb)) for rgb in RGB.findall(text)}


def test_every_form_of_a_colour_is_seen() -> None:
    text = (
        '"#1e2329" #FFF; rgba(1, 2, 255, 0.5) #abcd #12345678 a[href="#"] `#${mixed}` &#39; #held'
    )
    assert colours_in(text) == {"#1E2329", "#FFFFFF", "#0102FF", "#AABBCC", "#123456"}


@pytest.mark.parametrize("path", WEB, ids=lambda path: path.name)
def test_every_colour_of_a_script_or_style_sheet_is_in_the_palette(path: Path) -> None:
    assert colours_in(path.read_text("utf-8")) <= set(PALETTE.values())


@pytest.mark.parametrize("path", WEB, ids=lambda path: path.name)
def test_every_name_of_a_colour_in_a_script_or_style_sheet_is_known(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(re.findall(r"\bPALETTE\.(\w+)", text)) <= set(PALETTE)
    # What a script measures and sets is no colour.
    measured = {
        name
        for script in WEB
        for name in re.findall(r'setProperty\("--([\w-]+)', script.read_text())
    }
    names = set(re.findall(r"var\(--([\w-]+)", text)) - measured
    assert {name.replace("-", "_") for name in names} <= set(PALETTE)


def test_scripts_and_style_sheets_take_their_colours_by_name() -> None:
    """A white that lets something through is the one literal left, and in style sheets only."""
    for path in WEB:
        left = colours_in(path.read_text("utf-8"))
        assert left <= ({"#FFFFFF"} if path.suffix == ".css" else set()), path.name


def test_every_colour_of_a_drawing_has_a_name() -> None:
    known = {*PALETTE.values(), *OF_CATEGORIES, *OF_SCALES, *DARK.values(), *DARK_TONES.values()}
    for path in (ROOT / "dashboard").rglob("*.py"):
        assert colours_in(path.read_text("utf-8")) <= known, path.name


def test_the_theme_of_the_page_is_of_the_palette() -> None:
    settings = ROOT / "dashboard" / ".streamlit" / "config.toml"
    theme = tomllib.loads(settings.read_text("utf-8"))["theme"]
    names = {
        "primaryColor": "accent",
        "backgroundColor": "page",
        "secondaryBackgroundColor": "panel",
        "textColor": "ink",
        "borderColor": "rule",
        "linkColor": "ink",
    }
    for scheme, colours in (("light", PALETTE), ("dark", DARK)):
        assert theme[scheme] == {setting: colours[name] for setting, name in names.items()}


def test_no_colour_has_two_names_and_each_is_six_digits() -> None:
    """Two names of one light colour have two dark ones, or one of them is too many."""
    assert len({(PALETTE[name], DARK[name]) for name in PALETTE}) == len(PALETTE)
    every = (*PALETTE.values(), *DARK.values(), *DARK_TONES.values())
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in every)


def test_every_colour_of_a_scale_a_kind_and_a_brought_file_has_one_of_its_own_in_the_dark() -> None:
    contexts = {colour for name, colour in PALETTE.items() if name.startswith("context_")}
    assert set(DARK_TONES) == OF_CATEGORIES | OF_SCALES | contexts
    # Scripts turn one into the other and back.
    assert len(set(DARK_TONES.values())) == len(DARK_TONES)
    assert all(DARK_TONES.get(dark, dark) == dark for dark in DARK_TONES.values())


def test_a_colour_that_the_page_is_given_follows_the_scheme() -> None:
    both = schemes_css()
    light, dark = both.split("@media screen")
    assert dark.startswith(' { :root[data-scheme="dark"] {')
    for colour in (*PALETTE.values(), *DARK_TONES):
        name = shown_colour(colour).removeprefix("var(").removesuffix(")")
        assert f"{name}: {colour};" in light
        assert f"{name}: #" in dark


def test_the_colours_that_carry_meaning_are_these() -> None:
    meant = {"ink": "#1E2329", "paper": "#FFFFFF", "halo": "#F3D56B", "not_reported": "#6B7177"}
    meant |= {"flight": "#0072B2", "tag": "#F9EDBB", "border": "#9A958A", "water": "#C9DCE6"}
    assert {name: PALETTE[name] for name in meant} == meant


def test_style_sheets_are_given_every_colour() -> None:
    text = palette_css()
    assert text.startswith(":root { --ink: #1E2329; --ink-mid: #3A4048;")
    assert len(re.findall(r"--[a-z0-9-]+: #[0-9A-F]{6};", text)) == len(PALETTE)
