"""What the map says of a heap of marks is what sheet and panel say of it."""

from __future__ import annotations

import random

from modules import as_json, run
from playwright.sync_api import Page

from dashboard.scene.words.heaps import Heaped, further_in_heap, heap_heading

TITLES = {1: "mine.csv", 2: "**b**", 5: "c.kml"}


def test_map_and_sheet_word_every_heap_alike(bench: Page) -> None:
    chance = random.Random(13)
    heaps = [
        [Heaped(chance.choice((0, 0, 1, 2, 5)), chance.random() < 0.3) for _ in range(size)]
        for size in (1, 2, 3, 4, 5, 7, 1_200)
        for _ in range(30)
    ]
    given = [[{"layer": one.layer, "isDeath": one.is_death} for one in heap] for heap in heaps]
    found = run(
        bench,
        "heaps: furtherInHeap, heapHeading",
        f"""const titles = new Map({as_json([*TITLES.items()]).decode()});
        return {as_json(given).decode()}.map((heap) =>
          [furtherInHeap(heap, titles), heapHeading(heap, titles)]);""",
    )
    assert found == [[further_in_heap(heap, TITLES), heap_heading(heap, TITLES)] for heap in heaps]


def test_a_label_tells_a_death_and_a_file_apart_from_what_else_lies_there(bench: Page) -> None:
    lines = run(
        bench,
        "heaps: furtherInHeap, heapOf, titlesIn; words: foldParts",
        """const feed = {
          categories: [{ label: "mass attempt, clash" }, { label: "death" }, { label: "mine.csv" }],
          columns: { mark_kind: [0, 0, 1, 2, 2], mark_flags: [0, 1, 0, 2, 3] },
          layers: [{ number: 1, label: "mine.csv" }],
        };
        const told = furtherInHeap(heapOf(feed, [0, 1, 2, 3, 4]), titlesIn(feed));
        return foldParts(["mass attempt, clash", ...told], 34);""",
    )
    assert lines == ["mass attempt, clash + death", "+ 1 more + 2 of mine.csv"]
