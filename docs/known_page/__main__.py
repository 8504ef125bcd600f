"""Command line: ``python -m docs.known_page`` writes docs/known.md, ``--check`` only compares."""

import sys

from docs.known_page import build_page
from docs.written_page import run

if __name__ == "__main__":
    sys.exit(run("known", build_page))
