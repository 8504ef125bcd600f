"""A person adds a report, by options or answers: joined, shown, written whole, or refused."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from shipped import shipped_ledger

from events import Way, load_ledger, pressure, table_holding
from events.__main__ import main
from events.catalogue import SOURCE_KINDS
from events.grades import GRADES_OF_KIND, judge_by_rule
from events.ledger import DATA_FOLDER
from events.links import page_of
from events.period import Period

FIGURE = {
    "source": "https://bia24.pl/2021/09/16/bulletin",
    "measure": "attempts",
    "value": "417",
    "place": "BY-PL",
    "first-day": "2021-08-07",
}
NEW_PUBLISHER = {
    "publisher-name": "Gazeta Testowa",
    "publisher-country": "PL",
    "publisher-kind": "press",
    "grade": "C",
    "grade-reason": "regional daily",
}
FLIGHT = {
    "source": "bia24",
    "kind": "scheduled",
    "flights-a-week": "2",
    "airline": "Belavia",
    "origin": "DXB",
    "destination": "MSQ",
    "first-day": "2023-05-01",
    "precision": "open",
}
INCIDENT = {
    "source": "bia24",
    "category": "clash",
    "title": "Stones thrown at a patrol",
    "place": "kuznica",
    "first-day": "2023-05-06",
    "people": "20",
    "people-kind": "about",
}


def arguments(kind: str, folder: Path, values: dict[str, str], *more: str) -> list[str]:
    options = [part for name, value in values.items() for part in (f"--{name}", value)]
    return ["add", kind, *options, "--tables", str(folder), *more]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_a_figure_by_options_is_one_row_more_and_its_page(tables, capsys):
    before = bytes_of(tables)
    assert main(arguments("flow", tables, FIGURE)) == 0
    after = bytes_of(tables)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"flow_reports.csv", "sources.csv", "MANIFEST"}
    assert table_holding(tables).problems() == ()
    for name in changed - {"MANIFEST"}:
        old, new = (x[name].decode().splitlines() for x in (before, after))
        (line,) = set(new) - set(old)
        assert [row for row in new if row != line] == old
    ledger = load_ledger(tables)
    report = max((r for r in ledger.reports.values() if r.kind == "flow"), key=lambda r: r.id)
    source = ledger.source_of(report)
    assert (report.quantity.value, report.place.id) == (417, "border-by-pl")
    assert (source.id, source.published) == ("bia24-2021-09-16", "2021-09-16")
    assert source.title == "bia24, 16 Sep 2021"
    out = capsys.readouterr().out
    assert f"{report.id}: Belarus–Poland border" in out
    assert "new: bia24-2021-09-16" in out
    assert f"grade      {report.id}: C6" in out
    assert out.rstrip().endswith(f"in {tables}.")


@pytest.mark.long
def test_rows_stay_sorted_and_digits_stay_those_of_the_rule(tables):
    assert main(arguments("flow", tables, FIGURE)) == 0
    assert (
        main(arguments("flow", tables, {**FIGURE, **NEW_PUBLISHER, "source": "https://x.pl/1"}))
        == 0
    )
    ledger = load_ledger(tables)
    keys = [(s.publisher_id, s.published or "9999", s.id) for s in ledger.sources.values()]
    assert keys == sorted(keys)
    assert list(ledger.publishers) == sorted(ledger.publishers)
    flows = [id_ for id_, r in ledger.reports.items() if r.kind == "flow"]
    assert flows == sorted(flows)
    verdicts = judge_by_rule(ledger)
    assert all(verdicts[i].credibility == r.credibility for i, r in ledger.reports.items())


def test_a_second_publisher_with_the_same_figure_raises_both_digits_and_names_them(tables, capsys):
    assert main(arguments("flow", tables, FIGURE)) == 0
    first = max(i for i in load_ledger(tables).reports if i.startswith("flow-"))
    second = {**FIGURE, **NEW_PUBLISHER, "source": "https://x.pl/1"}
    capsys.readouterr()
    assert main(arguments("flow", tables, second)) == 0
    out = capsys.readouterr().out
    assert f"joins event-{first}" in out
    assert f"grade      {first}: C2 instead of 6" in out
    assert "flow_reports.csv: 1 row more, 1 changed" in out
    ledger = load_ledger(tables)
    assert [r.credibility for r in ledger.reports_of(ledger.event_for(first))] == [2, 2]


def test_another_number_for_the_same_day_makes_the_event_contested_and_lowers_the_digits(
    tables, capsys
):
    assert main(arguments("flow", tables, FIGURE)) == 0
    assert (
        main(arguments("flow", tables, {**FIGURE, **NEW_PUBLISHER, "source": "https://x.pl/1"}))
        == 0
    )
    capsys.readouterr()
    third = {**FIGURE, "value": "500", "source": "https://pap.pl/other", "publisher": "pap"}
    assert main(arguments("flow", tables, third)) == 0
    out = capsys.readouterr().out
    assert "contested  The sources differ: 417 or 500." in out
    assert out.count("instead of 2") == 2
    ledger = load_ledger(tables)
    event = ledger.event_for(max(i for i in ledger.reports if i.startswith("flow-")))
    assert event.contested
    assert [r.credibility for r in ledger.reports_of(event)] == [6, 6, 6]


def test_a_part_larger_than_its_whole_is_told_before_it_is_written(tables, capsys):
    part = {**FIGURE, "place": "kuznica", "first-day": "2021-11-08", "value": "5000"}
    assert main(arguments("flow", tables, part, "--dry-run")) == 0
    out = capsys.readouterr().out
    assert "becomes contested too: The part exceeds the whole" in out


def test_a_dry_run_shows_everything_and_writes_nothing(tables, capsys):
    before = bytes_of(tables)
    assert main(arguments("flow", tables, FIGURE, "--dry-run")) == 0
    assert "Dry run: nothing was written." in capsys.readouterr().out
    assert bytes_of(tables) == before


def test_a_flight_by_options_is_drawn_and_what_flies_between_the_same_airports_is_shown(
    tables, capsys
):
    assert main(arguments("flight", tables, FLIGHT)) == 0
    ledger = load_ledger(tables)
    report = ledger.reports[max(i for i in ledger.reports if i.startswith("flight-"))]
    assert (report.flight.origin_iata, report.flight.flights_a_week.value) == ("DXB", 2)
    capsys.readouterr()
    again = {**FLIGHT, "source": "https://pap.pl/other", "publisher": "pap", "flights-a-week": "3"}
    joined = {**again, "join": report.id, "contested": "Two or three a week."}
    assert main(arguments("flight", tables, again, "--dry-run")) == 0
    assert f"  {report.id}: Belavia, DXB–MSQ" in capsys.readouterr().out
    assert main(arguments("flight", tables, joined)) == 0
    ledger = load_ledger(tables)
    event = ledger.event_for(report.id)
    assert (event.contested, event.why, len(event.report_ids)) == (True, "Two or three a week.", 2)
    assert event.id.startswith("flight-")


@pytest.mark.long
def test_a_flight_that_others_contradict_is_entered_with_them(tables):
    claim = {
        **FLIGHT,
        "origin": "BGW",
        "first-day": "2021-09-01",
        "contradicted-by": "flight-0045 flight-0064",
        "contradiction": "Iraq had halted its flights.",
    }
    assert main(arguments("flight", tables, claim)) == 0
    ledger = load_ledger(tables)
    found = [c for c in ledger.contradictions if c.reason == "Iraq had halted its flights."]
    assert [c.contradicted_by for c in found] == [("flight-0045", "flight-0064")]
    assert ledger.reports[found[0].report_id].flight.origin_iata == "BGW"


def test_an_incident_joins_a_group_made_by_hand(tables, capsys):
    ledger = load_ledger(tables)
    home = ledger.event("incident-kuznica-2021-11-16")
    day = home.period.start.isoformat()
    assert main(arguments("incident", tables, {**INCIDENT, "first-day": day}, "--dry-run")) == 0
    assert "Perhaps of the same thing:" in capsys.readouterr().out
    joined = {**INCIDENT, "first-day": day, "join": home.report_ids[0]}
    before = (tables / "event_groups.csv").read_bytes().splitlines()
    assert main(arguments("incident", tables, joined)) == 0
    after = (tables / "event_groups.csv").read_bytes().splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    new = load_ledger(tables)
    assert set(new.event(home.id).report_ids) - set(home.report_ids) == {
        max(i for i in new.reports if i.startswith("incident-"))
    }


def test_a_village_the_map_knows_becomes_a_place_with_its_coordinate(tables):
    values = {**FIGURE, "place": "Giby"}
    assert main(arguments("flow", tables, values)) == 0
    place = load_ledger(tables).places["giby"]
    assert (place.kind, place.borders, place.section_ids) == ("point", ("BY-PL",), ("BY-PL-15",))
    assert place.coordinate_source and place.precision_km and place.near_border


def test_a_place_the_map_does_not_know_is_described(tables):
    values = {
        **FIGURE,
        "place": "Old mill",
        "place-kind": "section",
        "borders": "BY-PL",
        "sections": "BY-PL-12",
        "located-how": "The report names the mill.",
    }
    assert main(arguments("flow", tables, values)) == 0
    assert load_ledger(tables).places["old-mill"].section_ids == ("BY-PL-12",)


@pytest.mark.parametrize(
    "address",
    [
        "https://bia24.pl/kategorie/wiadomosci/prawie-500-prob-nielegalnego-przekroczenia-granicy.html",
        "http://www.bia24.pl/kategorie/wiadomosci/prawie-500-prob-nielegalnego-przekroczenia-granicy.html/",
        "https://bia24.pl/kategorie/wiadomosci/prawie-500-prob-nielegalnego-przekroczenia-granicy.html?utm_source=x#top",
    ],
)
def test_one_page_is_never_entered_twice(tables, address):
    before = (tables / "sources.csv").read_bytes()
    assert main(arguments("flow", tables, {**FIGURE, "source": address})) == 0
    assert (tables / "sources.csv").read_bytes() == before


def test_pages_that_differ_in_more_than_their_spelling_are_two():
    assert page_of("https://a.pl/x?id=1") != page_of("https://a.pl/x?id=2")
    assert page_of("https://a.pl/x") == page_of("http://www.A.pl/x/")


def test_the_same_said_again_by_the_same_page_is_refused(tables, capsys):
    assert main(arguments("flow", tables, FIGURE)) == 0
    before = bytes_of(tables)
    assert main(arguments("flow", tables, FIGURE)) == 1
    assert "says the same already in flow-" in capsys.readouterr().err
    assert bytes_of(tables) == before


BAD = [
    ("flow", FIGURE, {"measure": "push back"}, "--measure", "Use one of: attempts"),
    ("flow", FIGURE, {"value": "many"}, "--value", "Write digits"),
    ("flow", FIGURE, {"value": "-3"}, "--value", "Write digits"),
    ("flow", FIGURE, {"value": ""}, "--value", "Give a number"),
    ("flow", FIGURE, {"value": "", "low": "20", "high": "10"}, "--value", "Correct the numbers"),
    ("flow", FIGURE, {"value-kind": "roughly"}, "--value-kind", "exact, about, at_least"),
    ("flow", FIGURE, {"figure": "level"}, "--figure", "People present are a level"),
    ("flow", FIGURE, {"first-day": "7.8.2021"}, "--first-day", "Write year-month-day"),
    ("flow", FIGURE, {"first-day": "2021-02-30"}, "--first-day", "Write year-month-day"),
    ("flow", FIGURE, {"first-day": "2999-01-01"}, "--first-day", "Give the day it is for"),
    ("flow", FIGURE, {"last-day": "2021-08-09"}, "--last-day", "more than one day is a range"),
    ("flow", FIGURE, {"precision": "soon"}, "--precision", "Use one of: day"),
    ("flow", FIGURE, {"precision": "range"}, "--last-day", "Only an open period has none"),
    ("flow", FIGURE, {"status": "guessed"}, "--status", "Use one of: read"),
    ("flow", FIGURE, {"read-on": "lately"}, "--read-on", "Write year-month"),
    ("flow", FIGURE, {"note": "one\nline"}, "--note", "Write one line"),
    ("flow", FIGURE, {"note": "\udcff"}, "--note", "Type it in UTF-8"),
    ("flow", FIGURE, {"place": "Atlantis"}, "--place", "Use an id of report_places.csv"),
    ("flow", FIGURE, {"place": ""}, "--place", "Name a place"),
    ("flow", FIGURE, {"place": "flights"}, "--place", "Name another one"),
    ("flow", FIGURE, {"source": "bia42"}, "--source", "Near it: bia24"),
    ("flow", FIGURE, {"source": "ftp://x.pl/1"}, "--source", "Copy it from the browser"),
    ("flow", FIGURE, {"source": ""}, "--source", "--address-note"),
    ("flow", FIGURE, {"source": "https://x.pl/1"}, "--publisher", "--publisher-name"),
    ("flow", FIGURE, {"publisher": "nobody"}, "--publisher", "--publisher-name"),
    ("flow", FIGURE, {"published": "2021-09-17"}, "--published", "Correct it"),
    ("flow", FIGURE, {"published": "yesterday"}, "--published", "Correct it"),
    ("flow", FIGURE, {"source-title": "bia24: almost 500 attempts"}, "--source-title", "Tell the"),
    ("flow", FIGURE, {"source-kind": "rumour"}, "--source-kind", "Use one of: official"),
    ("flow", FIGURE, {"source": "bia24", "author": "N. N."}, "--author", "Leave it out"),
    ("flow", FIGURE, {"join": "flow-9999"}, "--join", "Use an id such as flow-0106"),
    ("flow", FIGURE, {"lon": "23.5"}, "--lon", "Leave it out"),
    ("flow", FIGURE, {**NEW_PUBLISHER, "grade": "A"}, "--grade", "B or C or F"),
    ("flow", FIGURE, {**NEW_PUBLISHER, "grade": "G"}, "--grade", "Use one of: A"),
    ("flow", FIGURE, {**NEW_PUBLISHER, "grade-reason": ""}, "--grade-reason", "Give a value"),
    ("flow", FIGURE, {**NEW_PUBLISHER, "publisher-kind": "blog"}, "--publisher-kind", "Use one"),
    (
        "flow",
        FIGURE,
        {**NEW_PUBLISHER, "publisher-name": "bia24"},
        "--publisher-name",
        "--publisher",
    ),
    ("flow", FIGURE, {"place": "Mill", "place-kind": "dot"}, "--place-kind", "Use one of: point"),
    ("flow", FIGURE, {"place": "Mill", "borders": "BY-UA"}, "--borders", "BY-PL"),
    ("flow", FIGURE, {"place": "Mill", "lon": "200", "lat": "53"}, "--lon", "Write digits"),
    ("flow", FIGURE, {"place": "Mill", "lon": "23", "lat": "53"}, "--lon", "precision_km"),
    ("flight", FLIGHT, {"kind": "cruise"}, "--kind", "Use one of: scheduled"),
    ("flight", FLIGHT, {"origin": "baghdad"}, "--origin", "Use capital letters"),
    ("flight", FLIGHT, {"origin": "XXX"}, "--origin", "geodata/build/inputs/airports.csv"),
    ("flight", FLIGHT, {"stop-kind": "suspension"}, "--stop-kind", "Only a stop"),
    ("flight", FLIGHT, {"planned": "perhaps"}, "--planned", "Use one of: yes, no"),
    ("flight", FLIGHT, {"seats": "5000"}, "--seats", "Write digits"),
    ("flight", FLIGHT, {"contradicted-by": "flight-9999"}, "contradicted_by", "Correct the id"),
    ("incident", INCIDENT, {"category": "rumour"}, "--category", "Use one of: aviation"),
    ("incident", INCIDENT, {"title": ""}, "--title", "Give a value"),
    ("incident", INCIDENT, {"people": "some"}, "--people", "Write digits"),
    ("incident", INCIDENT, {"deaths": "some"}, "--deaths", "Write digits"),
]


@pytest.mark.parametrize(
    ("kind", "good", "bad", "field", "way_out"), BAD, ids=[f"{b[0]} {b[2]}"[:60] for b in BAD]
)
def test_a_bad_value_is_told_with_field_value_and_way_out_and_nothing_is_written(
    tables, ledger, capsys, monkeypatch, kind, good, bad, field, way_out
):
    # The copy of the tables is the shipped ledger, which has been read already.
    monkeypatch.setattr("events.entry.command.load_ledger", lambda _: ledger)
    before = bytes_of(tables)
    assert main(arguments(kind, tables, {**good, **bad})) == 1
    told = capsys.readouterr().err
    assert told.startswith("events: ")
    assert field in told
    assert way_out in told
    value = bad.get(field.removeprefix("--"), "")
    if value.isprintable():
        assert f'"{value}"' in told or not value
    assert bytes_of(tables) == before


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("kind", "good"), [("flow", FIGURE), ("flight", FLIGHT), ("incident", INCIDENT)]
)
def test_the_good_values_of_the_bad_ones_are_accepted(tables, kind, good):
    assert main(arguments(kind, tables, good, "--dry-run")) == 0


def test_an_option_nobody_knows_is_a_mistake_of_use(tables, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments("flow", tables, {**FIGURE, "valeu": "3"}))
    assert left.value.code == 2
    assert "--valeu" in capsys.readouterr().err


def answered(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


ANSWERS = (
    "https://bia24.pl/2021/09/16/bulletin",  # address
    *("", "", "", "", ""),  # publisher, published, title, author, kind of source
    "BY-PL",
    "attempts",
    "",  # a count
    "417",
    *("", ""),  # exact; no other word for it
    "2021-08-07",
    *("", "", "", ""),  # a day, read, no note, this month
)


def test_answers_to_questions_write_what_options_write(tables, tmp_path, monkeypatch):
    answered(monkeypatch, *ANSWERS, "yes")
    assert main(["add", "flow", "--tables", str(tables)]) == 0
    asked = {n: b for n, b in bytes_of(tables).items() if n in ("flow_reports.csv", "sources.csv")}
    other = tmp_path / "other"
    shutil.copytree(DATA_FOLDER, other)
    assert main(arguments("flow", other, FIGURE)) == 0
    assert asked == {n: (other / n).read_bytes() for n in asked}


def test_a_no_at_the_end_writes_nothing(tables, monkeypatch, capsys):
    before = bytes_of(tables)
    answered(monkeypatch, *ANSWERS, "perhaps", "no")
    assert main(["add", "flow", "--tables", str(tables)]) == 1
    assert "Nothing was written." in capsys.readouterr().out
    assert bytes_of(tables) == before


def test_a_bad_answer_is_asked_again_with_what_is_wrong(tables, monkeypatch, capsys):
    wrong_first = []
    bad = {
        "https://bia24.pl/2021/09/16/bulletin": "bia42",
        "BY-PL": "",
        "attempts": "push back",
        "417": "many",
        "2021-08-07": "7.8.2021",
    }
    for line in ANSWERS:
        wrong_first += [bad[line], line] if line in bad else [line]
    answered(monkeypatch, *wrong_first, "yes")
    assert main(["add", "flow", "--tables", str(tables)]) == 0
    out = capsys.readouterr().out
    for told in (
        '"bia42" is neither the id of a source nor a web address',
        "place: is empty",
        '"push back" is not a measure',
        '"many" is not a number',
        '"7.8.2021" is not a date',
    ):
        assert told in out
    ledger = load_ledger(tables)
    assert (
        ledger.reports[max(i for i in ledger.reports if i.startswith("flow-"))].quantity.value
        == 417
    )


def test_cells_that_do_not_fit_each_other_are_asked_again_together(tables, monkeypatch, capsys):
    number = ANSWERS.index("417")
    lines = [*ANSWERS[:number], "", "20", "10", "", "", "10", "20", "about", *ANSWERS[number + 2 :]]
    answered(monkeypatch, *lines, "yes")
    assert main(["add", "flow", "--tables", str(tables)]) == 0
    assert "low 20.0 lies above high 10.0" in capsys.readouterr().out
    ledger = load_ledger(tables)
    quantity = ledger.reports[max(i for i in ledger.reports if i.startswith("flow-"))].quantity
    assert (quantity.low, quantity.high, quantity.kind) == (10, 20, "about")


def test_a_new_publisher_is_asked_for_with_its_grade_and_the_reason(tables, monkeypatch):
    new = (
        "https://nowa.example/2021/09/16/x",
        *("Gazeta Nowa", "Gazeta Nowa", ""),  # once more, since no such publisher is there
        "PL",
        "press",
        "A",
        "B",
        "a daily",
    )
    answered(monkeypatch, *new, *ANSWERS[2:], "yes")
    assert main(["add", "flow", "--tables", str(tables)]) == 0
    publisher = load_ledger(tables).publishers["gazeta-nowa"]
    assert (publisher.kind, publisher.reliability, publisher.reason) == ("press", "B", "a daily")


def test_a_mistyped_place_is_not_taken_for_a_new_one(tables, monkeypatch, capsys):
    place = ANSWERS.index("BY-PL")
    answered(monkeypatch, *ANSWERS[:place], "Dubicze", "Kuznica", *ANSWERS[place + 1 :], "yes")
    before = (tables / "report_places.csv").read_bytes()
    assert main(["add", "flow", "--tables", str(tables)]) == 0
    assert "dubicze-cerkiewne" in capsys.readouterr().out
    assert (tables / "report_places.csv").read_bytes() == before
    ledger = load_ledger(tables)
    last = max(i for i in ledger.reports if i.startswith("flow-"))
    assert ledger.reports[last].place.id == "kuznica"


@pytest.mark.parametrize("left", range(0, len(ANSWERS) + 1, 3))
def test_leaving_at_any_question_writes_nothing(tables, monkeypatch, capsys, left):
    before = bytes_of(tables)
    answered(monkeypatch, *ANSWERS[:left])
    assert main(["add", "flow", "--tables", str(tables)]) == 1
    assert "was left before the end. Nothing was written" in capsys.readouterr().err
    assert bytes_of(tables) == before


def test_a_reader_who_goes_before_the_end_gets_nothing_written(tables):
    before = bytes_of(tables)
    command = [sys.executable, "-m", "events", *arguments("flow", tables, FIGURE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.close()
        told = run.stderr.read().decode()
    assert run.returncode == 1, told
    assert "Nothing was written" in told
    assert bytes_of(tables) == before


@pytest.mark.long
def test_an_incident_is_joined_by_answering_with_an_id(tables, monkeypatch, capsys):
    home = load_ledger(tables).event("incident-kuznica-2021-11-16")
    values = {**INCIDENT, "first-day": home.period.start.isoformat()}
    left_open = ("", "", "")  # precision, status, month of reading
    answered(monkeypatch, *left_open, "nothing", home.report_ids[0], "yes")
    assert main(arguments("incident", tables, {**values, "deaths": "", "note": "x"}, "--ask")) == 0
    assert '"nothing" is neither an event nor a report' in capsys.readouterr().out
    assert len(load_ledger(tables).event(home.id).report_ids) == len(home.report_ids) + 1


def test_the_folder_of_the_environment_is_used_when_none_is_named(tables, monkeypatch):
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(tables))
    values = arguments("flow", tables, FIGURE)[:-2]
    assert main(values) == 0
    assert b"bia24-2021-09-16" in (tables / "sources.csv").read_bytes()


def test_a_damaged_table_is_told_and_left_alone(tables, capsys):
    path = tables / "flow_reports.csv"
    path.write_bytes(path.read_bytes().replace(b",attempts,", b",hats,", 1))
    before = bytes_of(tables)
    assert main(arguments("flow", tables, FIGURE)) == 1
    assert "hats" in capsys.readouterr().err
    assert bytes_of(tables) == before


def test_a_figure_added_is_in_the_summary_and_in_the_pressure_of_its_day(tables, capsys):
    assert main(arguments("flow", tables, FIGURE)) == 0
    capsys.readouterr()
    assert main(["summary", "--date", "2021-08-07", "--tables", str(tables)]) == 0
    assert "417" in capsys.readouterr().out
    ledger = load_ledger(tables)
    found = pressure(ledger, "BY-PL", Period.of_day(date(2021, 8, 7)))
    assert (found.rate_per_day, found.way) == (417, Way.COMPLETE)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_lacks_letters_shows_escapes_and_does_not_fail(tables, encoding):
    ended = subprocess.run(
        [sys.executable, "-m", "events", *arguments("flow", tables, FIGURE, "--dry-run")],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert b"Bia\\u0142ystok" in ended.stdout
    assert ended.stderr == b""


def test_every_kind_of_source_has_its_grades():
    assert set(GRADES_OF_KIND) == set(SOURCE_KINDS)
    for publisher in shipped_ledger().publishers.values():
        assert publisher.reliability in GRADES_OF_KIND[publisher.kind], publisher.id
