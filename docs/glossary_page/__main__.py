"""Command line: ``python -m docs.glossary_page`` writes docs/glossary.md, ``--check`` compares."""

import sys

from docs.glossary_page import build_page
from docs.written_page import run

if __name__ == "__main__":
    sys.exit(run("glossary", build_page))
