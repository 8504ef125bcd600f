"""*Find* on the map finds what the gazetteer and the search of events find, and named days."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page
from shipped import shipped_ledger

import geodata
from dashboard.feed.geography import geography
from dashboard.feed.times import times_of
from dashboard.scene.words.dates import day_number
from events import find

LETTERS = [
    chr(number)
    for first, last in ((0x20, 0x250), (0x370, 0x530), (0x5D0, 0x6FF), (0x1E00, 0x2030))
    for number in range(first, last)
]
SPACES = ["\t", "\n", "\u00a0", "\u2003", "\u0301", "\u2212", "\ufb01"]


def folded(bench: Page, texts: list[str]) -> list[str]:
    found: list[str] = bench.evaluate(
        """async ({ texts, letters }) => {
          const { foldName } = await import("/dashboard/web/map/spelling.js");
          return texts.map((text) => foldName(text, letters));
        }""",
        {"texts": texts, "letters": geography()["letters"]},
    )
    return found


def searched(bench: Page, typed: list[str], most: int = 8) -> list[list[tuple[str, str | None]]]:
    """Return for each text the names found with the other name that fits, in their order."""
    feed = {name: geography()[name] for name in ("places", "letters", "sounds")}
    found: list[list[tuple[str, str | None]]] = bench.evaluate(
        """async ({ feed, typed, most }) => {
          const { createSearch } = await import("/dashboard/web/map/spelling.js");
          const search = createSearch(feed);
          return typed.map((text) => search(text, most).map(({ entry, by }) => [entry.name, by]));
        }""",
        {"feed": feed | {"times": times_of(shipped_ledger())}, "typed": typed, "most": most},
    )
    return [[(name, by) for name, by in each] for each in found]


def listed(bench: Page, typed: str) -> list[str]:
    """Return the names that the search lists under what is typed."""
    return [name for name, _ in searched(bench, [typed])[0]]


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
        ledger = shipped_ledger()
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
    names = [[place["name"], *place["names"]] for place in places]
    here = [fold for place in places for fold in place["folded"]]
    assert folded(bench, [name for each in names for name in each]) == here


def test_the_browser_hears_every_name_as_python_does(bench: Page) -> None:
    names = [fold for place in geography()["places"] for fold in place["folded"]]
    there: list[str] = bench.evaluate(
        """async ({ names, sounds }) => {
          const { soundOf } = await import("/dashboard/web/map/spelling.js");
          return names.map(soundOf(sounds));
        }""",
        {"names": names, "sounds": geography()["sounds"]},
    )
    assert there == [geodata.sound(name) for name in names]


TYPED = (
    *("Grodno", "Hrodna", "Гродно", "Grodna", "Gardinas", "Kuznica", "Кузница", "Kuznitsa"),
    *("Usnarz", "Уснаж", "Кузница Брузги", "Western Bug", "беловежская пуща", "Багдад", "Wilno"),
    *("BY-LT-14", "EBL", "Terespol", "Šumskas losha", "br", "Atlantis", "Вильнюс"),
)


def test_the_map_finds_the_same_places_as_the_gazetteer_in_the_same_order(bench: Page) -> None:
    days = {time["name"] for time in times_of(shipped_ledger())}
    for typed, found in zip(TYPED, searched(bench, list(TYPED), 1000), strict=True):
        there = [(name, by) for name, by in found if name not in days]
        here = [(place.name, place.by) for place in geodata.find_place(typed, 1000)]
        assert there == here, typed


@pytest.mark.parametrize(
    ("typed", "name", "first", "last"),
    [
        ("november 2021", "November 2021, 1–30 Nov 2021", "2021-11-01", "2021-11-30"),
        ("2021-11", "November 2021, 1–30 Nov 2021", "2021-11-01", "2021-11-30"),
        ("Nov 2021", "November 2021, 1–30 Nov 2021", "2021-11-01", "2021-11-30"),
        ("autumn 2021", "Autumn 2021, 1 Sep – 30 Nov 2021", "2021-09-01", "2021-11-30"),
        ("fall 2021", "Autumn 2021, 1 Sep – 30 Nov 2021", "2021-09-01", "2021-11-30"),
        ("winter 2023", "Winter 2023–24, 1 Dec 2023 – 29 Feb 2024", "2023-12-01", "2024-02-29"),
        ("2022", "2022, 1 Jan – 31 Dec 2022", "2022-01-01", "2022-12-31"),
        ("2021-W45", "Week 45 of 2021, 8–14 Nov 2021", "2021-11-08", "2021-11-14"),
        ("week 45 2021", "Week 45 of 2021, 8–14 Nov 2021", "2021-11-08", "2021-11-14"),
        ("w53 2026", "", "", ""),
        ("polish emergency", "Polish emergency, 2 Sep – 30 Nov 2021", "2021-09-02", "2021-11-30"),
    ],
)
def test_days_are_found_by_the_names_people_give_them(
    bench: Page, typed: str, name: str, first: str, last: str
) -> None:
    assert ([*listed(bench, typed), ""][0]) == name
    if name:
        days = next(time for time in times_of(shipped_ledger()) if time["name"] == name)
        assert days["first"] == day_number(date.fromisoformat(first))
        assert days["last"] == day_number(date.fromisoformat(last))


def test_a_name_of_a_place_and_of_days_finds_both(bench: Page) -> None:
    found = listed(bench, "Usnarz")
    assert found[:2] == ["Usnarz Górny", "Usnarz Górny, 12 Aug – 23 Oct 2021"]


def test_a_name_of_another_language_is_marked_with_it(bench: Page) -> None:
    feed = {name: geography()[name] for name in ("places", "letters", "sounds")}
    marked = bench.evaluate(
        """async ({ feed, typed }) => {
          const { createFinder } = await import("/dashboard/web/map/finder.js");
          const finder = createFinder(() => {});
          finder.fill(feed);
          const [field, list] = finder.nodes;
          return typed.map((text) => {
            field.value = text;
            field.dispatchEvent(new Event("input"));
            const { textContent, lang } = list.querySelector("li i");
            return [textContent, lang];
          });
        }""",
        {
            "feed": feed | {"times": times_of(shipped_ledger())},
            "typed": ["Гродно", "Гродна", "Gardinas"],
        },
    )
    assert marked == [["Гродно", "ru"], ["Гродна", "be"], ["Gardinas", "lt"]]
