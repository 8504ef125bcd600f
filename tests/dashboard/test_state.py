from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import StateError
from dashboard.scene.analysis import ANALYSES, Ask
from dashboard.scene.ask_text import read_ask
from dashboard.scene.filter_text import KNOWN
from dashboard.scene.map_layers import MAP_LAYERS, in_order
from dashboard.scene.state import ROUTE_SPANS, STEPS, TABS, MapState, View
from dashboard.scene.url import from_query, parse_window, read_query, to_query
from dashboard.scene.words.dates import parse_date
from events import (
    BORDERS,
    INCIDENT_CATEGORIES,
    Selection,
    Where,
    WhereKind,
    checked_ring,
    read_window,
)
from geodata import load_border_sections

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
days = st.dates(FIRST, LAST)
views = st.builds(
    View,
    st.integers(-1800000, 1800000).map(lambda n: n / 10000),
    st.integers(-850000, 850000).map(lambda n: n / 10000),
    st.integers(0, 80).map(lambda n: n / 4),
)
ids = st.from_regex(r"[A-Za-z0-9._-]{1,20}", fullmatch=True)


words = st.text(st.characters(exclude_characters="|"), min_size=1, max_size=20)
several = st.lists(words, max_size=3).map(tuple)


def known(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(KNOWN[name]), max_size=3).map(tuple)


corners = st.tuples(
    st.integers(-19_0000, 71_0000).map(lambda n: n / 10000),
    st.integers(13_0000, 64_0000).map(lambda n: n / 10000),
)


@st.composite
def parts_of_the_map(draw: st.DrawFn) -> Where:
    kind = draw(st.sampled_from(list(WhereKind)))
    if kind is WhereKind.BORDER:
        return Where(kind, draw(st.sampled_from(BORDERS)))
    if kind is WhereKind.SECTION:
        return Where(kind, draw(st.sampled_from([s.id for s in load_border_sections()])))
    (west, south), (east, north) = draw(st.tuples(corners, corners))
    west, east = min(west, east), max(west, east) + 0.5
    south, north = min(south, north), max(south, north) + 0.5
    if kind is WhereKind.VIEW:
        return Where(kind, ring=((west, south), (round(east, 4), round(north, 4))))
    return Where(kind, ring=checked_ring([(west, south), (east, south), (east, north)]))


selections = st.builds(
    Selection,
    borders=known("border"),
    measures=known("measure"),
    categories=known("category"),
    airlines=several,
    origins=several,
    source_kinds=known("kind"),
    grades=known("grade"),
    contested=st.booleans(),
    text=st.text(max_size=40),
    where=st.none() | parts_of_the_map(),
)


@st.composite
def windows(draw: st.DrawFn) -> str:
    first = draw(days)
    last = draw(st.dates(first, LAST))
    return draw(st.sampled_from([f"{first}", f"{first:%Y-%m}", f"{first:%Y}", f"{first}:{last}"]))


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    name = draw(st.sampled_from(list(ANALYSES)))
    kind = ANALYSES[name]
    parts = [name, draw(st.sampled_from(BORDERS))] if kind.of_border else [name]
    spans: list[str] = []
    if kind.parts.count("window") == 2 and draw(st.booleans()):
        year = draw(st.integers(FIRST.year, LAST.year - 1))
        spans = [f"{year}", draw(st.sampled_from([f"{year + 1}-02", f"{year + 1}"]))]
    elif kind.parts.count("window") == 1:
        spans = draw(st.lists(windows(), max_size=1))
    if "categories" in kind.parts and draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(INCIDENT_CATEGORIES), min_size=1, unique=True))
        parts.append(".".join(chosen))
    parts += spans
    if "day" in kind.parts and draw(st.booleans()):
        parts.append(draw(days).isoformat())
    if "days" in kind.parts and draw(st.booleans()):
        parts.append(f"{draw(st.integers(5, 366))}d")
    return read_ask(",".join(parts))


