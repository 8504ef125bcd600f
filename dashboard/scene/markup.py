"""HTML for the panels: every value that comes from data is escaped by the type that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from events import address_problem

__all__ = ["Markup", "escape", "join", "link", "note_markup", "plain", "tag", "whole"]


def tag(name: str, *children: object, **attributes: str | None) -> Markup:
    """Build an element; children and attribute values are escaped unless they are Markup.

    ``class_`` stands for ``class``; underscores in other names become hyphens.
    """
    # Joined by hand: a panel has hundreds of elements, and a template costs as much as its text.
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[object], between: str = "") -> Markup:
    """Escape and join what is not None."""
    written = [str(escape(child)) for child in children if child is not None]
    return Markup(str(escape(between)).join(written))


def link(text: str, address: str | None) -> Markup:
    """Link a text to a web address; without one, or with one that is none, it stays a text."""
    if address is None or address_problem(address) is not None:
        return escape(text)
    return tag("a", text, href=address, target="_blank", rel="noopener noreferrer")


_PLAIN = re.compile(r"(?!\d+[.)])(?:[^\W_]+(?:['’-][^\W_]+)*[,;.?]?(?: (?! )|$))+")
"""Words and their punctuation, in which Markdown finds nothing: they need no code span."""


def note_markup(*children: object) -> Markup:
    """Write a remark in small letters."""
    return tag("div", tag("p", *children, class_="note"), class_="bm")


def whole(text: str) -> str:
    """Return a text that can be sent: half a character, as a file may hold, becomes "?"."""
    return text.encode("utf-8", "replace").decode()


def plain(text: str) -> str:
    """Write a text as Markdown that shows exactly it, for labels that Streamlit would interpret.

    Inside a code span nothing is markup: no link, no formula, no directive, no icon. Only the
    name of an icon is changed before Markdown is read, so its slash stands outside.
    """
    line = " ".join(whole(text).splitlines())
    if not line.strip():
        return ""
    if _PLAIN.fullmatch(line):
        return line
    return "&#47;".join(_code_span(part) for part in re.split("(?<=:material)/", line))


def _code_span(text: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}"
