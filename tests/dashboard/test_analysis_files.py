"""An analysis in the files: on the sheet, slides, player and pack, and checked like all else."""

from __future__ import annotations

import io
import itertools
import json
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from matplotlib.text import Text
from pptx import Presentation

from dashboard.__main__ import main
from dashboard.exports.citations import Cited, with_reports
from dashboard.exports.edition import build_edition
from dashboard.exports.film.film import build_film
from dashboard.exports.fonts import clean_text
from dashboard.exports.formats import FORMATS, read_known
from dashboard.exports.request import build_order
from dashboard.exports.sheet.analysis_sheet import answer_pages
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.drawn_chart import PIXEL_MM
from dashboard.exports.sheet.page import HALO
from dashboard.exports.sheet.sheet import Sheet, build_sheet
from dashboard.exports.verify import Answer, verify
from dashboard.exports.view_text import from_text
from dashboard.scene.analysis import ANALYSES, ask_words, work_out
from dashboard.scene.ask_text import read_ask
from dashboard.scene.charts import chart_of
from dashboard.scene.charts.shapes import Label
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query
from events import Ledger, Selection, select

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
ASKS = (
    "compare,BY-PL,2021-09,2021-10",
    "compare,BY-LT,2021-07,2021-08",
    "levels,BY-PL,2021-07:2022-03",
    "before-after,BY-PL,2021-11-13",
    "aligned,BY-PL,2021-05:2021-12",
    "concentration,BY-PL,clash",
    "ladder,BY-LT",
    "moves,2021-08-03:2021-08-31,2021-09",
    "notable",
    "routes",
)
LEVELS = MapState(analysis=read_ask(ASKS[2]))


@dataclass(frozen=True)
class Drawn:
    """A sheet with its texts: page, role, text, and left, top, right, bottom in millimetres."""

    state: MapState
    sheet: Sheet
    texts: list[tuple[int, str, str, tuple[float, float, float, float]]]

    def of(self, *roles: str) -> list[str]:
        return [text for _, role, text, _ in self.texts if role in roles]


def draw(ledger: Ledger, ask: str, size: str = "a4") -> Drawn:
    state = MapState(analysis=read_ask(ask))
    texts = []
    with drawing():
        order = replace(ORDER, size=size)
        sheet = build_sheet(build_edition(ledger, build_scene(ledger, state), order, "png"))
        for number, figure in enumerate(sheet.figures[1:], start=1):
            renderer, dots = figure.canvas.get_renderer(), figure.dpi / 25.4
            for text in figure.findobj(Text):
                if text.get_text() and text.get_gid() != HALO:
                    box = text.get_window_extent(renderer)
                    high = figure.bbox.height
                    edges = (box.x0, high - box.y1, box.x1, high - box.y0)
                    place = tuple(edge / dots for edge in edges)
                    texts.append((number, str(text.get_gid()), text.get_text(), place))
    return Drawn(state, sheet, texts)


@pytest.fixture(scope="module", params=[*((ask, "a4") for ask in ASKS), (ASKS[6], "16x9")])
def drawn(request: pytest.FixtureRequest, ledger: Ledger) -> Drawn:
    return draw(ledger, *request.param)


@pytest.mark.few(1)
def test_a_sheet_says_what_the_command_says_and_what_it_does_not_show(
    ledger: Ledger, drawn: Drawn
) -> None:
    ask = drawn.state.analysis
    assert ask is not None
    scene = build_scene(ledger, drawn.state)
    result = work_out(ledger, ask, scene.window)
    assert " ".join(drawn.of("analysis")) == result.words.told
    notes = " ".join(drawn.of("analysis_note"))
    assert f"This does not show: {result.words.not_shown}" in notes
    assert any(ask_words(ask) in text for text in drawn.of("subtitle"))


@pytest.mark.few(3)
def test_every_row_of_its_table_is_on_paper(ledger: Ledger, drawn: Drawn) -> None:
    ask = drawn.state.analysis
    assert ask is not None
    table = work_out(ledger, ask, build_scene(ledger, drawn.state).window).table
    cells = "".join(drawn.of("analysis_cell")).replace(" ", "")
    at = 0
    for row in table.rows:
        for name, text in zip(table.columns, row, strict=True):
            if name not in ("reports", "against it"):
                found = cells.find(text.replace(" ", ""), at)
                assert found >= 0, (row, text)
                at = found
    heads = drawn.of("analysis_head")
    assert not table.rows or set(" ".join(table.columns).split()) <= set(" ".join(heads).split())


