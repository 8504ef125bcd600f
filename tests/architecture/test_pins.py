"""The lock holds the hashes of every pin and names no host; licence texts are there."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import font_source_sans_pro
import pytest
import streamlit

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)( ; [^\\]+)? ?\\?$")
ONLY_ELSEWHERE = {"colorama"}
"""Pins that another platform needs, and this file of plain pins does not."""


def named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return {named(m[1]): m[2] for line in lines if (m := PIN.match(line))}


@pytest.mark.parametrize("name", ["requirements", "requirements-spark"])
def test_the_lock_holds_the_pins(name: str) -> None:
    locked = pins(f"{name}.lock")
    assert {n: v for n, v in locked.items() if n not in ONLY_ELSEWHERE} == pins(f"{name}.txt"), (
        "run scripts/lock"
    )


@pytest.mark.parametrize("name", ["requirements", "requirements-spark"])
def test_every_pin_has_hashes_and_no_host_is_named(name: str) -> None:
    text = (ROOT / f"{name}.lock").read_text("utf-8")
    assert (
        "://" not in text and " @ " not in text and "--index" not in text and "--find" not in text
    )
    for entry in re.split(r"\n(?=\S)", text.strip())[1:]:
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}", entry)
        assert hashes, entry[:60]
        # What is compiled has a file for each platform and each Python.
        assert len(hashes) == len(set(hashes))


def test_files_for_the_usual_platforms_are_in_it() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    for name in ("numpy", "shapely", "pyproj", "pyarrow", "pikepdf", "pillow", "matplotlib"):
        (entry,) = re.findall(rf"(?m)^{name}==(?:.*\\\n)+.*", text)
        assert entry.count("sha256") >= 12, (
            f"{name}: run scripts/lock where the registry tells all files"
        )


def test_the_install_takes_nothing_that_is_not_listed() -> None:
    script = (ROOT / "scripts" / "install").read_text("utf-8")
    assert "--require-hashes --requirement requirements.lock" in script
    assert "--no-deps --no-build-isolation --editable ." in script


def test_licence_texts_of_what_is_served_are_there() -> None:
    page = (ROOT / "docs" / "third-party.md").read_text("utf-8")
    for words in ("Randy Zwitch", "CloudMade", "GEOS", "LGPL-2.1", "Apache-2.0", "SIL OFL 1.1"):
        assert words in page
    files = [str(file) for file in distribution("shapely").files or ()]
    assert any(file.endswith("LICENSE_GEOS") for file in files)
    assert (Path(font_source_sans_pro.__file__).parent / "files" / "LICENSE.txt").is_file()
    for name, file, words in (
        ("django-js-lib-leaflet", "LICENSE", "CloudMade"),
        ("requests", "LICENSE", "Apache License"),
        ("duckdb", "LICENSE", "DuckDB Foundation"),
    ):
        found = [f for f in distribution(name).files or () if f.name == file]
        assert words in found[0].read_text("utf-8"), name
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    assert "Apache License" in index.read_text("utf-8")
