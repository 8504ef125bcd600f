"""Builds docs/glossary.md from the glossary of the page."""

from docs.glossary_page.page import build_page

__all__ = ["build_page"]
