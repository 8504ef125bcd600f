"""The tests of the scripts in tests/web, each claim run in Chromium and counted by itself."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from modules import as_json, serve_modules
from playwright.sync_api import Browser, Page
from watching import ROOT

EPOCH = date(1970, 1, 1)
FILES = sorted((ROOT / "tests" / "web").glob("*.test.js"))
CLAIM = re.compile(r'^test\("([^"\n]+)"', re.M)
CLAIMS = [(path.name, claim) for path in FILES for claim in CLAIM.findall(path.read_text("utf-8"))]


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    serve_modules(page, {"given/calendar.json": calendar_days(), "given/months.json": months()})
    yield page
    page.close()


@pytest.mark.parametrize(("name", "claim"), CLAIMS)
def test_script(scripts: Page, name: str, claim: str) -> None:
    scripts.evaluate(
        """async ([name, claim]) => {
          await import(`/tests/web/${name}`);
          await (await import("/tests/web/harness.js")).run(claim);
        }""",
        [name, claim],
    )


def test_every_claim_of_a_script_is_one_of_these(scripts: Page) -> None:
    known = scripts.evaluate(
        """async (names) => {
          for (const name of names) await import(`/tests/web/${name}`);
          return (await import("/tests/web/harness.js")).namesOf();
        }""",
        [path.name for path in FILES],
    )
    assert sorted(known) == sorted(claim for _, claim in CLAIMS)
    assert len(FILES) >= 4


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("equal([1, 2], [1, 3])", r"\[1,2\] is not \[1,3\]"),
        ("equal({ a: 1 }, { a: 1, b: undefined })", "is not"),
        ("equal(Int32Array.of(1), [2])", "is not"),
        ("equal(null, undefined)", "is not"),
        ("ok(0, 'something')", "something: 0"),
        ("near(1, NaN)", "not within"),
        ("near(1, 1.1, 0.05)", "not within"),
    ],
)
def test_what_does_not_hold_ends_a_test(scripts: Page, body: str, words: str) -> None:
    load = 'const { equal, ok, near } = await import("/tests/web/harness.js");'
    with pytest.raises(Exception, match=words):
        scripts.evaluate(f"async () => {{ {load} {body} }}")


def calendar_days() -> bytes:
    """Return days as Python's calendar has them, as ISO dates and as numbers."""
    days = [EPOCH + timedelta(days=step) for step in range(0, 40_000, 37)]
    days += [date(2024, 2, 29), date(2000, 2, 29), date(2021, 12, 31), date(2022, 1, 1)]
    return as_json(
        {"isos": [day.isoformat() for day in days], "days": [(day - EPOCH).days for day in days]}
    )


def months() -> bytes:
    """Return days, and where some months on and back lead from each."""
    starts = [date(2021, 1, 1) + timedelta(days=step) for step in range(0, 1600, 3)]
    starts += [date(2024, 1, 31), date(2023, 1, 31), date(2024, 2, 29), date(2021, 12, 31)]
    counts = [-25, -12, -1, 1, 2, 12, 13]
    return as_json(
        {
            "starts": [(day - EPOCH).days for day in starts],
            "counts": counts,
            "months": [[(_months_on(day, n) - EPOCH).days for n in counts] for day in starts],
        }
    )


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
