"""What of a brought row on people in need leaves the house: its days, its kind and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from dashboard.exports.privacy.rows import TITLE, public_rows
from events import Ledger, Showing
from events.uploads import (
    Imported,
    Layer,
    Provenance,
    Readers,
    Role,
    build_layer,
    join_layers,
    read_upload,
    rows_of,
)

ROWS = (
    b"date,lon,lat,kind,title,place,people,note,source,id,colour\n"
    b"2021-11-08,23.65,53.51,camp,Tents,By the mill,12,Behind the barn,Diary,case-1,red\n"
    b"2021-11-08,23.71,53.02,clash,Stones,By the gate,0,Seen,Diary,case-2,blue\n"
    b"2021-11-08,,,camp,Tents again,Nobody knows,3,Told,Diary,case-3,green\n"
)
FLIGHTS = b"date,from,to,kind\n2021-11-08,IST,MSQ,camp\n"
RECENT, OLD = date(2022, 2, 6), date(2022, 2, 7)
"""The day ends with the beginning of 9 November; 90 days later lies 7 February."""


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as readers:
        yield readers


@pytest.fixture(scope="module")
def layer(readers: Readers) -> Layer:
    said = Provenance("A diary", "Office", "C", 3, sensitive=False)
    return build_layer(read_upload(ROWS, "own.csv", readers=readers), 1, said)


def sent(ledger: Ledger, layer: Layer, made_on: date) -> tuple[Imported, list[bool]]:
    """Return what public files hold of a layer, and which of its rows are withheld."""
    public = public_rows(join_layers(ledger, (layer,), Showing.MERGED), made_on)
    (rows,) = rows_of(public.ledger)
    mask = public.withheld.get(rows.layer.id, np.zeros(len(rows.layer.imported), bool))
    assert public.count == int(mask.sum())
    return rows.layer.imported, mask.tolist()


def test_a_camp_is_withheld_for_ninety_days_after_its_end(ledger: Ledger, layer: Layer) -> None:
    assert sent(ledger, layer, RECENT)[1] == [True, False, False]
    assert sent(ledger, layer, OLD)[1] == [False, False, False]


def test_a_camp_without_a_last_day_is_withheld_for_ever(ledger: Ledger, layer: Layer) -> None:
    without = np.full(len(layer.imported), "NaT", layer.imported.last_day.dtype)
    still = replace(layer, imported=replace(layer.imported, last_day=without))
    assert sent(ledger, still, date(2099, 1, 1))[1] == [True, False, False]


def test_a_file_that_is_said_to_be_sensitive_is_withheld_where_it_tells_a_place(
    ledger: Ledger, layer: Layer
) -> None:
    said = Provenance("A diary", "Office", "C", 3, sensitive=True)
    assert sent(ledger, replace(layer, provenance=said), RECENT)[1] == [True, True, False]


def test_a_withheld_row_has_no_coordinate_and_no_word_of_its_own(
    ledger: Ledger, layer: Layer
) -> None:
    told, _ = sent(ledger, layer, RECENT)
    assert np.isnan(told.lon).tolist() == np.isnan(told.lat).tolist() == [True, False, True]
    first = {name: next(iter(column)) for name, column in told.cells.items()}
    assert {text for text in first.values() if text} <= {TITLE, "2021-11-08", "camp", "12", "Diary"}
    assert first[told.roles[Role.TITLE.value]] == TITLE
    second = [list(column)[1] for column in told.cells.values()]
    assert {"Stones", "By the gate", "Seen", "case-2", "blue"} <= set(second)


def test_the_title_of_a_withheld_row_takes_no_column_that_means_another_thing(
    ledger: Ledger, layer: Layer
) -> None:
    roles = {role: name for role, name in layer.imported.roles.items() if role != Role.TITLE.value}
    untitled = replace(layer, imported=replace(layer.imported, roles=roles))
    told, _ = sent(ledger, untitled, RECENT)
    assert told.roles[Role.TITLE.value] == "title_"
    assert list(told.cells["title_"]) == [TITLE, "", ""]
    assert list(told.cells["title"]) == ["", "Stones", "Tents again"]


def test_flights_are_never_withheld(ledger: Ledger, readers: Readers) -> None:
    flown = build_layer(read_upload(FLIGHTS, "flights.csv", readers=readers), 1)
    said = Provenance("A diary", "Office", "C", 3, sensitive=True)
    assert sent(ledger, replace(flown, provenance=said), RECENT)[1] == [False]
