"""One PDF of many: the pages of all dates, then the others, under one structure tree."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dashboard import words
from dashboard.edition import Edition
from dashboard.order import Order
from dashboard.pack.pages import pack_title


def merge_pdf(
    dates: Sequence[bytes], editions: Sequence[Edition], further: bytes, order: Order
) -> bytes:
    """Return one PDF; every map keeps its words, every page its place in the outline."""
    out = pikepdf.new()
    alts: list[str | None] = []
    with out.open_outline() as outline:
        parts = [*zip(dates, [e.scene for e in editions], strict=True), (further, None)]
        for content, scene in parts:
            first = len(out.pages)
            with pikepdf.open(io.BytesIO(content)) as part:
                out.pages.extend(part.pages)
            count = len(out.pages) - first
            said = [f"{words.title(scene)}. {words.sentence(scene)}"] if scene else [None]
            alts += [*said, *[None] * (count - 1)]
            label = words.title(scene) if scene else "Charts, table, sources, method"
            outline.root.append(pikepdf.OutlineItem(label, first))
    _tag(out, alts)
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


def _tag(pdf: pikepdf.Pdf, alts: Sequence[str | None]) -> None:
    """Write the structure tree anew: the marks in the pages' content stay, their numbers change."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kinds, parents = Array(), Array()
    for index, (page, alt) in enumerate(zip(pdf.pages, alts, strict=True)):
        element = pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Figure if alt else Name.P, P=document, Pg=page.obj, K=0
            )
        )
        if alt:
            element.Alt = String(alt)
            element.A = Dictionary(
                O=Name.Layout, Placement=Name.Block, BBox=Array(list(page.mediabox))
            )
        page.StructParents = index
        page.Tabs = Name.S
        kinds.append(element)
        parents.append(index)
        parents.append(pdf.make_indirect(Array([element])))
    document.K = kinds
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=parents))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
