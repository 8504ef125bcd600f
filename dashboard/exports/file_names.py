"""How files are named, on the page, on the command line and at the foot of a sheet."""

from __future__ import annotations

from dashboard.scene.state import MapState


def name_of(
    state: MapState, form: str, size: str = "", sheet: int = 1, *, one_page: bool = False
) -> str:
    """Return the name of a file: the date in it is the as-of date.

    A window other than the usual seven days stands in the name, so that two sheets of one day
    do not overwrite each other; so do a second date and the number of a further sheet.

    Parameters
    ----------
    state : MapState
        What is shown.
    form : str
        Name of the format.
    size : str
        Size of the sheet, where the format has one; of a table, what its rows are.
    sheet : int
        Which file it is, from 1.
    one_page : bool
        Whether the sheet is one page: its second file is a PDF of the sources.
    """
    window = "" if state.window == "7d" else f"_{state.window}"
    parts = "-".join(filter(None, (size, "one-page" if one_page else "")))
    further = "" if sheet == 1 else f"-{sheet}"
    if one_page and sheet > 1:
        further, form = "-sources", "pdf"
    dates = f"{state.date:%Y%m%d}{window}"
    if state.compare is not None:
        own = "" if state.compare_window is None else f"_{state.compare_window}"
        dates += f"_vs{state.compare:%Y%m%d}{own}"
    return f"border-monitor_{f'{parts}_' if parts else ''}{dates}{further}.{form}"
