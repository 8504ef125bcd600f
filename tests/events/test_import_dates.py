"""The days people write: every form of the region is a day, or is asked about."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from import_reading import asked, read, reasons, spans

from events.uploads.columns.days import FIRST_DAY, LAST_DAY, DayRule
from events.uploads.columns.month_names import month_number, weekdays_named


def dated(*texts: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", "lon", "lat"])
    writer.writerows([text, "23.65", "53.51"] for text in texts)
    return out.getvalue()


def span(text: str, **answers: str) -> tuple[str, str]:
    (found,) = spans(read(dated(text), **answers))
    return found


@pytest.mark.parametrize("language", ["en", "pl", "lt", "lv", "ru", "be", "uk"])
def test_every_name_of_a_month_or_weekday_in_the_cldr_is_known(language: str) -> None:
    locale = Locale.parse(language)
    for months in (w for context in locale.months.values() for w in context.values()):
        for number, name in months.items():
            if len(name.rstrip(".")) > 2 and not name.isdigit():
                assert month_number(name.rstrip(".")) == number, name
    for context in locale.days.values():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                assert number in weekdays_named(name.rstrip(".")), name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "9-Nov-21",
            "09 nov 21",
            "9 lis 21",
            "9.XI.21",
            "9-lap-2021",
            "9 ліс 2021",
            "9 лист. 2021",
        ),
        *(
            "11/09/2021",
            "9 XI 2021",
            "9. XI 2021 r.",
            "09.11.2021r.",
            "9.11.2021 roku",
            "9/XI/2021",
        ),
        *("09.11.2021 г.", "9 нояб. 2021 г.", "2021 m. lapkričio 9 d.", "2021-11-09 d."),
        *("2021. gada 9. novembrī", "9 листопада 2021 року", "9. 11. 2021", "9 / 11 / 2021"),
        *("Tue, 09 Nov 2021", "wt., 9.11.2021", "9.11.2021 (wt)", "вт 09.11.2021", "2021-W45-2"),
    ],
)
def test_a_day_is_a_day_in_the_writing_of_the_region(text: str) -> None:
    order = {"date_order": "mdy"} if text == "11/09/2021" else {"date_order": "dmy"}
    assert span(text, **order) == ("2021-11-09", "2021-11-09")


@pytest.mark.parametrize(
    "clock",
    [
        *(" 2:30 PM", " 02:30:15 pm", " 2:30 p.m.", " 2 PM", "T14:30", " 14:30 CET", " 14:30:00.5"),
        *(" 14:30:00,123", " godz. 14:30", ", godz. 14.30", " o godz. 14", " 14.30", " 14:30 val."),
        *(" plkst. 14.30", " в 14:30", " 14:30 MSK", " 14:30 (UTC+02:00)", " 14:30 Europe/Warsaw"),
        *(" 14:30 GMT+2", "T14:30:00+01:00[Europe/Warsaw]", " 14:30-16:00", " 12:30 AM", " 24:00"),
    ],
)
def test_a_clock_beside_a_day_leaves_it_the_day_it_is(clock: str) -> None:
    assert span(f"2021-11-09{clock}", time_zone="as written") == ("2021-11-09", "2021-11-09")


@pytest.mark.parametrize("clock", ["25:00", "14:61", "13:00 AM", "14:30 XYZ", "14:30 +30:00"])
def test_a_clock_that_does_not_exist_refuses_its_row(clock: str) -> None:
    upload = read(dated(f"2021-11-09 {clock}", "2021-11-09"))
    assert upload.receipt.rows_kept == 1 and len(reasons(upload)) == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("8-10.11.2021", "2021-11-08", "2021-11-10"),
        ("08. – 10.11.2021", "2021-11-08", "2021-11-10"),
        ("30.12.2021-2.01.2022", "2021-12-30", "2022-01-02"),
        ("28 II – 3 III 2022", "2022-02-28", "2022-03-03"),
        ("nuo 8 iki 10 lapkričio 2021", "2021-11-08", "2021-11-10"),
        ("no 8. līdz 10. novembrim 2021", "", ""),
        ("8 - 10 ноября 2021 г.", "2021-11-08", "2021-11-10"),
        ("November 28 – December 2, 2021", "2021-11-28", "2021-12-02"),
        ("2021-11-08T10:00/2021-11-10T12:00", "2021-11-08", "2021-11-10"),
        ("2021-11-08/P2W", "2021-11-08", "2021-11-21"),
        ("P3D/2021-11-10", "2021-11-08", "2021-11-10"),
        ("2021-W45", "2021-11-08", "2021-11-14"),
        ("W45/2021", "2021-11-08", "2021-11-14"),
        ("45 tydzień 2021", "2021-11-08", "2021-11-14"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021 Q4", "2021-10-01", "2021-12-31"),
        ("IV kwartał 2021 r.", "2021-10-01", "2021-12-31"),
        ("4 кв. 2021", "2021-10-01", "2021-12-31"),
        ("II półrocze 2021", "2021-07-01", "2021-12-31"),
        ("lis.21", "2021-11-01", "2021-11-30"),
        ("11-2021", "2021-11-01", "2021-11-30"),
        ("листопад 2021", "2021-11-01", "2021-11-30"),
        ("2021 m. lapkritis", "2021-11-01", "2021-11-30"),
        ("X–XII 2021", "2021-10-01", "2021-12-31"),
        ("2021 r.", "2021-01-01", "2021-12-31"),
        ("2021–2022", "2021-01-01", "2022-12-31"),
        ("od 8.11.2021", "2021-11-08", "NaT"),
        ("с 8 ноября 2021 г. по настоящее время", "2021-11-08", "NaT"),
        ("2021-11-08 – ongoing", "2021-11-08", "NaT"),
    ],
)
def test_days_from_one_to_another_stand_in_one_cell(text: str, first: str, last: str) -> None:
    if not first:
        assert read(dated(text, "2021-11-08")).receipt.rows_kept == 1
        return
    assert span(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("31.11.2021", "2021-02-30", "2021-W54", "Q5 2021", "8 November", "Nov 21", "soon"),
        *(
            "after 8 November 2021",
            "44508",
            "10-8.11.2021",
            "2021-11-10/2021-11-08",
            "8.11",
            "1.6E+12",
        ),
        *("12345678901234567890123", "0²", "8 smarch 2021"),
    ],
)
def test_what_is_no_day_refuses_its_row_alone(text: str) -> None:
    upload = read(dated(text, "2021-11-08"))
    assert upload.receipt.rows_kept == 1
    assert [refusal.row for refusal in upload.receipt.refused] == [2]


def test_marks_nobody_sees_and_hyphens_of_other_kinds_change_nothing() -> None:
    cells = ["\u200e09.11.2021\u200f", "\ufeff2021\u201111\u201109", "2021\u221211\u221209"]
    cells += ["9\u00a0listopada\u202f2021", "9\u00adXI 2021", "2021\u201011\u201009"]
    assert set(spans(read(dated(*cells)))) == {("2021-11-09", "2021-11-09")}


@pytest.mark.parametrize("unit", [1, 1_000, 1_000_000, 1_000_000_000])
@pytest.mark.parametrize("ending", ["", ".0"])
def test_an_instant_since_1970_is_told_by_its_digits(unit: int, ending: str) -> None:
    assert span(f"{1636455600 * unit}{ending}") == ("2021-11-09", "2021-11-09")


def test_a_weekday_settles_the_order_of_a_date() -> None:
    upload = read(dated("Thu, 01/01/2026 - 12:00", "Fri, 01/02/2026 - 08:30"))
    assert [first for first, _ in spans(upload)] == ["2026-01-01", "2026-01-02"]
    social = read(dated("Tue Nov 09 14:30:00 +0000 2021", "Tue Nov  9 14:30:00 2021"))
    assert {first for first, _ in spans(social)} == {"2021-11-09"}


def test_a_question_about_the_order_says_how_many_rows_it_changes() -> None:
    question = asked(read(dated("03/04/2024", "05/05/2024", "2024-04-03")))["date_order"]
    assert [option.value for option in question.options] == ["dmy", "mdy"]
    assert all("1 row would change" in option.shown for option in question.options)


def test_a_numeric_date_is_never_taken_for_months_of_a_year() -> None:
    assert set(asked(read(dated("08/11/2021")))) == {"date_order"}


@pytest.mark.parametrize(
    "end",
    ["9999-12-31", "31.12.9999", "present", "nadal", "trwa", "по н.в.", "iki šiol", "2999-01-01"],
)
def test_a_far_off_end_and_words_for_still_leave_it_open(end: str) -> None:
    text = f"start date,end date,lon,lat\n2021-09-02,{end},23.6,53.5\n"
    text += "2021-09-02,2021-09-03,23.6,53.5\n"
    assert spans(read(text)) == [("2021-09-02", "NaT"), ("2021-09-02", "2021-09-03")]


@pytest.mark.parametrize(
    ("head", "row", "first", "last"),
    [
        ("year,month,day", "2021,11,9", "2021-11-09", "2021-11-09"),
        ("iyear,imonth,iday", "2021,11,0", "2021-11-01", "2021-11-30"),
        ("iyear,imonth,iday", "2021,0,0", "2021-01-01", "2021-12-31"),
        ("Rok,Miesiąc,Dzień", "2021,listopad,9", "2021-11-09", "2021-11-09"),
        ("metai,mėnuo,diena", "2021,11,9", "2021-11-09", "2021-11-09"),
        ("Год,Месяц,День", "2021,XI,9", "2021-11-09", "2021-11-09"),
        ("rok,miesiąc", "2021,11", "2021-11-01", "2021-11-30"),
        ("year,week", "2021,45", "2021-11-08", "2021-11-14"),
        ("rok,kwartał", "2021,IV", "2021-10-01", "2021-12-31"),
    ],
)
def test_the_parts_of_a_date_in_columns_of_their_own_make_one_day(
    head: str, row: str, first: str, last: str
) -> None:
    upload = read(f"{head},lon,lat\n{row},23.65,53.51\n")
    assert spans(upload) == [(first, last)]
    again = read(f"{head},lon,lat\n{row},23.65,53.51\n", columns__day=upload.mapping.columns["day"])
    assert spans(again) == [(first, last)]


def test_parts_beside_a_whole_date_are_not_put_together() -> None:
    upload = read("event_date,year,month,day,lon,lat\n2021-11-09,2020,1,2,23.65,53.51\n")
    assert spans(upload) == [("2021-11-09", "2021-11-09")]


DAYS = st.dates(FIRST_DAY, LAST_DAY - timedelta(days=40))
FORMS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%Y r.", "%Y%m%d", "%Y/%m/%d 14:30", "%d %B %Y", "%d-%b-%Y"]


@given(day=DAYS, form=st.sampled_from(FORMS))
def test_any_day_is_read_back_from_any_of_its_forms(day: date, form: str) -> None:
    names = Locale.parse("pl").months["format"]["wide"]
    text = day.strftime(form.replace("%B", names[day.month]))
    found = DayRule().read(text)
    assert found.first == found.last == (day - FIRST_DAY).days


@given(day=DAYS, length=st.integers(1, 39))
def test_any_range_is_read_back_however_much_of_it_is_left_out(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    forms = [
        f"{day:%d.%m.%Y}-{last:%d.%m.%Y}",
        f"{day}/{last}",
        f"{day:%d.%m.%Y} – {last:%d.%m.%Y}",
    ]
    if day.year == last.year:
        forms.append(f"{day:%d.%m}-{last:%d.%m.%Y}")
    if (day.year, day.month) == (last.year, last.month):
        forms += [f"{day.day}-{last:%d.%m.%Y}", f"{day}/{last:%d}"]
    for text in forms:
        found = DayRule().read(text)
        assert (found.first, found.last) == ((day - FIRST_DAY).days, (last - FIRST_DAY).days), text
