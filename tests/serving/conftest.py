"""One server for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import Served, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found
