"""Checks a file that was taken away: draws it again and compares, byte for byte."""

from dashboard.verifying.answers import Answer, Verdict
from dashboard.verifying.at_hand import FilesAtHand
from dashboard.verifying.redrawing import verify

__all__ = ["Answer", "FilesAtHand", "Verdict", "verify"]
