"""Uploads on the page: drop, questions, receipt, provenance, and the way out."""
