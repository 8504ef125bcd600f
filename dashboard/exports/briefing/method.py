"""How the figures of a pack come about, in words: measures, change, grades, how to check it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.edition import Edition
from dashboard.exports.request import Order
from dashboard.exports.sheet.foot import notes


def method_words(editions: Sequence[Edition], order: Order) -> list[tuple[str, str]]:
    """Return heading and text of each part."""
    last = editions[-1]
    measures = dict.fromkeys(
        f"{stand.style.name}: {stand.pressure.measure.label} ({stand.pressure.measure.one_is}; "
        f"counted by {stand.pressure.measure.counted_by})"
        for edition in editions
        for stand in edition.scene.borders
    )
    told = last.metadata
    # Who checks a figure needs the files it was made with.
    brought = " --with BROUGHT_FILE" if "Files" in told else ""
    generalised = any(edition.notice for edition in editions)
    owed = sorted({line for edition in editions for line in edition.owed})
    told_notes = notes(order, generalised=int(generalised), owed=owed)
    return [
        (
            "What is counted",
            "; ".join(measures) + ". Measures are never added, compared or ranked.",
        ),
        (
            "The figure of a window",
            "What all reports together leave no choice about: a complete count. Else the count of "
            "nearly the same days; else a narrow range; else the mean of the reported days, if "
            "they are at least half of the days and three; else the average of a wider count of "
            "at most 92 days, marked as such. Fewer days are told one by one, without a rate. "
            "Nothing: not reported, which is not zero. Nothing is interpolated.",
        ),
        (
            "Change",
            "Given only when both windows have a rate of the same measure that is known in a like "
            "way; between ranges it is a range. Otherwise the reason stands in its place.",
        ),
        (
            "What stands out",
            "The highest day for 30 days at least that tops ten others; the first week for a year "
            "in which nobody was counted; a clear shift of level; a contested figure; a crossing "
            "that changes; a key event. Figures of fewer than 20 people do not stand out.",
        ),
        (
            "Grades",
            "Source A (reliable) to F (cannot be judged), report 1 (confirmed) to 6 (cannot be "
            "judged). F6 means not judged, not false.",
        ),
        ("What not to read into it", " ".join(told_notes)),
        (
            "How to check it",
            f"{told['Software']}, created {told['Creation Time']}. Data SHA-256 {told['Data']}. "
            "manifest.json holds the SHA-256 of every file and the state of every page. "
            f"python -m dashboard verify FILE{brought} draws it again and compares.",
        ),
    ]
