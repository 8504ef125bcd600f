"""The pictures are there, and the journey that takes them still finds its way through the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from docs.take_pictures import CONTROLS, IMAGES, PARTS

ROOT = Path(__file__).parents[2]
JOURNEY = ROOT / "docs" / "take_pictures.py"
PICTURES = {
    "page": (1440, 900),
    "mark": (1440, 900),
    "files": (1440, 900),
    "phone": (390, 844),
    "sheet": (1600, 1131),
}
SOURCES = {
    str(path.relative_to(ROOT)): path.read_text("utf-8")
    for suffix in ("*.py", "*.js", "*.html")
    for path in (ROOT / "dashboard").rglob(suffix)
}


def is_on_the_page(name: str) -> bool:
    """Tell whether a name is a whole label somewhere in the page's sources."""
    label = re.compile(rf"""["'>]{re.escape(name)}["'<]""")
    return any(label.search(text) for text in SOURCES.values())


@pytest.mark.parametrize("name", CONTROLS.values())
def test_every_control_of_the_journey_is_on_the_page(name: str) -> None:
    assert is_on_the_page(name), f"scripts/shots needs a control named {name}"


def test_a_control_that_is_gone_would_be_missed() -> None:
    assert not is_on_the_page("Next year")
    assert not is_on_the_page("Dat")


@pytest.mark.parametrize("name", PARTS.values())
def test_every_part_the_journey_waits_for_is_on_the_page(name: str) -> None:
    assert any(re.search(rf"\b{name}\b", text) for text in SOURCES.values()), name


def test_the_journey_touches_nothing_but_its_named_controls() -> None:
    text = JOURNEY.read_text("utf-8")
    touched = re.findall(r"get_by_(?:role|label|text)\((.*)\)", text)
    assert touched
    for arguments in touched:
        assert "CONTROLS[" in arguments, arguments
    for key in CONTROLS:
        assert f'CONTROLS["{key}"]' in text, key


@pytest.mark.parametrize(("name", "size"), PICTURES.items())
def test_every_picture_is_a_png_of_a_real_view(name: str, size: tuple[int, int]) -> None:
    path = IMAGES / f"{name}.png"
    assert 20_000 < path.stat().st_size <= 400_000
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.size == size
        assert len(picture.convert("RGB").getcolors(2**24) or ()) > 40


def test_the_readme_shows_pictures_the_journey_takes() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"\(docs/images/(\w+)\.png\)", text)
    assert shown[0] == "page"
    assert set(shown) == set(PICTURES) == {path.stem for path in IMAGES.iterdir()}


def test_every_picture_of_the_readme_is_told_in_words() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for words in re.findall(r"!\[([^\]]*)\]", text):
        assert len(words) > 20
