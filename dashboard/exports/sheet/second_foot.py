"""The foot of the sheet of a second date: notes and file; the sources stand on other sheets."""

from __future__ import annotations

from dashboard.exports.edition import Edition
from dashboard.exports.metadata import file_name
from dashboard.exports.sheet.foot import draw_foot
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.source_list import ELSEWHERE, set_list


def draw_second_foot(page: Page, edition: Edition, total: int, number: int, lacking: str) -> None:
    """Draw the foot below the map of the second date.

    Parameters
    ----------
    page : Page
        The sheet of the second date.
    edition : Edition
        That of both dates: its address stands in the foot.
    total : int
        How many sources are listed on the other sheets.
    number : int
        Of this sheet.
    lacking : str
        Letters of the sheet that the typeface lacks, in words.
    """
    layout, scene, order = page.layout, edition.scene, edition.order
    draw_foot(
        page,
        scene,
        order,
        set_list((), 1, layout.sources, layout.source_columns[-1], head=0),
        file_name(scene, page.size, edition.form, number, one_page=order.one_page),
        total=total,
        generalised=0 if edition.second is None else edition.second.generalised,
        owed=edition.owed,
        lacking=lacking,
        goes_on=ELSEWHERE,
    )
