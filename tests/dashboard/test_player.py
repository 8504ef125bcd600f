"""The player's file: one page, its own scripts, no address to call."""

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl

import pytest

from dashboard.errors import SnapshotError
from dashboard.exports.player import draw_player, read_player
from dashboard.exports.player.bundle import bundle
from dashboard.exports.request import build_order
from dashboard.feed.blob import unpack
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query
from events import Ledger, is_sensitive

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
CANARY = "</script><script>alert(1)</script> {{7*191}} ${7*191} <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, MapState(date(2021, 11, 8)))


@pytest.fixture(scope="module")
def page(ledger: Ledger, scene: Scene) -> str:
    return draw_player(ledger, scene, ORDER)[0].decode()


def held(page: str, name: str) -> bytes:
    found = re.search(rf'<p data-name="{name}">([^<]*)</p>', page)
    assert found
    return zlib.decompress(base64.b64decode(found[1]))


def test_the_policy_allows_its_own_scripts_and_no_request(page: str) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'none'"
    assert "unsafe" not in found[1]
    scripts = re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert [f"'sha256-{digest}'" for digest in digests] == policy["script-src"].split()


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=", page)
    assert "@import" not in page
    assert "url(" not in re.sub(
        r"<p data-name.*?</p>|<script.*?</script>", "", page, flags=re.DOTALL
    )


def test_it_is_small_enough_to_be_sent(page: str) -> None:
    assert len(page.encode()) <= 2_600_000


def test_it_holds_every_report_with_its_source(ledger: Ledger, page: str) -> None:
    texts = json.loads(held(page, "texts"))
    assert set(texts["reports"]) == set(ledger.reports)
    assert set(texts["events"]) == {event.id for event in ledger.events}
    for told in texts["reports"].values():
        assert texts["sources"][told["source"]]["title"]
        assert re.fullmatch(r"[A-F][1-6]", told["grade"])


def test_every_mark_of_the_feed_has_its_words(page: str) -> None:
    header, _ = unpack(held(page, "feed"))
    texts = json.loads(held(page, "texts"))
    assert set(header["marks"]["id"]) <= set(texts["events"])
    routes = {event for route in header["routes"] for event in [route["event"]]}
    assert routes <= set(texts["events"])
    assert {crossing["id"] for crossing in header["crossings"]} == set(texts["crossings"])


def test_it_says_what_it_is_and_how_to_see_it_again(scene: Scene, page: str) -> None:
    told = read_player(page.encode())
    assert told is not None
    assert from_query(dict(parse_qsl(told["State"]))) == scene.state
    assert "ODbL" in told["Copyright"]
    assert read_player(b"<html></html>") is None


def test_the_same_scene_and_time_give_the_same_file(
    ledger: Ledger, scene: Scene, page: str
) -> None:
    assert draw_player(ledger, scene, ORDER)[0].decode() == page


def test_no_text_of_a_table_becomes_markup(ledger: Ledger) -> None:
    sources = {id_: replace(source, title=CANARY) for id_, source in ledger.sources.items()}
    hostile = replace(ledger, sources=sources)
    (content,) = draw_player(hostile, build_scene(hostile, MapState(date(2021, 11, 8))), ORDER)
    text = content.decode()
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert text.count("<script") == 2


def test_modules_are_joined_in_the_order_they_need() -> None:
    modules = {
        "a.js": 'import { two as three } from "./b.js";\n'
        'import {\n  four,\n} from "./c.js"; // why\n'
        "export function run() { return three + four; }\n",
        "b.js": "const one = 1;\nexport const two = one + 1;\n",
        "c.js": "export class Four {}\nexport const four = 4;\n",
        "unused.js": "export const gone = 1;\n",
    }
    text = bundle(modules, "a.js")
    assert text.index("module_b") < text.index("module_a =")
    assert "const { two: three } = module_b;" in text
    assert "return { Four, four };" in text
    assert "gone" not in text
    assert not re.search(r"^\s*(?:import|export)\b", text, re.M)


def test_modules_of_the_same_name_in_other_folders_are_told_apart() -> None:
    modules = {
        "start.js": 'import { one } from "./map/a.js";\nimport { two } from "./clock/a.js";\n',
        "map/a.js": 'import { three } from "../shared/b.js";\nexport const one = three;\n',
        "clock/a.js": 'import { three } from "../shared/b.js";\nexport const two = three;\n',
        "shared/b.js": "export const three = 3;\n",
    }
    text = bundle(modules, "start.js")
    assert text.count("const module_shared$b =") == 1
    assert "const { one } = module_map$a;" in text
    assert "const { two } = module_clock$a;" in text


def test_types_are_for_the_checks_and_stay_behind() -> None:
    text = (
        "// Says what it is for.\n// @ts-check\n\n"
        'import { b } from "./b.js";\n/** @import { B } from "./b.d.ts" */\n\n'
        "/**\n * @param {B} one\n */\nexport function run(one) {\n"
        "  /** @type {B} */\n  const two = /** @type {B} */ (one ?? b); // of both\n"
        '  return two + "/** no type */";\n}\n'
    )
    joined = bundle({"a.js": text, "b.js": "export const b = 1;\n"}, "a.js")
    assert "@import" not in joined and "@param" not in joined and "@ts-check" not in joined
    assert "const two = /** @type {B} */ (one ?? b); // of both" in joined
    assert 'return two + "/** no type */";' in joined


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ({"a.js": 'import { b } from "./b.js";\n'}, "there is no script b.js"),
        ({"a.js": 'import { a } from "./a.js";\nexport const a = 1;\n'}, "imports itself"),
        ({"map/a.js": 'import { b } from "../b.js";\n'}, "there is no script b.js"),
        ({"a.js": "export default 1;\n"}, "cannot be joined"),
        ({"a.js": 'import "./b.js";\n'}, "cannot be joined"),
        ({"a.js": 'const later = () => import("./b.js");\n'}, "cannot be joined"),
    ],
)
def test_what_cannot_be_joined_is_said(modules: dict[str, str], words: str) -> None:
    with pytest.raises(SnapshotError, match=words):
        bundle(modules, next(iter(modules)))


def test_recent_places_of_people_in_need_are_told_at_their_section_on_every_date(
    ledger: Ledger, scene: Scene
) -> None:
    order = build_order(created=datetime(2021, 12, 1, tzinfo=UTC))
    sensitive = [r for r in ledger.reports.values() if is_sensitive(r, order.made_on)]
    assert sensitive
    text = draw_player(ledger, scene, order)[0].decode()
    assert "Locations generalised" in text
    texts = json.loads(held(text, "texts"))
    header, _ = unpack(held(text, "feed"))
    places = dict(zip(header["marks"]["id"], header["marks"]["place"], strict=True))
    for report in sensitive:
        event = ledger.event_of[report.id]
        assert texts["events"][event.id]["place"].startswith("Border")
        assert places.get(event.id, "Border").startswith("Border")
    internal = build_order(created=order.created, profile="internal")
    assert "Locations generalised" not in draw_player(ledger, scene, internal)[0].decode()
