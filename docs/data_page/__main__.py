"""Command line: ``python -m docs.data_page`` writes docs/data.md, ``--check`` only compares."""

import sys

from docs.data_page import build_page
from docs.written_page import run

if __name__ == "__main__":
    sys.exit(run("data", build_page))