@pytest.mark.few(3)
def test_nothing_of_it_overlaps_or_leaves_the_sheet(drawn: Drawn) -> None:
    room = drawn.sheet.layout.sheet.grown(-3.5)
    inside = set(drawn.of("chart_label"))
    for number in {page for page, *_ in drawn.texts}:
        boxes = [(text, box) for page, _, text, box in drawn.texts if page == number]
        for text, (left, top, right, bottom) in boxes:
            assert room.left <= left and right <= room.right, text
            assert room.top <= top and bottom <= room.bottom, text
        for at, (one, a) in enumerate(boxes):
            for other, b in boxes[at + 1 :]:
                if one in inside and other in inside:
                    # Where words stand within a chart is the chart's own care.
                    continue
                apart = (
                    a[2] <= b[0] + 0.15
                    or b[2] <= a[0] + 0.15
                    or a[3] <= b[1] + 0.3
                    or b[3] <= a[1] + 0.3
                )
                assert apart, (one, other)


@pytest.mark.few(3)
def test_its_chart_is_drawn_in_letters_and_lines_of_its_own_proportions(
    ledger: Ledger, drawn: Drawn
) -> None:
    ask = drawn.state.analysis
    assert ask is not None
    result = work_out(ledger, ask, build_scene(ledger, drawn.state).window)
    room = drawn.sheet.layout.full_list
    chart = chart_of(result, room.width / PIXEL_MM)
    scale = PIXEL_MM
    if ask.name == "routes":
        # So many routes are higher than the sheet: drawn smaller, over the whole width again.
        edition = build_edition(ledger, build_scene(ledger, drawn.state), ORDER, "pdf")
        assert edition.answer is not None
        set_, *_ = answer_pages(edition.answer, edition.citations, drawn.sheet.layout)
        assert set_.chart is not None
        chart, box = set_.chart
        scale = box.width / chart.width
        assert 0.14 < scale < PIXEL_MM and box.width > 0.95 * room.width
        assert box.bottom <= room.bottom
    labels = [] if chart is None else [part for part in chart.parts if isinstance(part, Label)]
    assert drawn.of("chart_label") == [label.text for label in labels]
    if chart is None:
        assert result.reason is not None or ask.name == "notable"
        return
    boxes = [box for _, role, _, box in drawn.texts if role == "chart_label"]
    # The middle of a label that is anchored there stands where the chart has it.
    middles = [
        (label.x, (box[0] + box[2]) / 2)
        for label, box in zip(labels, boxes, strict=True)
        if label.anchor == "middle"
    ]
    for (one, left), (other, right) in itertools.pairwise(middles):
        assert (right - left) == pytest.approx((other - one) * scale, abs=0.4)
    assert all(box[2] <= room.right + 0.5 for box in boxes)


@pytest.mark.few(3)
def test_every_report_it_rests_on_has_its_source_in_the_list(ledger: Ledger, drawn: Drawn) -> None:
    ask = drawn.state.analysis
    assert ask is not None
    result = work_out(ledger, ask, build_scene(ledger, drawn.state).window)
    numbers = drawn.sheet.citations.numbers
    assert {ledger.report(id_).source_id for id_ in result.report_ids} <= set(numbers)
    spans = drawn.sheet.citations.spans(result.report_ids)
    written: set[int] = set()
    for span in filter(None, spans.strip("[]").split(",")):
        ends = [int(part) for part in span.split("–")]
        written |= set(range(ends[0], ends[-1] + 1))
    assert written == {numbers[ledger.report(id_).source_id] for id_ in result.report_ids}
    assert spans.replace(",", "") in "".join(drawn.of("analysis_note")).replace(",", "").replace(
        " ", ""
    )
    listed = " ".join(drawn.of("source"))
    assert all(f"[{number}] " in listed for number in range(60, len(numbers) + 1))


def test_the_map_keeps_its_numbers_and_its_room(ledger: Ledger) -> None:
    with drawing():
        plain = build_sheet(build_edition(ledger, build_scene(ledger, MapState()), ORDER, "png"))
        asked = build_sheet(build_edition(ledger, build_scene(ledger, LEVELS), ORDER, "png"))
    first = [cited.source_id for cited in plain.citations.listed]
    assert [cited.source_id for cited in asked.citations.listed[: len(first)]] == first
    assert asked.layout == plain.layout
    assert len(asked.figures) > len(plain.figures)


def test_a_listed_source_gains_the_grades_of_further_reports(ledger: Ledger) -> None:
    report = next(iter(ledger.reports.values()))
    listed = (Cited(report.source_id, "A page", ("A0",)),)
    (found,) = with_reports(ledger, listed, [report.id])
    assert found.title == "A page"
    assert found.grades == tuple(sorted({"A0", ledger.grade(report)}))


