"""*Go to* on the map finds what the gazetteer and the search of events find."""

from __future__ import annotations

import random
from typing import Any

import pytest
from playwright.sync_api import Page

import geodata
from dashboard.feed.geography import geography
from events import find, load_ledger

LETTERS = [
    chr(number)
    for first, last in ((0x20, 0x250), (0x370, 0x530), (0x5D0, 0x6FF), (0x1E00, 0x2030))
    for number in range(first, last)
]
SPACES = ["\t", "\n", "\u00a0", "\u2003", "\u0301", "\u2212", "\ufb01"]


def folded(bench: Page, texts: list[str]) -> list[str]:
    found: list[str] = bench.evaluate(
        """async ({ texts, letters }) => {
          const { foldName } = await import("/dashboard/web/map/goto.js");
          return texts.map((text) => foldName(text, letters));
        }""",
        {"texts": texts, "letters": geography()["letters"]},
    )
    return found


def listed(bench: Page, typed: str) -> list[str]:
    """Return the names that the box lists under what is typed."""
    feed = {name: geography()[name] for name in ("views", "places", "letters")}
    found: list[str] = bench.evaluate(
        """async ({ feed, typed }) => {
          const { createGoto } = await import("/dashboard/web/map/goto.js");
          const node = document.createElement("div");
          createGoto(node, { map: {} }).fill(feed);
          const find = node.querySelector("input");
          find.value = typed;
          find.dispatchEvent(new Event("input"));
          return [...node.querySelectorAll("li button")].map((each) => each.firstChild.textContent);
        }""",
        {"feed": feed, "typed": typed},
    )
    return found


def test_the_browser_folds_every_letter_as_python_does(bench: Page) -> None:
    chance = random.Random(7)
    texts = [*LETTERS, *SPACES]
    texts += [
        "".join(chance.choices([*LETTERS, *SPACES], k=chance.randrange(2, 24))) for _ in range(3000)
    ]
    wrong = [
        (text, here, there)
        for text, there in zip(texts, folded(bench, texts), strict=True)
        if (here := geodata.fold_name(text)) != there
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "name", "title"),
    [
        ("Kuznica-Bruzgi", "Kuźnica – Bruzgi", "Kuźnica"),
        ("Kuźnica–Bruzgi", "Kuźnica – Bruzgi", "Kuźnica"),
        ("KUZNICA-BRUZGI", "Kuźnica – Bruzgi", "Kuźnica"),
        ("bialowieza", "Białowieża", "Białowieża"),
        ("Łódź", "Łódź", None),
        ("lodz", "Łódź", None),
    ],
)
def test_go_to_gazetteer_and_search_agree(
    bench: Page, typed: str, name: str, title: str | None
) -> None:
    assert name in listed(bench, typed)
    assert name in [found.name for found in geodata.find_place(typed)]
    if title is not None:
        ledger = load_ledger()
        found = {event.id for event in find(ledger, typed)}
        assert found
        assert found == {event.id for event in find(ledger, name)}


@pytest.mark.parametrize("typed", ["Æ", "œ", "ß", "ẞ"])
def test_a_letter_of_two_is_the_same_two_letters_to_all_three(bench: Page, typed: str) -> None:
    (there,) = folded(bench, [typed])
    assert there == geodata.fold(typed) == geodata.fold_name(typed)
    assert there.isascii()
    assert len(there) == 2


def test_every_place_of_the_feed_is_found_by_the_name_it_has(bench: Page) -> None:
    places: list[dict[str, Any]] = geography()["places"]
    assert folded(bench, [place["name"] for place in places]) == [p["folded"] for p in places]