@st.composite
def states(draw: st.DrawFn) -> MapState:
    start = draw(st.dates(FIRST, LAST - timedelta(days=1)))
    end = draw(st.none() | st.dates(start + timedelta(days=1), LAST))
    return MapState(
        date=draw(days),
        start=start,
        end=end,
        window=draw(st.just("all") | st.integers(1, 366).map(lambda n: f"{n}d")),
        step=draw(st.sampled_from(list(STEPS))),
        view=draw(st.none() | views),
        picked=tuple(draw(st.lists(ids, max_size=5))),
        selection=draw(selections),
        analysis=draw(st.none() | asks()),
        tab=draw(st.sampled_from(list(TABS))),
        routes=draw(st.sampled_from(list(ROUTE_SPANS))),
        hide=in_order(draw(st.sets(st.sampled_from(list(MAP_LAYERS))))),
    )


@given(states())
def test_an_address_reopens_the_view_it_was_made_from(state: MapState) -> None:
    assert from_query(to_query(state)) == state


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=30), max_size=6))
def test_any_address_gives_a_view_and_names_what_it_could_not_read(query: dict[str, str]) -> None:
    state, problems = read_query(query)
    assert isinstance(state, MapState)
    known = {"date", "window", "step", "at", "from", "to", "pick", "contested", "compare", "find"}
    known |= {
        "select",
        "an",
        "hide",
        "tab",
        "border",
        "measure",
        "category",
        "airline",
        "origin",
        "kind",
        "grade",
    }
    unknown = [name for name in query if name not in known]
    for name in unknown:
        assert any(name in problem for problem in problems)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "2021-13-01"),
        ("date", "2021-02-29"),
        ("date", "8 Nov 2021"),
        ("date", "٢٠٢١-11-08"),
        ("date", "1999-01-01"),
        ("window", "0d"),
        ("window", "367d"),
        ("window", "week"),
        ("step", "year"),
        ("at", "23,53"),
        ("at", "nan,53,7"),
        ("at", "23,91,7"),
        ("pick", "<script>"),
        ("colour", "red"),
        ("contested", "yes"),
        ("find", "x" * 1001),
        ("border", "XX"),
        ("border", "BY-PL|XX"),
        ("grade", "Z"),
        ("measure", "people"),
        ("category", "deaths"),
        ("kind", "blog"),
        ("own", "beside-it"),
        ("select", "BY-PL"),
        ("select", "border:pl"),
        ("select", "section:BY-PL-99"),
        ("select", "area:23,53;24,53"),
        ("select", "area:23,53;24,54;24,53;23,54"),
        ("select", "view:24,53,23,54"),
        ("files", "zz"),
    ],
)
def test_a_bad_value_is_named_and_the_rest_kept(name: str, value: str) -> None:
    state, problems = read_query(
        {"window": "30d", name: value} if name != "window" else {name: value}
    )
    assert len(problems) == 1
    assert name in problems[0]
    told = value.rpartition("|")[2] if name == "border" else value
    told = value.rpartition(":")[2] if name == "select" else told
    assert told[:60] in problems[0] or (name == "find")
    # What is wrong, then what is done instead.
    assert problems[0].rstrip(".").count(". ") >= 1
    if name != "window":
        assert state.window == "30d"
    with pytest.raises(StateError):
        from_query({name: value})


def test_a_slider_that_ends_before_it_starts_falls_back_and_says_so() -> None:
    state, problems = read_query({"from": "2022-01-01", "to": "2021-12-31"})
    assert (state.start, state.end) == (MapState().start, None)
    assert "2022-01-01 to 2021-12-31" in problems[0]


def test_the_window_ends_on_the_date_and_holds_it() -> None:
    state = MapState(date=date(2021, 11, 8), window="7d")
    assert state.first_day == date(2021, 11, 2)
    assert MapState(date=date(2021, 11, 8), window="1d").first_day == date(2021, 11, 8)
    assert MapState(date=date(2021, 11, 8), window="all").first_day == MapState().start


def test_the_page_opens_on_the_day_of_kuznica_with_a_week() -> None:
    assert to_query(MapState()) == {"date": "2021-11-14", "window": "7d"}


