"""The tiles of stores in a player: which have room, which a public file has, what comes back."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard import __main__ as command
from dashboard.errors import SnapshotError
from dashboard.exports.formats import FORMATS
from dashboard.exports.player import store_tiles
from dashboard.exports.player.store_tiles import held_stores, tiles_box
from dashboard.exports.request import Order, build_order
from dashboard.exports.verify import Answer, FilesAtHand, verify
from dashboard.feed.blob import unpack
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.stores import store_address
from events import Ledger, Showing
from events.store import StoreError, StoreLayer, open_layer
from events.uploads import join_layers

ROOT = Path(__file__).parents[2]
ORDER = build_order(created=datetime(2026, 11, 26, 12, tzinfo=UTC))
INTERNAL = replace(ORDER, profile="internal")


@pytest.fixture(scope="module")
def store(folder: Path) -> StoreLayer:
    return open_layer(folder)


def seen(ledger: Ledger, store: StoreLayer) -> tuple[Ledger, Scene]:
    joined = join_layers(ledger, (), Showing.BESIDE, (store,))
    return joined, build_scene(joined, MapState(date(2021, 11, 14), stores=(store.key,)))


def box_of(page: bytes, name: str) -> bytes:
    found = re.search(rf'<p data-name="{name}">([^<]*)</p>', page.decode())
    assert found is not None
    return zlib.decompress(base64.b64decode(found[1]))


def files_in(box: bytes) -> dict[str, bytes]:
    """Read the box as the player's script does."""
    end = 4 + int.from_bytes(box[:4], "little")
    table = json.loads(box[4:end])
    return {path: box[end + at : end + at + size] for path, (at, size) in table.items()}


@pytest.mark.parametrize(("order", "finest"), [(ORDER, 10), (INTERNAL, 12)])
def test_a_player_holds_every_tile_that_its_slider_reaches(
    ledger: Ledger, store: StoreLayer, order: Order, finest: int
) -> None:
    (held,) = held_stores(*seen(ledger, store), order)
    assert list(held.zooms) == [zoom for zoom in (6, 8, 10, 12) if zoom <= finest]
    assert ("it is public" in held.left_out) is (finest == 10)
    files = files_in(tiles_box([held]))
    for zoom, packed in held.zooms.items():
        index = json.loads(files[f"{store_address(store)}/{zoom}.json"])
        assert index["zoom"] == zoom and len(index["files"]) == len(packed.tiles) > 0
        digests = set()
        for path in index["files"]:
            content = files[f"{store_address(store)}/{zoom}/{path}.gz"]
            assert gzip.decompress(content)[:3] == b"BMT"
            digests.add(content)
        # The tiles are those on disk, but of years that the slider never reaches.
        on_disk = {
            (store.folder / f"tiles/{path}.gz").read_bytes()
            for path in store.indexes[zoom]
            if path.endswith("/all") or int(path.rpartition("/")[2]) >= 2020
        }
        assert digests == on_disk


def test_a_player_carries_feed_and_tiles_and_is_drawn_again(
    ledger: Ledger, store: StoreLayer, folder: Path
) -> None:
    whole, scene = seen(ledger, store)
    (page,) = FORMATS["html"].draw(whole, scene, ORDER)
    (told,) = unpack(box_of(page, "feed"))[0]["stores"]
    assert [zoom["zoom"] for zoom in told["zooms"]] == [6, 8, 10]
    assert told["label"] == "incidents (F6)" and told["base"] == store_address(store)
    assert "no squares under 23 km in this file: it is public" in told["words"]
    assert f"{store_address(store)}/10.json" in files_in(box_of(page, "tiles"))
    assert "store of brought files, digest" in page.decode()
    assert verify(page, ledger, FilesAtHand(stores=[open_layer(folder)])).answer is Answer.SAME
    (without,) = FORMATS["html"].draw(ledger, build_scene(ledger, MapState()), ORDER)
    assert b'data-name="tiles"' not in without


def test_what_has_no_room_is_left_out_from_the_finest_on_and_said(
    ledger: Ledger, store: StoreLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, scene = seen(ledger, store)
    (held,) = held_stores(whole, scene, INTERNAL)
    size = {zoom: sum(map(len, packed.tiles.values())) for zoom, packed in held.zooms.items()}
    monkeypatch.setattr(store_tiles, "_MEGABYTE", 1)
    room = replace(INTERNAL, tiles_mb=size[6] + size[8])
    (less,) = held_stores(whole, scene, room)
    assert list(less.zooms) == [6, 8]
    assert less.left_out.startswith("no squares under 92 km in this file: finer ones have no room")
    with pytest.raises(SnapshotError, match=r"need more than the .* MB .* or take a sheet\."):
        held_stores(whole, scene, replace(INTERNAL, tiles_mb=size[6] - 1))


def test_the_size_stands_in_the_file_and_is_kept_to_when_it_is_checked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["snapshot", "--date", "2021-11-14", "--store", str(folder), "--out", str(tmp_path)]
    assert command.main([*asked, "--format", "html", "--tiles-mb", "7"]) == command.DONE
    (path,) = tmp_path.glob("*.html")
    page = path.read_bytes()
    assert b'<meta name="bm:Tiles" content="7 MB at most">' in page
    assert command.main(["verify", str(path), "--store", str(folder)]) == Answer.SAME
    path.write_bytes(page.replace(b"7 MB at most", b"-7 MB at most"))
    assert command.main(["verify", str(path), "--store", str(folder)]) == Answer.ALTERED
    for size in ("0", "201"):
        assert command.main([*asked, "--tiles-mb", size]) == command.FAILED
        assert "a player holds 1 to 200" in capsys.readouterr().err


def test_a_damaged_tile_is_in_no_player(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    copy = open_layer(shutil.copytree(folder, tmp_path / "copy"))
    first, second = (next(iter(copy.indexes[zoom])) for zoom in (10, 8))
    tiles = copy.folder / "tiles"
    shutil.copyfile(tiles / f"{second}.gz", tiles / f"{first}.gz")
    whole, scene = seen(ledger, copy)
    with pytest.raises(StoreError, match="is not as it was written"):
        held_stores(whole, scene, ORDER)
    (tiles / f"{first}.gz").unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        held_stores(whole, scene, ORDER)
