"""Files people bring: dropped, asked about, shown to one person alone, and gone without a trace."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import import_files
import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from watching import Watched

pytestmark = pytest.mark.long

CANARY = (
    "{{70007*70001}} {% if 1 %} {# <img src=x onerror=window.pwned=1> =1+1 $\\foo$ and $x$ "
    "**bold** :material/home: :red[x] [a](http://example.org) `q`"
)
SLOW = 20_000
"""Milliseconds: a reading process that is not warm yet loads its libraries first."""
IN_A_NAME = "{{70007*70001}} {% if 1 %} {# =1+1 $foo$ and $x$ **bold** :red[x] `q`.csv"


def dropped(watched: Watched, *files: tuple[str, bytes]) -> None:
    """Open the drawer and drop files into it."""
    page = watched.page
    if not page.locator(".st-key-bringing").is_visible():
        page.get_by_role("button", name="Your files").click()
    field = page.locator(".st-key-bringing input[type=file]").first
    field.set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in files]
    )


def entry(watched: Watched, text: str) -> Locator:
    """Return what the drawer shows of one file."""
    return watched.page.locator("[class*=st-key-file_]").filter(has_text=text).first


def close(watched: Watched) -> None:
    watched.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(watched.page.locator(".st-key-bringing")).to_have_count(0)
    watched.rest()


def map_label(watched: Watched) -> Locator:
    return watched.map.locator("#map, .leaflet-container").first


def canary_file(rows: int = 2) -> bytes:
    cell = '"' + CANARY.replace('"', '""') + '"'
    lines = [f"date,lon,lat,{cell},title,kind,place,note"]
    for index in range(rows):
        lines.append(f"2021-11-0{8 - index},23.9,5{3 + index}.9,{','.join([cell] * 5)}")
    lines.append(f"{cell},23.9,53.9,{','.join([cell] * 5)}")
    return "\n".join(lines).encode()


def test_a_dropped_file_is_on_the_map_with_a_receipt_and_can_be_removed(watched: Watched) -> None:
    watched.open("?date=2021-11-11&window=7d")
    page = watched.page
    dropped(watched, ("mine.csv", import_files.CSV + b"never,23.7,53.0,group,1,x\n"))
    found = entry(watched, "mine.csv")
    sums = "5 rows in = 4 kept + 1 refused; kept = 4 on border sections"
    expect(found).to_contain_text(sums, timeout=SLOW)
    expect(map_label(watched)).to_have_attribute(
        "aria-label", re.compile(r"your file mine\.csv: 4 marks")
    )
    expect(watched.map.get_by_text("mine.csv", exact=True).first).to_be_visible()
    with page.expect_download(timeout=120_000) as saving:
        found.get_by_role("button", name="Save receipt").click()
    receipt = json.loads(Path(saving.value.path()).read_bytes())
    assert receipt["rows_in"] == receipt["rows_kept"] + len(receipt["refused"]) == 5
    assert sum(receipt["located"].values()) == receipt["rows_kept"]
    key = receipt["sha256"][:12]
    expect(page).to_have_url(re.compile(f"files={key}"))
    close(watched)
    expect(page.locator(".bm.layers")).to_contain_text("4 rows in this window = 4 on border")
    page.get_by_role("button", name="Your files (1)").click()
    entry(watched, "mine.csv").get_by_role("button", name="Remove").click()
    expect(page.locator("[class*=st-key-file_]")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("files="))
    close(watched)
    expect(map_label(watched)).not_to_have_attribute("aria-label", re.compile("your file"))
    # What is said of the change follows it by a second or two: the line keeps its last words.
    watched.wait_until(
        lambda: page.content() + watched.in_map("document.documentElement.outerHTML"),
        lambda everything: "mine.csv" not in everything and key not in everything,
    )
    assert watched.errors == []
    assert watched.foreign == []


@pytest.mark.long
def test_what_only_a_person_can_tell_is_asked_and_read_as_answered(watched: Watched) -> None:
    watched.open("?date=2024-05-06&window=7d")
    ambiguous = b"date,lon,lat\n05/06/2024,23.65,53.51\n05/06/2024,23.71,53.02\n"
    cyrillic = "Дата;Долгота;Широта;Место\n08.11.2021;23,65;53,51;Брузги\n".encode("cp1251")
    dropped(watched, ("which.csv", ambiguous), ("names.csv", cyrillic))
    first = entry(watched, "which.csv")
    expect(first).to_contain_text("waits for an answer", timeout=SLOW)
    expect(first.get_by_role("button", name="Read with these answers")).to_be_disabled()
    first.get_by_text("month first: 05/06/2024 is 2024-05-06").click()
    expect(first).to_contain_text("First rows, as they are read", timeout=SLOW)
    watched.rest()
    first.get_by_role("button", name="Read with these answers").click()
    expect(map_label(watched)).to_have_attribute(
        "aria-label", re.compile(r"your file which\.csv: 2 marks")
    )
    other = entry(watched, "names.csv")
    other.get_by_text("cp1251: Дата").click()
    expect(other).to_contain_text("First rows, as they are read", timeout=SLOW)
    watched.rest()
    other.get_by_role("button", name="Read with these answers").click()
    expect(other).to_contain_text("1 row in = 1 kept + 0 refused", timeout=SLOW)
    assert watched.errors == []


@pytest.mark.long
def test_text_of_a_file_stays_text_wherever_it_is_shown(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    page = watched.page
    dropped(watched, (IN_A_NAME, canary_file()), ("ambiguous.csv", _two_days()))
    found = entry(watched, IN_A_NAME)
    expect(found).to_contain_text("3 rows in = 2 kept + 1 refused", timeout=SLOW)
    asked = entry(watched, "ambiguous.csv")
    expect(asked).to_contain_text("waits for an answer", timeout=SLOW)
    expect(asked.get_by_test_id("stRadioGroup")).to_contain_text(CANARY[:60])
    expect(asked.get_by_test_id("stRadioGroup")).to_contain_text(CANARY[-50:])
    for part, sign in (
        ("Receipt", "SHA-256"),
        ("Who says so", "Name of the source"),
        ("How it was read", "First rows, as they are read"),
    ):
        found.get_by_role("radio", name=part, exact=True).click()
        expect(found).to_contain_text(sign, timeout=SLOW)
    found.get_by_text("What the columns stand for").click()
    field = found.get_by_role("combobox", name="Kind of event")
    option = page.get_by_role("option", name=CANARY, exact=True)
    # A run of the page that comes late shuts a list that is open.
    for _ in range(3):
        watched.rest()
        field.click()
        with suppress(PlaywrightTimeoutError):
            option.wait_for(timeout=5000)
            break
    expect(option).to_be_visible()
    page.keyboard.press("Escape")
    watched.rest()
    if page.locator(".st-key-bringing").is_visible():
        close(watched)
    expect(page.locator(".bm.layers b")).to_have_text(IN_A_NAME)
    expect(watched.map.get_by_text(IN_A_NAME, exact=True).first).to_be_visible()
    page.get_by_role("tab", name="Events").click()
    expect(page.get_by_text(CANARY, exact=False).first).to_be_attached()
    said = page.content() + watched.in_map("document.documentElement.outerHTML")
    assert "4900560007" not in said
    assert page.evaluate("window.pwned") is None
    assert watched.in_map("window.pwned") is None
    assert page.locator("img[onerror]").count() == 0
    assert watched.errors == []
    assert watched.foreign == []


def _two_days() -> bytes:
    cell = '"' + CANARY.replace('"', '""') + '"'
    return f"{cell},when,lon,lat\n2021-11-08,2021-11-09,23.9,53.9\n".replace("when", cell).encode()


@pytest.fixture
def other(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.long
def test_another_session_never_sees_a_file_and_stays_usable_while_it_is_read(
    watched: Watched, other: Watched
) -> None:
    draw = random.Random(7)
    rows = [
        f"2021-11-{draw.randint(1, 30):02d},{draw.uniform(23.2, 24):.5f},"
        f"{draw.uniform(52, 54):.5f},group,{i}"
        for i in range(60_000)
    ]
    large = ("date,lon,lat,kind,number\n" + "\n".join(rows) + "\n").encode()
    other.open("?date=2021-11-08&window=1d")
    watched.open("?date=2021-11-08&window=1d")
    dropped(watched, ("large.csv", large))
    expect(watched.page.locator("[data-testid=stProgress]")).to_be_visible()
    heard = []
    panel = other.page.locator(".st-key-panel h2").filter(has_text="Pressure points")
    for day in ("9 Nov", "10 Nov"):
        began = time.monotonic()
        other.page.get_by_role("slider", name="Date").press("ArrowRight")
        expect(panel).to_contain_text(f"{day} 2021", timeout=60_000)
        heard.append(time.monotonic() - began)
    assert max(heard) < 5, heard
    found = entry(watched, "large.csv")
    expect(found).to_contain_text("60,000 rows in = 60,000 kept", timeout=2 * SLOW)
    close(watched)
    expect(watched.page.locator(".bm.layers")).to_contain_text("rows in this window")
    expect(map_label(other)).not_to_have_attribute("aria-label", re.compile("your file"))
    assert "large.csv" not in other.page.content()
    assert "files=" not in other.page.url
    watched.page.reload()
    watched.wait_for_map()
    expect(
        watched.page.get_by_text("This view was made with a file that is not here")
    ).to_be_visible()
    watched.page.get_by_role("button", name="Go on without").click()
    expect(watched.page).not_to_have_url(re.compile("files="))
    assert watched.errors == other.errors == []
