"""The structure tree of a PDF: each page a figure with its words, or text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Pdf, String

LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a page that is one picture says to who cannot see it."""

    alt: str
    title: str | None = None


def write_structure(pdf: Pdf, pages: Sequence[Figure | None]) -> None:
    """Write the tree anew, one element a page, and say language and title to readers.

    The content of each page must already be marked with MCID 0. None stands for a page of text.
    """
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kinds, parents = Array(), Array()
    for index, (page, figure) in enumerate(zip(pdf.pages, pages, strict=True)):
        kind = Name.Figure if figure else Name.P
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=kind, P=document, Pg=page.obj, K=0)
        )
        if figure:
            element.Alt = String(figure.alt)
            if figure.title:
                element.T = String(figure.title)
            box = Array(list(page.mediabox))
            element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
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
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
