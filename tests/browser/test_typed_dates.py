"""Dates as they are typed: which day each text is, and that none ends in another or in silence."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import Any

import pytest
from modules import run
from playwright.sync_api import Browser, Locator, Page, expect
from watching import Watched

pytestmark = pytest.mark.long

EPOCH = date(1970, 1, 1)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
READ = """
  const reader = (language) => ({ order: orderOf(language), months: monthsOf([language]) });
  const read = (text, language = "en-GB") => {
    const { day, problem } = readDay(text, reader(language));
    return problem ?? isoOf(day);
  };
"""
NAMES = "typed_day: readDay, orderOf, monthsOf; days: isoOf"


def read(bench: Page, *typed: tuple[str, str]) -> list[str]:
    """Return the day in ISO, or the problem, of each text typed in a language."""
    pairs = ", ".join(f"[{text!r}, {language!r}]" for text, language in typed)
    found: list[str] = run(
        bench, NAMES, f"{READ} return [{pairs}].map(([text, language]) => read(text, language));"
    )
    return found


@pytest.mark.parametrize("language", ["en-GB", "en-US", "pl", "lt", "lv", "be", "ru", "de"])
def test_a_date_that_can_be_read_in_one_way_is_the_same_in_every_language(
    bench: Page, language: str
) -> None:
    texts = (
        *("2021-11-08", "2021-11-8", "2021/11/08", "8.11.2021", "08.11.2021", " 8. 11. 2021 "),
        *("8 Nov 2021", "8 November 2021", "Nov 8, 2021", "November 8 2021", "8-nov-2021"),
        *("8th Nov 2021", "20211108"),
    )
    found = read(bench, *((text, language) for text in texts))
    assert dict(zip(texts, found, strict=True)) == dict.fromkeys(texts, "2021-11-08")


def test_digits_between_slashes_follow_the_order_of_the_language(bench: Page) -> None:
    assert read(
        bench,
        ("11/8/2021", "en-US"),
        ("11/8/2021", "en-GB"),
        ("11-8-2021", "pl"),
        ("13/8/2021", "sv"),
        ("8/8/2021", "sv"),
    ) == ["2021-11-08", "2021-08-11", "2021-08-11", "2021-08-13", "2021-08-08"]


def test_months_may_be_written_in_the_language_of_the_reader(bench: Page) -> None:
    assert read(
        bench,
        ("8 listopada 2021", "pl"),
        ("2021 m. lapkričio 8", "lt"),
        ("8 ноября 2021", "ru"),
        ("8. märz 2022", "de"),
        ("8 MÄRZ 2022", "de"),
    ) == ["2021-11-08", "2021-11-08", "2021-11-08", "2022-03-08", "2022-03-08"]


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("", "en-GB", "No date is written."),
        ("11/8/2021", "sv", "That may be 11 Aug 2021 or 8 Nov 2021."),
        ("12112010", "en-GB", "12 Nov 2010"),
        ("20101112", "en-GB", "2010-11-12"),
        ("31.11.2021", "en-GB", "November has 30 days."),
        ("29 Feb 2021", "en-GB", "February 2021 has 28 days."),
        ("2021-13-45", "en-GB", "There is no month 13."),
        ("13/8/2021", "en-US", "There is no month 13. The month comes first here."),
        ("0 Nov 2021", "en-GB", "There is no day 0."),
        ("8.11.21", "en-GB", "The year needs four digits."),
        ("8 Nov 21", "en-GB", "The year needs four digits."),
        ("8 Nov", "en-GB", "The year is missing."),
        ("Nov 2021", "en-GB", "The day is missing."),
        ("8 Ju 2021", "en-GB", "“ju” is not a month."),
        ("8 Ma 2021", "en-GB", "“ma” is not a month."),
        ("0001-01-12", "en-GB", "The year 0001 lies outside 2000 to 2099."),
        ("12 Jan 0001", "en-GB", "The year 0001 lies outside 2000 to 2099."),
        ("8.11", "en-GB", "is not a whole date."),
        ("yesterday", "en-GB", "“yesterday” is not a date."),
        ("8 Nov 2021 <b>", "en-GB", "is not a date."),
    ],
)
def test_what_is_no_day_or_two_is_refused_with_the_reason(
    bench: Page, text: str, language: str, said: str
) -> None:
    (found,) = read(bench, (text, language))
    if re.match(r"\d{4}-|\d+ \w+ \d{4}$", said):
        assert found in (said, "2010-11-12")
    else:
        assert said in found


def written(day: date, form: int) -> str:
    name = MONTHS[day.month - 1]
    return (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day} {name[:3]} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day}-{name.upper()}-{day.year}",
    )[form]


def test_every_day_of_a_century_written_in_any_way_is_that_day(bench: Page) -> None:
    chance = random.Random(20211108)
    days = [date(2000, 1, 1) + timedelta(days=chance.randrange(36_525)) for _ in range(600)]
    typed = [(written(day, chance.randrange(8)), day.isoformat()) for day in days]
    found = read(bench, *((text, "en-US") for text, _ in typed))
    assert [
        (text, each) for (text, day), each in zip(typed, found, strict=True) if each != day
    ] == []


def test_any_text_is_a_day_of_the_century_or_a_message(bench: Page) -> None:
    found = run(
        bench,
        NAMES,
        f"""{READ}
        const signs = [..."0123456789 .,/-"].concat(["Nov", "may", "ma", "2021", "11", "ü", "日", "\\u0000", "<"]);
        const readers = ["en-GB", "en-US", "lt", "ja", "ar-EG", "fa-IR", "th-TH"].map(reader);
        const wrong = [];
        for (let trial = 0; trial < 20000; trial += 1) {{
          const text = Array.from({{ length: whole(12) }}, () => signs[whole(signs.length)]).join("");
          const {{ day, problem }} = readDay(text, readers[whole(readers.length)]);
          const good = problem === undefined ? /^20\\d\\d-/.test(isoOf(day)) : problem.length > 10;
          if (!good) wrong.push([text, day, problem]);
        }}
        return wrong;
        """,
    )
    assert found == []


def box(watched: Watched) -> Locator:
    return watched.page.get_by_role("textbox", name="Date on show")


def slider(watched: Watched) -> Locator:
    return watched.page.get_by_role("slider", name="Date")


def alert_of(field: Locator) -> Locator:
    return field.locator("xpath=..").get_by_role("alert")


@pytest.mark.long
def test_any_typing_at_any_speed_ends_in_the_date_typed_or_in_a_message(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    field = box(watched)
    chance = random.Random(8112021)
    for turn in range(24):
        day = date(2021, 5, 1) + timedelta(days=chance.randrange(1_700))
        text = written(day, chance.randrange(8))
        good = chance.random() < 0.7
        if not good:
            cut = chance.randrange(1, len(text))
            text = text[:cut] + chance.choice(["x", "/", "", "99", "-"])
        field.click()
        field.press("ControlOrMeta+a")
        field.press("Backspace")
        for place, sign in enumerate(text, start=1):
            watched.page.keyboard.type(sign)
            watched.page.wait_for_timeout(chance.choice([0, 0, 5, 60, 320 if turn < 4 else 20]))
            assert field.input_value() == text[:place]  # nothing changes it under the hand
        before = slider(watched).get_attribute("aria-valuetext")
        if chance.random() < 0.5:
            field.press("Enter")
        else:
            field.blur()
        said = slider(watched).get_attribute("aria-valuetext")
        told = alert_of(field).inner_text()
        if good:
            assert (said, told) == (f"{day.day} {MONTHS[day.month - 1]} {day.year}", ""), text
        elif told:
            assert said == before
            assert field.get_attribute("aria-invalid") == "true"
            assert field.input_value() == text
        else:  # what was left of it is a whole date of its own
            shown = field.input_value().replace(
                field.input_value().split()[1], str(said).split()[1]
            )
            assert shown == said
    assert watched.errors == []


def test_a_refused_date_says_why_and_what_still_holds_and_escape_restores(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d")
    field = box(watched)
    expect(field).to_have_value("14 Nov 2021")
    field.fill("31.11.2021")
    field.press("Enter")
    expect(alert_of(field)).to_have_text("November has 30 days. Still 8–14 Nov 2021.")
    note = alert_of(field).get_attribute("id")
    assert field.get_attribute("aria-describedby") == note
    field.press("Escape")
    expect(field).to_have_value("14 Nov 2021")
    expect(alert_of(field)).to_be_empty()
    expect(field).not_to_have_attribute("aria-invalid", re.compile(""))
    for text in ("1 Jan 2016", "17 Mar 2026", "1.1.0001"):
        field.fill(text)
        field.press("Enter")
        expect(alert_of(field)).to_contain_text(
            re.compile("The reports speak of 1 Jan 2017 to 16 Mar 2026|outside 2000 to 2099")
        )
    # A step of the clock, and the box follows again.
    field.blur()
    slider(watched).press("ArrowRight")
    expect(field).to_have_value("15 Nov 2021")
    expect(alert_of(field)).to_be_empty()
    field.fill("1 Mar 2021")  # before the slider's first day: the slider grows
    field.press("Enter")
    expect(watched.page.get_by_label("From", exact=True)).to_have_value("1 Mar 2021")
    watched.rest()
    expect(watched.page).to_have_url(re.compile("date=2021-03-01"))
    assert watched.errors == []


def test_one_kind_of_box_for_from_to_and_compare(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}/?date=2021-11-08&window=7d&compare=2021-08-06")
    expect(watched.page.get_by_label("Compare with")).to_have_value("6 Aug 2021", timeout=30_000)
    watched.rest()
    for name, bad, said in (
        ("From", "1.1.2027", "The reports speak of"),
        ("From", "16 Mar 2026", "The end must come after the start. Still 1 May 2021"),
        ("to", "1 May 2021", "The end must come after the start. Still 1 May 2021"),
        ("Compare with", "6 Aug", "The year is missing."),
    ):
        field = watched.page.get_by_label(name, exact=True)
        before = field.input_value()
        field.fill(bad)
        field.blur()
        expect(alert_of(field)).to_contain_text(said)
        field.press("Escape")
        expect(field).to_have_value(before)
    other = watched.page.get_by_label("Compare with", exact=True)
    other.fill("13.8.2021")
    other.press("Enter")
    watched.rest()
    expect(watched.page).to_have_url(re.compile("compare=2021-08-13"))
    expect(watched.page).to_have_url(re.compile("date=2021-11-08"))


def test_play_does_not_write_into_a_box_that_a_hand_is_in(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.page.get_by_role("button", name="Play", exact=True).click()
    field = box(watched)
    field.focus()
    held = field.input_value()
    watched.page.wait_for_timeout(700)
    assert field.input_value() == held
    expect(watched.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    watched.page.keyboard.type("9 Dec 2021")  # the first sign stops it
    expect(watched.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    field.press("Enter")
    expect(slider(watched)).to_have_attribute("aria-valuetext", "9 December 2021")


@pytest.mark.parametrize(("language", "day"), [("en-US", "8 November"), ("en-GB", "11 August")])
def test_the_page_reads_slashes_in_the_order_of_the_browser(
    browser: Browser, address: str, language: str, day: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=language)
    watched = Watched(context.new_page(), address)
    watched.open("?date=2021-12-24&window=1d")
    box(watched).fill("11/8/2021")
    box(watched).press("Enter")
    expect(slider(watched)).to_have_attribute("aria-valuetext", f"{day} 2021")
    context.close()


def test_a_day_can_be_chosen_from_a_calendar(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    picker: Any = watched.page.locator(".datebox", has=box(watched)).locator("input[type=date]")
    assert picker.input_value() == ""
    watched.page.get_by_role("button", name="Calendar: date on show").click()
    expect(picker).to_have_value("2021-11-08")
    picker.evaluate(
        "(field) => { field.value = '2021-12-24'; field.dispatchEvent(new Event('change')); }"
    )
    expect(slider(watched)).to_have_attribute("aria-valuetext", "24 December 2021")
    expect(box(watched)).to_have_value("24 Dec 2021")
