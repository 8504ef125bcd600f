"""All tables or none: whenever the writing is cut short, readers see one state or the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from events import EntryError, TableError, load_ledger
from events.entry.transaction import Tables, finish
from events.ledger import DATA_FOLDER
from events.table_files import PENDING

PUBLISHER = {
    "publisher_id": "zz-bulletin",
    "name": "Bulletin",
    "kind": "press",
    "reliability": "C",
    "reason": "a bulletin",
}
SOURCE = {
    "source_id": "zz-bulletin-1",
    "publisher_id": "zz-bulletin",
    "title": "Bulletin, one",
    "address": "https://bulletin.example/1",
    "kind": "press",
}


def two_tables(folder: Path) -> Tables:
    tables = Tables(folder)
    tables.put(tables.text("publishers.csv").with_row(PUBLISHER))
    tables.put(tables.text("sources.csv").with_row(SOURCE))
    return tables


def as_read(folder: Path) -> tuple[bool, bool]:
    """Return whether a reader finds the new publisher, and the new source."""
    ledger = load_ledger(folder)
    return "zz-bulletin" in ledger.publishers, "zz-bulletin-1" in ledger.sources


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


def test_two_tables_are_written_and_nothing_else_is_touched(tables):
    before = bytes_of(tables)
    assert two_tables(tables).write() == ("publishers.csv", "sources.csv")
    after = bytes_of(tables)
    changed = {n for n in after if after[n] != before.get(n)}
    assert changed == {"publishers.csv", "sources.csv", "MANIFEST"}
    assert sorted(p.name for p in tables.iterdir()) == sorted(before)
    assert as_read(tables) == (True, True)


CUT = """
import os, signal, sys
from pathlib import Path

sys.path.insert(0, {tests!r})
step, left = {step!r}, {left}
real = getattr(Path, step)


def cut(self, *args, **kwargs):
    global left
    if ".pending" in str(self):
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
    return real(self, *args, **kwargs)


setattr(Path, step, cut)
from test_entry_writing import two_tables

two_tables(Path({folder!r})).write()
"""


@pytest.mark.few(3)
@pytest.mark.parametrize(
    ("step", "left", "stands"),
    [
        ("mkdir", 0, False),
        ("open", 0, False),
        ("open", 1, False),
        ("rename", 0, False),
        ("replace", 0, True),
        ("replace", 1, True),
        ("rmdir", 0, True),
    ],
)
def test_a_writer_killed_at_any_step_leaves_the_old_state_or_the_new(tables, step, left, stands):
    script = textwrap.dedent(CUT).format(
        tests=str(Path(__file__).parent), step=step, left=left, folder=str(tables)
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert as_read(tables) == (stands, stands)
    # Whoever writes next carries out what was decided, and clears away what was not.
    finish(tables)
    assert as_read(tables) == (stands, stands)
    assert not [p.name for p in tables.iterdir() if p.name.startswith(".")]
    assert (b"zz-bulletin" in (tables / "sources.csv").read_bytes()) is stands


def test_after_a_writer_was_killed_the_next_one_goes_on_from_what_was_decided(tables):
    first = two_tables(tables)
    waiting = tables / PENDING
    waiting.mkdir()
    for name, content in first.changes.items():
        (waiting / name).write_bytes(content)
    second = Tables(tables)
    more = {**PUBLISHER, "publisher_id": "zz-other", "name": "Other"}
    another = {**SOURCE, "source_id": "zz-other-1", "publisher_id": "zz-other"}
    other = {**another, "title": "Other, one", "address": "https://other.example/1"}
    second.put(second.text("publishers.csv").with_row(more))
    second.put(second.text("sources.csv").with_row(other))
    second.write()
    assert as_read(tables) == (True, True)
    assert "zz-other-1" in load_ledger(tables).sources
    assert not waiting.exists()


def test_tables_that_would_not_load_are_not_written(tables):
    before = bytes_of(tables)
    changed = Tables(tables)
    changed.put(changed.text("sources.csv").with_row(SOURCE))
    with pytest.raises(TableError, match="is not a publisher"):
        changed.write()
    assert bytes_of(tables) == before


def test_a_table_changed_by_somebody_else_meanwhile_is_not_overwritten(tables):
    mine = two_tables(tables)
    theirs = Tables(tables)
    other = {**PUBLISHER, "publisher_id": "zz-other", "name": "Other"}
    theirs.put(theirs.text("publishers.csv").with_row(other))
    theirs.write()
    before = bytes_of(tables)
    with pytest.raises(EntryError, match="was changed while this was entered"):
        mine.write()
    assert bytes_of(tables) == before


def test_a_full_disk_leaves_everything_as_it_was(tables, monkeypatch):
    before = bytes_of(tables)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EntryError, match=r"cannot be written \(No space left on device\)"):
        two_tables(tables).write()
    assert bytes_of(tables) == before
    assert not (tables / PENDING).exists()


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(EntryError, match="cannot be read"):
        Tables(DATA_FOLDER / "nowhere").text("sources.csv")
