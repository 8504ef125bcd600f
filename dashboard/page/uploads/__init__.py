"""Brings files of people onto the page: drop, questions, receipt, who says so, and the way out."""
