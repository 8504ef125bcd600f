"""Writes docs/known.md: forty windows, what is known of each, and what an analyst says to that."""

from docs.known_page.page import build_page
from docs.known_page.windows import WINDOWS

__all__ = ["WINDOWS", "build_page"]
