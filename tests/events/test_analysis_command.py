"""The commands of analysis print, refuse with exit code 0, and say no wrong reading."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from analysis_words import FORBIDDEN, days, month

from events import BORDERS, Ledger
from events.__main__ import main
from events.analysis import (
    aligned,
    before_after,
    concentration,
    difference,
    ladder,
    levels,
    moves,
    notable,
)
from events.analysis.result import Result

COMMANDS = (
    "compare --border BY-PL 2021-09 2021-10",
    "compare --border BY-LT 2021-10 2021-11",
    "compare --border BY-PL 2021-10",
    "levels --border BY-PL 2021-07:2022-03",
    "before-after --border BY-PL 2021-11-13",
    "before-after --border BY-LT 2021-08-06",
    "aligned --border BY-PL 2021-05:2022-01",
    "concentration --border BY-PL --category clash",
    "concentration --border BY-LT",
    "ladder --border BY-LV --since 2021-08-10",
    "moves 2021-08-03:2021-08-31 2021-09",
    "moves 2021-07 2021-08",
    "notable 2021-11",
)


@pytest.mark.few(5)
@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_prints_words_and_json(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 0
    text = capsys.readouterr().out
    assert main([*line.split(), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    words = found["words"]
    assert (words["sentence"] == "") == (found["reason"] is not None)
    assert (words["sentence"] or words["refusal"]) == text.splitlines()[0]
    assert f"This does not show: {words['not_shown']}" in text
    assert all(report_id in text for report_id in found["report_ids"])
    own, _, _ = text.partition("Rests on")  # titles and addresses of sources are not our words
    assert not FORBIDDEN.findall(own.lower())


def test_a_refused_comparison_offers_windows_that_the_command_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["compare", "--border", "BY-LT", "2021-10", "2021-11"])
    offered = [
        line.removeprefix("can be compared: ").split()
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("can be compared: ")
    ]
    assert offered
    for one, other in offered:
        main(["compare", "--border", "BY-LT", one, other, "--json"])
        assert json.loads(capsys.readouterr().out)["reason"] is None


def test_calibrating_prints_a_table_for_todays_layout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levels", "--border", "BY-LT", "2021-08-03:2021-10-31", "--calibrate"]) == 0
    text = capsys.readouterr().out
    assert "nothing changes, memory 0.8" in text
    assert text.count("%") == 20


@pytest.mark.parametrize(
    "line",
    [
        "compare --border BY-PL 2021-13",
        "compare --border BY-XX 2021-10",
        "compare --border BY-PL 2021-11:2021-10",
        "before-after --border BY-PL 2021-02-30",
        "notable yesterday",
    ],
)
def test_a_bad_window_is_told_with_the_way_out(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(line.split())
    assert "is not a" in (said := capsys.readouterr().err) or "invalid choice" in said


def test_windows_that_overlap_end_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--border", "BY-PL", "2021-10", "2021-10-15:2021-11-15"]) == 1
    assert "Give two windows that share none." in capsys.readouterr().err


def every_result(ledger: Ledger) -> list[Result]:
    spans = [days(f"{year}-01-01", f"{year}-12-31") for year in (2021, 2022, 2023, 2024, 2025)]
    months = [month(f"{year}-{number:02}") for year in (2021, 2023, 2025) for number in (8, 9, 11)]
    found: list[Result] = [notable(ledger, one) for one in months]
    found += [moves(ledger, one, other) for one, other in pairwise(months)]
    for border in BORDERS:
        found += [levels(ledger, border, span) for span in spans]
        found += [aligned(ledger, border, span) for span in spans]
        found += [difference(ledger, border, one, other) for one, other in pairwise(months)]
        found += [before_after(ledger, border, event.day) for event in ledger.key_events]
        found += [concentration(ledger, border), concentration(ledger, border, ("death",))]
        found.append(ladder(ledger, border))
    return found


def test_no_result_says_a_wrong_reading_and_each_says_what_it_does_not_show(
    ledger: Ledger,
) -> None:
    for result in every_result(ledger):
        words = result.words
        assert words.not_shown
        assert "\n" not in words.not_shown
        assert bool(words.sentence) != bool(words.refusal)
        assert (result.reason is None) == bool(words.sentence)
        cells = [cell for row in result.table.rows for cell in row]
        text = " ".join([words.sentence, words.refusal, words.not_shown, *cells]).lower()
        assert not FORBIDDEN.findall(text), words.told
        assert "nan" not in text.split()
        assert "inf" not in text.split()


def test_a_result_answers_within_three_tenths_of_a_second_once_warm(ledger: Ledger) -> None:
    asked = (
        lambda: difference(ledger, "BY-PL", month("2021-09"), month("2021-10")),
        lambda: levels(ledger, "BY-PL", days("2021-07-01", "2022-03-31")),
        lambda: before_after(ledger, "BY-PL", ledger.key_events[11].day),
        lambda: aligned(ledger, "BY-PL", days("2021-05-01", "2022-01-31")),
        lambda: concentration(ledger, "BY-PL"),
        lambda: ladder(ledger, "BY-PL"),
        lambda: moves(ledger, month("2021-08"), month("2021-09")),
        lambda: notable(ledger, month("2021-11")),
    )
    for ask in asked:
        ask()
        start = time.process_time()
        ask()
        # Processor time: how busy the machine is with other work is no claim of ours.
        assert time.process_time() - start < 0.3


def test_analysis_is_not_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys, events\n"
        "assert not [m for m in sys.modules if m.startswith('events.analysis')]\n"
        "import events.analysis\n"
        "assert events.analysis.levels and 'events.analysis.levels' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
