"""The questions of an upload: what was guessed of its format, what only a person can tell.

Long because what was guessed and what is asked are answered in the same form.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.page import session
from dashboard.page.html import redraw, show
from dashboard.page.uploads.desk import Desk, Draft, said
from dashboard.page.uploads.drop import look_ahead, place, read_again
from dashboard.page.uploads.preview import cells_as_they_stand, rows_as_read
from dashboard.page.uploads.receipt import safe_stem
from dashboard.page.uploads.terms import ANSWERS, NO_COLUMN, OTHER_ANSWERS, ROLES
from dashboard.scene.markup import note_markup, plain, tag, whole
from events.uploads import (
    Brought,
    ColumnMapping,
    FileRefusedError,
    Imported,
    Layer,
    Outcome,
    Question,
)

PLAIN = "none"
"""The adapter that is none: read by columns alone."""
SMALL_BYTES = 1 << 20
"""A file up to this size is read anew with each answer, so that its rows can be looked at."""
_MOST_BUTTONS = 10
"""More answers than this stand in a list to choose from."""


def draw_asking(desk: Desk, draft: Draft, on_map: bool) -> None:
    """Draw questions, columns and first rows of a file that is at hand; read it when told to.

    Parameters
    ----------
    desk : Desk
        The files of this session.
    draft : Draft
        The file, with what was answered of it so far.
    on_map : bool
        Whether a reading of it is on the map already.
    """
    if draft.problem is not None and on_map:
        show(tag("p", draft.problem, class_="bm problem", role="alert"))
    answers = {name: _draw_question(draft, draft.questions[name]) for name in draft.questions}
    given = {name: value for name, value in answers.items() if value is not None}
    given |= _draw_columns(draft, set(answers))
    asked = draft.answered(given)
    complete = all(answers.get(name) is not None for name in draft.open_questions)
    tried = asked == draft.asked
    if complete and not tried and len(draft.data) <= SMALL_BYTES:
        read_again(draft, asked)
        redraw()
    if complete and not tried and (draft.sample is None or draft.sample[0] != asked):
        look_ahead(draft, asked)
    _draw_rows(draft, asked)
    ready = draft.receipt.outcome is Outcome.READ and (not on_map or draft.changed)
    with st.container(horizontal=True):
        if st.button(
            "Read with these answers",
            key=f"read_{draft.key}",
            type="primary",
            disabled=not (complete and (ready or not tried)),
            help=None if complete else "Answer what is asked above first",
        ):
            if not tried:
                read_again(draft, asked)
            if place(draft):
                draft.changed = False
                desk.look_at(draft.key)
                desk.look_at_waiting()
            st.rerun()
        offer_mapping(draft.mapping, draft.receipt.file, draft.key)
    _draw_reuse(draft)


def draw_how(layer: Layer) -> None:
    """Say how a file on the map was read; its bytes are gone."""
    draw_roles(layer)
    _draw_as_read(layer.imported)


def draw_roles(layer: Brought) -> None:
    """Say what the columns of a file on the map stand for, and offer that for the next file."""
    cells = layer.imported.cells if isinstance(layer, Layer) else layer.shapes.cells
    columns = tuple(cells)
    roles = [
        tag("tr", tag("th", ROLES[role], scope="row"), tag("td", layer.mapping.columns[role.value]))
        for role in ROLES
        if layer.mapping.columns.get(role.value)
    ]
    choices = [
        tag(
            "tr",
            tag("th", name.replace("_", " "), scope="row"),
            tag("td", ANSWERS.get(name, {}).get(value, value)),
        )
        for name, value in layer.mapping.choices.items()
    ]
    show(
        tag(
            "div",
            tag("table", *roles, *choices),
            tag(
                "p",
                f"{len(columns)} columns in all. To have it read in another way, drop the file "
                "again.",
                class_="note",
            ),
            class_="bm receipt",
        )
    )
    offer_mapping(layer.mapping, layer.receipt.file, layer.key)


def offer_mapping(mapping: ColumnMapping, name: str, key: str) -> None:
    """Offer how a file was read as a small file, for the next file of the same shape.

    Parameters
    ----------
    mapping : ColumnMapping
        What was answered so far.
    name : str
        Name of the file it belongs to.
    key : str
        Tells the button from others on the page.
    """
    st.download_button(
        "Save the mapping",
        data=lambda: mapping.to_json().encode("utf-8", "backslashreplace"),
        file_name=f"{safe_stem(name)}.mapping.json",
        mime="application/json",
        on_click="ignore",
        key=f"mapping_file_{key}",
        help="Columns and answers as a small file, for the next file of the same shape",
    )


def _draw_question(draft: Draft, question: Question) -> str | None:
    """Draw one question, and return its answer; None while there is none."""
    chosen = _draw_listed(draft, question)
    return _draw_other(draft, question) or chosen


def _draw_listed(draft: Draft, question: Question) -> str | None:
    values = [option.value for option in question.options]
    words = {option.value: _option_words(question, option.value) for option in question.options}
    held = said(draft.asked, question.name) or question.guess
    index = values.index(held) if held in values else None
    key = f"ask_{draft.key}_{draft.turn}_{question.name}"
    if len(values) > _MOST_BUTTONS:
        return st.selectbox(plain(question.text), values, index, format_func=_told(words), key=key)
    written = {value: plain(text) for value, text in words.items()}
    return st.radio(plain(question.text), values, index, format_func=_told(written), key=key)


def _draw_other(draft: Draft, question: Question) -> str | None:
    """Draw a field for an answer that is not listed; what stands in it counts."""
    if question.name not in OTHER_ANSWERS:
        return None
    label, hint = OTHER_ANSWERS[question.name]
    key = f"other_{draft.key}_{draft.turn}_{question.name}"
    given = st.text_input(label, key=key, placeholder=hint, max_chars=40, width=320).strip()
    if question.name == "crs" and given.isdigit():
        given = f"EPSG:{given}"
    return given or None


def _told(words: dict[str, str]) -> Callable[[str], str]:
    return lambda value: words.get(value, value)


def _option_words(question: Question, value: str) -> str:
    shown = next(option.shown for option in question.options if option.value == value)
    name = ANSWERS.get(question.name, {}).get(value, value)
    if question.name == "delimiter" or not value:
        return whole(shown)
    return whole(f"{name}: {shown}" if shown else name)


def _draw_columns(draft: Draft, asked: set[str]) -> dict[str, str]:
    """Draw what each column was taken for; return what a person changed."""
    names = list(draft.upload.preview.names)
    if draft.upload.imported is not None:
        names = list(draft.upload.imported.cells)
    changed: dict[str, str] = {}
    if not names:
        return changed
    held = draft.upload.mapping.columns
    shape = draft.receipt.adapter
    told = sum(bool(name) for name in held.values())
    with st.expander(f"What the columns stand for: {told} of {len(names)} are used"):
        if shape is not None:
            _say_shape(shape)
        if shape is not None or draft.receipt.outcome is Outcome.REFUSED:
            label = "Read it by its columns, whatever shape it has"
            if st.checkbox(label, key=f"plain_{draft.key}_{draft.turn}"):
                changed["adapter"] = PLAIN
        with st.container(horizontal=True, key="roles"):
            for role, label in ROLES.items():
                if f"columns.{role.value}" in asked:
                    continue
                current = held.get(role.value) or ""
                options = ["", *names]
                chosen = st.selectbox(
                    label,
                    options,
                    options.index(current) if current in options else 0,
                    format_func=_column_words,
                    key=f"role_{draft.key}_{draft.turn}_{role.value}",
                    width=204,
                )
                if chosen != current:
                    changed[f"columns.{role.value}"] = chosen
    return changed


def _say_shape(shape: str) -> None:
    words = ("The shape is known: ", tag("b", shape), ". Its columns have their meaning from it.")
    show(note_markup(*words))


def _column_words(name: str) -> str:
    return whole(name) or NO_COLUMN


def _draw_rows(draft: Draft, asked: ColumnMapping) -> None:
    ahead = draft.sample[1] if draft.sample is not None and draft.sample[0] == asked else None
    if ahead is not None and asked != draft.asked:
        _draw_as_read(ahead)
    elif draft.upload.imported is not None:
        _draw_as_read(draft.upload.imported)
    elif draft.upload.preview.rows:
        show(tag("h3", "First rows, as they stand in the file", class_="bm plain-head"))
        st.dataframe(cells_as_they_stand(draft.upload.preview), hide_index=True, height="content")


def _draw_as_read(imported: Imported) -> None:
    show(tag("h3", "First rows, as they are read", class_="bm plain-head"))
    st.dataframe(rows_as_read(imported), hide_index=True, height="content")


def _draw_reuse(draft: Draft) -> None:
    with st.expander("Read it by a mapping that was saved before"):
        given = st.file_uploader(
            "Mapping file, JSON or TOML",
            type=["json", "toml"],
            key=f"mapping_{draft.key}_{draft.turn}",
            max_upload_size=1,
        )
    if given is None:
        return
    text = given.getvalue()
    session.let_go([given])
    try:
        asked = ColumnMapping.from_text(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        draft.problem = "The mapping is not UTF-8 text. Save it as UTF-8."
    except FileRefusedError as error:
        draft.problem = f"{given.name[:60]}: {error}"
    else:
        read_again(draft, asked)
    draft.turn += 1
    redraw()


def answers_words(draft: Draft) -> str:
    """Say what is asked of a person, in a line."""
    return " ".join(draft.questions[name].text for name in draft.open_questions)
