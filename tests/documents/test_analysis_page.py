"""The page on analysis quotes what its commands print, and speaks of nothing that is not there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboard.exports.view_text import from_text
from dashboard.scene.analysis import ANALYSES, work_out
from dashboard.scene.scene import window_of
from dashboard.scene.url import from_query, to_query
from events import Ledger
from events.__main__ import main

PAGE = Path(__file__).parents[2] / "docs" / "analysis.md"
TEXT = PAGE.read_text("utf-8")
QUOTED = re.findall(r"```sh\n\S+ -m events ([^\n]+)\n```\n\n```text\n(.*?)\n```", TEXT, re.DOTALL)
CARDS = re.findall(
    r"```sh\n\S+ -m events ([^\n]+)\n```\n\n```text\n(.*?)\n```\n\nThe card: `\?([^`]+)`",
    TEXT,
    re.DOTALL,
)
CLAIMS = re.findall(r"^### (.+)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize(("line", "printed"), QUOTED, ids=[line for line, _ in QUOTED])
def test_a_quoted_command_prints_what_stands_under_it(
    line: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 0
    assert capsys.readouterr().out.splitlines()[0] == " ".join(printed.split())


def test_every_quoted_command_has_the_address_of_its_card() -> None:
    assert QUOTED and [line for line, *_ in CARDS] == [line for line, _ in QUOTED]


@pytest.mark.parametrize(("line", "printed", "query"), CARDS, ids=[line for line, *_ in CARDS])
def test_the_address_of_a_card_opens_what_the_command_prints(
    line: str, printed: str, query: str, ledger: Ledger
) -> None:
    state = from_text(query)
    assert from_query(to_query(state)) == state
    assert state.analysis is not None and state.analysis.name == line.split()[0]
    result = work_out(ledger, state.analysis, window_of(state))
    assert result.words.told == " ".join(printed.split())


@pytest.mark.parametrize("name", list(ANALYSES))
def test_every_analysis_is_told_with_how_it_stands_in_an_address(name: str) -> None:
    told = f"`{name},BORDER`" if ANALYSES[name].of_border else f"`{name}`"
    assert told in TEXT.split("| in an address |")[1].split("\n\n")[0]


def test_every_claim_is_answered_by_a_command_and_judged() -> None:
    assert len(CLAIMS) == 6
    for part in TEXT.split("\n### ")[1:]:
        answer = part.split("\n## ")[0]
        assert re.search(r"```sh\n\S+ -m events ", answer)
        assert re.search(r"\*\*(Supported|Partly|Open|Not supported|What is there)[.:]", answer)


def test_every_command_of_analysis_is_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    offered = set(re.findall(r"^    ([a-z-]+)(?: |$)", capsys.readouterr().out, re.MULTILINE))
    commands = TEXT.split("| command |")[1].split("\n\n")[0]
    told = set(re.findall(r"^\| `([a-z-]+)` \|", commands, re.MULTILINE))
    assert told
    assert told == offered - {"summary", "audit", "add", "check", "import", "store"}


def test_the_table_of_false_alarms_is_the_one_that_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["levels", "--border", "BY-PL", "2021-07:2022-03", "--calibrate", "--json"])
    rows = json.loads(capsys.readouterr().out)["table"]["rows"]
    assert len(rows) == 8
    for row in rows:
        assert f"| {' | '.join(row)} |" in TEXT


def test_the_words_beside_a_rank_are_its_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    main(["before-after", "--border", "BY-PL", "2021-11-13", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert f"around {found['as_extreme']} of the {found['possible']} days" in TEXT
