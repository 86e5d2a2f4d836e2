"""A chart is as high as its figure, whichever of a page's drawings comes first."""

import pytest

from tests.browser.conftest import Open
from tests.browser.places import lead, until

pytestmark = pytest.mark.browser

KEEPS_ITS_HEIGHT = """() => Array.from(document.querySelectorAll('.canvas:not([hidden])')).every(canvas => {
  const plot = canvas.querySelector('.js-plotly-plot');
  const asked = plot?._fullLayout?.height;
  const drawing = canvas.querySelector('.main-svg');
  if (!drawing || canvas.querySelector('.stand-in, .dash-graph--pending')) return false;
  if (canvas.offsetHeight !== asked || drawing.clientHeight !== asked) return false;
  plot.style.display = 'none';
  const kept = canvas.offsetHeight;
  plot.style.display = '';
  return kept === asked;
})"""
"""Also without its drawing, which takes the height of what is around it and may come at any moment."""


def test_no_chart_falls_to_no_height_and_lies_over_the_words_below_it(open_tab: Open, address: str) -> None:
    page = open_tab()
    page.emulate_media(reduced_motion="reduce")
    for path in ("/tolls", "/displacement", "/") * 2:  # with the scripts at hand, the second drawing may overtake
        lead(page, address, path)
        until(page, KEEPS_ITS_HEIGHT)
