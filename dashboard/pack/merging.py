"""One PDF of many: the pages of all dates, then the others, under one structure tree."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Dictionary, String

from dashboard import words
from dashboard.edition import Edition
from dashboard.order import Order
from dashboard.pack.pages import pack_title
from dashboard.snapshot.structure import Figure, write_structure


def merge_pdf(
    dates: Sequence[bytes], editions: Sequence[Edition], further: bytes, order: Order
) -> bytes:
    """Return one PDF; every map keeps its words, every page its place in the outline."""
    out = pikepdf.new()
    figures: list[Figure | None] = []
    with out.open_outline() as outline:
        parts = [*zip(dates, [e.scene for e in editions], strict=True), (further, None)]
        for content, scene in parts:
            first = len(out.pages)
            with pikepdf.open(io.BytesIO(content)) as part:
                out.pages.extend(part.pages)
            count = len(out.pages) - first
            said = f"{words.title(scene)}. {words.sentence(scene)}" if scene else None
            figures += [Figure(said) if said else None, *[None] * (count - 1)]
            label = words.title(scene) if scene else "Charts, table, sources, method"
            outline.root.append(pikepdf.OutlineItem(label, first))
    # The marks in the pages' content stay; only their place in the tree is new.
    write_structure(out, figures)
    title = pack_title(editions)
    made = order.created.strftime("D:%Y%m%d%H%M%S+00'00'")
    out.docinfo = out.make_indirect(
        Dictionary(
            Title=String(title),
            Subject=String(editions[-1].metadata["Copyright"]),
            Creator=String(editions[-1].metadata["Software"]),
            Keywords=String("; ".join(edition.metadata["State"] for edition in editions)),
            CreationDate=String(made),
            ModDate=String(made),
        )
    )
    saved = io.BytesIO()
    out.save(saved, deterministic_id=True, linearize=False)
    return saved.getvalue()
