"""A store is whole or not there: built, added to, cut short, damaged, and refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from import_reading import read, read_here

import geodata
from events.__main__ import main
from events.generalisation import PEOPLE_CATEGORIES
from events.store import (
    Manifest,
    StoreError,
    StoreSettings,
    append_store,
    build_store,
    check_store,
    read_manifest,
)
from events.store.tile_files import read_index, read_tile
from events.uploads import Limits

ROOT = Path(__file__).parents[2]
TABLES = [ROOT / "events" / "data" / f"{name}_reports.csv" for name in ("incident", "flight")]
KILLED = (
    ("append", "events.store.folder", "os.sync"),
    ("build", "events.store.build", "sort_rows"),
    ("build", "events.store.assembly", "sections_digest"),
    ("append", "events.store.folder", "os.fsync"),
)
"""Where one is killed: whole but unnamed, before the rows are sorted, with the tiles cut."""


@pytest.fixture(autouse=True)
def _(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def rows_of(store: Path) -> list[dict[str, object]]:
    manifest = read_manifest(store)
    parts = [store / manifest.folder / part.path for part in manifest.parts]
    rows: list[dict[str, object]] = pa.concat_tables(map(pq.read_table, parts)).to_pylist()
    return sorted(rows, key=lambda row: (str(row["day"]), str(row["source"]), int(str(row["row"]))))


def tiles_of(store: Path) -> dict[str, bytes]:
    manifest = read_manifest(store)
    folder = store / manifest.folder / "tiles"
    return {
        path: read_tile(folder, path)[1]
        for zoom in manifest.zooms
        for path in read_index(folder, zoom.zoom)
    }


def test_the_shipped_tables_are_rows_as_a_layer_of_them_would_be(tmp_path: Path) -> None:
    manifest = build_store(TABLES, tmp_path / "store")
    assert check_store(tmp_path / "store") == ()
    sections = [section.id for section in geodata.load_border_sections()]
    expected = []
    for table in TABLES:
        upload = read(table.read_bytes(), table.name)
        imported = upload.imported
        assert imported is not None
        told = next(one for one in manifest.sources if one.file == table.name)
        assert told.rows_kept == len(imported) and told.rows_in == upload.receipt.rows_in
        assert told.sections == upload.receipt.located.sections
        for at in range(len(imported)):
            section = int(imported.section[at])
            expected.append(
                (
                    *(int(imported.row[at]), str(imported.day[at]), str(imported.last_day[at])),
                    *(imported.kinds[imported.kind[at]], imported.text("title", at)),
                    *(sections[section] if section >= 0 else None, str(imported.lon[at])),
                )
            )
    found = [
        (
            *(row["row"], str(row["day"]), str(row["last_day"] or "NaT")),
            *(row["kind"], row["title"], row["section"]),
            str(row["lon"] if row["lon"] is not None else "nan"),
        )
        for row in rows_of(tmp_path / "store")
    ]
    assert Counter(found) == Counter(expected)
    assert manifest.in_cells == sum(lon != "nan" for *_, lon in found) > 500
    assert {zoom.events + zoom.held for zoom in manifest.zooms} == {manifest.in_cells}
    pushed = sum(row["kind"] in PEOPLE_CATEGORIES for row in rows_of(tmp_path / "store"))
    assert 0 < manifest.zooms[-1].held <= pushed


def made_up(folder: Path, name: str, rows: int, kinds: str, year: int = 2024) -> Path:
    lines = [
        f"{year}-0{1 + row % 9}-1{row % 9},{23 + row % 13 / 7:.3f},{52 + row % 11 / 5:.3f},"
        f"{kinds[row % len(kinds)]}"
        for row in range(rows)
    ]
    path = folder / f"{name}.csv"
    path.write_text("date,lon,lat,kind\n" + "\n".join(lines) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("kinds", ["a", "zyxwvutsr"], ids=["same kinds", "other kinds"])
@pytest.mark.parametrize("parts", [8, 1], ids=["side by side", "compacted"])
def test_what_is_appended_is_as_if_built_at_once(tmp_path: Path, kinds: str, parts: int) -> None:
    settings = StoreSettings(parts=parts)
    files = [
        made_up(tmp_path, "first", 400, "abc"),
        made_up(tmp_path, "second", 40, "ab", 2025),
        made_up(tmp_path, "third", 300, kinds),
    ]
    at_once = build_store(files, tmp_path / "at-once", settings=settings)
    build_store(files[:1], tmp_path / "store", settings=settings)
    for file in files[1:]:
        later = append_store(tmp_path / "store", [file], settings=settings)
    assert later.data == at_once.data
    assert tiles_of(tmp_path / "store") == tiles_of(tmp_path / "at-once") != {}
    assert rows_of(tmp_path / "store") == rows_of(tmp_path / "at-once")
    assert len(later.parts) == (3 if parts == 8 else 1)
    assert check_store(tmp_path / "store") == ()


def test_a_file_is_taken_once(tmp_path: Path) -> None:
    file = made_up(tmp_path, "first", 30, "ab")
    twin = tmp_path / "twin.csv"
    shutil.copy(file, twin)
    with pytest.raises(StoreError, match=r"twin\.csv has the same bytes as first\.csv"):
        build_store([file, twin], tmp_path / "store")
    before = build_store([file], tmp_path / "store")
    with pytest.raises(StoreError, match=r"twin\.csv has the same bytes"):
        append_store(tmp_path / "store", [twin])
    assert read_manifest(tmp_path / "store") == before
    assert check_store(tmp_path / "store") == ()


def test_rows_located_by_another_distance_are_not_mixed(tmp_path: Path) -> None:
    build_store([made_up(tmp_path, "first", 30, "ab")], tmp_path / "store")
    other = made_up(tmp_path, "second", 31, "ab")
    with pytest.raises(StoreError, match="within 30 km, and new ones would within 5 km"):
        append_store(tmp_path / "store", [other], limits=Limits(near_km=5))


def test_a_folder_gives_its_tables_and_a_strange_one_is_left_alone(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    made_up(tables, "b", 5, "a")
    made_up(tables, "a", 6, "a")
    (tables / "readme.md").write_text("no table", "utf-8")
    manifest = build_store([tables], tmp_path / "store")
    assert {one.file for one in manifest.sources} == {"a.csv", "b.csv"}
    with pytest.raises(StoreError, match="something else"):
        build_store([tables / "a.csv"], tables)
    assert sorted(path.name for path in tables.iterdir()) == ["a.csv", "b.csv", "readme.md"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="holds no CSV"):
        build_store([tmp_path / "empty"], tmp_path / "store")
    assert read_manifest(tmp_path / "store") == manifest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("date,kind\n", "no row was kept"),
        ("date,kind\nnever,a\n", "no row was kept"),
        ("name,lon,lat\nx,23,53\n", "no column of days"),
        ("date,kind\n03/04/2024,a\n", "asks first"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_the_store(tmp_path: Path, text: str, told: str) -> None:
    before = build_store([made_up(tmp_path, "first", 30, "ab")], tmp_path / "store")
    bad = tmp_path / "bad.csv"
    bad.write_text(text, "utf-8")
    with pytest.raises(StoreError, match=told):
        append_store(tmp_path / "store", [bad])
    with pytest.raises(StoreError, match=told):
        build_store([bad], tmp_path / "store")
    assert read_manifest(tmp_path / "store") == before
    assert [path for path in (tmp_path / "store").iterdir() if "building" in path.name] == []


def test_rows_that_are_refused_are_counted_by_reason_and_told_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "half.csv"
    file.write_bytes(
        b"date,lon,lat,kind\n2024-02-29,180,89,a\n2023-02-29,23,53,a\n2024-01-01,-180,-90,\n"
        b"2024-13-01,23,53,b\n2024-01-01,,,c\n2024-01-01,23,53,\xf0\x9f\x98\x80\n2024-01-01,500,1,d\n"
    )
    manifest = build_store([file], tmp_path / "store")
    (source,) = manifest.sources
    assert source.balances and source.rows_in == 7
    assert source.rows_refused == sum(count for _, _, count in source.refused) >= 2
    assert check_store(tmp_path / "store") == ()
    assert manifest.in_cells == manifest.rows - source.not_located
    days = {str(row["day"]) for row in rows_of(tmp_path / "store")}
    assert "2024-02-29" in days and "2023-03-01" not in days


@pytest.mark.few(1)
@pytest.mark.parametrize(("what", "module", "name"), KILLED)
def test_a_build_that_is_killed_leaves_the_old_store(
    tmp_path: Path, what: str, module: str, name: str
) -> None:
    store, nothing = tmp_path / "store", tmp_path / "nothing"
    before = build_store([made_up(tmp_path, "first", 30, "ab")], store)
    second = made_up(tmp_path, "second", 50, "ab")
    code = f"""
