"""What can be taken away from the page, and brought back: link, data, exports, a dropped file.

Long because each thing that can be taken away has its button and its words here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.exports.data.both_dates import reports_of, with_window
from dashboard.exports.data.report_table import COLUMNS, to_csv
from dashboard.exports.file_names import name_of
from dashboard.exports.formats import FORMATS, Kind
from dashboard.exports.request import build_order
from dashboard.exports.settings import load_settings
from dashboard.page import session, workspace
from dashboard.page.briefing import draw_briefing
from dashboard.page.link_menu import draw_link_menu
from dashboard.page.project_menu import draw_save
from dashboard.page.restore import draw_restore, project_popover
from dashboard.scene.scene import Scene
from dashboard.scene.state import MapState
from events import EventsError, Ledger
from geodata import GeodataError

_OURS = (DashboardError, EventsError, GeodataError)
_SIZES = {"a4": "A4", "a3": "A3", "16x9": "16:9"}
_LAYOUTS = {"full": "Full", "one": "One page"}
_FILM = "bm_film"
_ROWS = {"csv": "drawn"}
"""What the rows of a table are, where *Data* gives one of the same ending."""


@st.fragment
def draw_export_menu(scene: Scene) -> None:
    """Draw the buttons at the head of the page; opening the menu redraws nothing else."""
    state = session.kept()
    with st.container(horizontal=True, horizontal_alignment="right"):
        sharing = st.popover(
            "Link", key="link_menu", on_change="rerun", help="Link, cite or embed this view"
        )
        st.download_button(
            "Data",
            data=_data_maker(scene),
            file_name=name_of(state, "csv", "reports"),
            mime="text/csv",
            on_click="ignore",
            help="Every report behind this view, one a row, as CSV for spreadsheets",
        )
        menu = st.popover("Export", key="export_menu", on_change="rerun")
        project = project_popover()
        st.download_button(
            "PNG",
            data=_maker(scene, state, "png", "a4"),
            file_name=name_of(state, "png", "a4"),
            mime="image/png",
            on_click="ignore",
            type="primary",
            key="png_now",
            help="The map of this window on an A4 sheet, 300 dpi. Where its sources go on to "
            "further sheets, the PDF under Export has them all",
        )
    with menu:
        if menu.open:
            _draw_menu(scene, state)
    with project:
        if project.open:
            st.caption("This view with your files, as one file to open again")
            draw_save(state, "export", _telling)
            draw_restore()
            _draw_failures()
    with sharing:
        if sharing.open:
            draw_link_menu(scene, state, lambda form: _offer_to_embed(scene, state, form))


def _draw_menu(scene: Scene, state: MapState) -> None:
    size = st.segmented_control(
        "Sheet size",
        list(_SIZES),
        format_func=lambda name: _SIZES[name],
        default="a4",
        required=True,
        key="export_size",
    )
    layout = st.segmented_control(
        "Pages",
        list(_LAYOUTS),
        format_func=lambda name: _LAYOUTS[name],
        default="full",
        required=True,
        key="export_layout",
        help="One page: the sheet with the map. All its sources, and the analysis that is open, "
        "are a second file, whose name stands at the foot of the first.",
    )
    one_page = layout == "one"
    with st.container(horizontal=True):
        for form in _of_kind(Kind.SHEET):
            _offer(scene, state, form, size or "a4", one_page=one_page)
        if one_page:
            _offer_beside(scene, state, size or "a4")
    if state.compare is not None:
        st.caption(
            "The PDF has the maps of both dates and their table. PNG and SVG are its first sheet, "
            "which tells the figures of B and the differences beside the map of A."
        )
    st.caption("Slides, player and data")
    with st.container(horizontal=True):
        for form in _of_kind(Kind.OTHER):
            _offer(scene, state, form, "")
    _draw_failures()
    told = f"Film of the last 30 {state.step}s, with the sources at its end"
    if state.compare is not None:
        told += ". It shows one date at a time: shut Compare to make one"
    st.caption(told)
    with st.container(horizontal=True):
        asked = [
            form
            for form in _of_kind(Kind.FILM)
            if st.button(
                f"Make {FORMATS[form].label}",
                key=f"make_{form}",
                disabled=state.compare is not None,
            )
        ]
    for form in asked:
        session.unsay(_FILM)
        _make_film(scene, state, form)
    _draw_film(state)
    draw_briefing(state, size or "a4")


def _of_kind(kind: Kind) -> list[str]:
    return [form for form, one in FORMATS.items() if one.kind is kind]


def _offer(
    scene: Scene,
    state: MapState,
    form: str,
    size: str,
    *,
    one_page: bool = False,
    menu: str = "export",
) -> None:
    st.download_button(
        FORMATS[form].label,
        data=_maker(scene, state, form, size or "a4", one_page=one_page),
        file_name=name_of(state, form, size or _ROWS.get(form, ""), one_page=one_page),
        mime=FORMATS[form].media_type,
        on_click="ignore",
        key=f"{menu}_{form}",
        help=FORMATS[form].words,
    )


def _offer_to_embed(scene: Scene, state: MapState, form: str) -> None:
    size = "a4" if FORMATS[form].kind is Kind.SHEET else ""
    _offer(scene, state, form, size, menu="embed")


def _offer_beside(scene: Scene, state: MapState, size: str) -> None:
    """Offer the file that goes with a sheet of one page; it is made with the sheet."""
    st.download_button(
        "Sources",
        data=_maker(scene, state, "pdf", size, one_page=True, number=2),
        file_name=name_of(state, "pdf", size, 2, one_page=True),
        mime=FORMATS["pdf"].media_type,
        on_click="ignore",
        key="export_sources",
        help="PDF: all sources of the sheet of one page, and the analysis that is open",
    )


def _data_maker(scene: Scene) -> Callable[[], bytes]:
    """Return what writes the data table when its button is pressed, with every row of the window.

    It is the person's own working table: places stand in it as they were reported.
    """
    ledger = workspace.selected(scene.state.selection)
    second = session.kept().second
    other = None if second is None else workspace.scene(second)

    def make() -> bytes:
        from dashboard.exports.complete_view import whole_window

        whole, first = whole_window(ledger, scene)
        beside = None if other is None else whole_window(ledger, other)[1]
        rows = reports_of(whole, first, beside)
        return to_csv(rows, with_window(COLUMNS, beside)).encode("utf-8-sig")

    return _telling("Data", make)


def _telling(label: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what makes a file; a failure is kept, as nobody else can tell of it."""
    failures = session.failures()

    def told() -> bytes:
        try:
            content = make()
        except _OURS as error:
            failures[:] = [f"{label} was not made. {error}"]
            raise
        failures.clear()
        return content

    return told


