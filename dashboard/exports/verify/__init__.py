"""Checks a file that was taken away: draws it again and compares, byte for byte."""

from dashboard.exports.verify.answers import Answer, Verdict
from dashboard.exports.verify.files import FilesAtHand
from dashboard.exports.verify.redraw import verify

__all__ = ["Answer", "FilesAtHand", "Verdict", "verify"]
