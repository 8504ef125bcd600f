"""Finding a place by what somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodata


@pytest.mark.parametrize(
    ("typed", "kind", "found"),
    [
        ("Kuznica", "place", "kuznica"),
        ("kuźnica", "place", "kuznica"),
        ("Bialowieza", "place", "bialowieza"),
        ("BIAŁOWIEŻA", "place", "bialowieza"),
        ("Беловежа", "place", "bialowieza"),
        ("Grodno", "place", "hrodna"),
        ("Salcininkai", "place", "salcininkai"),
        ("dubicze", "place", "dubicze-cerkiewne"),
        ("kuznica bruzgi", "crossing", "kuznica-bruzgi"),
        ("MSQ", "airport", "MSQ"),
        ("OLBA", "airport", "BEY"),
        ("erbil", "airport", "EBL"),
        ("BY-LT-14", "section", "BY-LT-14"),
        ("bialowieza forest", "forest", "bialowieza-forest"),
        ("lodz", "town", "3093133"),
        ("Гродно", "place", "hrodna"),
        ("Гродна", "place", "hrodna"),
        ("Grodna", "place", "hrodna"),
        ("Gardinas", "place", "hrodna"),
        ("Кузница", "place", "kuznica"),
        ("Kuznitsa", "place", "kuznica"),
        ("Уснаж", "place", "usnarz-gorny"),
        ("Wilno", "place", "vilnius"),
        ("Варшава", "town", "756135"),
        ("Багдад", "airport", "BGW"),
        ("Hewler", "airport", "EBL"),
        ("Кузница Брузги", "crossing", "kuznica-bruzgi"),
        ("Western Bug", "river", "bug"),
        ("Западный Буг", "river", "bug"),
        ("Беловежская пуща", "forest", "bialowieza-forest"),
    ],
)
def test_accents_case_and_other_spellings_do_not_matter(typed: str, kind: str, found: str) -> None:
    first = geodata.find_place(typed)[0]
    assert (first.kind, first.id) == (kind, found)


def test_a_whole_name_comes_before_a_beginning_and_a_place_before_a_section() -> None:
    kinds = [found.kind for found in geodata.find_place("Białowieża")]
    assert kinds == ["place", "section", "crossing", "forest"]


def test_the_name_that_fits_is_told_where_it_is_not_the_one_on_the_map() -> None:
    assert [geodata.find_place(typed)[0].by for typed in ("hrodna", "GRODNO", "Гродно")] == [
        *(None, "Grodno", "Гродно"),
    ]


def test_what_sounds_alike_is_asked_only_when_no_name_fits() -> None:
    # "Brest" and "Brześć" sound apart; a name that is written so must not bring what sounds so.
    assert geodata.sound("kuznitsa") == geodata.sound("кузница") == geodata.sound("kuznica")
    assert {f.name for f in geodata.find_place("Kuznica")} >= {"Kuźnica", "Kuźnica – Bruzgi"}
    written = geodata.find_place("Grodno", limit=50)
    assert all(found.by == "Grodno" for found in written)


def test_nothing_fits_nothing() -> None:
    assert geodata.find_place("") == geodata.find_place("  – ") == ()
    assert geodata.find_place("Atlantis") == ()


def test_no_more_are_returned_than_asked_for() -> None:
    assert len(geodata.find_place("b", limit=3)) == 3


@given(st.sampled_from(list(geodata.load_places().values())))
def test_every_place_is_found_by_its_folded_name(place: geodata.Place) -> None:
    found = geodata.find_place(geodata.fold_name(place.name), limit=50)
    assert place.id in {entry.id for entry in found if entry.kind == "place"}


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_and_search_never_fails(text: str) -> None:
    once = geodata.fold_name(text)
    assert geodata.fold_name(once) == once
    geodata.find_place(text)


def test_among_equals_the_larger_place_comes_first() -> None:
    names = [found.name for found in geodata.find_place("br", limit=6)]
    assert names == ["Brest", "Braslav", "Bruzgi", "Bryansk", "Bratislava", "Brno"]
