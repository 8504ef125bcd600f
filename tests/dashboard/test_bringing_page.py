"""Bringing a file, as Streamlit runs it: dropped, asked about, read, graded, removed."""

from __future__ import annotations

import json
from pathlib import Path

import import_files
import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")
AMBIGUOUS = b"date,lon,lat\n03/04/2024,23.65,53.51\n05/06/2024,23.71,53.02\n"
KNOWN = (
    b"date,lon,lat,title\n2021-11-08,23.67,53.52,Crowd at the crossing\n"
    b"2021-11-16,23.6783,53.5204,Stones\n"
)


def opened(query: dict[str, str] | None = None) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=180)
    for name, value in (query or {}).items():
        page.query_params[name] = value
    page.run()
    page.button(key="open_files").click().run()
    return checked(page)


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def drop(page: AppTest, **files: bytes) -> AppTest:
    field = next(field for field in page.file_uploader if field.key.startswith("drop_"))
    field.set_value([(f"{name}.csv", data, "text/csv") for name, data in files.items()])
    return checked(page.run())


def said(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def layers(page: AppTest) -> tuple[object, ...]:
    return tuple(page.session_state["bm_layers"]) if "bm_layers" in page.session_state else ()


def table(page: AppTest, column: str) -> list[str]:
    return list(next(d.value[column] for d in page.dataframe if column in d.value.columns))


def query_of(page: AppTest, name: str) -> str:
    value = page.query_params.get(name, "")
    return value[0] if isinstance(value, list) else value


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    return checked(page.run())


def look_at(page: AppTest, key: str, part: str) -> AppTest:
    control = next(c for c in page.button_group if c.key == f"part_{key}")
    control.set_value(part)
    return checked(page.run())


def test_a_file_without_a_question_is_on_the_map_at_once() -> None:
    page = drop(opened(), mine=import_files.CSV)
    (layer,) = layers(page)
    assert query_of(page, "files") == layer.key
    text = said(page)
    assert "4 rows in = 4 kept + 0 refused; kept = 4 on border sections" in text
    assert "brought file mine.csv" in text
    assert next(f for f in page.file_uploader if f.key.startswith("drop_")).key == "drop_1"
    assert page.session_state["bm_desk"].pending == ()


@pytest.mark.long
def test_several_files_each_go_their_own_way() -> None:
    page = drop(opened(), mine=import_files.CSV, ambiguous=AMBIGUOUS, broken=b"%PDF-1.7")
    assert [layer.receipt.file for layer in layers(page)] == ["mine.csv"]
    text = said(page)
    assert "waits for an answer" in text
    assert "the file is a PDF. Bring the table it was made from." in text
    page = drop(page, more=import_files.CSV)
    assert [layer.receipt.file for layer in layers(page)] == ["more.csv"]
    assert "The same file was here before; this reading takes its place." in said(page)


def test_a_question_is_asked_answered_and_the_rows_are_shown_as_read() -> None:
    page = drop(opened(), ambiguous=AMBIGUOUS)
    assert not layers(page)
    (choice,) = page.radio
    assert "In which order do the dates give day, month and year?" in choice.label
    assert choice.value is None
    assert next(b for b in page.button if b.label == "Read with these answers").disabled
    choice.set_value("mdy")
    page = checked(page.run())
    assert table(page, "first day") == ["2024-03-04", "2024-05-06"]
    assert not layers(page), "only a person puts it on the map"
    page = press(page, "Read with these answers")
    (layer,) = layers(page)
    assert str(layer.imported.day[0]) == "2024-03-04"
    assert layer.mapping.choices == {"date_order": "mdy"}


@pytest.mark.long
def test_the_first_rows_of_a_large_file_are_shown_before_all_of_it_is_read() -> None:
    data = b"date,lon,lat\n" + b"05/06/2024,23.65100,53.51200\n" * 40_000
    assert len(data) > 1 << 20
    page = drop(opened(), large=data)
    page.radio[0].set_value("mdy")
    page = checked(page.run())
    assert table(page, "first day") == ["2024-05-06"] * 10
    assert page.session_state["bm_desk"].drafts.popitem()[1].upload.imported is None


def test_a_saved_mapping_answers_the_questions() -> None:
    page = drop(opened(), ambiguous=AMBIGUOUS)
    field = next(f for f in page.file_uploader if f.key.startswith("mapping_"))
    field.set_value([("saved.toml", b'[choices]\ndate_order = "dmy"\n', "application/toml")])
    page = press(checked(page.run()), "Read with these answers")
    (layer,) = layers(page)
    assert str(layer.imported.day[0]) == "2024-04-03"


def test_a_mapping_that_is_none_is_told_and_the_file_still_waits() -> None:
    page = drop(opened(), ambiguous=AMBIGUOUS)
    field = next(f for f in page.file_uploader if f.key.startswith("mapping_"))
    field.set_value([("saved.json", b'{"columns": {"day": 4}}', "application/json")])
    page = checked(page.run())
    assert "saved.json: the mapping holds something other than text" in said(page)
    assert page.radio


def test_a_wrong_guess_can_be_changed_and_the_layer_follows() -> None:
    data = b"date,seen,lon,lat\n2021-11-08,2021-12-01,23.65,53.51\n"
    page = drop(opened(), mine=data)
    (layer,) = layers(page)
    page = look_at(page, layer.key, "reading")
    field = next(s for s in page.selectbox if s.label == "Day")
    assert field.value == "date"
    field.set_value("seen")
    page = press(checked(page.run()), "Read with these answers")
    (again,) = layers(page)
    assert str(again.imported.day[0]) == "2021-12-01"
    assert again.number == layer.number


def test_who_says_so_stands_beside_every_row_from_then_on() -> None:
    page = drop(opened(), mine=import_files.CSV)
    (layer,) = layers(page)
    page = look_at(page, layer.key, "source")
    fields = {field.label: field for field in (*page.text_input, *page.selectbox)}
    fields["Name of the source"].set_value("Patrol **book** {{7*191}}")
    fields["Publisher"].set_value("A council")
    fields["Reliability of the publisher"].set_value("B")
    fields["Credibility of the rows, all alike"].set_value(3)
    page = press(page, "Save source")
    (layer,) = layers(page)
    assert (layer.title, layer.provenance.publisher) == ("Patrol **book** {{7*191}}", "A council")
    assert "Patrol **book** {{7*191}}" in said(page)
    assert ">B3</span>" in said(page)
    assert "1337" not in said(page)


def test_rows_known_already_are_attached_only_when_somebody_says_so() -> None:
    page = drop(opened(), known=KNOWN)
    (layer,) = layers(page)
    assert len(layer.proposals) == 2
    assert layer.attached == frozenset()
    page = look_at(page, layer.key, "known")
    assert table(page, "the row says") == ["Crowd at the crossing", "Stones"]
    page = press(page, "Attach all (2)")
    assert layers(page)[0].attached == {0, 1}
    assert "1 of them stands under events of the reference" in said(page)
    page = press(page, "Attach none")
    assert layers(page)[0].attached == frozenset()


def test_files_are_shown_beside_merged_or_alone_and_the_address_says_so() -> None:
    page = drop(opened(), mine=import_files.CSV)
    control = next(c for c in page.button_group if c.key == "showing_files")
    control.set_value("alone")
    page = checked(page.run())
    assert query_of(page, "own") == "alone"
    assert "shown alone" in said(page)
    control = next(c for c in page.button_group if c.key == "showing_files")
    control.set_value("merged")
    page = checked(page.run())
    assert query_of(page, "own") == "merged"


def test_removing_a_file_removes_every_trace() -> None:
    page = drop(opened({"date": "2021-11-08"}), mine=import_files.CSV)
    (layer,) = layers(page)
    page = press(page, "Remove")
    assert not layers(page)
    assert query_of(page, "files") == ""
    assert layer.key not in json.dumps([said(page), str(page.query_params)])
    assert "mine.csv" not in said(page)
    assert layer.key not in str(page.session_state)
    assert not page.session_state["bm_desk"].drafts


def test_a_refused_file_takes_nothing_away() -> None:
    page = drop(opened(), mine=import_files.CSV)
    (layer,) = layers(page)
    page = drop(page, broken=b"\x89PNG....")
    assert layers(page) == (layer,)
    assert "the file is a picture. Bring a table." in said(page)


def test_a_setting_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BORDER_MONITOR_MAX_ROWS", "many")
    assert "the setting BORDER_MONITOR_MAX_ROWS" in said(opened())


@pytest.mark.long
def test_the_limit_of_rows_is_told_with_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BORDER_MONITOR_MAX_ROWS", "3")
    page = drop(opened(), mine=import_files.CSV)
    assert not layers(page)
    assert "the setting max_rows allows 3" in said(page)
