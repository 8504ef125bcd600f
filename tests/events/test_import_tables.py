"""Tables as programs and offices write them: no line of them goes missing."""

from __future__ import annotations

import csv
import io
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_reading import asked, figures, points, read, reasons, spans

from events.uploads import ColumnMapping, Limits
from events.uploads.formats.delimited import read_delimited
from events.uploads.values.encodings import CANDIDATES, encoding_question

HEAD = "date,lon,lat,title,people\n"
ROWS = [
    "2021-11-08,23.65,53.51,Kuźnica,12",
    "2021-11-09,23.71,53.02,Bobrowniki,7",
    "2021-11-10,24.07,53.93,Druskininkai,30",
    "2021-11-11,23.65,53.51,Bruzgi,31",
]


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("closing", ["", '"', "”"])
def test_a_quotation_mark_that_is_not_closed_costs_its_own_row_only(
    place: int, closing: str
) -> None:
    rows = list(ROWS)
    rows[place] = rows[place].replace(",K", ',"K').replace(",B", ',"B').replace(",D", ',"D')
    if closing and place < 3:
        rows[-1] += closing
    upload = read(HEAD + "\n".join(rows) + "\n")
    assert upload.receipt.rows_in == 4
    assert [refusal.row for refusal in upload.receipt.refused] == [place + 2]
    assert "quot" in reasons(upload)[0] or "well-formed" in reasons(upload)[0]
    lines = upload.receipt.lines
    assert lines is not None and (lines.total, lines.rows, lines.refused) == (5, 3, 1)


def test_two_marks_that_are_not_closed_cost_two_rows() -> None:
    rows = [row.replace(",Kuźnica", ',"Kuźnica').replace(",Druski", ',"Druski') for row in ROWS]
    upload = read(HEAD + "\n".join(rows) + "\n")
    assert upload.receipt.rows_in == 4
    assert {r.row for r in upload.receipt.refused} <= {2, 4} and upload.receipt.refused


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    text = HEAD + '2021-11-08,23.65,53.51,"Kuźnica\nBruzgi, again\n\nand more",12\n' + ROWS[1]
    upload = read(text)
    assert upload.imported is not None
    assert upload.imported.text("title", 0) == "Kuźnica\nBruzgi, again\n\nand more"
    lines = upload.receipt.lines
    assert lines is not None and (lines.total, lines.above, lines.rows) == (6, 1, 5)


def test_a_delimiter_too_many_and_cells_too_few_change_nothing() -> None:
    wide = read("date;lon;lat;people;\n2021-11-08;23.65;53.51;12;\n2021-11-09;23.7;53;7;;\n")
    assert [value for value, _, _ in figures(wide)] == [12, 7]
    short = read("date,lon,lat,people,note\n2021-11-08,23.65,53.51,12\n2021-11-09,23.7,53\n")
    assert figures(short) == [(12, None, None), (None, None, None)]
    assert any("2 rows have fewer cells" in note for note in short.receipt.notes)
    odd = read("date,lon,lat,people\n2021-11-08,23,65,53,51,12\n2021-11-08,23.65,53.51,12\n")
    assert reasons(odd) == ["has 6 cells where the header has 4"]


@pytest.mark.parametrize(
    "above",
    [
        "Przekroczenia granicy\n",
        "Przekroczenia granicy;;;;\nŹródło: Straż Graniczna;;;;\n;;;;\n",
        "Sienos perėjimai\n\nŠaltinis: VSAT; 2021\n",
        "Отчёт\nза ноябрь 2021\nсоставлен: 10.12.2021\n\n\n",
        "a title; with a mark\nand; another; one\n",
    ],
)
def test_lines_above_the_header_are_told_and_make_no_rows(above: str) -> None:
    table = "data;dlugosc;szerokosc;miejsce;liczba osob\n8.11.2021;23,65;53,51;Kuźnica;12\n"
    upload = read(above + table + "9.11.2021;23,71;53,02;Bobrowniki;7\n")
    assert points(upload) == [(23.65, 53.51), (23.71, 53.02)]
    assert [value for value, _, _ in figures(upload)] == [12, 7]
    assert any("above the header" in note for note in upload.receipt.notes)


def test_a_header_of_two_rows_counts_by_its_lower_names() -> None:
    text = (
        "data;gdzie;;ile;\n;lon;lat;osoby;dzieci\n"
        "8.11.2021;23.65;53.51;12;3\n9.11.2021;23.71;53.02;7;\n"
    )
    upload = read(text)
    assert points(upload) == [(23.65, 53.51), (23.71, 53.02)]
    assert upload.receipt.columns["value"] == "osoby" and upload.receipt.columns["day"] == "data"
    twice = read(
        "date,lon,lat,Poland,,Latvia,\n,,,attempts,groups,attempts,groups\n"
        "2021-11-08,23.6,53.5,9,1,4,2\n"
    )
    assert "Latvia: attempts" in (*twice.receipt.unused_columns, *twice.receipt.columns.values())


PAGES = {
    "Białowieża – Świnoujście": ("cp1250", "iso8859-2", "cp852", "mac_latin2"),
    "Šalčininkai, Žemėpatis": ("cp1257", "iso8859-13", "iso8859-4", "cp775"),
    "Гродно и Белосток": ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic"),
    "Київ, Їжакове": ("koi8-u", "cp1251"),
}


