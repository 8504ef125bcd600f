"""Whatever is shown to *verify* or dropped to restore a view gets an answer, never a traceback."""

from __future__ import annotations

import io
import json
import random
import zipfile
from datetime import UTC, date, datetime

import pytest

from dashboard.errors import DashboardError
from dashboard.exports.formats import FORMATS, Format, read_known
from dashboard.exports.request import build_order
from dashboard.exports.verify import Answer, verify
from dashboard.page.restore import restored
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from events import EventsError, Ledger

CREATED = datetime(2026, 11, 26, 12, tzinfo=UTC)
FORMS = ("png", "svg", "pdf", "pptx", "gif", "html", "geojson", "csv", "xlsx")


@pytest.fixture(scope="module")
def whole(ledger: Ledger) -> dict[str, bytes]:
    state = MapState(date(2021, 11, 8), window="1d")
    scene = build_scene(ledger, state)
    order = build_order(created=CREATED)
    found = {form: FORMATS[form].draw(ledger, scene, order)[0] for form in FORMS if form != "gif"}
    return {**found, "gif": small_gif(found["csv"])}


def small_gif(csv: bytes) -> bytes:
    from PIL import Image

    from dashboard.exports.film.gif import _NAME

    told = json.dumps(dict(read_known(csv, "csv") or {}))
    out = io.BytesIO()
    picture = Image.new("P", (2, 2))
    picture.save(out, "GIF", comment=_NAME + told.encode())
    return out.getvalue()


def answered(content: bytes, ledger: Ledger) -> None:
    """Verify and restore; anything but an answer raises."""
    verdict = verify(content, ledger)
    assert verdict.answer is not Answer.SAME
    assert all(verdict.lines)
    for name in ("a.gif", "a.pdf", "a", "a.csv"):
        try:
            restored(name, content)
        except (DashboardError, EventsError) as error:
            assert str(error)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Change a few bytes, most of them near words of the metadata."""
    found = bytearray(content)
    marks = [m for m in (content.find(w) for w in (b"State", b"Versions", b"Settings")) if m >= 0]
    for _ in range(chance.randint(1, 4)):
        near = chance.random() < 0.7 and marks
        at = (
            chance.choice(marks) + chance.randint(-40, 400)
            if near
            else chance.randrange(len(found))
        )
        at = min(max(at, 0), len(found) - 1)
        action = chance.randrange(4)
        if action == 0:
            found[at] = chance.randrange(256)
        elif action == 1:
            del found[at : at + chance.randint(1, 30)]
        elif action == 2:
            found[at:at] = chance.choice(
                (b"\xff\xfe", b"{", b"]", b"\0" * 9, b'"', b"\\ud800", b"9" * 40)
            )
        else:
            found = found[: max(1, at)]
    return bytes(found) or b"x"


@pytest.mark.parametrize("times", [8, pytest.param(40, marks=pytest.mark.long)])
@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_file_of_ours_is_answered(
    form: str, times: int, whole: dict[str, bytes], ledger: Ledger
) -> None:
    chance = random.Random(form)
    for _ in range(times):
        content = mutated(whole[form], chance)
        told = read_known(content, form)
        # What still reads as it was is drawn for seconds; whether it is the same, others test.
        if told is None or told != read_known(whole[form], form):
            answered(content, ledger)


def deep(sign: str, count: int = 60_000) -> bytes:
    return (sign * count).encode()


def csv_of(**told: str) -> bytes:
    return ("\ufeff" + "".join(f"# {name}: {text}\r\n" for name, text in told.items())).encode()


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


MADE = {
    "json too deep": deep("["),
    "geojson too deep": b'{"metadata": {"State": ' + deep("[") + b"}}",
    "object too deep": deep('{"a":'),
    "many fields": csv_of(State="&".join(f"date{n}=1" for n in range(900))),
    "a thing twice": csv_of(State="date=2021-11-08&date=2021-11-09"),
    "no state": csv_of(State=""),
    "half a character": b'{"metadata": {"State": "\\ud800", "Format": "\\udfff"}}',
    "gif comment no json": b"GIF89a\1\0\1\0\0\0\0!\xfe\x10border-monitor: \xff\0;",
    "numbers": b'{"metadata": {"State": 1, "Versions": [1], "Settings": {"a": {}}}}',
    "huge number": b'{"metadata": {"State": ' + b"9" * 10_000 + b"}}",
    "versions no mapping": csv_of(State="date=2021-11-08", Versions="[1]"),
    "settings no mapping": csv_of(State="date=2021-11-08", Settings='"x"', Format="csv"),
    "files no list": csv_of(State="date=2021-11-08", Files="[[[[", Format="csv"),
    "sheet of a thousand digits": csv_of(State="date=2021-11-08", Sheet="9" * 6000, Format="csv"),
    "date at the end of time": csv_of(State="date=9999-12-31&window=366d", Format="csv"),
    "window all at year one": csv_of(
        State="date=0001-01-01&from=0001-01-01&window=all", Format="csv"
    ),
    "slides without properties": packed("ppt/a.xml", b"<a/>"),
    "slides of another kind": packed("docProps/custom.xml", b"\xff\xfe<"),
    "svg entity": b'<svg><metadata a=""><!DOCTYPE x></metadata></svg>',
    "pdf cut": b"%PDF-1.7\n%%EOF",
    "svg of millions of elements": b'<svg><metadata a="">'
    + b"<a>" * 3_000_000
    + b"</metadata></svg>",
    "html of a million names": b'<meta name="bm:' * 1_000_000,
    "gif comment a list": b"GIF89a\1\0\1\0\0\0\0!\xfe\x12border-monitor: [1]\0;",
    "pdf whose parts name each other": b"%PDF-1.7\n1 0 obj<</Pages 1 0 R/Metadata 1 0 R>>endobj\n"
    b"trailer<</Root 1 0 R/Size 2/Prev 9>>\nstartxref\n9\n%%EOF",
    "mp4": b"\0\0\0\1ftypborder-monitor:{" + b"[" * 5000,
}


@pytest.mark.parametrize("name", MADE)
def test_a_made_up_file_is_answered(name: str, ledger: Ledger) -> None:
    answered(MADE[name], ledger)


def test_every_reader_stands_behind_the_guard(
    monkeypatch: pytest.MonkeyPatch, ledger: Ledger
) -> None:
    def fails(_: Format, content: bytes) -> None:
        raise MemoryError(content)

    monkeypatch.setattr(Format, "read", fails)
    assert verify(b"anything", ledger).answer is Answer.NOT_OURS
    with pytest.raises(DashboardError, match="no view of this program"):
        restored("a.png", b"anything")
