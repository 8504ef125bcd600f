"""The player: clock, map and reports in one HTML file that opens without a server or a network."""

from dashboard.exports.player.document import build_player, draw_player, read_player

__all__ = ["build_player", "draw_player", "read_player"]
