"""Moving pictures: a frame a step with its date burnt in, then the sources."""

from dashboard.exports.film.gif import draw_gif, read_gif
from dashboard.exports.film.mp4 import draw_mp4, read_mp4

__all__ = ["draw_gif", "draw_mp4", "read_gif", "read_mp4"]
