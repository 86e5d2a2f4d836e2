"""A chart is as high as its figure, whichever of a page's drawings comes first."""

import pytest

from tests.browser.conftest import Open
from tests.browser.places import lead, until

pytestmark = pytest.mark.browser

AS_HIGH_AS_DRAWN = """() => Array.from(document.querySelectorAll('.canvas:not([hidden])')).every(canvas => {
  const drawing = canvas.querySelector('.main-svg');
  const asked = canvas.querySelector('.js-plotly-plot')?._fullLayout?.height;
  return drawing && !canvas.querySelector('.stand-in, .dash-graph--pending')
    && canvas.offsetHeight === asked && drawing.clientHeight === asked;
})"""


def test_no_chart_falls_to_no_height_and_lies_over_the_words_below_it(open_tab: Open, address: str) -> None:
    page = open_tab()
    page.emulate_media(reduced_motion="reduce")
    for path in ("/tolls", "/displacement", "/") * 2:  # with the scripts at hand, the second drawing may overtake
        lead(page, address, path)
        until(page, AS_HIGH_AS_DRAWN)
