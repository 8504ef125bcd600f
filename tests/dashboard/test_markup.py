from hypothesis import given
from hypothesis import strategies as st

from dashboard.markup import join, link, tag

CANARY = "{{7*191}} {% if 1 %} {# <script>alert(1)</script> \" ' & ${x} `"


@given(st.text())
def test_no_text_becomes_an_element(text: str) -> None:
    written = str(tag("p", text, title=text))
    assert written.count("<") == 2
    assert written.count(">") == 2
    assert written.count('"') == 2


def test_the_canary_comes_out_as_text() -> None:
    written = str(tag("p", CANARY))
    assert "<script" not in written
    assert "{{7*191}}" in written


def test_only_web_addresses_become_links() -> None:
    assert '<a href="https://tass.com/a?b=1&amp;c=2"' in link("TASS", "https://tass.com/a?b=1&c=2")
    for address in (None, "javascript:alert(1)", "article-001", "data:text/html,x", "//evil"):
        assert link("x<y", address) == "x&lt;y"


def test_nothing_is_left_out_but_none() -> None:
    assert join(["a", None, 0, ""], "-") == "a-0-"
