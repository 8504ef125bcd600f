"""Slides: title, map as a picture, a table that can be edited, sources in the notes."""

from dashboard.exports.office_properties import read_properties as read_slides
from dashboard.exports.slides.deck import draw_slides

__all__ = ["draw_slides", "read_slides"]