import os, signal, sys, types
from pathlib import Path
import import_reading, {module} as at
from events.store import append_store, build_store
def killed(*_): os.kill(os.getpid(), signal.SIGKILL)
import_reading.read_here(types.SimpleNamespace(setattr=setattr))
at.{name} = killed
file, into = Path(sys.argv[1]), Path(sys.argv[2])
build_store([file], into) if sys.argv[3] == "build" else append_store(into, [file])
"""
    tests = ROOT / "tests"
    paths = {**os.environ, "PYTHONPATH": f"{ROOT}:{tests}:{tests / 'events'}"}
    for into, how in ((store, what), (nothing, "build")):
        asked = [sys.executable, "-c", code, str(second), str(into), how]
        done = subprocess.run(asked, cwd=ROOT, env=paths, timeout=60)
        assert done.returncode == -signal.SIGKILL
    assert read_manifest(store) == before and check_store(store) == ()
    with pytest.raises(StoreError, match="is no store"):
        read_manifest(nothing)
    # The next one goes on as if nothing had been, and clears away what was left.
    assert append_store(store, [second]).rows == 80 and check_store(store) == ()
    assert build_store([second], nothing).rows == 50
    for folder in (store, nothing):
        assert not [path for path in folder.iterdir() if path.name.startswith(".building")]


def test_kinds_that_are_sensitive_are_not_told_sharply(tmp_path: Path) -> None:
    file = tmp_path / "first.csv"
    kinds = ["Pushback", "patrol", "camp", "secret  Thing"]
    lines = [f"2024-01-{1 + n:02d},23.6,53.5,{kinds[n % 4]}" for n in range(22)]
    file.write_text("date,lon,lat,kind\n" + "\n".join(lines) + "\n", "utf-8")
    store = tmp_path / "store"
    manifest = build_store([file], store, sensitive=["Secret thing"])
    assert manifest.sensitive == ("Secret thing", "camp", "pushback")
    held = {zoom.zoom: zoom.held for zoom in manifest.zooms}
    assert held == {6: 0, 8: 0, 10: 0, 12: 6 + 5 + 5}
    assert all(zoom.events + zoom.held == manifest.in_cells == 22 for zoom in manifest.zooms)
    folder = store / manifest.folder / "tiles"
    (path,) = read_index(folder, 12)
    tile, _ = read_tile(folder, path)
    assert {manifest.kinds[kind] for kind in tile.kind} == {"patrol"}
    assert check_store(store) == ()
    # What was asked of the store holds for what is added to it.
    second = tmp_path / "second.csv"
    second.write_text("date,lon,lat,kind\n2024-02-01,23.6,53.5,SECRET THING\n", "utf-8")
    assert append_store(store, [second]).zooms[-1].held == 17
    assert check_store(store) == ()
    assert build_store([file, second], tmp_path / "plain").zooms[-1].held == 11


def test_one_build_at_a_time(tmp_path: Path) -> None:
    from events.store.folder import held

    file = made_up(tmp_path, "first", 30, "ab")
    with held(tmp_path / "store"), pytest.raises(StoreError, match="another build"):
        build_store([file], tmp_path / "store")


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.unlink()  # other states may share the file
    path.write_bytes(data)


@pytest.mark.parametrize("path", ["rows/0000.parquet", "tiles/8.json", "tiles", "receipts"])
def test_what_was_changed_is_found(tmp_path: Path, path: str) -> None:
    store = tmp_path / "store"
    manifest = build_store([made_up(tmp_path, "first", 90, "ab")], store)
    file = store / manifest.folder / path
    if file.is_dir():
        file = next(found for found in sorted(file.rglob("*.gz")))
    damage(file)
    assert any(file.name.split(".")[0] in fault for fault in check_store(store))
    if path != "tiles":
        with pytest.raises(StoreError, match="not as it was written"):
            append_store(store, [made_up(tmp_path, "second", 9, "ab")])
    # The same data, built again, stands beside what was damaged, and is whole.
    again = build_store([tmp_path / "first.csv"], store)
    assert again.data == manifest.data and check_store(store) == ()


def test_a_lie_in_the_manifest_is_found(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build_store([made_up(tmp_path, "first", 90, "ab")], store)
    text = (store / "store.json").read_text("utf-8")
    plain = json.loads(text)
    for change in (
        {"in_cells": 89},
        {"first_day": "2001-01-01"},
        {"kinds": ["b", "a"]},
        {"sensitive": ["a"]},
        {"sources": [{**plain["sources"][0], "rows_in": 91}]},
        {"sources": [{**plain["sources"][0], "sha256": "0" * 64}]},
        {"zooms": [{**plain["zooms"][0], "events": 91}, *plain["zooms"][1:]]},
    ):
        (store / "store.json").write_text(json.dumps({**plain, **change}), "utf-8")
        assert check_store(store) != (), change
    for bad in ("{", "[]", "{}", text.replace("store 2", "store 3"), text.replace("rows/", "../")):
        (store / "store.json").write_text(bad, "utf-8")
        with pytest.raises(StoreError):
            read_manifest(store)
    (store / "store.json").write_text(text, "utf-8")
    assert Manifest.from_json(text).to_json() == text and check_store(store) == ()


@pytest.mark.parametrize("apart", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_commands_say_what_became_of_every_row(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    apart: bool,
) -> None:
    if apart:
        monkeypatch.undo()  # by reading processes, as a person would
    file = tmp_path / "events.csv"
    file.write_text("date,lon,lat,kind\n2024-02-30,23,53,a\n2024-02-29,23.6,53.5,a\n", "utf-8")
    store = str(tmp_path / "store")
    assert main(["store", "build", str(file), "--into", store, "--memory-mb", "256"]) == 0
    said = capsys.readouterr().out
    assert "2 rows in = 1 kept + 1 refused" in said and "refused 1: date: " in said
    assert main(["store", "check", store]) == 0
    capsys.readouterr()
    assert main(["store", "info", store, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sources"][0]["rows_in"], told["in_cells"]) == (2, 1)
    file.write_text("date,kind\n03/04/2024,a\n", "utf-8")
    assert main(["store", "append", store, str(file)]) == 2
    assert "--choose date_order=dmy" in capsys.readouterr().err
    assert main(["store", "append", store, str(file), "--choose", "date_order=dmy"]) == 0
    file.write_text("", "utf-8")
    assert main(["store", "append", store, str(file)]) == 3
    assert main(["store", "info", str(tmp_path)]) == 1
