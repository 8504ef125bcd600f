"""Every form that the page of imports names is read, asked about or refused as it says there."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from import_reading import asked, figures, flags, points, read, spans

from events.uploads.adapters import ADAPTERS
from events.uploads.geometry.grids import GRIDS
from events.uploads.values.encodings import CANDIDATES

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")


def forms(title: str) -> list[tuple[str, str]]:
    """Return what is written and what it is read as, from one table of the page."""
    section = PAGE.split(f"### Forms of {title}\n")[1].split("\n##")[0]
    rows = re.findall(r"^\| (`.*?) \| ([^|]*) \|$", section, re.MULTILINE)
    return [(cell, told) for written, told in rows for cell in re.findall(r"`([^`]*)`", written)]


def table(*columns: tuple[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for name, _ in columns])
    writer.writerow([cell for _, cell in columns])
    return out.getvalue()


@pytest.mark.parametrize(("written", "told"), forms("days"))
def test_the_days_of_the_page_are_read_as_it_says(written: str, told: str) -> None:
    upload = read(table(("date", written), ("lon", "23.5"), ("lat", "53.5")), columns__day="date")
    if told == "refused":
        assert upload.receipt.rows_kept == 0 and len(upload.receipt.refused) == 1
    elif told.startswith("asked"):
        assert f"`{next(iter(asked(upload)))}`" in told
    else:
        ((first, last),) = spans(upload)
        found = f"{first}, open" if last == "NaT" else f"{first} to {last}"
        assert told in (found, first if first == last else None) or told == "the day itself"
        assert first[:4] in ("2021", "2026")


@pytest.mark.parametrize(("written", "told"), forms("counts"))
def test_the_counts_of_the_page_are_read_as_it_says(written: str, told: str) -> None:
    upload = read(table(("date", "2020-02-08"), ("people", written)))
    if told.startswith("asked"):
        assert f"`{next(iter(asked(upload)))}`" in told
        return
    ((value, low, high),) = figures(upload)
    parts = [f"{value:g}"] if value is not None else []
    parts += [f"{name} {n:g}" for name, n in (("low", low), ("high", high)) if n is not None]
    words = ", ".join(parts) or "no figure"
    flagged = "".join(f", flagged `{flag}`" for _, flag in flags(upload))
    assert words + flagged == told


@pytest.mark.parametrize(("written", "told"), forms("places"))
def test_the_places_of_the_page_are_read_as_it_says(written: str, told: str) -> None:
    upload = read(table(("date", "2020-02-08"), ("coordinates", written)))
    if told.startswith("asked"):
        assert f"`{next(iter(asked(upload)))}`" in told
    elif told == "refused":
        assert upload.receipt.rows_kept == 0
    elif told == "no place":
        assert upload.receipt.located.not_located == 1
    else:
        ((lon, lat),) = points(upload)
        assert told.startswith(f"{lon:g}, {lat:g}")
        assert ("reduced" in told) == ((2, "reduced") in flags(upload))


def test_code_pages_grids_and_versions_stand_on_the_page() -> None:
    encodings = PAGE.split("### Forms of encodings")[1].split("###")[0]
    assert [name for name in CANDIDATES if name not in encodings] == []
    assert {"PL-1992", "PL-2000", "LKS-94", "LKS-92"} <= {
        word for name in GRIDS.values() for word in re.findall(r"[A-Z]+-\d+", name)
    }
    for adapter in ADAPTERS:
        assert all(version in PAGE for version in adapter.versions), adapter.name
        assert adapter.versions or adapter.name.startswith("own-"), adapter.name
