"""What ``verify`` answers: same, made earlier, altered, not ours, cannot tell."""

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dashboard import __main__ as command
from dashboard.errors import SnapshotError
from dashboard.exports import fingerprint
from dashboard.exports.drawing_code import ROOT, drawing_code
from dashboard.exports.fingerprint import data_fingerprint
from dashboard.exports.formats import read_known
from dashboard.exports.output import write_file
from dashboard.exports.settings import Settings
from dashboard.exports.sheet.drawers import draw
from dashboard.exports.verify import Answer, verify
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import read_query
from events import Ledger, Selection, load_ledger, select, tables_folder

CREATED = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
FORMS = ("png", "svg", "pdf")
STATE = MapState(
    date(2021, 11, 8), window="30d", selection=Selection(borders=("BY-PL",), text="kuznica")
)
SETTINGS = Settings(producer="Office <of> Examples & Co", handling="Restricted")


@pytest.fixture(scope="module")
def files(ledger: Ledger) -> dict[str, bytes]:
    scene = build_scene(select(ledger, STATE.selection), STATE)
    return {form: draw(ledger, scene, form, created=CREATED, settings=SETTINGS) for form in FORMS}


@pytest.mark.few(1)
@pytest.mark.parametrize("form", FORMS)
def test_an_untouched_file_is_the_same(ledger: Ledger, files: dict[str, bytes], form: str) -> None:
    assert verify(files[form], ledger).answer is Answer.SAME


def repainted(content: bytes) -> bytes:
    """The same PNG with all its words, and one pixel of another colour."""
    with Image.open(io.BytesIO(content)) as picture:
        words = PngInfo()
        for name, text in picture.text.items():
            words.add_itxt(name, text, lang="en")
        changed = picture.convert("RGB")
    changed.putpixel((1000, 1000), (1, 2, 3))
    buffer = io.BytesIO()
    changed.save(buffer, "PNG", pnginfo=words)
    return buffer.getvalue()


ALTERED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("png", repainted),
    ("png", lambda content: content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]),
    ("svg", lambda content: content.replace(b">Vilnius<", b">Wilno<")),
    ("svg", lambda content: content + b" "),
    ("svg", lambda content: content.replace(b"window=30d", b"window=31d")),
    ("svg", lambda content: content.replace(b"<bm:Size>a4<", b"<bm:Size>a7<")),
    ("svg", lambda content: content.replace(b"date=2021-11-08", b"date=8.11.2021")),
    ("pdf", lambda content: content[:-8] + b" " + content[-7:]),
    ("pdf", lambda content: content.replace(b"<bm:Profile>public", b"<bm:Profile>intern")),
]


@pytest.mark.few(4)
@pytest.mark.parametrize(("form", "change"), ALTERED)
def test_a_changed_byte_is_an_altered_file(
    ledger: Ledger, files: dict[str, bytes], form: str, change: Callable[[bytes], bytes]
) -> None:
    content = change(files[form])
    assert content != files[form]
    verdict = verify(content, ledger)
    assert verdict.answer is Answer.ALTERED and verdict.reasons


def test_no_forged_hash_makes_a_changed_file_the_same(
    ledger: Ledger, files: dict[str, bytes]
) -> None:
    painted = files["svg"].replace(b">440<", b">900<").replace(b"#94246f", b"#000000")
    for forged in (b"0" * 64, data_fingerprint(ledger.digests).sha256.encode()):
        content = re.sub(rb"(<bm:Data>)[0-9a-f]{64}", rb"\g<1>" + forged, painted)
        assert verify(content, ledger).answer is not Answer.SAME


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 nothing",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 40,
        b'<svg xmlns="http://www.w3.org/2000/svg"><metadata >a</metadata></svg>',
        b'<!DOCTYPE x [<!ENTITY a "b">]><svg><metadata x="">&a;</metadata></svg>',
        b'{"type": "FeatureCollection", "features": []}',
        b"date,value\r\n2021-11-08,1\r\n",
    ],
)
def test_a_foreign_file_is_not_ours(ledger: Ledger, content: bytes) -> None:
    assert verify(content, ledger).answer is Answer.NOT_OURS


