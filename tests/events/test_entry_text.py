"""A row is added or a cell changed, and every other byte of a table stays as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import TableError
from events.entry.table_text import TableText
from events.ledger import DATA_FOLDER

TABLES = sorted(DATA_FOLDER.glob("*.csv"))
cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    ['a,"b"', "a\nb", "a\r\nb", '""', '"', ",", "żółć", " a ", ""]
)


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_every_shipped_table_is_cut_and_put_together_without_a_byte_changed(path):
    content = path.read_bytes()
    text = TableText.from_bytes(path.name, content)
    assert text.to_bytes() == content
    with path.open(encoding="utf-8", newline="") as file:
        assert list(text.rows) == [
            {k: v.strip() for k, v in row.items()} for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_a_row_is_added_anywhere_and_a_cell_changed_without_touching_another_byte(path):
    before = TableText.from_bytes(path.name, path.read_bytes())
    key = before.columns[0]
    row = dict(zip(before.columns, ["new-row", 'says "so", twice', "ą"], strict=False))
    for spot in {1, max(1, len(before.rows) // 2), len(before.rows)}:
        last = before.rows[spot - 1]
        added = before.with_row(row, lambda r, last=last: r == last)
        assert added.rows[spot] == {**dict.fromkeys(before.columns, ""), **row}
        assert added.records[: spot + 1] + added.records[spot + 2 :] == before.records
    some = before.rows[len(before.rows) // 2]
    changed = before.with_cells(key, some[key], {before.columns[-1]: 'a "b", c'})
    differs = [
        n for n, (a, b) in enumerate(zip(before.records, changed.records, strict=True)) if a != b
    ]
    assert len(differs) == 1
    assert changed.rows[differs[0] - 1] == {**some, before.columns[-1]: 'a "b", c'}


@given(
    rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    unfinished=st.booleans(),
    new=st.lists(cells, min_size=3, max_size=3),
    column=st.sampled_from(["id", "b", "c"]),
    value=cells,
)
def test_round_trip_of_any_table(rows, quoting, end, mark, unfinished, new, column, value):
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=end, quoting=quoting)
    writer.writerow(["id", "b", "c"])
    for number, (_, b, c) in enumerate(rows):
        writer.writerow([str(number), b, c])
    written = ("\ufeff" if mark else "") + file.getvalue()
    content = (written.removesuffix(end) if unfinished else written).encode()
    text = TableText.from_bytes("t.csv", content)
    assert text.to_bytes() == content
    assert text.columns == ("id", "b", "c")
    row = dict(zip(("id", "b", "c"), new, strict=True))
    more = text.with_row(row)
    assert TableText.from_bytes("t.csv", more.to_bytes()) == more
    assert more.rows[-1] == {k: v.strip() for k, v in row.items()}
    assert more.to_bytes().startswith(content)
    assert more.to_bytes().endswith(end.encode()) is not unfinished
    last = str(len(rows) - 1)
    changed = text.with_cells("id", last, {column: value})
    assert changed.rows[:-1] == text.rows[:-1]
    assert changed.rows[-1] == {**text.rows[-1], column: value.strip()}
    again = changed.with_cells(column, value.strip(), {}) if column != "id" else changed
    assert again == changed


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"a,b\n\xff,1\n", "is not UTF-8"), (b'a,b\n"x,1\n', "is not well-formed CSV")],
)
def test_a_damaged_table_is_not_taken_for_an_empty_one(content, told):
    with pytest.raises(TableError, match=told):
        TableText.from_bytes("t.csv", content)


def test_a_row_that_is_not_there_cannot_be_changed():
    text = TableText.from_bytes("t.csv", b"a,b\n1,2\n")
    with pytest.raises(TableError, match="holds no 3"):
        text.with_cells("a", "3", {"b": "4"})
