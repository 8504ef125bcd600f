import pytest
from forked_readers import forked_readers as forked_readers

from events import Ledger, load_ledger


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    return load_ledger()
