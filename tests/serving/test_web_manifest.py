"""The page has a name, an icon and a manifest of its own, all from this server."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin
from xml.etree import ElementTree

from asking import Served


def links(page: str) -> dict[str, str]:
    found = re.findall(r'<link rel="(icon|shortcut icon|manifest)"[^>]*href="([^"]+)"', page)
    return dict(found)


def test_the_page_has_its_own_name_and_icon_before_any_script_runs(served: Served) -> None:
    status, _, body = served.ask("/")
    page = body.decode()
    assert status == 200
    assert re.findall(r"<title>([^<]*)</title>", page) == ["Border Monitor"]
    assert "favicon.png" not in page
    assert set(links(page)) == {"icon", "manifest"}


def test_the_icon_is_a_picture_that_names_no_other_host(served: Served) -> None:
    address = links(served.ask("/")[2].decode())["icon"]
    status, headers, body = served.ask(urljoin("/", address))
    assert status == 200
    assert headers["content-type"].startswith("image/svg+xml")
    drawn = ElementTree.fromstring(body)
    assert drawn.get("viewBox") == "0 0 32 32"
    assert len(drawn) == 4
    assert b"href" not in body


def test_the_manifest_leads_back_to_the_page_and_to_the_icon(served: Served) -> None:
    page = links(served.ask("/")[2].decode())
    address = urljoin("/", page["manifest"])
    status, headers, body = served.ask(address)
    assert status == 200
    assert headers["content-type"].startswith("application/manifest+json")
    told = json.loads(body)
    assert told["short_name"] == "Border Monitor"
    assert urljoin(address, told["start_url"]) == urljoin(address, told["scope"]) == "/"
    assert urljoin(address, told["icons"][0]["src"]) == urljoin("/", page["icon"])
