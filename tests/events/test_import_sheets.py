"""Workbooks of offices: merged cells, formulas, hidden rows and sheets, half-turned dates, ODS."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import import_files as made
import pytest
import xlsxwriter
from import_reading import asked, figures, points, read, reasons, spans

from events.uploads import Limits

HEAD = ["date", "lon", "lat", "title", "people"]
ROWS: list[list[Any]] = [
    [date(2021, 11, 8), 23.65, 53.51, "Kuźnica", 12],
    [date(2021, 11, 19), 23.71, 53.02, "Bobrowniki", 7],
    [date(2021, 11, 20), 24.07, 53.93, "Druskininkai", 30],
]


def workbook(*fills: Callable[[Any, Any], None], names: tuple[str, ...] = ()) -> bytes:
    """Return a workbook whose sheets are filled one by one."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for place, fill in enumerate(fills):
        fill(book.add_worksheet(names[place] if names else None), book)
    book.close()
    return out.getvalue()


def write(sheet: Any, rows: list[list[Any]], top: int = 0) -> None:
    for number, row in enumerate(rows, top):
        sheet.write_row(number, 0, row)


def plain(sheet: Any, book: Any) -> None:
    write(sheet, [HEAD, *ROWS])


def test_a_merged_day_or_place_stands_for_all_its_rows_and_is_told() -> None:
    def fill(sheet: Any, book: Any) -> None:
        write(sheet, [HEAD, *ROWS])
        style = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(1, 0, 3, 0, None)
        sheet.write_datetime(1, 0, datetime(2021, 11, 8), style)
        sheet.merge_range(1, 1, 2, 1, 23.65)
        sheet.merge_range(1, 2, 2, 2, 53.51)

    upload = read(workbook(fill), "a.xlsx")
    assert [first for first, _ in spans(upload)] == ["2021-11-08"] * 3
    assert points(upload) == [(23.65, 53.51), (23.65, 53.51), (24.07, 53.93)]
    assert "3 merged cells stand for all the rows they cover" in upload.receipt.notes


@pytest.mark.parametrize("titles", [0, 1, 7, 20])
def test_a_header_of_two_merged_rows_below_titles_is_found(titles: int) -> None:
    def fill(sheet: Any, book: Any) -> None:
        for row in range(titles):
            sheet.write(row, 0, f"Raport {row + 1}")
        sheet.merge_range(titles, 0, titles + 1, 0, "data")
        sheet.merge_range(titles, 1, titles, 2, "miejsce zdarzenia")
        sheet.merge_range(titles, 3, titles, 4, "osoby")
        sheet.write_row(titles + 1, 1, ["lon", "lat", "liczba osób", "w tym dzieci"])
        write(sheet, [[d, x, y, n, 1] for d, x, y, _, n in ROWS], titles + 2)

    upload = read(workbook(fill), "a.xlsx")
    assert points(upload) == [(23.65, 53.51), (23.71, 53.02), (24.07, 53.93)]
    assert upload.receipt.columns["value"] == "liczba osób"
    assert upload.receipt.rows_in == 3
    assert (f"{titles} rows above" in " ".join(upload.receipt.notes)) == (titles > 1)


def test_a_formula_never_worked_out_is_told_and_one_with_its_value_is_read() -> None:
    def fill(sheet: Any, book: Any) -> None:
        write(sheet, [HEAD, *ROWS])
        sheet.write_formula(1, 4, "=5+7", None, 12)
        sheet.write_formula(2, 4, "=3+4", None, 7)

    data = workbook(fill)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    files["xl/worksheets/sheet1.xml"] = sheet.replace(b"<f>3+4</f><v>7</v>", b"<f>3+4</f>")
    upload = read(made.archive(files), "a.xlsx")
    assert [value for value, _, _ in figures(upload)] == [12, None, 30]
    (note,) = upload.receipt.notes
    assert note.startswith("1 formula was never worked out, and read as blank (E3)")
    files["xl/worksheets/sheet1.xml"] = sheet.replace(b"<f>3+4</f><v>7</v>", b"<f>3+4</f><v></v>")
    assert read(made.archive(files), "a.xlsx").receipt.notes == upload.receipt.notes


