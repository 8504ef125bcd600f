"""The glossary: plain sentences, in order, and the same in the documents."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from shipped import shipped_ledger

from dashboard.page.filters import HELP
from dashboard.scene.words.glossary import GLOSSARY, GUIDE
from docs.glossary_page import build_page
from events import Selection

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"


def test_the_page_of_the_documents_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == build_page(shipped_ledger()), "run scripts/build-docs"


def test_every_word_has_one_sentence_and_stands_in_order() -> None:
    assert list(GLOSSARY) == sorted(GLOSSARY)
    for term, meaning in GLOSSARY.items():
        assert meaning[0].isupper() and meaning.endswith("."), term
        assert meaning.count(". ") == 0, term
        assert len(meaning) <= 150, term


def test_what_is_explained_beside_a_filter_is_a_word_of_the_glossary() -> None:
    assert set(HELP) <= {field.name for field in fields(Selection)}
    assert {"grades", "contested", "measures"} <= set(HELP)
    assert set(HELP.values()) <= set(GLOSSARY)


def test_the_guide_has_four_steps_of_few_words() -> None:
    assert len(GUIDE) == 4
    assert all(len(step.text) <= 200 for step in GUIDE)
