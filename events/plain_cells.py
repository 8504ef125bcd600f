"""Text for a CSV that a spreadsheet shows and does not compute, wherever it cuts the lines."""

from __future__ import annotations

import re

from events.unseen import UNSEEN

_CUTS = ",;|\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
"""What lines are cut at, and what ends one."""
_PASSED_OVER = '"' + UNSEEN
"""What may stand before a sign without making the cell a text: quotes, blanks, what is not seen."""
_SIGNS = (
    "=+@\\-\u2212\u207a-\u207c\u208a-\u208c\u2a75\u2a76"
    "\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
)
"""The signs a formula begins with, and every form that Unicode (NFKC) makes one of them."""
_FIRST = ("\t", "\r")
"""With these before it some programs take what follows for more than a text."""
_SIGN = re.compile(f"[{_SIGNS}]")
_BEFORE = f"[{_PASSED_OVER}{_CUTS}]"
# A run is looked at once, from its beginning, for it may be as long as a cell; one with no cut in
# it is left where it is met.
_PIECE = f"(?<!{_BEFORE})(?:(?![%s]){_BEFORE})*+[%s]{_BEFORE}*+"
_CELL = re.compile(rf"(\A{_BEFORE}*+|{_PIECE % (_CUTS, _CUTS)})([{_SIGNS}])")
_JSON = re.compile(f"({_PIECE % (2 * (_CUTS + chr(34),))})([{_SIGNS}])")
# After a blank signs that stand alone, or one before a plain number, compute nothing.
_WORD = re.compile(
    rf"({_PIECE % (2 * (' ',))})([{_SIGNS}])(?![-+]*+(?: |\Z))"
    r"(?!(?<=[-+\u2212])\d[\d.]*+\)*+(?:[ ,;]|\Z))"
)


def plain_cell(cell: str, *, json: bool = False) -> str:
    """Return a text with an apostrophe before each sign that would make a piece of it a formula.

    Pieces begin where the text does, after whatever lines are cut at or end with, and after blanks.

    Parameters
    ----------
    cell : str
        The whole text of a cell or line.
    json : bool
        The text is JSON that is to say the same: signs are written by number, after any quote too.
    """
    if _SIGN.search(cell) is None:
        return f"'{cell}" if not json and cell.startswith(_FIRST) else cell
    if json:
        return _WORD.sub(_by_number, _JSON.sub(_by_number, cell))
    plain = _WORD.sub(r"\1'\2", _CELL.sub(r"\1'\2", cell))
    return f"'{plain}" if plain.startswith(_FIRST) else plain


def _by_number(found: re.Match[str]) -> str:
    return f"{found[1]}\\u{ord(found[2]):04x}"
