import pytest

from events import Ledger, load_ledger


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    return load_ledger()
