"""Sheets as one PDF: vectors and text, tagged, with title, language, alt text and XMP."""

from __future__ import annotations

import io
from collections.abc import Mapping
from xml.sax.saxutils import escape

import matplotlib as mpl
import pikepdf
from matplotlib.backends.backend_pdf import PdfPages
from pikepdf import Array, Name, Pdf, String

from dashboard.exports.fonts import clean_text
from dashboard.exports.request import parse_moment
from dashboard.exports.sheet.elements import NAMESPACE, from_elements, to_elements
from dashboard.exports.sheet.sheet import Sheet
from dashboard.exports.sheet.structure import LANGUAGE, Figure, write_structure
from dashboard.scene.words import overview

_INFO = {
    "/Title": "Title",
    "/Subject": "Description",
    "/Author": "Author",
    "/Creator": "Software",
}


def to_pdf(sheet: Sheet) -> tuple[bytes]:
    """Return all sheets as the pages of one PDF.

    matplotlib writes neither tags nor XMP nor a language; pikepdf adds them.
    """
    metadata = sheet.metadata[0]
    drawn = io.BytesIO()
    # matplotlib asks for the time of day unless it is given one.
    told = {"CreationDate": parse_moment(metadata["Creation Time"])}
    # A PDF is set at 72 dots an inch, where whole dots are too coarse for the width of a line.
    with mpl.rc_context({"text.hinting_factor": 64}), PdfPages(drawn, metadata=told) as pages:
        for figure in sheet.figures:
            pages.savefig(figure)
    made = io.BytesIO()
    with pikepdf.open(drawn) as pdf:
        _enlarge(pdf, sheet.size.enlarged)
        _tag(pdf, sheet)
        describe_pdf(pdf, metadata)
        pdf.save(made, deterministic_id=True, min_version="1.7")
    return (made.getvalue(),)


def describe_pdf(pdf: Pdf, metadata: Mapping[str, str]) -> None:
    """Write what a PDF says of itself: the usual entries for readers, all of it as XMP."""
    for key, name in _INFO.items():
        if name in metadata:
            pdf.docinfo[key] = String(metadata[name])
    pdf.docinfo["/Keywords"] = String("Belarus–EU border; " + metadata["Window"])
    pdf.Root.Metadata = pdf.make_stream(
        _xmp(metadata).encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML
    )


def _enlarge(pdf: Pdf, factor: float) -> None:
    """Turn A4 into A3: the same picture on a larger page."""
    if factor == 1:
        return
    for page in pdf.pages:
        page.MediaBox = Array([round(float(edge) * factor, 3) for edge in page.mediabox])
        page.contents_add(f"q {factor:.6f} 0 0 {factor:.6f} 0 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")


def _tag(pdf: Pdf, sheet: Sheet) -> None:
    """Mark each page as one piece: a map is a figure with its words, other pages are text."""
    told: list[Figure | None] = [None] * len(pdf.pages)
    metadata = sheet.metadata[0]
    if metadata["Sheet"].startswith("1 "):
        told[0] = Figure(metadata["Description"], metadata["Title"])
    if sheet.second is not None:
        at, scene = sheet.second
        told[at] = Figure(clean_text(overview.sentence(scene)), overview.title(scene))
    for page, figure in zip(pdf.pages, told, strict=True):
        kind = Name.Figure if figure else Name.P
        page.contents_add(f"{kind} <</MCID 0>> BDC".encode(), prepend=True)
        page.contents_add(b"EMC")
    write_structure(pdf, told)


def _xmp(metadata: Mapping[str, str]) -> str:
    title, told = escape(metadata["Title"]), escape(metadata["Description"])
    rights = escape(metadata["Copyright"])

    def text(name: str, words: str) -> str:
        alternative = f'<rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt>'
        return f"<dc:{name}>{alternative}</dc:{name}>"

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:bm="{NAMESPACE}">
<dc:format>application/pdf</dc:format>
{text("title", title)}
{text("description", told)}
{text("rights", rights)}
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{metadata["Creation Time"]}</xmp:CreateDate>
<xmp:CreatorTool>{escape(metadata["Software"])}</xmp:CreatorTool>
{to_elements(metadata)}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def read_pdf(content: bytes) -> dict[str, str] | None:
    """Return the metadata of a PDF of ours; None when there is none that can be read."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            packet = pdf.Root.get("/Metadata")
            # Ours is not packed; what is may unpack to anything.
            if not isinstance(packet, pikepdf.Stream) or "/Filter" in packet:
                return None
            xmp = packet.read_raw_bytes()
    except pikepdf.PdfError:
        return None
    start, end = xmp.find(b"<x:xmpmeta"), xmp.find(b"</x:xmpmeta>")
    if not 0 <= start < end:
        return None
    return from_elements(xmp[start : end + len(b"</x:xmpmeta>")])
