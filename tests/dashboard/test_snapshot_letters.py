"""Letters of other scripts on a sheet: joined, turned, or named as missing."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from dashboard.order import build_order
from dashboard.scene import Scene, build_scene
from dashboard.snapshot import build_sheet, draw, drawing
from dashboard.snapshot.fonts import clean_text, lacking_words, text_width
from dashboard.snapshot.page import Page, paper_size
from dashboard.snapshot.shaping import in_visual_order, is_turned
from dashboard.state import MapState
from events import Ledger, Showing
from events.uploads import Layer, Readers, build_layer, join_layers, read_upload

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
ARABIC, HEBREW = "أربيل – مطار", "מינסק"
SCRIPTS = ["Кузница", "Μινσκ", "ბათუმი", "Երևան", HEBREW, ARABIC, "Žemaitkiemis"]


@pytest.mark.parametrize("word", SCRIPTS)
def test_the_scripts_round_the_region_are_drawn_and_none_of_their_letters_is_missing(
    word: str,
) -> None:
    assert clean_text(word) == word and not lacking_words([word])
    assert text_width(word, 8) > 0


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    shown = in_visual_order("[1] أربيل (Erbil), 12")
    assert shown.startswith("[1] ﻞ") and shown.endswith("ﺃ (Erbil), 12")
    assert not set("أربيل") & set(shown)
    assert "(" in in_visual_order("أربيل (مطار) مطار").split(")")[0]
    assert in_visual_order(HEBREW) == HEBREW[::-1]
    for word in ("Kuźnica", "Гродно", "12", ""):
        assert in_visual_order(word) == word and not is_turned(word)


def ink(words: str) -> np.ndarray:
    with drawing():
        page = Page(paper_size("a4"))
        page.text(20, 20, words, 40)
        out = io.BytesIO()
        page.figure.savefig(out, format="png", dpi=60)
    picture = np.asarray(Image.open(out).convert("L"))
    columns = np.flatnonzero((picture < 128).any(axis=0))
    assert len(columns)
    return picture[:, columns[0] : columns[-1] + 1]


def test_joined_letters_are_drawn_otherwise_than_lone_ones() -> None:
    joined, alone = ink("بيل"), ink("ب ي ل")
    gaps = [int((picture >= 128).all(axis=0).sum()) for picture in (joined, alone)]
    assert gaps[0] == 0 < gaps[1]


@pytest.fixture(scope="module")
def layer() -> Layer:
    text = f"date,lon,lat,title,people\n2021-11-08,23.51,53.51,{ARABIC},12\n"
    text += "2021-11-08,23.66,53.14,中文 📨 Кузница,7\n"
    with Readers() as readers:
        upload = read_upload(text.encode(), f"{HEBREW} 中文.csv", readers=readers)
    return build_layer(upload, 1)


def scene_of(ledger: Ledger, layer: Layer) -> tuple[Ledger, Scene]:
    harmless = replace(layer, provenance=replace(layer.provenance, sensitive=False))
    whole = join_layers(ledger, (harmless,), Showing.MERGED)
    state = MapState(date(2021, 11, 8), files=(layer.key,), showing=Showing.MERGED)
    return whole, build_scene(whole, state)


def test_letters_no_face_has_are_named_on_the_sheet(ledger: Ledger, layer: Layer) -> None:
    whole, scene = scene_of(ledger, layer)
    with drawing():
        sheet = build_sheet(whole, scene, ORDER)
        texts = [a.get_text() for figure in sheet.figures for a in figure.findobj(Text)]
    told = " ".join(texts)
    assert re.search(r"Letters that the typeface lacks stand as \ufffd: .*2 Chinese", told)
    assert layer.key in told.replace(" ", "")
    plain = build_scene(ledger, MapState(date(2021, 11, 8)))
    with drawing():
        sheet = build_sheet(ledger, plain, ORDER)
        assert not any("lacks" in a.get_text() for a in sheet.figure.findobj(Text))


def test_an_svg_keeps_words_as_they_are_written(ledger: Ledger, layer: Layer) -> None:
    whole, scene = scene_of(ledger, layer)
    content = draw(whole, scene, "svg").decode("utf-8")
    assert HEBREW in content and HEBREW[::-1] not in content
    assert not re.search("[\ufe70-\ufefc]", content)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([], ""),
        (["Kuźnica", ARABIC], ""),
        (["中文 中"], "2 Chinese"),
        (["中 📨 ひ 한"], "1 Chinese, 1 Japanese, 1 Korean, 1 pictograms"),
        (["देव"], "3 Devanagari"),
    ],
)
def test_missing_letters_are_told_by_their_script(texts: list[str], words: str) -> None:
    assert lacking_words(texts) == words