def test_a_foreign_picture_is_not_ours(ledger: Ledger) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    assert verify(buffer.getvalue(), ledger).answer is Answer.NOT_OURS


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_another_version_cannot_be_told(
    ledger: Ledger, files: dict[str, bytes], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = {**fingerprint.versions(form), "matplotlib": "99.0"}
    monkeypatch.setattr("dashboard.exports.verify.redraw.versions", lambda form, brought: now)
    verdict = verify(files[form], ledger)
    assert verdict.answer is Answer.CANNOT_TELL
    assert "matplotlib" in verdict.words and "is 99.0" in verdict.words


@pytest.fixture
def changed_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tables in which one day's figure differs."""
    folder = tmp_path / "tables"
    shutil.copytree(tables_folder(), folder)
    table = folder / "flow_reports.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    report_id = load_ledger().series["BY-PL"] and _day_report()
    index = next(n for n, line in enumerate(lines) if line.startswith(report_id + ","))
    lines[index] = lines[index].replace(",309,", ",9,")
    assert ",9," in lines[index]
    table.write_text("".join(lines), encoding="utf-8")
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(folder))
    return folder


def _day_report() -> str:
    ledger = load_ledger()
    return next(
        report.id
        for report in ledger.reports.values()
        if report.kind == "flow" and report.quantity is not None and report.quantity.value == 309
    )


def test_changed_data_is_told_with_table_and_figure(ledger: Ledger, changed_tables: Path) -> None:
    day = load_ledger().report(_day_report()).period.start
    state = MapState(day, window="1d")
    old = draw_with_shipped_tables(ledger, state)
    verdict = verify(old, load_ledger(changed_tables))
    assert verdict.answer is Answer.MADE_EARLIER
    assert "events/flow_reports.csv" in verdict.words
    assert "was BY-PL attempts complete, 309 a day" in verdict.words
    assert "is BY-PL attempts complete, 9 a day" in verdict.words


EARLIER = Path(__file__).parent / "earlier"
"""Files made by the program before the rule of decision 0006 was written anew."""


@pytest.mark.parametrize("path", sorted(EARLIER.iterdir()), ids=lambda path: path.name)
def test_a_file_made_by_the_earlier_rule_is_never_called_altered(
    ledger: Ledger, path: Path
) -> None:
    verdict = verify(path.read_bytes(), ledger)
    assert verdict.answer is Answer.MADE_EARLIER
    assert verdict.words.startswith("made with earlier data or rule")
    assert "rule of the figures: was 2026-11-22 mean of reported days" in verdict.words
    # One reported day without anybody turned back once stood for the whole month.
    assert "was BY-LT turn_backs 0 a day, is BY-LT turn_backs complete, 1.2 a day" in verdict.words


def test_a_state_written_before_opens_as_it_was(ledger: Ledger) -> None:
    told = read_known((EARLIER / "border-monitor_a4_20251130_30d.csv").read_bytes())
    assert told is not None
    state, problems = read_query(dict(parse_qsl(told["State"])))
    assert problems == ()
    assert (state.date, state.window_days) == (date(2025, 11, 30), 30)
    assert state.selection == Selection(borders=("BY-LT",))


def draw_with_shipped_tables(ledger: Ledger, state: MapState) -> bytes:
    with pytest.MonkeyPatch.context() as shipped:
        shipped.delenv("BORDER_MONITOR_TABLES")
        return draw(ledger, build_scene(ledger, state), "svg", created=CREATED)


