"""The Streamlit script of ``scripts/bench serve``: the page itself on made-up events."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from bench.stage import stage

events, seed, days = map(int, sys.argv[1:4])
stage(events, seed, days)
runpy.run_path(str(Path(__file__).parents[1] / "dashboard" / "app.py"))