@given(st.text(max_size=12))
def test_a_date_is_read_in_one_form_only(text: str) -> None:
    try:
        day = parse_date(text)
    except StateError as error:
        assert text in str(error)
    else:
        assert day.isoformat() == text


@given(st.integers(-10, 999))
def test_a_window_holds_1_to_366_days(count: int) -> None:
    text = f"{count}d"
    if 1 <= count <= 366:
        assert parse_window(text) == text
    else:
        with pytest.raises(StateError, match="not a window"):
            parse_window(text)


def test_an_address_says_how_many_events_lay_under_a_click_that_it_cannot_name() -> None:
    ids = tuple(f"own-{'a' * 12}-{n}" for n in range(200))
    state = MapState(picked=ids, heap=250)
    assert to_query(state)["of"] == "250"
    assert from_query(to_query(state)) == state
    with pytest.raises(StateError, match="not a list of ids"):
        from_query({"pick": ",".join((*ids, "one-more"))})
    assert "of" not in to_query(MapState(picked=("a",), heap=1))
    assert from_query({"pick": "a", "of": "1"}).heap == 0
    assert from_query({"of": "300"}).heap == 0
    for text in ("-1", "1e3", "many", "٣٠٠"):
        with pytest.raises(StateError):
            from_query({"pick": "a", "of": text})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forecast,BY-PL", '"forecast" is not an analysis. Use one of: compare, levels'),
        ("levels", "Write levels,BORDER[,SPAN]"),
        ("levels,BY-UA", '"BY-UA" is not a border, use BY-PL'),
        ("levels,BY-PL,2021-13", '"2021-13" is not a window'),
        ("levels,BY-PL,1921", "lies outside 2000 to 2099"),
        ("levels,BY-PL,2021,2022", '"2022" is none of its arguments'),
        ("compare,BY-PL,2021", "it takes two windows, or none"),
        ("compare,BY-PL,2021,2021-03", "its windows share days"),
        ("moves,2022,2021", "its second window comes before the first"),
        ("before-after,BY-PL,2021-02-30", '"2021-02-30" is not a window'),
        ("before-after,BY-PL,4d", "a side has 5 to 366 days, not 4"),
        ("concentration,BY-PL,war", '"war" is not a category, use aviation'),
        ("notable,BY-PL", '"BY-PL" is none of its arguments'),
    ],
)
def test_an_analysis_that_cannot_be_read_is_told_with_value_reason_and_what_was_done(
    text: str, why: str
) -> None:
    state, problems = read_query({"date": "2021-11-08", "an": text})
    assert state.analysis is None and len(problems) == 1
    told = problems[0]
    assert told.startswith("an: ") and text.split(",")[0] in told and why in told
    assert told.endswith("No analysis is opened.")
    with pytest.raises(StateError):
        from_query({"an": text})


def test_days_written_in_any_way_are_the_same_window() -> None:
    for one, other in (("2021-10", "2021-10"), ("2021-10-05:2021-10-05", "2021-10-05")):
        assert read_window(one) == read_window(other)
    assert to_query(MapState(analysis=read_ask("levels,BY-PL,2021-07:2022-03")))["an"] == (
        "levels,BY-PL,2021-07-01:2022-03-31"
    )


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"foo": "bar"}, 'The address has "foo=bar", which this page does not know.'),
        ({"date": "2021-13-45"}, 'date: "2021-13-45" is not a day of the calendar.'),
        ({"an": "guess"}, "an: "),
        ({"border": "XX"}, 'border: "XX" is not a choice. Use one of: BY-PL, BY-LT, BY-LV.'),
        (
            {"from": "2021-05-02", "to": "2021-05-01"},
            "from, to: 2021-05-02 to 2021-05-01 is not a span of days.",
        ),
    ],
)
def test_who_refuses_an_address_does_not_say_what_is_shown_instead(
    query: dict[str, str], why: str
) -> None:
    with pytest.raises(StateError) as caught:
        from_query(query)
    refused = str(caught.value)
    assert refused.startswith(why)
    _, (told,) = read_query(query)
    assert told.startswith(refused)
    assert len(told) > len(refused) + 10
    if why.endswith("."):
        assert refused == why
