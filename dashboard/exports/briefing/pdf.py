"""One PDF of many: the pages of all dates, then the others, under one structure tree."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Dictionary, String

from dashboard.exports.edition import Edition
from dashboard.exports.request import parse_moment
from dashboard.exports.sheet.pdf import describe_pdf
from dashboard.exports.sheet.structure import Figure, write_structure
from dashboard.scene.words import overview


def merge_pdf(
    dates: Sequence[bytes],
    editions: Sequence[Edition],
    further: bytes,
    metadata: Mapping[str, str],
) -> bytes:
    """Return one PDF; every map keeps its words, every page its place in the outline.

    Parameters
    ----------
    dates : sequence of bytes
        A PDF a date: its map and what follows it.
    editions : sequence of Edition
        One a date, in the order of ``dates``.
    further : bytes
        The PDF of the pages that follow all dates.
    metadata : mapping of str to str
        What the file says of itself; "Creation Time" is also the time of the PDF.
    """
    out = pikepdf.new()
    figures: list[Figure | None] = []
    with out.open_outline() as outline:
        parts = [*zip(dates, editions, strict=True), (further, None)]
        for content, edition in parts:
            first = len(out.pages)
            with pikepdf.open(io.BytesIO(content)) as part:
                out.pages.extend(part.pages)
            figures += _figures(out.pages[first:], edition)
            scene = None if edition is None else edition.scene
            label = (
                overview.title(scene)
                if scene
                else "Charts, table, what stands out, sources, method"
            )
            outline.root.append(pikepdf.OutlineItem(label, first))
    # The marks in the pages' content stay; only their place in the tree is new.
    write_structure(out, figures)
    made = parse_moment(metadata["Creation Time"]).strftime("D:%Y%m%d%H%M%S+00'00'")
    out.docinfo = out.make_indirect(Dictionary(CreationDate=String(made), ModDate=String(made)))
    describe_pdf(out, metadata)
    saved = io.BytesIO()
    out.save(saved, deterministic_id=True, linearize=False, min_version="1.7")
    return saved.getvalue()


def _figures(pages: Sequence[pikepdf.Page], edition: Edition | None) -> list[Figure | None]:
    """Return what each page says: the map, and that of a second date, are marked as figures."""
    scenes = [] if edition is None else [edition.scene]
    if edition is not None and edition.second is not None:
        scenes.append(edition.second.scene)
    said = iter([Figure(f"{overview.title(one)}. {overview.sentence(one)}") for one in scenes])
    return [next(said, None) if _is_map(page) else None for page in pages]


def _is_map(page: pikepdf.Page) -> bool:
    parts = page.Contents
    first = parts[0] if isinstance(parts, pikepdf.Array) else parts
    return first.read_bytes().startswith(b"/Figure ")
