"""A deck of slides: blank paper of 16:9, what it says of itself, and the order of its slides."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches

from dashboard.exports.citations import Citations, with_reports
from dashboard.exports.edition import Edition, build_edition
from dashboard.exports.fonts import clean_text
from dashboard.exports.office_properties import PROPERTIES, properties_xml, rezipped
from dashboard.exports.request import Order
from dashboard.exports.second_date import of_both
from dashboard.exports.sheet.head import subtitle
from dashboard.exports.slides.analysis_slide import add_answer
from dashboard.exports.slides.date_slide import add_date
from dashboard.exports.slides.picture import map_picture
from dashboard.exports.slides.shapes import HEIGHT_IN, WIDTH_IN
from dashboard.exports.slides.source_slides import add_sources
from dashboard.scene.scene import Scene
from dashboard.scene.words import overview
from events import Ledger

_TITLE_ONLY = 5


def draw_slides(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Make the slides of a scene: the date, then its sources.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is shown.
    order : Order
        Time, profile and imprint; slides are 16:9 whatever its size says.
    """
    made = build_edition(ledger, scene, order, "pptx")
    deck = blank_deck()
    add_edition(deck, made, order, map_picture(made))
    return (to_pptx(deck, made.metadata, order.created),)


def add_edition(deck: Any, made: Edition, order: Order, picture: bytes) -> None:
    """Add the slide of a date, that of its analysis and those of its sources.

    Parameters
    ----------
    deck : pptx object
        A ``pptx.Presentation`` that the slides are added to.
    made : Edition
        The view with its analysis; sources of listed events are numbered after those of the map.
    order : Order
        Its handling caveat and disclaimer stand on the slide.
    picture : bytes
        The map, as PNG, with the numbers of ``made``.
    """
    numbered = replace(made, citations=with_listed(made))
    add_pages(deck, numbered, order, picture)
    add_sources(lambda: new_slide(deck), numbered.citations, made.metadata)


def add_pages(deck: Any, numbered: Edition, order: Order, picture: bytes) -> None:
    """Add the slides of a date, of a second one and of the analysis, with numbers for all sources.

    Parameters
    ----------
    deck : pptx object
        A ``pptx.Presentation`` that the slides are added to.
    numbered : Edition
        Cites by the numbers of the list that will follow.
    order : Order
        Its handling caveat and disclaimer stand on the slide.
    picture : bytes
        The map, as PNG.
    """
    add_date(new_slide(deck), numbered, order, picture, of_both(numbered.scene, numbered.second))
    of = f"{overview.title(numbered.scene)}. {subtitle(numbered.scene)}"
    other = numbered.other
    if numbered.second is not None and other is not None:
        add_answer(lambda: new_slide(deck), numbered.second.both, numbered.citations, of)
        told = of_both(numbered.scene, numbered.second, is_second=True)
        add_date(new_slide(deck), other, order, map_picture(other), told)
    if numbered.answer is not None:
        add_answer(lambda: new_slide(deck), numbered.answer, numbered.citations, of)


def with_listed(made: Edition) -> Citations:
    """Return numbers for the sources of listed events too, after those that the map cites."""
    scenes = [made.scene] if made.second is None else [made.scene, made.second.scene]
    listed = (id_ for scene in scenes for event in scene.listed for id_ in event.report_ids)
    return Citations(made.ledger, with_reports(made.ledger, made.citations.listed, listed))


def blank_deck() -> Any:
    """Return a deck of 16:9 slides without any."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    return deck


def new_slide(deck: Any) -> Any:
    """Add a slide that has a title and nothing else."""
    return deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])


def to_pptx(deck: Any, metadata: Mapping[str, str], created: datetime) -> bytes:
    """Return a deck as bytes, with what it says of itself in its properties.

    All of it stands in the custom properties, so that the view can be opened again.

    Parameters
    ----------
    deck : pptx object
        The finished ``pptx.Presentation``; its properties are set.
    metadata : mapping of str to str
        What the file says of itself.
    created : datetime.datetime
        In UTC; the file is the same for the same time.
    """
    told = deck.core_properties
    told.title = clean_text(metadata["Title"])[:255]
    told.subject = clean_text(metadata["Description"])[:255]
    told.author = clean_text(metadata.get("Author", "") or metadata["Software"])[:255]
    told.comments = clean_text(metadata["Copyright"])[:255]
    told.keywords = f"date {metadata['As-of Date']}; window {metadata['Window']}"
    told.identifier = metadata["Data"]
    told.version = metadata["Software"]
    told.language = "en"
    told.created = told.modified = created.replace(tzinfo=None)
    told.last_modified_by = ""
    _add_properties(deck.part.package, metadata)
    out = io.BytesIO()
    deck.save(out)
    return rezipped(out.getvalue())


def _add_properties(package: Any, metadata: Mapping[str, str]) -> None:
    """Write everything a file says of itself as custom properties of the document."""
    blob = properties_xml(metadata)
    part = Part(PackURI(f"/{PROPERTIES}"), CT.OFC_CUSTOM_PROPERTIES, package, blob)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)
