"""HTML for the panels: every value that comes from data is escaped by the type that holds it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

__all__ = ["Markup", "escape", "join", "link", "tag"]


def tag(name: str, *children: object, **attributes: str | None) -> Markup:
    """Build an element; children and attribute values are escaped unless they are Markup.

    ``class_`` stands for ``class``; underscores in other names become hyphens.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(Markup(key.rstrip("_").replace("_", "-")), value)
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, join(children))


def join(children: Iterable[object], between: str = "") -> Markup:
    """Escape and join what is not None."""
    return escape(between).join(escape(child) for child in children if child is not None)


def link(text: str, address: str | None) -> Markup:
    """Link a text to a web address; without one, or with another scheme, it stays a text."""
    if address is None or urlsplit(address).scheme not in {"http", "https"}:
        return escape(text)
    return tag("a", text, href=address, target="_blank", rel="noopener noreferrer")
