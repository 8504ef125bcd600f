"""What is asked of a place, of a page and of its publisher when they are new."""

from __future__ import annotations

from events.catalogue import RELIABILITIES, SOURCE_KINDS
from events.entry.fields import Field, fixed, unless, without
from events.grades import RELIABILITY
from events.model import BORDERS, PlaceKind

PLACE = (
    Field("name", "place-name", "Name of the place", "As the place itself writes it."),
    Field(
        "kind",
        "place-kind",
        "What the place is on the map",
        "point, section, stretch, border, borders, country, airport or none.",
        tuple(k.value for k in PlaceKind),
        fixed(PlaceKind.POINT.value),
    ),
    Field(
        "borders",
        "borders",
        "Border or borders it lies at",
        "Separated by blanks; empty when it lies at none.",
        BORDERS,
    ),
    Field("lon", "lon", "Longitude", "Degrees east.", skipped=unless("kind", "point", "airport")),
    Field("lat", "lat", "Latitude", "Degrees north.", skipped=without("lon")),
    Field(
        "coordinate_source",
        "coordinate-source",
        "Where the coordinate is from",
        "A coordinate stands only with its source.",
        skipped=without("lon"),
    ),
    Field(
        "precision_km",
        "precision-km",
        "How good it is, in kilometres",
        "The true place lies no farther away.",
        skipped=without("lon"),
        with_=("lon", "lat", "coordinate_source", "precision_km"),
    ),
    Field(
        "stretch_id",
        "stretch",
        "Stretch",
        "Id in stretches.csv.",
        skipped=unless("kind", "stretch"),
    ),
    Field(
        "airport_iata",
        "airport",
        "Airport",
        "Code of three letters.",
        skipped=unless("kind", "airport"),
    ),
    Field(
        "section_ids",
        "sections",
        "Sections of the border",
        "Ids such as BY-PL-09, separated by blanks; empty for a whole border.",
        skipped=without("borders"),
    ),
    Field(
        "located_how",
        "located-how",
        "How the location is known",
        "In a sentence, as in: The report names the village.",
    ),
)
SOURCE = (
    Field(
        "published",
        "published",
        "When it was published",
        "Day, month or year as the page or its address has it: 2021-11-08, 2021-11 or 2021; empty "
        "when neither tells.",
    ),
    Field("title", "source-title", "Title of the source", "Publisher and day, unless it has one."),
    Field("author", "author", "Author", "Of a signed piece; empty otherwise."),
    Field("kind", "source-kind", "Kind of source", "As the publisher, as a rule.", SOURCE_KINDS),
)
PUBLISHER = (
    Field("name", "publisher-name", "Name of the publisher", "Who put the page before the public."),
    Field("country", "publisher-country", "Its country", "Two letters; empty if not known."),
    Field(
        "kind",
        "publisher-kind",
        "What it is",
        "A copy site is its own publisher, whatever it copied.",
        SOURCE_KINDS,
    ),
    Field(
        "reliability",
        "grade",
        "Its grade",
        "; ".join(f"{letter}: {words}" for letter, words in RELIABILITY.items())
        + ". The rule: docs/grading.md.",
        RELIABILITIES,
    ),
    Field("reason", "grade-reason", "Why this grade", "In a few words."),
)
