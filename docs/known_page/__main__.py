"""Command line: ``python -m docs.known_page`` writes docs/known.md, ``--check`` only compares."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from docs.known_page import build_page
from events import load_ledger

PAGE = Path(__file__).parents[1] / "known.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or say whether the one on disk is what the tables give."""
    parser = argparse.ArgumentParser(prog="python -m docs.known_page", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when docs/known.md is stale"
    )
    check: bool = parser.parse_args(arguments).check
    text = build_page(load_ledger())
    if not check:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PAGE.is_file() and PAGE.read_bytes() == text.encode("utf-8"):
        return 0
    print("docs/known.md is not what the tables give. Run scripts/build-docs.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