def _maker(
    scene: Scene,
    state: MapState,
    form: str,
    size: str,
    *,
    one_page: bool = False,
    number: int = 1,
) -> Callable[[], bytes]:
    """Return what makes a file when its button is pressed."""
    # The button is pressed outside of any run of the page: what it needs is taken along now.
    ledger = workspace.ledger()
    return _telling(
        form.upper(),
        lambda: make_file(ledger, scene, state, form, size, one_page=one_page, number=number),
    )


def make_file(
    ledger: Ledger,
    scene: Scene,
    state: MapState,
    form: str,
    size: str = "a4",
    *,
    one_page: bool = False,
    number: int = 1,
) -> bytes:
    """Make a file of a format for what the page shows, for the public.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    state : MapState
        What the page shows.
    form : str
        Name of the format.
    size : str
        ``a4``, ``a3`` or ``16x9``.
    one_page : bool
        Whether a sheet is one page, and its sources a second file.
    number : int
        Which file of the format, from 1.
    """
    order = build_order(size=size, settings=load_settings(), one_page=one_page)
    return FORMATS[form].draw(ledger, replace(scene, state=state), order)[number - 1]


@st.fragment(run_every=1.5)
def _draw_failures() -> None:
    # A file is made outside of any run of the page: only asking again can tell what went wrong.
    for words in list(session.failures()):
        st.error(words, icon=":material/error:")


def _make_film(scene: Scene, state: MapState, form: str) -> None:
    label = FORMATS[form].label
    with st.status(f"Drawing the {label}…") as status:
        shown = st.progress(0.0, "Reading the reports of each step")

        def tell(done: int, total: int) -> None:
            shown.progress(min(done / total, 1.0), f"Frame {done} of {total}")

        try:
            order = build_order(settings=load_settings())
            drawn = replace(scene, state=state)
            (content,) = FORMATS[form].draw(workspace.ledger(), drawn, order, tell)
        except _OURS as error:
            status.update(label=f"The {label} was not made", state="error", expanded=True)
            st.error(str(error))
            return
        status.update(label=f"{label} ready", state="complete")
    session.say(_FILM, (state, form, content))


def _draw_film(state: MapState) -> None:
    """Offer the film that was made last, as long as the page shows what it was made of."""
    made = session.said(_FILM)
    if made is None:
        return
    of, form, content = made
    if _asked(of) != _asked(state):
        session.unsay(_FILM)
        return
    st.download_button(
        f"Save {FORMATS[form].label} ({len(content) / 1e6:.1f} MB)",
        data=content,
        file_name=name_of(of, form),
        mime=FORMATS[form].media_type,
        on_click="ignore",
        type="primary",
        key=f"save_{form}",
    )


def _asked(state: MapState) -> MapState:
    """Return a view without where its map looks and what lies open beside it."""
    return replace(state, view=None, picked=(), heap=0, tab=MapState().tab)
