"""The small map of the plain page."""

import json
from pathlib import Path

from dashboard.charts.governorates import governorate_map
from dashboard.lite.areas import map_drawing
from dashboard.locale import speak
from db.vocabulary import Measure
from tests.dashboard.charts.demo import PLACES, exactly

GEOJSON = json.loads((Path(__file__).parents[3] / "assets" / "geo" / "syria_admin1.geojson").read_text("utf-8"))


def test_a_figure_that_finds_no_room_in_its_area_is_told_under_the_map() -> None:
    killed = [exactly(Measure.KILLED, 13_179, group="SY04"), exactly(Measure.KILLED, 1_163, group="SY01")]
    drawn = map_drawing(governorate_map(killed, Measure.KILLED, PLACES, speak("en")), GEOJSON)
    assert drawn is not None
    picture, under = str(drawn).split("</svg>")
    assert "13,179" in picture
    assert ">1,163<" not in picture
    assert "<bdi>Damascus</bdi> <b>1,163</b>" in under
    assert "Homs" not in under