@pytest.mark.parametrize(
    ("words", "page"), [(words, page) for words, pages in PAGES.items() for page in pages]
)
def test_every_code_page_of_the_region_is_among_the_answers(words: str, page: str) -> None:
    plain = words.replace("–", "-")
    data = f'date;lon;lat;miejsce\n2021-11-08;23.65;53.51;"{plain}"\n'.encode(page)
    question = asked(read(data))["encoding"]
    assert "1 line has" in question.text
    first = plain.split(",")[0]
    assert any(first in option.shown for option in question.options), question.options
    upload = read(data, encoding=page)
    assert upload.imported is not None and upload.imported.text("place", 0) == plain


def test_any_code_page_that_python_knows_is_an_answer_and_others_are_refused() -> None:
    data = "date,lon,lat,place\n2021-11-08,23.65,53.51,Tromsø\n".encode("cp865")
    assert read(data, encoding="cp865").imported is not None
    assert read(data, encoding="nonsense").receipt.exit_code == 3
    assert len(encoding_question(data).options) <= 9 and "cp865" not in CANDIDATES


@pytest.mark.parametrize(
    "heads",
    [
        ["Poland", "Lithuania", "Latvia"],
        ["Polska", "Litwa", "Łotwa"],
        ["Польша", "Литва"],
        ["PL", "LT", "LV"],
        ["Irak", "Syria", "Afganistan"],
        ["Irakas", "Sirija"],
    ],
)
def test_a_column_a_country_is_asked_about(heads: list[str]) -> None:
    text = f"date,{','.join(heads)}\n" + "".join(
        f"2021-11-{day},{','.join(str(day + n) for n in range(len(heads)))}\n" for day in (10, 11)
    )
    question = asked(read(text))["layout"]
    cells = 2 * len(heads)
    assert f"{cells} rows" in question.options[0].shown and "2 rows" in question.options[1].shown
    long = read(text, layout="cells")
    assert long.receipt.rows_kept == cells
    assert figures(long)[0] == (10, None, None)
    assert read(text, layout="rows").receipt.rows_kept == 2


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Kod;Nazwa;2019;2020;2021", ("2019-01-01", "2019-12-31")),
        ("Kod;Nazwa;2021-01;2021-02;2021-03", ("2021-01-01", "2021-01-31")),
        ("Kod;Nazwa;I 2021;II 2021;III 2021", ("2021-01-01", "2021-01-31")),
        ("Kod;Nazwa;styczeń 2021;luty 2021;marzec 2021", ("2021-01-01", "2021-01-31")),
        ("Kod;Nazwa;Q1 2021;Q2 2021;Q3 2021", ("2021-01-01", "2021-03-31")),
        ("Kod;Nazwa;ogółem;2019;[osoba]", None),
        (
            "Kod;Nazwa;ogółem 2019 [os.];ogółem 2020 [os.];ogółem 2021 [os.]",
            ("2019-01-01", "2019-12-31"),
        ),
    ],
)
def test_a_column_a_month_or_a_year_is_asked_about(
    head: str, first: tuple[str, str] | None
) -> None:
    text = f"{head}\n2000000;PODLASKIE;12,5;;30\n0600000;LUBELSKIE;1,5;2,5;3,5\n"
    if first is None:
        assert read(text).imported is None
        return
    assert set(asked(read(text))) == {"layout"}
    upload = read(text, layout="cells")
    assert upload.receipt.rows_kept == 5
    assert spans(upload)[0] == first and figures(upload)[0][0] == 12.5
    assert any("1 blank cell is not reported" in note for note in upload.receipt.notes)


def test_months_as_heads_take_their_year_from_its_column() -> None:
    text = "rok,granica,styczeń,luty,marzec\n2021,BY-PL,1,2,3\n2022,BY-PL,4,,6\n"
    upload = read(text, layout="cells")
    assert [first for first, _ in spans(upload)] == [
        *("2021-01-01", "2021-02-01", "2021-03-01", "2022-01-01", "2022-03-01"),
    ]


CELLS = st.one_of(
    st.sampled_from(
        ["", "12", "Kuźnica", 'say "no"', "a\nb", "a\r\nb", "1,5", "x;y", '"', '"open', "\t"]
    ),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.lists(CELLS, min_size=0, max_size=5), max_size=12),
    mark=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoted=st.booleans(),
    damage=st.lists(st.integers(0, 400), max_size=3),
)
def test_every_line_of_any_text_is_accounted_for(
    rows: list[list[str]], mark: str, end: str, quoted: bool, damage: list[int]
) -> None:
    out = io.StringIO(newline="")
    how = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=mark, lineterminator=end, quoting=how)
    writer.writerow(["date", "lon", "lat", "title"])
    writer.writerows(rows)
    text = out.getvalue()
    for place in damage:
        at = min(place, len(text))
        text = text[:at] + '"' + text[at:]
    mapping = ColumnMapping().answered("delimiter", mark)
    try:
        table = read_delimited(text.encode(), mapping, Limits())
    except Exception as error:
        assert type(error).__name__ in ("FileRefusedError", "LimitError"), error
        return
    assert table.lines is not None and table.lines.balances
    assert table.lines.total == len(io.StringIO(text, newline="").readlines())


def test_a_long_text_with_one_open_mark_in_its_middle_loses_one_row() -> None:
    chance = random.Random(5)
    rows = [f"2021-11-{chance.randint(10, 30)},23.{n % 90:02},53.5,t{n},{n}" for n in range(50_000)]
    rows[30_000] = rows[30_000].replace(",t", ',"t')
    rows[41_000] = '2021-11-10,23.5,53.5,"two\nlines",7'
    table = read_delimited((HEAD + "\n".join(rows)).encode(), ColumnMapping(), Limits())
    assert len(table) == 49_999 and [r.row for r in table.refused] == [30_002]
    assert table.lines is not None and table.lines.total == 50_002 and table.lines.balances
