"""The caches of the page, which tests share as sessions do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from forked_readers import forked_readers as forked_readers

from events.store import build_store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def caches(forked_readers: None) -> Iterator[None]:
    """Empty the caches once, at the end: what they hold is known by the files it was made of."""
    yield
    st.cache_resource.clear()


@pytest.fixture
def fresh_caches() -> Iterator[None]:
    """Begin with empty caches, and leave none of what a test has put in the code's place."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, forked_readers: None) -> Path:
    """Return the folder of a store of the shipped incidents; who changes it takes a copy."""
    into = tmp_path_factory.mktemp("stores") / "incidents"
    build_store([ROOT / "events" / "data" / "incident_reports.csv"], into)
    return into
