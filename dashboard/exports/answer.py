"""The analysis a file holds: worked out on what the file may show, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.exports.privacy.view import public_view
from dashboard.exports.request import Order
from dashboard.scene.analysis import Ask, ask_words, offer_words, offered, work_out
from dashboard.scene.charts import Chart, chart_of
from dashboard.scene.comparison import Comparison, comparison_chart
from dashboard.scene.scene import Scene
from events import Ledger

if TYPE_CHECKING:
    from dashboard.exports.citations import Citations
    from events.analysis import Result

BOTH_DATES = "Both dates"
_REPORTS = ("reports", "against it")
"""Headings of the columns of a table that name reports by their ids."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked and what came of it.

    Attributes
    ----------
    ask : Ask or None
        The analysis; None for what two dates tell beside each other.
    offered : str
        Which windows can be compared instead, in a sentence; empty where nothing is offered.
    generalised : bool
        Whether a report it rests on is told less sharply than it is known.
    """

    ask: Ask | None
    result: Result
    offered: str = ""
    generalised: bool = False

    @property
    def heading(self) -> str:
        """What is asked: "Levels, Belarus–Poland border"."""
        return BOTH_DATES if self.ask is None else ask_words(self.ask)

    @property
    def title(self) -> str:
        """What stands above it: "Analysis: Levels, Belarus–Poland border"."""
        return self.heading if self.ask is None else f"Analysis: {self.heading}"

    @property
    def told(self) -> str:
        """The sentence or the refusal."""
        return self.result.words.told

    @property
    def notes(self) -> tuple[str, ...]:
        """What it does not show, what is offered instead, and that places were generalised."""
        parts = (
            self.result.words.limits,
            self.offered,
            "Locations generalised." if self.generalised else "",
        )
        return tuple(filter(None, parts))

    def chart(self, width: float) -> Chart | None:
        """Return the chart of the result, in pixels; None for a refusal and a list of words."""
        if isinstance(self.result, Comparison):
            return comparison_chart(self.result, width)
        return chart_of(self.result, width)

    def rests_on(self, citations: Citations) -> str:
        """Say on how many reports and which sources it rests, by their numbers in the list."""
        ids = self.result.report_ids
        if not ids:
            return "It rests on no report."
        reports = f"{len(ids):,} report{'' if len(ids) == 1 else 's'}"
        return f"It rests on {reports}; their sources: {citations.spans(ids)}."

    def rows(self, citations: Citations) -> tuple[tuple[str, ...], ...]:
        """Return the rows of its table, with the numbers of sources in place of report ids."""
        table, known = self.result.table, frozenset(self.result.report_ids)

        def cell(column: str, text: str) -> str:
            ids = text.split(", ") if column in _REPORTS and text else []
            if not ids or not known.issuperset(ids):
                return text
            return citations.spans(ids)

        return tuple(
            tuple(cell(column, text) for column, text in zip(table.columns, row, strict=True))
            for row in table.rows
        )


def build_answer(ledger: Ledger, scene: Scene, order: Order) -> Answer | None:
    """Work out the analysis of a scene's state; None where it asks none.

    Parameters
    ----------
    ledger : Ledger
        The reports that pass the state's filters, as they were reported.
    scene : Scene
        What is drawn; its state holds what is asked.
    order : Order
        By its profile sensitive places of every date are told at their section, as on the map.
    """
    ask = scene.state.analysis
    if ask is None:
        return None
    public = public_view(ledger, scene, order.profile, order.made_on, every_date=True).ledger
    result = work_out(public, ask, scene.window)
    others = offered(public, ask, result, scene.window)
    return Answer(
        ask,
        result,
        "" if others is None else offer_words(others),
        any(public.report(id_) != ledger.report(id_) for id_ in result.report_ids),
    )
