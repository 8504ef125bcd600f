"""Nothing the page needs comes from another host."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOSTS = re.compile(r"(?:https?:)?//(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
ALLOWED = {"https://www.openstreetmap.org"}


def test_no_script_or_style_names_another_host() -> None:
    files = [path for path in (ROOT / "dashboard" / "web").rglob("*") if path.is_file()]
    assert len(files) > 50
    for path in files:
        found = set(HOSTS.findall(path.read_text("utf-8")))
        assert found <= ALLOWED, path.name


def test_the_folium_map_names_no_other_host() -> None:
    from dashboard.page.basemap import build_map

    folders = {name: f"component/{name}" for name in ("scripts", "layers", "fonts", "leaflet")}
    base = build_map(**folders, token="0")
    links = [*base.default_js, *base.default_css]
    assert all(address.startswith("../../component/") for _, address in links)
    script = base.get_root().script
    base.get_root().render()
    text = script.render()
    assert set(HOSTS.findall(text)) <= ALLOWED


def test_streamlit_is_told_not_to_call_out() -> None:
    import tomllib

    config = tomllib.loads((ROOT / "dashboard" / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["allowedHosts"]


def test_no_word_of_a_table_can_reach_a_template() -> None:
    """The map is built from addresses and a token alone; data has no way in."""
    import inspect

    from dashboard.page.basemap import build_map

    known = {"scripts", "layers", "fonts", "leaflet", "token", "role"}
    assert set(inspect.signature(build_map).parameters) == known


def test_the_shipped_program_names_no_path_of_a_machine() -> None:
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    for name in files:
        path = ROOT / name
        if name and path.suffix in {".py", ".js", ".md", ".toml", ".css", ".html"}:
            text = path.read_text("utf-8")
            assert str(ROOT.parent) + "/" not in text, name
