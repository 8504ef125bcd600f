import pytest
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


@pytest.mark.parametrize(
    "host",
    [
        *(".", "..", ".a.org", "a..org", "a.org..", "-a.org", "a-.org", "a%2fb.org", "xn--", "a,b"),
        *("a.org\u2044b", "a.org\u2215b", "a.org\u29f8b", "a.org\uff0fb", "a.org\u30ceb.com"),
        *("a\u3002b", "\u0430pple.com", "xn--pple-43d.com", "xn--org-b-th3d.com", "xn--\ufb00"),
        *("1.2.3", "0x7f.1", "2130706433", "1.2.3.256", "01.2.3.4", "[::g]", "[fe80::1%25e]"),
        # A mark that would stand on the sign before the name; letters and marks without an outline.
        *("\u0301a.org", "a.\u05b0b.org", "a\u034fb.org", "a\u3164b.org", "a\ufe0fb.org"),
        *("[v1.x]", "a" * 64 + ".org", "a." * 127 + "org", "a.\u0661"),
    ],
)
def test_a_host_that_is_none_or_may_be_taken_for_another_stays_a_text(host: str) -> None:
    for address in (f"https://{host}", f"http://{host}:8080/x"):
        assert link("x<y", address) == "x&lt;y"


@pytest.mark.parametrize(
    "host",
    [
        *("obzor.lt.", "127.0.0.1", "[2001:db8::1]", "a_b.org", "xn--e1afmkfd.xn--p1ai"),
        *(
            "\u017c\u00f3\u0142\u0107.pl",
            "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
            "a-b.3com.org",
            "\u65e5\u672c\u30fc\u3005.jp",
        ),
    ],
)
def test_a_host_by_name_or_number_becomes_a_link(host: str) -> None:
    assert link("x", f"https://{host}/y").startswith(f'<a href="https://{host}/y"')


def test_nothing_is_left_out_but_none() -> None:
    assert join(["a", None, 0, ""], "-") == "a-0-"
