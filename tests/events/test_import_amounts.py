"""Counts as people write them: a figure, bounds, or none; the event always stays."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_reading import asked, figures, flags, read

from events.uploads.columns.amounts import read_amount
from events.uploads.columns.numbers import decimal_of


def counted(*texts: str, head: str = "people", mark: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(["date", "lon", "lat", head])
    writer.writerows(["2020-02-08", "23.65", "53.51", text] for text in texts)
    return out.getvalue()


def figure(text: str) -> tuple[float | None, float | None, float | None]:
    (found,) = figures(read(counted(text)))
    return found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "n/a",
            "N/A",
            "-",
            "–",
            "NULL",
            "b.d.",
            "B.D.",
            "brak danych",
            "nie podano",
            "nėra duomenų",
        ),
        *("nav datu", "нет данных", "н/д", "няма даных", "немає даних", "?", "...", "#N/A", "<NA>"),
        *("unknown", "nieznana", "неизвестно", " \u00a0 "),
    ],
)
def test_words_for_no_figure_are_blanks_and_nothing_is_flagged(text: str) -> None:
    upload = read(counted(text, "12"))
    assert figures(upload) == [(None, None, None), (12, None, None)]
    assert {flag for _, flag in flags(upload)} <= {"repeated"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1 234", 1234), ("1\u00a0234", 1234), ("12\u202f345", 12345), ("1\u2009234,5", 1234.5)),
        *(("12 osób", 12), ("12 os.", 12), ("12 человек", 12), ("12 чел.", 12), ("12 asmenų", 12)),
        *(("12 cilvēki", 12), ("osób: 12", 12), ("5 tys.", 5000), ("2 тыс. человек", 2000)),
        *(("3 tūkst. žmonių", 3000), ("0", 0), ("0 osób", 0), ("1'234", 1234), ("+12", 12)),
    ],
)
def test_blanks_between_thousands_and_units_behind_a_number_are_no_fault(
    text: str, value: float
) -> None:
    assert figure(text) == (value, None, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        *((">100", 100, None), ("≥ 100", 100, None), ("100+", 100, None), ("ponad 100", 100, None)),
        *(
            ("co najmniej 100 osób", 100, None),
            ("не менее 100", 100, None),
            ("virš 100", 100, None),
        ),
        *(("vairāk nekā 100", 100, None), ("more than 100", 100, None), ("min. 100", 100, None)),
        *(("<100", None, 100), ("do 100", None, 100), ("up to 100 people", None, 100)),
        *(
            ("poniżej 100", None, 100),
            ("ne daugiau kaip 100", None, 100),
            ("не более 100", None, 100),
        ),
        *(("100–150", 100, 150), ("100 - 150 osób", 100, 150), ("od 100 do 150", 100, 150)),
        *(
            ("от 100 до 150 человек", 100, 150),
            ("nuo 100 iki 150", 100, 150),
            ("100 to 150", 100, 150),
        ),
        *(
            ("between 100 and 150", 100, 150),
            ("ok. 100-150", 100, 150),
            ("1 000–1 500", 1000, 1500),
        ),
        *(("4-5 tys.", 4000, 5000),),
    ],
)
def test_bounds_are_bounds_and_no_figure_is_made_of_them(
    text: str, low: float | None, high: float | None
) -> None:
    assert figure(text) == (None, low, high)


@pytest.mark.parametrize(
    "text",
    ["~120", "≈120", "ok. 120", "około 120 osób", "apie 120", "ap. 120", "około 120", "ca 120"],
)
def test_a_rough_figure_is_kept_and_flagged_as_rough(text: str) -> None:
    upload = read(counted(text))
    assert figures(upload) == [(120, None, None)]
    assert flags(upload) == [(2, "rough")]
    assert upload.receipt.flagged[0].value == text


@pytest.mark.parametrize(
    "text",
    [
        "12 (3 children)",
        "12 women, 3 children",
        "12 km",
        "12*",
        "150-100",
        "many",
        "1e20",
        "12²",
        "1 12",
    ],
)
def test_a_count_that_cannot_be_read_leaves_the_row_without_a_figure(text: str) -> None:
    upload = read(counted(text, "12"))
    assert figures(upload) == [(None, None, None), (12, None, None)]
    assert flags(upload) == [(2, "no_figure")]
    assert upload.imported is not None
    assert list(upload.imported.cells["people"]) == [text, "12"]


def test_bounds_in_columns_of_their_own_are_not_overwritten() -> None:
    text = "date,people,low,high\n2021-11-08,100-150,110,\n"
    assert figures(read(text)) == [(None, 110, 150)]


@pytest.mark.parametrize(
    ("cells", "point", "comma"),
    [
        (["1.234", "900"], 1.234, 1234),
        (["12.500", "7.250", "3"], 12.5, 12500),
        (["1,234", "900"], 1234, 1.234),
    ],
)
def test_a_mark_before_three_digits_is_asked_about_and_then_obeyed(
    cells: list[str], point: float, comma: float
) -> None:
    text = counted(*cells, mark=";")
    question = asked(read(text))["decimal"]
    told = sum("." in cell or "," in cell for cell in cells)
    assert f"{told} row" in question.text
    assert figures(read(text, decimal="."))[0][0] == point
    assert figures(read(text, decimal=","))[0][0] == comma


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234.500", "12.500", "900"], [1234500, 12500, 900]),
        (["1.234", "7,5"], [1234, 7.5]),
        (["1.234", "7.5"], [1.234, 7.5]),
        (["0.125", "0.500"], [0.125, 0.5]),
        (["1,234,500", "2,500"], [1234500, 2500]),
    ],
)
def test_other_cells_of_the_column_settle_what_a_mark_means(
    cells: list[str], values: list[float]
) -> None:
    assert [value for value, _, _ in figures(read(counted(*cells, mark=";")))] == values


def test_numbers_of_json_have_a_decimal_point_and_are_not_asked_about() -> None:
    rows = [{"date": "2021-11-08", "people": 1.234}, {"date": "2021-11-09", "people": 2.5}]
    assert [value for value, _, _ in figures(read(json.dumps(rows), "a.json"))] == [1.234, 2.5]
    texts = [{"date": "2021-11-08", "people": "1.234"}, {"date": "2021-11-09", "people": "900"}]
    assert set(asked(read(json.dumps(texts), "a.json"))) == {"decimal"}


@given(low=st.integers(0, 10**6), more=st.integers(1, 10**6), dash=st.sampled_from("-–—"))
def test_any_range_is_read_back(low: int, more: int, dash: str) -> None:
    spaced = f"{low + more:,}".replace(",", "\u00a0")
    found = read_amount(f"{low}{dash}{spaced} osób", ",")
    assert (found.low, found.high) == (low, low + more)


@given(st.text(max_size=40))
def test_no_cell_breaks_the_reading_of_a_count(text: str) -> None:
    upload = read(json.dumps([{"date": "2021-11-08", "people": text}]), "a.json", decimal=".")
    assert upload.receipt.rows_kept + len(upload.receipt.refused) == 1


def test_degrees_have_no_thousands() -> None:
    assert decimal_of(["23,512", "53,123"], coordinates=True) == (",", None)
    assert decimal_of(["23.512", "53.123"], coordinates=True) == (".", None)
