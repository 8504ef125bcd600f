"""SVG and PDF, read by other programs: text, fonts, tags, metadata, size."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from dashboard.exports.edition import build_edition
from dashboard.exports.request import build_order
from dashboard.exports.settings import Settings
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.drawers import draw, draw_sheets, read_metadata
from dashboard.exports.sheet.foot import notes
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words import overview
from events import Ledger

CREATED = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
ORDER = build_order(created=CREATED)
SVG = "{http://www.w3.org/2000/svg}"
DAYS = ("2021-11-20",)


def needs(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def pdf_text(content: bytes, tmp_path: Path) -> str:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        [needs("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True
    )
    return plain(done.stdout.decode("utf-8"))


def svg_text(content: bytes) -> str:
    root = ElementTree.fromstring(content)
    return plain(" ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text")))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def squeezed(text: str) -> str:
    """Without spaces: a reader may see one where a line breaks, or none."""
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, MapState(date(2021, 11, 8)))


@pytest.fixture(scope="module")
def pdf(ledger: Ledger, scene: Scene) -> bytes:
    return draw(ledger, scene, "pdf", created=CREATED)


@pytest.fixture(scope="module")
def svg(ledger: Ledger, scene: Scene) -> bytes:
    return draw(ledger, scene, "svg", created=CREATED)


def promised(ledger: Ledger, scene: Scene) -> list[str]:
    """Words that must be found on a sheet."""
    with drawing():
        sheet = build_sheet(build_edition(ledger, scene, ORDER, "png"))
    listed = sheet.citations.listed
    return [
        overview.title(scene),
        overview.as_of(scene),
        str(scene.state.date.year),
        "Data from" if scene.window.days != 1 else "Data of",
        "Created 22 Nov 2026 15:30 UTC",
        *(f"[{number}] {plain(cited.words)}" for number, cited in enumerate(listed, start=1)),
        *notes(ORDER),
    ]


def assert_told(text: str, told: list[str]) -> None:
    assert [line for line in told if squeezed(line) not in squeezed(text)] == []


@pytest.mark.parametrize("day", DAYS)
def test_all_that_is_promised_is_found_in_the_text_of_pdf_and_svg(
    ledger: Ledger, day: str, tmp_path: Path
) -> None:
    scene = build_scene(ledger, MapState(date.fromisoformat(day)))
    told = promised(ledger, scene)
    assert_told(pdf_text(draw(ledger, scene, "pdf", created=CREATED), tmp_path), told)
    assert_told(" ".join(map(svg_text, draw_sheets(ledger, scene, "svg", ORDER))), told)


@pytest.mark.long
@pytest.mark.parametrize("month", range(41))
def test_all_that_is_promised_is_found_on_many_dates(
    ledger: Ledger, month: int, tmp_path: Path
) -> None:
    day = date(2021 + (month + 4) // 12, (month + 4) % 12 + 1, 17)
    scene = build_scene(ledger, MapState(day, window="30d"))
    told = promised(ledger, scene)
    assert_told(pdf_text(draw(ledger, scene, "pdf", created=CREATED), tmp_path), told)
    assert_told(" ".join(map(svg_text, draw_sheets(ledger, scene, "svg", ORDER))), told)


def test_every_font_of_a_pdf_is_embedded_and_can_be_read_back(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        [needs("pdffonts"), str(path)], capture_output=True, check=True, text=True
    )
    rows = [line for line in done.stdout.splitlines()[2:] if line.strip()]
    # Regular and semibold of the page, and the plan of the inset.
    assert len(rows) >= 3
    for row in rows:
        assert re.search(r"\byes +yes +yes +\d+ +\d+$", row), row
        assert "SourceSansPro" in row and "TrueType" in row


def test_a_pdf_is_tagged_and_titled_and_names_its_language(pdf: bytes, scene: Scene) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as found:
        root = found.Root
        assert root.Lang == "en-GB" and root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert found.docinfo.Title == overview.title(scene)
        assert str(found.docinfo.CreationDate).startswith("D:20261122153000")
        document = root.StructTreeRoot.K
        figures = [kind for kind in document.K if kind.S == "/Figure"]
        assert len(figures) == 1
        assert str(figures[0].Alt) == overview.sentence(scene)
        page = found.pages[0]
        drawn = b"".join(stream.read_bytes() + b"\n" for stream in page.Contents)
        assert b"/Figure <</MCID 0>> BDC" in drawn and drawn.rstrip().endswith(b"EMC")
        (parent,) = root.StructTreeRoot.ParentTree.Nums[1]
        assert parent.S == "/Figure" and page.StructParents == 0


def test_nothing_on_a_sheet_of_vectors_is_a_picture(pdf: bytes, svg: bytes) -> None:
    assert b"<image" not in svg
    with pikepdf.open(io.BytesIO(pdf)) as found:
        kinds = {
            obj.get("/Subtype")
            for obj in found.objects
            if isinstance(obj, pikepdf.Stream) and obj.get("/Type") == "/XObject"
        }
        assert "/Image" not in kinds


@pytest.mark.parametrize(
    ("size", "wide", "high"),
    [pytest.param("a3", 420, 297, marks=pytest.mark.long), ("16x9", 13.333 * 25.4, 7.5 * 25.4)],
)
def test_a_sheet_has_the_size_of_its_paper(
    ledger: Ledger, scene: Scene, size: str, wide: float, high: float
) -> None:
    with pikepdf.open(io.BytesIO(draw(ledger, scene, "pdf", created=CREATED, size=size))) as found:
        left, bottom, right, top = (float(edge) for edge in found.pages[0].mediabox)
    points = 72 / 25.4
    assert (right - left, top - bottom) == pytest.approx((wide * points, high * points), abs=0.3)
    root = ElementTree.fromstring(draw(ledger, scene, "svg", created=CREATED, size=size))
    sides = [float(root.attrib[name].removesuffix("pt")) for name in ("width", "height")]
    assert sides == pytest.approx([wide * points, high * points], abs=0.3)


def test_an_svg_is_sound_and_every_id_in_it_is_used_once(svg: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sheet.svg"
    path.write_bytes(svg)
    subprocess.run([needs("xmllint"), "--noout", str(path)], check=True)
    ids = [e.attrib["id"] for e in ElementTree.fromstring(svg).iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))


def test_an_svg_asks_for_nothing_from_elsewhere(svg: bytes) -> None:
    assert b"<!DOCTYPE" not in svg and b"<script" not in svg
    links = re.findall(rb'(?:href|src)\s*=\s*"([^"]*)"|url\(([^)]*)\)', svg)
    assert all((a or b).startswith((b"#", b"data:font/woff")) for a, b in links)


def test_an_svg_says_what_it_shows_and_brings_its_letters(svg: bytes, scene: Scene) -> None:
    root = ElementTree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == overview.title(scene)
    assert root.findtext(f"{SVG}desc") == overview.sentence(scene)
    assert root.attrib["role"] == "img"
    style = root.findtext(f"{SVG}style") or ""
    for weight in (400, 600, 700):
        assert f"font-family:'Border Monitor Source Sans';font-weight:{weight}" in style


def test_the_embedded_fonts_hold_every_letter_that_is_set(svg: bytes) -> None:
    import base64

    from fontTools.ttLib import TTFont

    root = ElementTree.fromstring(svg)
    packed = re.findall(r"base64,([A-Za-z0-9+/=]+)", root.findtext(f"{SVG}style") or "")
    held = set()
    for font in packed:
        with TTFont(io.BytesIO(base64.b64decode(font))) as read:
            held |= set(map(chr, read.getBestCmap()))
    used = set("".join("".join(e.itertext()) for e in root.iter(f"{SVG}text")))
    assert used - held - {"\n"} == set()


@pytest.mark.parametrize(("form", "size"), [("png", "a4"), ("svg", "16x9"), ("pdf", "a4")])
def test_a_file_says_how_it_was_made(ledger: Ledger, scene: Scene, form: str, size: str) -> None:
    settings = Settings(producer="Office <of> Examples & Co", handling="Restricted")
    content = draw(ledger, scene, form, created=CREATED, size=size, settings=settings)
    told = read_metadata(content)
    assert told is not None
    assert told["Format"] == form and told["Size"] == size and told["Profile"] == "public"
    assert told["State"] == "date=2021-11-08&window=7d"
    assert told["Author"] == settings.producer
    assert "BY-LT turn_backs mean, 89.8333 a day, bounds 539 to 910" in told["Figures"]
    assert len(told["Data"]) == 64 and "events/flow_reports.csv" in told["Data Files"]
    assert int(told["Sources"]) == told["Source"].count("; [") + 1
    assert '"matplotlib":"' in told["Versions"]


HOSTILE = (
    "$\\foo$ US$100–$200 {{7*191}} {% if 1 %} {#",
    "=cmd|'/c'!A1 <script>alert(1)</script> ]]> &amp; a\ufffeb \u202egnp.exe",
    "x" * 5000,
)


@pytest.mark.few(1)
@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_words_are_words_in_every_format(
    ledger: Ledger, scene: Scene, title: str, tmp_path: Path
) -> None:
    first, *others = scene.marks
    event = replace(first.event, title=title, place=replace(first.event.place, name="Place"))
    changed = replace(scene, marks=(replace(first, event=event), *others))
    source = ledger.source_of(ledger.report(scene.borders[0].pressure.report_ids[0]))
    bad = replace(ledger, sources={**ledger.sources, source.id: replace(source, title=title)})
    order = build_order(created=CREATED, settings=Settings(producer=title[:100]))
    (svg, *_), (pdf,) = (draw_sheets(bad, changed, form, order) for form in ("svg", "pdf"))
    told = squeezed(svg_text(svg)), squeezed(pdf_text(pdf, tmp_path))
    for piece in ("$\\foo$", "{{7*191}}", "<script>alert(1)", "=cmd|'/c", "x" * 40):
        if piece in title:
            assert all(squeezed(piece) in text for text in told)
    for content in (svg, pdf):
        assert read_metadata(content) is not None
    assert "1337" not in "".join(told)
    assert not {"\ufffe", "\u202e"} & set("".join(told))
