"""What stands on the sheet, and that nothing on it overlaps or leaves it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
import shapely
from matplotlib.text import Text

from dashboard.exports.edition import build_edition
from dashboard.exports.request import build_order
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.page import HALO
from dashboard.exports.sheet.rated_borders import border_on_paper
from dashboard.exports.sheet.sheet import Sheet, build_sheet
from dashboard.exports.sheet.sizes import SIZES
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words import overview
from events import Ledger

CREATED = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
DAYS = ("2021-11-08", "2021-08-06", "2023-06-15", "2024-06-13", "2026-10-01")
VIEWS = [
    *((day, "7d") for day in DAYS[::2]),
    ("2024-06-13", "all"),
    ("2021-05-23", "1d"),
    ("2025-12-10", "30d"),
    ("2021-11-20", "30d"),
]
SPREAD = [date(2021, 1, 15) + timedelta(days=45 * step) for step in range(41)]
BUSIEST, EMPTIEST = ("2021-11-16", "30d"), ("2021-03-01", "1d")


@dataclass(frozen=True)
class Laid:
    """A sheet with the room each of its texts takes, in millimetres.

    ``texts`` are those of the sheet with the map, ``further`` those of the sheets after it.
    """

    scene: Scene
    sheet: Sheet
    texts: list[tuple[str, str, Box]]
    further: list[list[tuple[str, str, Box]]]

    def of(self, role: str) -> list[str]:
        return [text for found, text, _ in self.texts if found == role]

    @property
    def listed(self) -> list[str]:
        return [t for texts in (self.texts, *self.further) for r, t, _ in texts if r == "source"]

    @property
    def all_words(self) -> str:
        return " ".join(text for _, text, _ in self.texts).replace("\u00a0", " ")


def measure(sheet: Sheet, index: int) -> list[tuple[str, str, Box]]:
    figure = sheet.figures[index]
    renderer = figure.canvas.get_renderer()
    dots, high = figure.dpi / 25.4, figure.bbox.height
    texts = []
    for text in figure.findobj(Text):
        if not text.get_text() or text.get_gid() == HALO:
            continue
        found = text.get_window_extent(renderer)
        box = Box(found.x0, high - found.y1, found.x1, high - found.y0)
        # In millimetres of the layout, which a larger paper only enlarges.
        mm = Box(*(edge / dots for edge in (box.left, box.top, box.right, box.bottom)))
        texts.append((str(text.get_gid()), text.get_text(), mm))
    return texts


def lay(ledger: Ledger, scene: Scene, size: str = "a4") -> Laid:
    with drawing():
        sheet = build_sheet(
            build_edition(ledger, scene, build_order(size=size, created=CREATED), "png")
        )
        first, *further = (measure(sheet, index) for index in range(len(sheet.figures)))
    return Laid(scene, sheet, first, further)


@pytest.fixture(
    scope="module",
    params=[*((*view, "a4") for view in VIEWS), (*DAYS[:1], "7d", "16x9"), (*BUSIEST, "16x9")],
    ids="-".join,
)
def laid(request: pytest.FixtureRequest, ledger: Ledger) -> Laid:
    day, window, size = request.param
    return lay(ledger, build_scene(ledger, MapState(date.fromisoformat(day), window=window)), size)


@pytest.fixture(scope="module")
def opening(ledger: Ledger) -> Laid:
    return lay(ledger, build_scene(ledger, MapState(date(2021, 11, 8))))


def leaving(found: Laid) -> list[str]:
    """Texts too near to an edge: there many an office printer cannot print."""
    margin = found.sheet.layout.sheet.grown(-3.5)
    return [
        t for texts in (found.texts, *found.further) for _, t, box in texts if not margin.holds(box)
    ]


def overlapping(found: Laid) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for texts in (found.texts, *found.further):
        boxes = np.array([(b.left, b.top, b.right, b.bottom) for _, _, b in texts])
        left, top, right, bottom = (
            (boxes + np.array([0.15, 0.3, -0.15, -0.3]))[:, [edge]] for edge in range(4)
        )
        meet = (left < right.T) & (right > left.T) & (top < bottom.T) & (bottom > top.T)
        pairs += [(texts[a][1], texts[b][1]) for a, b in np.argwhere(np.triu(meet, 1))]
    return pairs


def covering(found: Laid) -> list[str]:
    frame = found.sheet.layout.map_frame
    lines = [border_on_paper(stand.style.pair, frame) for stand in found.scene.borders]
    roles = {"value", "callout", "name", "country", "key", "scale"}
    return [
        text
        for role, text, box in found.texts
        if role in roles and any(line.intersects(box.polygon) for line in lines)
    ]


def off_the_map(found: Laid) -> list[str]:
    roles = {"value", "callout", "name", "country", "key", "scale", "count"}
    frame = found.sheet.layout.map
    return [t for role, t, box in found.texts if role in roles and not frame.holds(box)]


def test_nothing_written_leaves_the_sheet(laid: Laid) -> None:
    assert leaving(laid) == []


def test_no_two_texts_overlap(laid: Laid) -> None:
    assert overlapping(laid) == []


def test_no_label_covers_a_border(laid: Laid) -> None:
    assert covering(laid) == []


def test_labels_of_the_map_stay_within_its_frame(laid: Laid) -> None:
    assert off_the_map(laid) == []


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("day", [*SPREAD, BUSIEST, EMPTIEST], ids=str)
def test_nothing_overlaps_or_leaves_the_sheet_on_many_dates(
    ledger: Ledger, day: date | tuple[str, str], size: str
) -> None:
    if isinstance(day, date):
        state = MapState(day, window=("7d", "30d", "90d")[day.toordinal() % 3])
    else:
        state = MapState(date.fromisoformat(day[0]), window=day[1])
    found = lay(ledger, build_scene(ledger, state), size)
    assert (leaving(found), overlapping(found), covering(found), off_the_map(found)) == (
        [],
        [],
        [],
        [],
    )
    assert_all_listed(found)


def test_title_window_notices_and_reach_of_the_data_are_on_every_sheet(laid: Laid) -> None:
    told = laid.all_words
    assert overview.title(laid.scene) in told
    assert str(laid.scene.state.date.year) in laid.of("subtitle")[0]
    assert "© OpenStreetMap contributors, ODbL" in told
    assert "Not reported is not zero. Complete: the reports together leave one number" in told
    assert "Class breaks are fixed for all dates." in told
    assert "do not imply endorsement or acceptance by the producer of this map" in told
    assert "Natural Earth" in told and "GeoNames, CC BY 4.0" in told
    assert overview.as_of(laid.scene) in told
    assert "Created 22 Nov 2026 15:30 UTC" in told


def test_every_border_has_its_value_or_the_words_not_reported(laid: Laid) -> None:
    values = laid.of("value")
    for stand in laid.scene.borders:
        assert stand.style.name in values
        assert overview.value(stand) in values
        assert not stand.hidden
    missing = [stand for stand in laid.scene.borders if not stand.pressure.reported]
    assert values.count("not reported") == len(missing)


def assert_all_listed(found: Laid) -> None:
    listed = " ".join(found.listed).replace("\u00a0", " ")
    for number, cited in enumerate(found.sheet.citations.listed, start=1):
        assert f"[{number}] {cited.words}".replace("\u00a0", " ") in listed


def test_every_numbered_source_is_listed_whole_on_one_of_the_sheets(laid: Laid) -> None:
    assert_all_listed(laid)


def test_a_figure_cites_only_numbers_that_are_listed(laid: Laid) -> None:
    roles = {"value", "callout", "key", "route", "stop"}
    cited = [
        int(number)
        for role, text, _ in laid.texts
        if role in roles
        for group in re.findall(r"\[(\d+(?:,\d+)*)(?:\u00a0and|\])", text)
        for number in group.split(",")
    ]
    assert all(1 <= number <= len(laid.sheet.citations.listed) for number in cited)


def test_every_source_on_show_has_a_number(ledger: Ledger, laid: Laid) -> None:
    from dashboard.scene.sources import shown_reports

    numbered = set(laid.sheet.citations.numbers)
    assert {ledger.report(id_).source_id for id_ in shown_reports(ledger, laid.scene)} <= numbered


def test_a_sheet_says_where_its_list_of_sources_goes_on(laid: Laid) -> None:
    said = [text for text in laid.listed if text.endswith(": next sheet")]
    assert len(said) == len(laid.further)


def test_the_opening_sheet_goes_on_once_for_its_sources(opening: Laid) -> None:
    assert len(opening.further) == 1


def test_the_key_names_only_categories_in_view(laid: Laid) -> None:
    from dashboard.scene.symbology import CATEGORIES

    shown = {CATEGORIES[mark.category].label for mark in laid.scene.marks}
    named = {category.label for category in CATEGORIES} & set(laid.of("key"))
    assert named <= shown


def test_a_route_without_a_frequency_shows_no_number(ledger: Ledger, opening: Laid) -> None:
    unknown = [route for route in opening.scene.routes if route.flights_a_week is None]
    assert unknown
    assert any("frequency not reported" in text for text in opening.of("route"))


def test_the_summary_is_the_sentence_of_the_screen(opening: Laid) -> None:
    assert " ".join(opening.of("summary")) == overview.sentence(opening.scene)


def test_a_reported_zero_reads_0_and_not_not_reported(ledger: Ledger) -> None:
    state = MapState(date(2024, 1, 25), window="7d")
    scene = build_scene(ledger, state)
    zero = [stand for stand in scene.borders if stand.pressure.rate_per_day == 0]
    assert zero, "the shipped tables hold a reported zero for this window"
    found = lay(ledger, scene)
    assert "0" in found.of("value")
    assert "reported zero" in found.of("key")


def test_a_window_without_reports_draws_no_dot_but_says_so(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2026, 10, 1)))
    found = lay(ledger, scene)
    assert found.of("value").count("not reported") == 3
    assert "No event reported in the window." in " ".join(found.of("summary"))


def test_the_same_date_puts_callouts_on_the_side_of_the_european_union(opening: Laid) -> None:
    from dashboard.exports.sheet.projection import paper_shapes

    belarus = shapely.union_all(
        [
            s
            for p, s in paper_shapes("countries_screen", opening.sheet.layout.map_frame)
            if p["iso"] == "BY"
        ]
    )
    callouts = [box for role, _, box in opening.texts if role == "callout"]
    assert callouts
    assert not any(belarus.intersects(box.polygon) for box in callouts)
