"""What a licence obliges to name stands in the legend while a mark of its source is in view."""

import pytest
from playwright.sync_api import expect
from watching import Watched

IOM = "IOM's Missing Migrants Project (missingmigrants.iom.int), CC BY 4.0"


@pytest.mark.long
def test_the_legend_names_the_list_of_deaths_while_it_shows_one(watched: Watched) -> None:
    watched.open("?date=2023-03-14&window=7d")
    legend = watched.map.locator(".bm-legend")
    expect(legend.locator(".owed")).to_contain_text(IOM)
    slider = watched.page.get_by_role("slider", name="Date")
    slider.focus()
    # By the clock alone: the server is not asked for the line.
    for _ in range(6):
        slider.press("ArrowRight")
    expect(watched.map.locator(".bm-date")).to_contain_text("20 Mar 2023")
    expect(legend.locator(".owed")).to_have_count(0)
    assert watched.errors == []
