"""What is to be read can be read, in both schemes and by eyes that see fewer colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from dashboard.scene.fading import INKS, TOWARDS_WHITE, dark_inks
from dashboard.scene.palette import DARK, DARK_TONES, PALETTE
from dashboard.scene.symbology import CATEGORIES, RAMP, RATIOS

SCHEMES = {"light": PALETTE, "dark": DARK}
TEXT, GRAPHIC = 4.5, 3.0
"""Least contrast of words and of what carries meaning (WCAG 2.2, 1.4.3 and 1.4.11)."""

PAGE = ("page", "paper", "panel", "tag", "window", "hatch_ground")
WORDS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink_mid", "ink_2")
        for ground in (*PAGE, "land", "belarus")
    ),
    *(("ink_small", ground) for ground in ("page", "panel")),
    *((ink, "land") for ink in ("zone", "contested", "country_ink", "forest_ink")),
    # Drawn words have a rim of paper, which is what they stand on.
    *((ink, "paper") for ink in ("zone", "contested", "country_ink", "forest_ink")),
    *(("paper", ground) for ground in ("ink", "ink_mid", "flight", "density_4", "density_5")),
    *(("ink", ground) for ground in ("window_wash", "density_1", "density_2", "density_3")),
    *(("ink_2", ground) for ground in ("rule_faint", "zone_ground", "water")),
    ("accent", "page"),
]
MAP = ("land", "belarus", "water")
SIGNS = [
    *(
        (line, ground)
        for line in ("flight", "brought_flight", "accent", "not_reported")
        for ground in MAP
    ),
    *((line, "inset_belarus") for line in ("flight", "contested")),
    *(
        (state, ground)
        for state in ("ink", "derived", "unknown")
        for ground in ("page", "hatch_ground")
    ),
    *((f"context_{number}", ground) for number in range(1, 9) for ground in ("land", "belarus")),
    *((edge, "page") for edge in ("ink_3", "control", "bars", "bars_page", "invalid", "flight")),
    ("zone", "zone_ground"),
    ("border", "land"),
]
SECOND_SIGN = {
    ("light", "control", "page"): "the words in it say that it is to be pressed",
    ("light", "bars", "page"): "the rows below say of each day how it is known",
    ("light", "bars_page", "page"): "the number stands beside the bar",
    ("light", "border", "land"): "a line between countries that are named",
    ("light", "context_5", "belarus"): "a rim of paper, and its name in the key",
    ("light", "context_8", "belarus"): "a rim of paper, and its name in the key",
}
"""What is fainter than that, and what says the same beside it."""

# Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, whole severity, on linear RGB.
EYES = {
    "all colours": np.eye(3),
    "no red": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no blue": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
TOLD_APART = 8.0
"""Least distance in CIELAB of two colours of one shape: some four times what can be noticed."""


def linear(colour: str) -> NDArray[np.float64]:
    """Return a colour as linear RGB."""
    value = np.frombuffer(bytes.fromhex(colour[1:]), "u1") / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted(float(_TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, eyes: str) -> NDArray[np.float64]:
    """Return a colour in CIELAB (D65) as these eyes see it."""
    seen = np.clip(EYES[eyes] @ linear(colour), 0, 1)
    share = _TO_XYZ @ seen / (_TO_XYZ @ np.ones(3))
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def toned(colour: str, scheme: str) -> str:
    """Return a colour of a scale or kind as it is in a scheme."""
    return DARK_TONES[colour] if scheme == "dark" else colour


def test_black_on_white_is_21_and_a_grey_has_no_hue_for_any_eyes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    for eyes in EYES:
        assert lab("#808080", eyes) == pytest.approx([53.585, 0, 0], abs=0.2)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_can_be_read_on_every_ground_they_stand_on(scheme: str) -> None:
    colours = SCHEMES[scheme]
    faint = {
        (ink, ground): found
        for ink, ground in WORDS
        if (found := contrast(colours[ink], colours[ground])) < TEXT
    }
    assert not faint


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_carries_meaning_stands_out_or_has_a_second_sign(scheme: str) -> None:
    colours = SCHEMES[scheme]
    faint = {
        (scheme, *pair) for pair in SIGNS if contrast(*(colours[name] for name in pair)) < GRAPHIC
    }
    assert faint == {entry for entry in SECOND_SIGN if entry[0] == scheme}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_outline_of_a_mark_stands_out_at_every_age(scheme: str) -> None:
    inks = INKS if scheme == "light" else dark_inks()
    assert len(inks) == len(TOWARDS_WHITE)
    for ink in inks:
        for ground in ("land", "belarus"):
            assert contrast(ink, SCHEMES[scheme][ground]) >= GRAPHIC


def test_every_class_and_kind_stands_out_in_the_dark_or_has_an_outline_that_does() -> None:
    for colour in RAMP:
        for ground in ("land", "belarus", "page", "paper"):
            assert contrast(DARK_TONES[colour], DARK[ground]) >= GRAPHIC
    hollow = {PALETTE["paper"], PALETTE["forest_edge"]}
    for category in CATEGORIES:
        for ground in ("land", "belarus"):
            is_seen = contrast(DARK_TONES[category.colour], DARK[ground]) >= GRAPHIC
            assert is_seen or category.colour in hollow, category.key


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_classes_grow_darker_or_lighter_by_even_steps_for_all_eyes(scheme: str, eyes: str) -> None:
    lightness = [lab(toned(colour, scheme), eyes)[0] for colour in RAMP]
    steps = [after - before for before, after in pairwise(lightness)]
    assert all(step > 6 for step in steps) or all(step < -6 for step in steps), steps


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_two_classes_of_a_ratio_differ_in_width_or_are_told_apart_by_all_eyes(
    scheme: str, eyes: str
) -> None:
    for (one, width), (other, wide) in combinations(RATIOS.values(), 2):
        if width == wide:
            seen = [lab(toned(colour, scheme), eyes) for colour in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) >= TOLD_APART, (one, other)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_kinds_of_one_shape_are_told_apart_by_their_colour_by_all_eyes(
    scheme: str, eyes: str
) -> None:
    for one, other in combinations(CATEGORIES, 2):
        if one.shape == other.shape:
            seen = [lab(toned(kind.colour, scheme), eyes) for kind in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) >= TOLD_APART, (one.key, other.key)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_squares_of_many_events_are_told_apart_by_all_eyes(scheme: str, eyes: str) -> None:
    lightness = [lab(SCHEMES[scheme][f"density_{tone}"], eyes)[0] for tone in range(1, 6)]
    steps = [after - before for before, after in pairwise(lightness)]
    assert all(step > 6 for step in steps) or all(step < -6 for step in steps), steps