FORMS = ("pdf", "pptx", "html", "geojson", "csv")


@pytest.fixture(scope="module")
def files(ledger: Ledger) -> dict[str, bytes]:
    scene = build_scene(ledger, LEVELS)
    return {form: FORMATS[form].draw(ledger, scene, ORDER)[0] for form in FORMS}


@pytest.fixture(scope="module")
def sheets(ledger: Ledger) -> tuple[bytes, ...]:
    return FORMATS["svg"].draw(ledger, build_scene(ledger, LEVELS), ORDER)


@pytest.mark.few(1)
@pytest.mark.parametrize("form", FORMS)
def test_a_file_with_an_analysis_is_drawn_again_and_says_it(
    ledger: Ledger, files: dict[str, bytes], form: str
) -> None:
    told = read_known(files[form], form)
    assert told is not None
    assert told["Analysis"].startswith(
        "Levels, Belarus–Poland border: Belarus–Poland border, 1 July 2021 – 31 March 2022, "
        "attempts to cross irregularly: 2 clear shifts between 10 September 2021 and 28 September"
    )
    assert from_text(told["State"]).analysis == LEVELS.analysis
    assert verify(files[form], ledger).answer is Answer.SAME


@pytest.mark.long
def test_every_sheet_of_an_analysis_is_drawn_again(
    ledger: Ledger, sheets: tuple[bytes, ...]
) -> None:
    assert b"2 clear shifts" not in re.sub(rb"<metadata.*</metadata>", b"", sheets[0], flags=re.S)
    for sheet in sheets[1:3]:
        assert verify(sheet, ledger).answer is Answer.SAME


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("was", "is_"),
    [
        (b"how it is known", b"how it was known"),
        (b">398.3<", b">323.7<"),
        (b"an=levels%2CBY-PL", b"an=levels%2CBY-LV"),
        (b"an=levels%2CBY-PL", b"an=forecast%2CBY-PL"),
        (b"<bm:Analysis>Levels", b"<bm:Analysis>Other levels"),
        (b"2 clear shifts between", b"9 clear shifts between"),
        (b"between 10 Sep and 28 Sep 2021", b"between 10 Oct and 28 Oct 2021"),
    ],
)
def test_an_altered_analysis_never_passes_as_the_same(
    ledger: Ledger, sheets: tuple[bytes, ...], was: bytes, is_: bytes
) -> None:
    assert was in sheets[1]
    assert verify(sheets[1].replace(was, is_), ledger).answer is Answer.ALTERED


def test_an_analysis_by_other_data_is_told_with_both_sentences(
    ledger: Ledger, files: dict[str, bytes]
) -> None:
    narrowed = replace(ledger, digests={**ledger.digests, "flow_reports.csv": "0" * 64})
    content = files["csv"].replace(b"2 clear shifts between", b"7 clear shifts between")
    verdict = verify(content, narrowed)
    assert verdict.answer is Answer.MADE_EARLIER
    assert "7 clear shifts" in verdict.words and "; is Levels" in verdict.words


def test_an_analysis_obeys_the_filter_of_the_view(ledger: Ledger) -> None:
    state = replace(LEVELS, selection=Selection(source_kinds=("official",)))
    scene = build_scene(select(ledger, state.selection), state)
    (content,) = FORMATS["csv"].draw(ledger, scene, ORDER)
    told = read_known(content, "csv")
    assert told is not None
    result = work_out(select(ledger, state.selection), read_ask(ASKS[2]), scene.window)
    assert told["Analysis"].endswith(result.words.told)
    assert {ledger.source_of(ledger.report(id_)).kind for id_ in result.report_ids} <= {"official"}


def test_the_slides_hold_the_sentence_the_table_and_the_sources(
    ledger: Ledger, files: dict[str, bytes]
) -> None:
    slides = list(Presentation(io.BytesIO(files["pptx"])).slides)
    assert slides[1].shapes.title.text_frame.text == "Analysis: Levels, Belarus–Poland border"
    texts = {s.name: s.text_frame.text for s in slides[1].shapes if s.has_text_frame}
    assert texts["Analysis"].startswith("Belarus–Poland border, 1 July 2021 – 31 March 2022")
    assert "This does not show: why anything changed" in texts["Analysis notes"]
    (table,) = [shape.table for shape in slides[1].shapes if shape.has_table]
    cells = [cell.text for cell in table.iter_cells()]
    assert "between 10 September 2021 and 28 September 2021" in cells and "398.3" in cells
    listed = " ".join(
        shape.text_frame.text
        for slide in slides[2:]
        for shape in slide.shapes
        if shape.has_text_frame
    )
    result = work_out(ledger, read_ask(ASKS[2]), build_scene(ledger, LEVELS).window)
    for id_ in result.report_ids:
        assert ledger.source_of(ledger.report(id_)).title.split(",")[0] in listed


