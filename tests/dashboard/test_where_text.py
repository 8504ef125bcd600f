"""A part of the ground as text: what is read, what is refused with which words, what comes back."""

from __future__ import annotations

import pytest

from dashboard.errors import StateError
from dashboard.scene.where_text import is_where, read_area, read_where, ring_text, where_text
from events import WhereKind

AREA = "23.4,53.2;24.1,53.2;24.1,53.9"


@pytest.mark.parametrize(
    "text",
    [
        "border:BY-PL",
        "section:BY-PL-08",
        f"area:{AREA}",
        "area:23.4567,53.2345;24.1234,53.2345;24.1234,53.9876",
        "view:21.4,51.3,29.6,56.4",
        "view:21.4567,51.3456,29.6543,56.4321",
    ],
)
def test_an_address_comes_back_as_it_was(text: str) -> None:
    assert is_where(text)
    assert where_text(read_where(text)) == text


def test_the_corners_of_a_view_are_kept_to_four_decimals() -> None:
    where = read_where("view:21.41239,51.3,29.6,56.4")
    assert where.kind is WhereKind.VIEW
    assert where.bounds == (21.4124, 51.3, 29.6, 56.4)
    assert where_text(where) == "view:21.4124,51.3,29.6,56.4"


def test_corners_are_written_with_what_stands_between_them() -> None:
    assert ring_text(read_area(AREA), "\n") == "23.4,53.2\n24.1,53.2\n24.1,53.9"


@pytest.mark.parametrize("text", ["", "find", "word: x", "areas:1,2", "Border:BY-PL"])
def test_what_has_no_form_is_no_part_and_is_refused_with_the_forms(text: str) -> None:
    assert not is_where(text)
    with pytest.raises(StateError, match=r"is no part of the map\. Write one of: border:BY-PL, "):
        read_where(text)


def test_a_kind_alone_is_refused_and_a_name_that_is_none() -> None:
    with pytest.raises(StateError, match="is no part of the map"):
        read_where("border")
    with pytest.raises(StateError, match="BY-UA"):
        read_where("border:BY-UA")


def test_of_a_long_text_sixty_signs_are_told() -> None:
    for length, told in ((60, "x" * 60), (61, "x" * 59 + "…")):
        with pytest.raises(StateError) as refused:
            read_where("x" * length)
        assert f'"{told}" is no part' in str(refused.value)


def test_fifteen_hundred_characters_are_read_and_one_more_are_not() -> None:
    room = 1_500 - len(AREA)
    assert read_area(AREA + " " * room).ring == ((23.4, 53.2), (24.1, 53.2), (24.1, 53.9))
    with pytest.raises(StateError, match="more than 1500 characters"):
        read_area(AREA + " " * (room + 1))


@pytest.mark.parametrize("sign", "|()[]{}")
def test_brackets_and_bars_are_answered_with_how_an_outline_is_written(sign: str) -> None:
    with pytest.raises(StateError, match="more than one outline, or written otherwise"):
        read_area(f"{AREA}{sign}")


@pytest.mark.parametrize(
    ("corner", "read"),
    [
        *(("-20,53", True), ("-20.1,53", False), ("72,53", True), ("72.1,53", False)),
        *(("24,12", True), ("24,11.9", False), ("24,65", True), ("24,65.1", False)),
    ],
)
def test_a_corner_lies_on_the_map_up_to_its_edges(corner: str, read: bool) -> None:
    text = f"23.4,53.2;24.1,53.9;{corner}"
    if read:
        assert len(read_area(text).ring) == 3
    else:
        with pytest.raises(StateError, match=r"off the map.*Longitude stands first\."):
            read_area(text)


def test_latitude_first_is_told_as_that() -> None:
    with pytest.raises(StateError, match="Longitude stands first"):
        read_area("53.2,75.4; 53.2,76.1; 53.9,76.1")


@pytest.mark.parametrize("text", ["23.4;53.2;24.1", "23.4,53.2,1;24.1,53.2,1", "a,b;c,d;e,f"])
def test_a_corner_is_two_numbers(text: str) -> None:
    with pytest.raises(StateError, match=r"Write it as longitude,latitude, like 23\.4,53\.2"):
        read_area(text)


@pytest.mark.parametrize("text", ["view:1,2,3", "view:1,2,3,4,5"])
def test_a_view_is_four_numbers(text: str) -> None:
    with pytest.raises(StateError, match=r"Write it as view:21\.4,51\.3,29\.6,56\.4"):
        read_where(text)


def test_edges_that_cross_are_no_area() -> None:
    with pytest.raises(StateError, match="Its edges cross"):
        read_area("23.3,53.2; 24.1,53.9; 24.1,53.2; 23.3,53.9")
