"""What others wrote is shown on a terminal, never obeyed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from events import shown
from events.terminal import shown_json

ROOT = Path(__file__).parents[2]
OBEYED = [
    chr(n)
    for n in range(0x110000)
    if unicodedata.category(chr(n)) in ("Cc", "Cf", "Zl", "Zp", "Cs")
]
HOSTILE = "a\x1b[1A\x1b[2K\rb\x9b31mc\u202ed\u2066e\x00f\u2028g\x85h\nreal.png: same"


def is_quiet(text: str) -> bool:
    return not any(
        unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co") for letter in text
    )


def test_no_character_a_terminal_obeys_gets_through() -> None:
    for letter in OBEYED:
        assert is_quiet(shown(f"a{letter}b")), hex(ord(letter))
        assert is_quiet(shown_json(f"a{letter}b")) or letter in "\n\t", hex(ord(letter))


def test_words_of_the_region_stay_as_they_are() -> None:
    for words in (
        "Kuźnica – Bruzgi",
        "Šalčininkai",
        "Krāslava",
        "Беловежская пуща",
        "100 € “x” … ﷼",
        "日本",
    ):
        assert shown(words) == words
        assert shown_json(words) == words


def test_json_says_the_same_as_before() -> None:
    text = json.dumps({"a": HOSTILE, "b": ["\U000e0041", "😀", "ž"]}, ensure_ascii=False)
    assert json.loads(shown_json(text)) == json.loads(text)


def run(*arguments: str | bytes, module: str = "events") -> tuple[bytes, bytes, int]:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, timeout=120
    )
    return done.stdout, done.stderr, done.returncode


def check_output(*streams: bytes) -> None:
    for stream in streams:
        for line in stream.decode("utf-8").split("\n"):
            assert is_quiet(line), line
            assert not line.startswith("real.png: same")
        assert b"Traceback" not in stream


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
def test_check_shows_names_columns_and_cells(tmp_path: Path, form: list[str]) -> None:
    path = os.fsencode(tmp_path) + b"/evil\x1b[2J\nreal.png: same\xff.csv"
    cells = HOSTILE.replace("\x00", "").replace("\n", " ")
    rows = ["2021-11-08\x1b[31m,1,2,x,y", f"2021-11-08,23,53,{cells},z"]
    content = "\n".join([f"date,lon,lat,{cells},\x1b]0;x\x07", *rows, ""])
    Path(os.fsdecode(path)).write_text(content, "utf-8")
    out, err, _ = run("check", path, *form)
    check_output(out, err)
    assert b"x1b" in out or b"u001b" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", HOSTILE.replace("\x00", "")],
        ["summary", "--date", "2021-11-08", "\x1b[2J\nreal.png: same"],
        ["summary", "--date", "\x1b[2Jx\u202e"],
        ["summary", "--date", "2021-11-08", "--tables", "/\x1b[2J\nx"],
        ["\x1b[2J"],
    ],
)
def test_complaints_show_what_was_typed(arguments: list[str]) -> None:
    out, err, code = run(*arguments)
    check_output(out, err)
    assert code != 0


@pytest.mark.long
def test_verify_shows_what_a_forged_file_says(tmp_path: Path) -> None:
    forged = tmp_path / "forged.csv"
    versions = json.dumps(
        {"x\nreal.png: same": "1", "code": "\x1b[1A\x1b[2K\rforged: same\x9b8m\u202e"}
    )
    forged.write_bytes(f"\ufeff# State: date=2021-11-08\r\n# Versions: {versions}\r\n".encode())
    out, err, code = run("verify", str(forged), "\x1b[2J", module="dashboard")
    check_output(out, err)
    assert code == 1
    out, err, code = run("verify", str(forged), module="dashboard")
    check_output(out, err)
    assert code == 6


@pytest.mark.long
def test_snapshot_shows_what_was_typed_and_what_settings_say(tmp_path: Path) -> None:
    settings = tmp_path / "bad\x1b[2J.toml"
    settings.write_text('producer = "\\u001b[2J"\nunknown_\x1b = 1\n')
    for arguments in (
        ["snapshot", "--date", "2021-11-08", "--settings", str(settings)],
        ["snapshot", "--date", "2021-11-08", "--format", "\x1b[2J"],
        ["snapshot", "--date", "2021-11-08", "--with", "\x1b[2J\nreal.png: same"],
        ["snapshot", "--date", "2021-11-08", "--select", "date=\x1b[2J"],
    ):
        out, err, code = run(*arguments, module="dashboard")
        check_output(out, err)
        assert code in (1, 2)


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "encoding",
    ["ascii", *(pytest.param(n, marks=pytest.mark.long) for n in ("cp1252", "latin-1", "utf-8"))],
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["summary", "--date", "2021-11-08"],
        ["audit"],
        ["levels", "--border", "BY-PL", "2021-07-01:2022-03-31"],
    ],
    ids=["summary", "audit", "levels"],
)
def test_json_stays_json_and_says_the_same_in_every_encoding(
    arguments: list[str], encoding: str
) -> None:
    out = {}
    for name in (encoding, "utf-8"):
        done = subprocess.run(
            [sys.executable, "-m", "events", *arguments, "--json"],
            cwd=ROOT,
            capture_output=True,
            timeout=120,
            env={**os.environ, "PYTHONIOENCODING": name},
        )
        assert (done.returncode, done.stderr) == (0, b"")
        out[name] = json.loads(done.stdout.decode(name))
    assert out[encoding] == out["utf-8"]
    # Without a letter that the encoding lacks nothing would be shown.
    assert not json.dumps(out["utf-8"], ensure_ascii=False).isascii()
