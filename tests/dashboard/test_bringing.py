"""The desk where brought files lie: what is put on the map, told of it, and let go."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.sheet.symbols import shape_path
from dashboard.page.uploads import terms
from dashboard.page.uploads.desk import Desk, Draft, head_of
from dashboard.page.uploads.layers import attach, put_on_map
from dashboard.page.uploads.preview import NOT_GIVEN, cells_as_they_stand, rows_as_read
from dashboard.page.uploads.receipt import (
    flagged_words,
    receipt_file,
    refused_words,
    safe_stem,
    summary_markup,
)
from dashboard.page.uploads.summary import layers_markup
from dashboard.page.uploads.symbol import symbol_markup
from dashboard.scene.markup import plain, whole
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.symbology import CATEGORIES
from events import LayerError, Ledger, Showing
from events.uploads import (
    ColumnMapping,
    Layer,
    Outcome,
    Readers,
    Role,
    Upload,
    join_layers,
    read_upload,
)

MONTH = "2026-11"
AMBIGUOUS = b'date,lon,lat,people\n03/04/2024,23.65,53.51,"1,234"\n05/06/2024,23.71,53.02,"2,500"\n'
CYRILLIC = "Дата;Долгота;Широта;Место\n08.11.2021;23,65;53,51;Брузги\n".encode("cp1251")
KNOWN = (
    b"date,lon,lat,kind,title,people\n"
    b"2021-11-08,23.67,53.52,attempt,Crowd at the crossing,3500\n"
    b"2021-11-16,23.6783,53.5204,clash,Stones,\n"
    b"2021-11-08,23.7,52.7,death,One,-1\n"
    b"never,23.7,52.7,death,Two,1\n"
    b"2021-11-07,2.3,48.9,meeting,Paris,0\n"
    b"2021-11-06,,,statement,Nowhere,\n"
)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as warm:
        yield warm


@pytest.fixture(scope="module")
def known(readers: Readers) -> Upload:
    return read_upload(KNOWN, "known.csv", readers=readers)


@pytest.fixture(scope="module")
def ambiguous(readers: Readers) -> Upload:
    return read_upload(AMBIGUOUS, "ambiguous.csv", readers=readers)


@pytest.fixture(scope="module")
def cyrillic(readers: Readers) -> Upload:
    return read_upload(CYRILLIC, "cyrillic.csv", readers=readers)


def named(upload: Upload, digit: str) -> Upload:
    """Return the same rows as those of another file."""
    return replace(upload, receipt=replace(upload.receipt, sha256=digit * 64))


def test_a_file_without_a_word_of_its_source_is_not_judged_and_beside_the_reference(
    known: Upload,
) -> None:
    (layer,) = put_on_map((), known, MONTH)
    assert layer.number == 1
    assert (layer.title, layer.provenance.reliability, layer.provenance.credibility) == (
        "known.csv",
        "F",
        6,
    )
    assert layer.provenance.read_on == MONTH
    assert MapState().showing == Showing.BESIDE


def test_each_file_has_a_number_of_its_own_and_a_free_one_is_used_again(known: Upload) -> None:
    layers: tuple[Layer, ...] = ()
    for digit in "abc":
        layers = put_on_map(layers, named(known, digit), MONTH)
    assert [layer.number for layer in layers] == [1, 2, 3]
    layers = put_on_map((layers[0], layers[2]), named(known, "d"), MONTH)
    assert [(layer.number, layer.key[0]) for layer in layers] == [(1, "a"), (2, "d"), (3, "c")]


def test_one_file_too_many_is_told_and_the_others_stay(known: Upload) -> None:
    layers: tuple[Layer, ...] = ()
    for digit in "abcdef01":
        layers = put_on_map(layers, named(known, digit), MONTH)
    assert len(layers) == 8
    with pytest.raises(LayerError, match=r"8 files are on the map.*Remove one first"):
        put_on_map(layers, named(known, "2"), MONTH)
    assert len(put_on_map(layers, named(known, "a"), MONTH)) == 8


def test_the_same_file_again_keeps_number_source_and_what_was_attached(known: Upload) -> None:
    layers = put_on_map((), named(known, "a"), MONTH)
    layers = put_on_map(layers, named(known, "b"), MONTH)
    changed = attach(layers[1], [p.position for p in layers[1].proposals][:1])
    changed = replace(changed, provenance=replace(changed.provenance, title="Field list"))
    again = put_on_map((layers[0], changed), named(known, "b"), "2027-01")
    assert [layer.number for layer in again] == [1, 2]
    assert again[1].title == "Field list"
    assert again[1].provenance.read_on == MONTH
    assert again[1].attached == changed.attached != frozenset()


def test_a_file_of_which_nothing_was_kept_does_not_come_on_the_map(readers: Readers) -> None:
    upload = read_upload(b"date,lon,lat\nnever,23,53\n", "none.csv", readers=readers)
    assert upload.receipt.outcome is Outcome.READ
    with pytest.raises(LayerError, match="no row was kept"):
        put_on_map((), upload, MONTH)


def test_answers_are_gathered_until_the_file_can_be_read(
    ambiguous: Upload, readers: Readers
) -> None:
    draft = Draft(AMBIGUOUS, ambiguous)
    assert set(draft.open_questions) == {"date_order", "decimal"}
    asked = draft.answered({"date_order": "dmy"})
    half = read_upload(AMBIGUOUS, "ambiguous.csv", mapping=asked, readers=readers)
    draft.read_again(asked, half)
    assert draft.open_questions == ("decimal",)
    assert set(draft.questions) == {"date_order", "decimal"}
    asked = draft.answered({"date_order": "mdy", "decimal": "."})
    done = read_upload(AMBIGUOUS, "ambiguous.csv", mapping=asked, readers=readers)
    draft.read_again(asked, done)
    assert draft.receipt.outcome is Outcome.READ
    assert [row["first day"] for row in rows_as_read(done.imported)] == ["2024-03-04", "2024-05-06"]
    assert done.mapping.choices == {"date_order": "mdy", "decimal": "."}


def test_another_encoding_makes_another_table_and_lets_go_of_the_rest(cyrillic: Upload) -> None:
    draft = Draft(CYRILLIC, cyrillic)
    assert draft.open_questions == ("encoding",)
    draft.asked = ColumnMapping(
        {"title": "Место"}, {"encoding": "cp1251", "date_order": "dmy"}, None
    )
    assert draft.answered({"encoding": "cp1257"}) == ColumnMapping({}, {"encoding": "cp1257"})
    kept = draft.answered({"encoding": "cp1251", "columns.place": "Место"})
    assert kept.columns == {"title": "Место", "place": "Место"}
    assert kept.choices == {"encoding": "cp1251", "date_order": "dmy"}


def test_a_reading_that_fails_takes_nothing_away(known: Upload, readers: Readers) -> None:
    draft = Draft(KNOWN, known)
    asked = ColumnMapping({"day": "no such column"})
    failed = read_upload(KNOWN, "known.csv", mapping=asked, readers=readers)
    draft.read_again(asked, failed)
    assert draft.upload is known
    assert draft.asked == ColumnMapping()
    assert draft.problem is not None
    assert 'the file has no column "no such column"' in draft.problem
    assert not draft.changed


def test_the_beginning_of_a_large_text_is_whole_lines_and_other_formats_have_none() -> None:
    line = b"2021-11-08,23.65,53.51\n"
    data = b"date,lon,lat\n" + line * 20_000
    head = head_of(data)
    assert head is not None
    assert data.startswith(head)
    assert head.endswith(line)
    assert len(head) > 200_000
    assert head_of(line) is None
    assert head_of(b"x" * 400_000) is None
    for start in (b"PK\3\4", b"PAR1", b"SQLite format 3\0", b' [{"a"', b"<kml>"):
        assert head_of(start + data) is None


def test_closing_the_drawer_lets_go_of_every_byte(known: Upload, ambiguous: Upload) -> None:
    desk = Desk(open=True)
    desk.take(Draft(KNOWN, known))
    desk.take(Draft(AMBIGUOUS, ambiguous))
    assert (desk.chosen, desk.part) == (Draft(AMBIGUOUS, ambiguous).key, "reading")
    desk.pending = (object(),)
    round_before = desk.round
    desk.clear()
    assert not desk.open
    assert not desk.drafts
    assert not desk.pending
    assert desk.chosen is None
    assert desk.round == round_before + 1


def test_the_first_file_that_waits_is_opened(cyrillic: Upload, ambiguous: Upload) -> None:
    desk = Desk()
    desk.take(Draft(AMBIGUOUS, ambiguous))
    desk.take(Draft(CYRILLIC, cyrillic))
    assert desk.chosen == Draft(AMBIGUOUS, ambiguous).key


def test_rows_as_read_tell_missing_zero_and_no_place_apart(known: Upload) -> None:
    rows = rows_as_read(known.imported)
    people = [row["figure: people"] for row in rows]
    assert people == ["3,500", NOT_GIVEN, "-1", "0", NOT_GIVEN]
    assert [row["on the map"] for row in rows][-2:] == ["elsewhere", "not located"]
    assert [row["row"] for row in rows] == ["2", "3", "4", "6", "7"]
    assert rows[0]["on the map"] not in ("elsewhere", "not located")


def test_cells_as_they_stand_are_those_of_the_file(ambiguous: Upload) -> None:
    assert cells_as_they_stand(ambiguous.preview)[0] == {
        "date": "03/04/2024",
        "lon": "23.65",
        "lat": "53.51",
        "people": "1,234",
    }


def test_the_receipt_is_told_by_reason_and_written_whole(known: Upload) -> None:
    receipt = known.receipt
    assert refused_words(receipt) == ["1 · date: is not a date"]
    told = flagged_words(receipt)
    assert told[0] == f"2 · {terms.FLAGS['duplicate']}"
    assert {line.split(" · ")[1] for line in told} <= set(terms.FLAGS.values())
    assert json.loads(receipt_file(receipt)) == receipt.to_dict()
    assert receipt.balances


def test_half_a_character_is_mended_in_the_receipt_and_on_the_page(
    known: Upload,
) -> None:
    receipt = replace(known.receipt, file="a\ud800b.csv")
    assert json.loads(receipt_file(receipt))["file"] == "a?b.csv"
    assert whole("a\ud800b") == "a?b"
    summary_markup(receipt).encode()
    assert safe_stem(receipt.file) == "a-b"


def test_the_name_of_a_download_is_one_that_every_system_can_store() -> None:
    assert safe_stem("../a b\\c: <x>.csv") == "a-b-c-x"
    assert safe_stem("Дата 2021.csv") == "Дата-2021"
    assert safe_stem("...") == "file"
    assert len(safe_stem("x" * 500)) == 80


@given(st.text(max_size=60))
def test_no_text_is_markup_in_a_label(text: str) -> None:
    written, line = plain(text), " ".join(whole(text).splitlines())
    if not line.strip():
        assert written == ""
        return
    if written == line:
        assert re.fullmatch(r"[\w ,;.?'’-]+", line)
        assert not re.search(r"[.,;?][^ ]|  |_|--|(^|\s)['’-]|['’-](\s|$)", line)
        return
    # Streamlit changes the name of an icon before Markdown is read.
    assert ":material/" not in written
    parts = []
    for part in written.split("&#47;") if ":material/" in line else [written]:
        fence = re.match("`+", part)
        assert fence is not None
        mark = fence[0]
        inside = part[len(mark) : -len(mark)]
        assert part.endswith(mark)
        assert inside[0] == inside[-1] == " "
        assert mark not in re.findall("`+", inside)
        parts.append(inside[1:-1])
    assert "/".join(parts) == line


@pytest.mark.parametrize(
    "text",
    ["www.example.org", "a _b_ c", "1. one", "a -- b", ":smile:", "a@b.org", "x  ", "- a", "$x$"],
)
def test_what_markdown_might_see_stands_in_a_code_span(text: str) -> None:
    assert plain(text) == f"` {text} `"


def test_a_plain_sentence_stays_one_for_those_who_hear_it() -> None:
    assert plain("Which column holds the day?") == "Which column holds the day?"


def test_every_role_flag_grade_and_showing_has_words() -> None:
    from events.uploads.rows.doubts import WORDS

    assert set(terms.ROLES) == set(Role)
    assert set(terms.FLAGS) == set(WORDS.values())
    assert "".join(terms.RELIABILITY) == "ABCDEF"
    assert list(terms.CREDIBILITY) == [1, 2, 3, 4, 5, 6]
    assert set(terms.SHOWINGS) == set(terms.SHOWN) == set(Showing)


def test_the_small_pictures_are_the_shapes_of_the_map() -> None:
    pictures = {symbol_markup(number) for number in range(1, 9)}
    assert len(pictures) == 8
    for number in range(1, 9):
        category = next(known for known in CATEGORIES if known.key == f"layer-{number}")
        coded = str(symbol_markup(number)).partition("base64,")[2].partition('"')[0]
        (path,) = re.findall(r' d="([^"]+)"', b64decode(coded).decode())
        # Pairs of numbers that follow a straight line; the outline ends before the hole begins.
        outer = path.partition("Z")[0]
        if "A" in outer:
            radius = float(re.findall(r"A([\d.]+) ", outer)[0])
            corners = np.array([(-radius, -radius), (radius, radius)])
        else:
            corners = np.array([tuple(map(float, pair.split())) for pair in outer[1:].split("L")])
        box = shape_path(category.shape).get_extents()
        found = (*corners.min(axis=0), *corners.max(axis=0))
        assert found == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.001)


def test_the_panel_accounts_for_every_row_of_the_window(ledger: Ledger, known: Upload) -> None:
    layers = put_on_map((), known, MONTH)
    for showing in Showing:
        scene = build_scene(
            join_layers(ledger, layers, showing), MapState(date(2021, 11, 8), showing=showing)
        )
        said = str(layers_markup(scene))
        (stand,) = scene.layers
        assert stand.in_window == 4
        assert (
            f"4 rows in this window = {stand.sections} on border sections + {stand.points} "
            f"elsewhere + {stand.not_located} not located"
        ) in said
        assert stand.sections + stand.points + stand.not_located == 4
        assert "brought file known.csv" in said
        assert "publisher not named" in said
        assert 'class="grade f6"' in said
    assert layers_markup(build_scene(ledger, MapState(date(2021, 11, 8)))) is None


def test_a_title_of_a_file_stays_text_in_the_panel(ledger: Ledger, known: Upload) -> None:
    (layer,) = put_on_map((), known, MONTH)
    title = "{{7*191}} <img src=x onerror=alert(1)> **b** $x$"
    layer = replace(layer, provenance=replace(layer.provenance, title=title))
    scene = build_scene(join_layers(ledger, (layer,), Showing.BESIDE), MapState(date(2021, 11, 8)))
    said = str(layers_markup(scene))
    assert "<img src=x" not in said
    assert "{{7*191}} &lt;img src=x onerror=alert(1)&gt; **b** $x$" in said
