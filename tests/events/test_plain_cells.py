"""No piece of a text is computed by a spreadsheet, wherever it cuts a line and reads quotes."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import plain_cell

ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
CUTS = ",;|\t"
SIGNS = [
    letter
    for letter in map(chr, range(sys.maxunicode + 1))
    if unicodedata.normalize("NFKC", letter).startswith(("=", "+", "-", "@", "\u2212"))
]
PASSED_OVER = ' "\u00a0\u3000\ufeff\u200b\u2060\0\x01\x7f\u202e'
HOSTILE = st.text(st.sampled_from([*CUTS, *ENDS, *PASSED_OVER, *SIGNS, *"ab'1"]), max_size=30)
_NUMBER = re.compile(r"[-+\u2212][0-9.]+")
# What a JSON text may not hold as it is, of what is tried here.
_QUOTED = {ord(letter): "_" for letter in map(chr, range(32))} | {ord('"'): "_"}


def lines(text: str) -> list[str]:
    """Return the lines, whatever may end one."""
    for end in ENDS:
        text = text.replace(end, "\n")
    return text.split("\n")


def is_computed(cell: str) -> bool:
    """Tell whether a piece begins with a sign, what is not seen left aside."""
    return cell.strip().strip(PASSED_OVER + ENDS + CUTS).startswith(tuple(SIGNS))


def check_cut(text: str) -> None:
    for mark in CUTS:
        for line in lines(text):
            # As a program reads it that knows no quotes, and as one that does.
            pieces = [*line.split(mark), *next(csv.reader([line], delimiter=mark), [])]
            assert not [piece for piece in pieces if is_computed(piece)], (mark, line)


@pytest.mark.parametrize("sign", SIGNS)
def test_each_form_of_a_sign_is_a_text(sign: str) -> None:
    assert plain_cell(f"{sign}1+1") == f"'{sign}1+1"
    assert plain_cell(f"a;{sign}1").startswith(f"a;'{sign}")
    assert plain_cell(f"a {sign} b") == f"a {sign} b"
    assert plain_cell(f"a {sign}b") == f"a '{sign}b"
    assert plain_cell(f'a "{sign}b', json=True) == f'a "\\u{ord(sign):04x}b'


@pytest.mark.parametrize("mark", [*CUTS, *ENDS])
def test_a_sign_after_a_cut_a_quote_or_a_line_end_is_a_text(mark: str) -> None:
    for before in ("", '"', ' "', '""', "\u00a0", "\ufeff", "\0"):
        assert plain_cell(f"x{mark}{before}=2+2") == f"x{mark}{before}'=2+2"


@pytest.mark.parametrize(
    "text", ["-5 °C", "23.5 -53.5", "POINT(23 -53.5)", "a - b", "a -- b", "a ="]
)
def test_a_plain_number_and_a_sign_alone_stay_as_they_are(text: str) -> None:
    assert plain_cell(f"at {text}") == f"at {text}"


@given(HOSTILE)
def test_no_piece_of_a_line_cut_at_blanks_is_computed(text: str) -> None:
    made = plain_cell(f"# Title: {text}"), plain_cell(f"# Settings: {text}", json=True)
    assert json.loads(f'"{made[1].translate(_QUOTED)}"') == f"# Settings: {text}".translate(_QUOTED)
    for line in made:
        for piece in line.split(" "):
            rest = piece.strip(PASSED_OVER + ENDS + CUTS)
            assert not is_computed(piece) or set(rest[1:]) <= {*"-+"} or _NUMBER.fullmatch(rest), (
                line
            )


@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_a_written_line_computes_nowhere(cells: list[str]) -> None:
    for cell in cells:
        check_cut(plain_cell(cell))
    out = io.StringIO()
    csv.writer(out).writerow(["first", *map(plain_cell, cells)])
    check_cut(out.getvalue())


@given(HOSTILE)
def test_only_apostrophes_are_added_and_once_is_enough(text: str) -> None:
    made = plain_cell(text)
    assert plain_cell(made) == made
    assert made.replace("'", "") == text.replace("'", "")


def test_a_cell_as_long_as_one_may_be_takes_no_time() -> None:
    begun = time.process_time()
    for text in (
        "\t" * 100_000,
        "; " * 50_000,
        " " * 100_000,
        "a -" * 30_000,
        "- " * 50_000,
        '"' * 100_000 + "x",
        "-" * 100_000,
    ):
        plain_cell(text)
    assert time.process_time() - begun < 1.0


def test_no_sign_hides_behind_what_is_not_seen() -> None:
    """Whatever Unicode calls blank, control or format, but for formats that have an outline."""
    seen = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}
    seen |= {0x110BD, 0x110CD, *range(0x13430, 0x13440)}
    unseen = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if code not in seen and unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")
    ]
    # Letters and marks without an outline.
    unseen += [*"\u034f\u115f\u1160\u17b4\u180b\u2800\u3164\ufe00\ufe0f\uffa0\U000e0100"]
    assert len(unseen) > 200
    for letter in unseen:
        for sign in "=+@":
            assert plain_cell(f"{letter}{sign}a(1)").startswith((f"{letter}'", "'")), ascii(letter)
            assert "'" in plain_cell(f"a;{letter}{sign}a(1)"), ascii(letter)
