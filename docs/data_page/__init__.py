"""Writes docs/data.md from the shipped tables and layers: what is in them, and what is not."""

from docs.data_page.page import build_page

__all__ = ["build_page"]
