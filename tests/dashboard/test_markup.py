from hypothesis import given
from hypothesis import strategies as st

from dashboard.scene.markup import join, link, tag

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


NO_ADDRESSES = (
    *("http://[::1", "http://", "https://:80", "http://a:99999", "http://a:b/", "http:///x"),
    *("http://name:word@evil.example/", "https://tass.com@evil.example", "http://a\u202eb"),
    *("http://a b", "http://a\tb", "http://a\u200bb", "http://a/\u2066x", "http://a/\x00"),
    *(
        "http://a/\ud800",
        "HTTP//a",
        "ftp://a/",
        "http://a/<b>",
        "http://a\\@b",
        "http://" + "a" * 3000,
    ),
)


def test_only_web_addresses_become_links() -> None:
    assert '<a href="https://tass.com/a?b=1&amp;c=2"' in link("TASS", "https://tass.com/a?b=1&c=2")
    for address in (
        None,
        "javascript:alert(1)",
        "article-001",
        "data:text/html,x",
        "//evil",
        *NO_ADDRESSES,
    ):
        assert link("x<y", address) == "x&lt;y"


def test_nothing_is_left_out_but_none() -> None:
    assert join(["a", None, 0, ""], "-") == "a-0-"
