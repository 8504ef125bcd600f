"""A row of a brought file leaves with all its columns, and its words are its title."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from shipped import shipped_ledger

from dashboard.exports.data.report_table import build_rows, to_csv
from dashboard.exports.data.workbook import MOST_CHARACTERS
from dashboard.exports.player.texts import build_texts
from dashboard.exports.privacy.rows import public_rows
from dashboard.page.panels.detail import detail_markup
from dashboard.page.uploads.files import columns_words
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from events import Ledger, Selection, Showing, select
from events.uploads import (
    ColumnMapping,
    Layer,
    Limits,
    Outcome,
    Provenance,
    Receipt,
    Role,
    Upload,
    build_layer,
    join_layers,
)
from events.uploads.read import read_bytes

LEDGER = shipped_ledger()
STATE = MapState(date=date(2021, 11, 14), window="7d")
OWN = (
    "date,lon,lat,code,What happened,weather,patrol\n"
    "2021-11-08 14:30,23.65,53.51,A7,Group of forty seen at the fence,fog,3\n"
    "2021-11-09,23.71,53.02,A8,Fire on the east side,<b>rain</b>,\n"
)
"""What was brought when titles were still *row 2 of own.csv*: no column bears the name of one."""


def read(text: str) -> Upload:
    empty = Receipt("own.csv", "0" * 64, Outcome.REFUSED)
    told = (ColumnMapping(), Limits(), LEDGER, lambda word, share: None)
    return read_bytes(text.encode(), empty, *told)


def layer_of(text: str, *, sensitive: bool = False) -> Layer:
    return build_layer(read(text), 1, Provenance("own.csv", sensitive=sensitive))


def joined(ledger: Ledger, text: str = OWN) -> Ledger:
    return join_layers(ledger, [layer_of(text)], Showing.BESIDE)


def test_the_column_of_the_longest_texts_is_the_title_at_once() -> None:
    upload = read(OWN)
    assert upload.mapping.columns[Role.TITLE.value] == "What happened"
    assert upload.receipt.unused_columns == ("code", "weather", "patrol")


@pytest.mark.parametrize(
    ("header", "cells", "title"),
    [
        ("date,lon,lat,uuid,link", "2021-11-08,23.6,53.5,8f14e45f-ceea,https://a.example/x", None),
        ("date,lon,lat,size,shape", "2021-11-08,23.6,53.5,12.75 m2,POINT (23 53)", None),
        ("date,lon,lat,opis", "2021-11-08,23.6,53.5,Grupa przy płocie", "opis"),
        ("date,lon,lat,kind,opis", "2021-11-08,23.6,53.5,group,Grupa przy płocie", None),
        ("date,lon,lat,name,remark of it", "2021-11-08,23.6,53.5,Post,Long words of it", "name"),
        ("date,lon,lat,head,body", "2021-11-08,23.6,53.5,Fence,Group of forty at it", "body"),
    ],
)
def test_codes_links_and_figures_are_no_title(header: str, cells: str, title: str | None) -> None:
    upload = read(f"{header}\n{cells}\n")
    assert upload.mapping.columns.get(Role.TITLE.value) == title, upload.receipt


def test_the_card_names_the_title_and_the_columns_that_are_not_used() -> None:
    words = columns_words(layer_of(OWN))
    assert words == (
        "Title: column What happened. Not used, and told with each row: code, weather, patrol."
    )


def test_every_column_of_a_row_is_in_detail_player_and_table(ledger: Ledger) -> None:
    whole = joined(ledger)
    scene = build_scene(select(whole, Selection()), STATE)
    report = next(mark.event.report_ids[0] for mark in scene.marks if mark.event.layer)
    told = "date: 2021-11-08 14:30 · lon: 23.65 · lat: 53.51 · code: A7 · weather: fog · patrol: 3"
    note = whole.report(f"{report.rpartition('-')[0]}-0").note
    assert note == f"{told} · row 2 of own.csv"
    id_ = f"{report.rpartition('-')[0]}-0"
    assert told in str(detail_markup(whole, scene, [id_]))
    assert "&lt;b&gt;rain&lt;/b&gt;" in str(detail_markup(whole, scene, [f"{id_[:-1]}1"]))
    assert note in build_texts(whole, STATE.date)["rows"][0]["words"]
    rows = csv.DictReader(io.StringIO(to_csv(build_rows(whole, scene))))
    assert note in {row["note"] for row in rows}


def test_a_row_is_found_by_any_word_of_it(ledger: Ledger) -> None:
    whole = joined(ledger)
    found = build_scene(select(whole, Selection(text="fog")), STATE)
    assert [m.event.title for m in found.marks if m.event.layer] == [
        "Group of forty seen at the fence"
    ]


def test_what_a_public_file_withholds_of_a_row_it_withholds_in_every_column(
    ledger: Ledger,
) -> None:
    layer = layer_of(OWN, sensitive=True)
    whole = join_layers(ledger, [layer], Showing.BESIDE)
    public = public_rows(whole, date(2021, 11, 20)).ledger
    told = public.report(f"{layer.id}-0")
    assert told.note == "date: 2021-11-08 14:30 · row 2 of own.csv"
    assert whole.report(f"{layer.id}-0").note != told.note


def test_a_row_of_hundreds_of_long_cells_still_fits_a_cell_of_a_workbook(ledger: Ledger) -> None:
    names = ",".join(f"c{number}" for number in range(480))
    cells = ",".join("words and words " * 40 for _ in range(480))
    layer = layer_of(f"date,lon,lat,{names}\n2021-11-08,23.65,53.51,{cells}\n")
    note = join_layers(ledger, [layer], Showing.BESIDE).report(f"{layer.id}-0").note
    assert len(note) < MOST_CHARACTERS
    assert "more columns, in the file itself" in note


def test_a_day_of_its_own_is_not_told_twice(ledger: Ledger) -> None:
    layer = layer_of("date,lon,lat,what\n2021-11-08,23.65,53.51,Fire in the wood\n")
    report = join_layers(ledger, [layer], Showing.BESIDE).report(f"{layer.id}-0")
    assert report.note == "lon: 23.65 · lat: 53.51 · row 2 of own.csv"
    assert report.period.start == date(2021, 11, 8)
