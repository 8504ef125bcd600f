"""What the browser is spared as the page opens: the base map is the dearest of its drawings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from watching import Watched

COUNT = """if (window !== top) {
  window.baseDrawn = 0;
  const { fillRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillRect = function (x, y, width, height) {
    // The base map begins with the sea, over all of its canvas.
    const pane = this.canvas.closest?.(".leaflet-base-pane");
    if (pane && x === 0 && y === 0 && width >= this.canvas.clientWidth) window.baseDrawn += 1;
    return fillRect.call(this, x, y, width, height);
  };
}"""


def drawn(watched: Watched) -> int:
    frame = next(f for f in watched.page.frames if "streamlit_folium" in f.url)
    return int(frame.evaluate("window.baseDrawn"))


def test_the_base_map_is_drawn_once_as_the_page_opens(watched: Watched) -> None:
    watched.page.add_init_script(COUNT)
    watched.open()
    watched.rest()
    watched.wait_until(lambda: drawn(watched), bool)
    assert drawn(watched) == 1
    # What is turned off is still taken away at once.
    watched.map.get_by_role("button", name="Layers").click()
    watched.map.get_by_role("checkbox", name="Białowieża Forest").uncheck()
    expect(watched.page).to_have_url(re.compile("hide=forest"))
    assert drawn(watched) == 2