@pytest.mark.parametrize(
    "ask", ["levels,BY-PL,2021-07:2022-03", "moves,2021-08-03:2021-08-31,2021-09"]
)
def test_a_chart_stands_on_a_slide_with_its_words(ledger: Ledger, ask: str) -> None:
    state = MapState(analysis=read_ask(ask))
    (content,) = FORMATS["pptx"].draw(ledger, build_scene(ledger, state), ORDER)
    deck = Presentation(io.BytesIO(content))
    pictures = [
        shape for slide in deck.slides for shape in slide.shapes if shape.name == "Analysis chart"
    ]
    assert len(pictures) == 1
    (picture,) = pictures
    chart = chart_of(work_out(ledger, read_ask(ask), build_scene(ledger, state).window))
    assert chart is not None
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == clean_text(chart.told)
    assert picture.left + picture.width <= deck.slide_width
    assert picture.top + picture.height <= deck.slide_height


def test_the_player_shows_words_and_table_as_text(files: dict[str, bytes]) -> None:
    page = files["html"].decode()
    section = page[page.index('<section class="analysis">') :]
    assert "2 clear shifts between 10 September 2021" in section
    assert "<td>398.3</td>" in section and "This does not show:" in section
    assert "It rests on 138 reports" in section
    assert "<svg" in section and "between 10 Sep and 28 Sep 2021" in section


def test_a_film_names_the_analysis_in_what_it_says_of_itself(ledger: Ledger) -> None:
    film = build_film(ledger, build_scene(ledger, LEVELS), ORDER, "gif", steps=2)
    *_, last = film.scenes()
    told = film.describe(last)
    assert "2 clear shifts" in told["Analysis"]
    plain = replace(last, state=replace(last.state, analysis=None))
    assert int(told["Sources"]) > int(film.describe(plain)["Sources"])
    assert "Analysis" not in film.describe(plain)


def test_a_file_without_an_analysis_names_none(ledger: Ledger) -> None:
    (content,) = FORMATS["geojson"].draw(ledger, build_scene(ledger, MapState()), ORDER)
    assert "Analysis" not in json.loads(content)["metadata"]


@pytest.mark.long
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_pack_follows_each_date_and_says_what_stands_out(tmp_path: Path, ledger: Ledger) -> None:
    dates = ["--from", "2021-11-08", "--to", "2021-11-15", "--created", "2026-11-22T15:30Z"]
    assert main(["pack", *dates, "--analysis", "compare,BY-PL", "--out", str(tmp_path)]) == 0
    (path,) = tmp_path.glob("*.pdf")
    said = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    plain = " ".join(said.split())
    assert "Analysis: Difference, Belarus–Poland border" in plain
    assert "26 October – 1 November 2021 to 2–8 November 2021: no answer" in plain
    assert "2–8 November 2021 to 9–15 November 2021" in plain
    assert (
        "What stands out" in plain and "Crowd reaches Kuźnica – Bruzgi (8 November 2021)." in plain
    )
    pages = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["pages"]
    assert [from_text(page["state"]).analysis for page in pages] == [read_ask("compare,BY-PL")] * 2
    assert pages[0]["analysis"] != pages[1]["analysis"]
    for file in (path, *tmp_path.glob("*.pptx")):
        assert verify(file.read_bytes(), ledger).answer is Answer.SAME


def test_the_command_line_takes_what_the_address_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, kind in ANALYSES.items():
        ask = f"{name},BY-LV" if kind.of_border else name
        assert from_query({"an": ask}).analysis == read_ask(ask)
    day = ["snapshot", "--date", "2021-11-08", "--format", "csv", "--out", str(tmp_path)]
    assert main([*day, "--analysis", "moves,2021-08-03:2021-08-31,2021-09"]) == 0
    (path,) = tmp_path.glob("*.csv")
    told = read_known(path.read_bytes(), "csv")
    assert told is not None and "fell on the Belarus–Lithuania border" in told["Analysis"]
    with pytest.raises(SystemExit) as stopped:
        main([*day, "--analysis", "levels,BY-UA"])
    assert stopped.value.code == 2
    assert '"BY-UA" is not a border' in capsys.readouterr().err
    assert date(2021, 11, 8).isoformat() in told["State"]