def test_error_cells_and_hidden_rows_are_told() -> None:
    def fill(sheet: Any, book: Any) -> None:
        write(sheet, [HEAD, *ROWS])
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 4, "=NA()", None, "#N/A")
        sheet.set_row(2, None, None, {"hidden": True})

    upload = read(workbook(fill), "a.xlsx")
    assert [value for value, _, _ in figures(upload)] == [None, 7, None]
    told = " ".join(upload.receipt.notes)
    assert "2 error cells" in told and "(E2, E4)" in told
    assert "1 row is hidden in the sheet, by a filter or by hand, and read (3)" in told


def test_a_sheet_nobody_sees_is_no_choice_unless_it_is_named() -> None:
    def hidden(sheet: Any, book: Any) -> None:
        write(sheet, [HEAD, ROWS[0]])
        sheet.hide()

    def very(sheet: Any, book: Any) -> None:
        write(sheet, [["kind"], ["x"]])
        sheet.very_hidden()

    data = workbook(plain, hidden, very, names=("Zdarzenia", "stare", "listy"))
    upload = read(data, "a.xlsx")
    assert upload.receipt.layer == "Zdarzenia" and upload.receipt.rows_kept == 3
    assert "left out, as hidden in the workbook: stare, listy" in upload.receipt.notes
    assert read(data, "a.xlsx", layer="stare").receipt.rows_kept == 1


def test_a_question_about_sheets_says_how_many_rows_each_has() -> None:
    data = workbook(plain, lambda sheet, book: write(sheet, [HEAD, ROWS[0]]), names=("a", "b"))
    options = asked(read(data, "a.xlsx"))["layer"].options
    assert [o.value for o in options] == ["a", "b"]
    assert "4 rows" in options[0].shown and "2 rows" in options[1].shown


@pytest.mark.parametrize(
    ("cells", "order", "turned", "kept"),
    [
        ([date(2021, 8, 11), "13/11/2021", date(2021, 9, 11)], "dmy", "2021-11-08", "2021-08-11"),
        ([date(2021, 8, 11), "11/13/2021", "11/30/2021"], "mdy", "2021-11-08", "2021-08-11"),
        (["25-11-2021", date(2021, 1, 11), "30-11-2021"], "dmy", "2021-11-25", "2021-11-25"),
        ([date(2021, 8, 11), "13.11.2021", date(2021, 9, 11)], "dmy", "2021-11-08", "2021-08-11"),
    ],
)
def test_dates_half_turned_by_a_spreadsheet_are_asked_about(
    cells: list[Any], order: str, turned: str, kept: str
) -> None:
    rows = [[cell, 23.65, 53.51, "x", 1] for cell in cells]
    data = workbook(lambda sheet, book: write(sheet, [HEAD, *rows]))
    question = asked(read(data, "a.xlsx"))["date_order"]
    assert [option.value for option in question.options] == [order, "cells"]
    count = sum(isinstance(cell, date) for cell in cells)
    assert f"{count} row" in question.options[0].shown
    assert "no row would change" in question.options[1].shown
    assert spans(read(data, "a.xlsx", date_order=order))[0][0] == turned
    assert spans(read(data, "a.xlsx", date_order="cells"))[0][0] == kept


def test_date_cells_beyond_the_twelfth_prove_that_nothing_was_turned() -> None:
    rows = [[cell, 23.65, 53.51, "x", 1] for cell in (date(2021, 8, 25), "13/11/2021")]
    upload = read(workbook(lambda sheet, book: write(sheet, [HEAD, *rows])), "a.xlsx")
    assert [first for first, _ in spans(upload)] == ["2021-08-25", "2021-11-13"]


def test_numbers_of_a_workbook_have_decimals_and_texts_are_asked_about() -> None:
    rows = [[*row[:4], 1.234] for row in ROWS]
    upload = read(workbook(lambda sheet, book: write(sheet, [HEAD, *rows])), "a.xlsx")
    assert figures(upload)[0][0] == 1.234
    texts = [[*row[:4], "1.234"] for row in ROWS]
    data = workbook(lambda sheet, book: write(sheet, [HEAD, *texts]))
    assert set(asked(read(data, "a.xlsx"))) == {"decimal"}


MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def ods(rows: str, between: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?><office:document-content{SPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="Arkusz">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    for tag in ("<table", "</table"):
        content = content.replace(f">{tag}", f">{between}{tag}")
    files = {"mimetype": MIME, "META-INF/manifest.xml": MANIFEST, "content.xml": content}
    return made.archive(files)


def ods_cell(cell: Any) -> str:
    kind, value = "string", ""
    if isinstance(cell, date):
        kind, value = "date", f' office:date-value="{cell}"'
    elif isinstance(cell, int | float):
        kind, value = "float", f' office:value="{cell}"'
    head = f'<table:table-cell office:value-type="{kind}"{value}>'
    return f"{head}<text:p>{cell}</text:p></table:table-cell>"


def ods_row(cells: list[Any], more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(map(ods_cell, cells))}</table:table-row>"


@pytest.mark.parametrize("between", ["", "\n  ", "\r\n"])
def test_an_opendocument_sheet_is_read_however_it_is_indented(between: str) -> None:
    rows = ods_row(HEAD) + "".join(map(ods_row, ROWS[:2]))
    rows += ods_row(ROWS[2], ' table:visibility="filter"')
    upload = read(ods(rows, between), "a.ods")
    assert [first for first, _ in spans(upload)] == ["2021-11-08", "2021-11-19", "2021-11-20"]
    assert points(upload)[0] == (23.65, 53.51) and figures(upload)[2][0] == 30
    assert upload.receipt.layer == "Arkusz"
    assert any("1 row is hidden" in note for note in upload.receipt.notes)


def test_a_merged_cell_of_an_opendocument_sheet_stands_for_all_its_rows() -> None:
    spanned = '<table:table-cell table:number-rows-spanned="2"'
    first = ods_row(ROWS[0]).replace("<table:table-cell", spanned, 1)
    second = ods_row(ROWS[1]).partition("</table:table-cell>")[2]
    covered = f"<table:table-row><table:covered-table-cell/>{second}"
    upload = read(ods(ods_row(HEAD) + first + covered), "a.ods")
    assert [day for day, _ in spans(upload)] == ["2021-11-08"] * 2
    assert points(upload)[1] == (23.71, 53.02)
    assert "1 merged cell stands for all the rows it covers" in upload.receipt.notes


def test_months_that_a_workbook_keeps_as_first_days_are_months() -> None:
    rows = [["border", date(2021, 1, 1), date(2021, 2, 1)], ["BY-PL", 1, 2]]
    data = workbook(lambda sheet, book: write(sheet, rows))
    assert set(asked(read(data, "a.xlsx"))) == {"layout"}
    assert spans(read(data, "a.xlsx", layout="cells"))[1] == ("2021-02-01", "2021-02-28")


def test_a_cell_repeated_beyond_the_limits_is_refused_before_it_is_filled() -> None:
    rows = ods_row(HEAD) + ods_row(ROWS[0], ' table:number-rows-repeated="1100000"')
    assert "max_rows allows" in (read(ods(rows), "a.ods").receipt.problem or "")
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/>'
    empty += "</table:table-row>"
    upload = read(ods(ods_row(HEAD) + ods_row(ROWS[0]) + empty), "a.ods")
    assert upload.receipt.rows_kept == 1
    assert Limits().max_rows < 1_048_570


def test_other_documents_are_refused_by_their_names() -> None:
    text = made.archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
    )
    assert "OpenDocument of another kind (text)" in (read(text, "a.odt").receipt.problem or "")
    word = made.archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
    assert "an office document" in (read(word, "a.docx").receipt.problem or "")
    binary = made.archive({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"})
    assert "XLSB" in (read(binary, "a.xlsb").receipt.problem or "")
    assert reasons(read(workbook(plain), "a.xlsx")) == []