def test_the_data_s_number_changes_with_any_table_and_not_by_itself(
    tmp_path: Path, ledger: Ledger
) -> None:
    copied = tmp_path / "copy"
    shutil.copytree(tables_folder(), copied)
    shipped = data_fingerprint(ledger.digests)
    assert data_fingerprint(load_ledger(copied).digests) == shipped
    with (copied / "key_events.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    changed = data_fingerprint(load_ledger(copied, strict=False).digests)
    assert changed.sha256 != shipped.sha256
    differing = [n for n, h in changed.files.items() if h != shipped.files[n]]
    assert differing == ["events/key_events.csv"]


def test_what_runs_while_a_file_is_drawn_is_part_of_its_version() -> None:
    forms = ("svg", "geojson", "pptx", "html")
    check = (
        "import json, sys\n"
        "from dashboard.exports.formats import FORMATS\n"
        "from dashboard.exports.request import build_order\n"
        "from dashboard.scene.scene import build_scene\n"
        "from dashboard.scene.state import MapState\n"
        "from events import load_ledger\n"
        "ledger = load_ledger()\n"
        "scene = build_scene(ledger, MapState())\n"
        f"for form in {forms!r}:\n"
        "    FORMATS[form].draw(ledger, scene, build_order())\n"
        "ours = ('dashboard', 'events', 'geodata')\n"
        "print(json.dumps([m.__file__ for n, m in sys.modules.items() if n.split('.')[0] in ours]))"
    )
    root = Path(command.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, cwd=root, check=True
    )
    counted = {str(path) for form in forms for path in drawing_code(form)}
    assert [path for path in json.loads(done.stdout) if path not in counted] == []


def test_the_page_and_other_formats_are_no_part_of_a_sheet() -> None:
    named = {str(path.relative_to(ROOT)) for path in drawing_code("pdf")}
    assert {"dashboard/exports/sheet/pdf.py", "events/pressure.py", "geodata/shipped.py"} <= named
    assert "events/uploads/process/worker.py" in named  # it is started by its name
    for other in (
        "dashboard/app.py",
        "dashboard/exports/slides/deck.py",
        "dashboard/web/map/map.js",
    ):
        assert other not in named
    assert not any(name.startswith("events/entry/") for name in named)
    player = {str(path.relative_to(ROOT)) for path in drawing_code("html")}
    assert {"dashboard/web/map/map.js", "dashboard/exports/player/web/player.js"} <= player
    briefing = {str(path.relative_to(ROOT)) for path in drawing_code("pack-pdf")}
    assert {
        "dashboard/exports/briefing/build.py",
        "dashboard/exports/slides/picture.py",
    } <= briefing


def test_the_command_answers_for_each_file_and_ends_with_the_highest_code(
    tmp_path: Path, files: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    same, altered, foreign = (tmp_path / name for name in ("same.svg", "altered.svg", "other.txt"))
    same.write_bytes(files["svg"])
    altered.write_bytes(files["svg"] + b" ")
    foreign.write_bytes(b"something else")
    assert command.main(["verify", str(same), str(altered)]) == 4
    assert command.main(["verify", str(foreign), str(altered)]) == 5
    told = capsys.readouterr().out
    assert f"{same}: same" in told and f"{altered}: altered" in told
    assert f"{foreign}: not ours" in told


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["verify", str(tmp_path / "none.png")]) == command.FAILED
    assert "none.png: cannot be read" in capsys.readouterr().err


def test_a_full_disk_leaves_the_old_file_and_says_why(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    path = tmp_path / "sheet.png"
    write_file(path, b"old")
    real = Path("/dev/full").open
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("os.fdopen", lambda handle, mode: real(mode))
        with pytest.raises(SnapshotError, match=r"No space left on device.*Name another folder"):
            write_file(path, b"new" * 10_000)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".")] == ["sheet.png"]


def test_a_writer_that_is_killed_never_leaves_a_torn_file(tmp_path: Path) -> None:
    import signal
    import subprocess
    import sys

    path = tmp_path / "sheet.png"
    check = (
        "import sys\n"
        "from pathlib import Path\n"
        "from dashboard.exports.output import write_file\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for letter in (b'a', b'b'):\n"
        "        write_file(Path(sys.argv[1]), letter * 1_000_000)\n"
    )
    root = Path(command.__file__).parents[1]
    for wait_ms in (11, 29):
        writer = subprocess.Popen(
            [sys.executable, "-c", check, str(path)], cwd=root, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(wait_ms / 1000)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        if path.exists():
            content = path.read_bytes()
            assert content in (b"a" * 1_000_000, b"b" * 1_000_000)


def test_a_filter_is_part_of_what_is_checked(ledger: Ledger, files: dict[str, bytes]) -> None:
    scene = build_scene(ledger, replace(STATE, selection=Selection()))
    assert draw(ledger, scene, "svg", created=CREATED, settings=SETTINGS) != files["svg"]


def test_the_exit_codes_are_those_that_are_documented() -> None:
    assert {answer.name: int(answer) for answer in Answer} == {
        "SAME": 0,
        "MADE_EARLIER": 3,
        "ALTERED": 4,
        "NOT_OURS": 5,
        "CANNOT_TELL": 6,
    }
