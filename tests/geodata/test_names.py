"""Names of places in several languages, as shipped and when damaged."""

import csv
from pathlib import Path

import pytest

import geodata
from geodata.names import load_other_names


def test_every_name_belongs_to_something_that_can_be_found_and_says_where_it_stands() -> None:
    known = {(place.found.kind, place.found.id) for place in geodata.gazetteer()}
    known |= {("town", id_) for id_ in geodata.load_towns()}
    for key, names in load_other_names().items():
        assert key in known
        assert all(name.source for name in names)


def test_hrodna_has_its_names_by_language() -> None:
    names = {n.language: n.name for n in load_other_names()["place", "hrodna"]}
    assert names.items() >= {
        *(("be", "Гродна"), ("ru", "Гродно"), ("pl", "Grodno"), ("lt", "Gardinas")),
    }


def test_a_name_is_only_given_a_language_by_who_tells_it() -> None:
    names = [name for names in load_other_names().values() for name in names]
    of_cldr = [name for name in names if name.source.startswith("Unicode CLDR")]
    assert {name.language for name in of_cldr} == {"be", "ru", "uk", "pl", "lt", "lv", "de"}
    of_geonames = [name for name in names if name.source.startswith("GeoNames")]
    assert {name.language for name in of_geonames} <= {"be", "ru", "uk", "und"}
    assert sum(name.language == "und" for name in of_geonames) > 0.9 * len(of_geonames)


def test_no_name_stands_twice_with_one_language() -> None:
    for names in load_other_names().values():
        told = [(name.language, geodata.fold_name(name.name)) for name in names]
        assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("name", "language"),
    [("Гродна", "be"), ("Гродно", "ru"), ("Gardinas", "lt"), ("Wilno", "pl"), ("Hrodna", None)],
)
def test_the_language_of_a_name_is_that_of_its_sources(name: str, language: str | None) -> None:
    assert geodata.language_of(name) == language


def test_a_name_that_several_languages_share_has_none_of_them() -> None:
    told: dict[str, set[str]] = {}
    for others in load_other_names().values():
        for other in others:
            if other.language != "und":
                told.setdefault(other.name, set()).add(other.language)
    shared = [name for name, languages in told.items() if len(languages) > 1]
    assert shared
    assert {geodata.language_of(name) for name in shared} == {None}


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("language", "xx", 'names.csv, row 2, language: "xx" is not a language. Use one of: be'),
        ("kind", "lake", 'kind: "lake" is not a kind. Use one of: place, town'),
        ("name", "", 'name: "" is empty. Give a value.'),
        ("source", "", 'source: "" is empty. Give a value.'),
    ],
)
def test_a_damaged_row_is_refused_with_its_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str, value: str, words: str
) -> None:
    with (geodata.data_folder() / "names.csv").open(encoding="utf-8", newline="") as page:
        rows = list(csv.reader(page))
    rows[1][rows[0].index(column)] = value
    with (tmp_path / "names.csv").open("w", encoding="utf-8", newline="") as page:
        csv.writer(page).writerows(rows)
    monkeypatch.setattr("geodata.names.data_folder", lambda: tmp_path)
    load_other_names.cache_clear()
    try:
        with pytest.raises(geodata.GeodataError) as caught:
            load_other_names()
        assert words in str(caught.value)
    finally:
        load_other_names.cache_clear()
