"""Specs to Plotly figures: valid, honest, and safe to send."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.axis import nice_end, nice_step
from dashboard.charts.displacement import movements, stocks
from dashboard.charts.geography import label_point
from dashboard.charts.governorates import governorate_map
from dashboard.charts.screen import CONFIG, figure
from dashboard.charts.spec import ChartSpec, Table
from dashboard.charts.timeline import timeline
from dashboard.charts.tolls import tolls
from dashboard.locale import Speaker, speak
from db.vocabulary import Measure
from tests.dashboard.charts.demo import BY_PLACE, KILLED_IN_IDLEB, MONTHS, MOVEMENTS, PLACES, STOCKS, TOLLS

ROOT = Path(__file__).parents[3]
GEOJSON = json.loads((ROOT / "assets" / "geo" / "syria_admin1.geojson").read_text(encoding="utf-8"))
EN, AR = speak("en"), speak("ar")


def all_specs(speaker: Speaker) -> list[ChartSpec]:
    return [
        timeline(MONTHS, Measure.KILLED, speaker),
        timeline([KILLED_IN_IDLEB], Measure.KILLED, speaker),
        governorate_map(BY_PLACE, Measure.KILLED, PLACES, speaker),
        tolls(TOLLS, speaker),
        stocks(STOCKS, speaker),
        movements(MOVEMENTS, speaker),
        timeline([], Measure.KILLED, speaker),
        governorate_map([], Measure.KILLED, PLACES, speaker),
        tolls([], speaker),
    ]


@pytest.mark.parametrize("speaker", [EN, AR, speak("ar", "arab")], ids=["en", "ar", "ar-arab"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_chart_is_a_valid_figure_of_plain_json(speaker: Speaker, dark: bool) -> None:
    for spec in all_specs(speaker):
        drawn = figure(spec, dark=dark, geojson=GEOJSON)
        go.Figure(drawn)
        assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn


def test_number_axes_start_at_zero_and_run_with_the_reader() -> None:
    assert figure(timeline(MONTHS, Measure.KILLED, EN))["layout"]["yaxis"]["range"][0] == 0
    assert figure(tolls(TOLLS, EN))["layout"]["xaxis"]["range"][0] == 0
    assert figure(tolls(TOLLS, AR))["layout"]["xaxis"]["range"][1] == 0
    assert figure(timeline(MONTHS, Measure.KILLED, AR))["layout"]["yaxis"]["side"] == "right"


def test_an_open_end_is_an_arrow_and_never_a_bar() -> None:
    drawn = figure(timeline([KILLED_IN_IDLEB], Measure.KILLED, EN))
    bars = [trace for trace in drawn["data"] if trace["type"] == "bar"]
    assert [trace["y"] for trace in bars] == [[4], [], []]
    assert [trace["text"] for trace in drawn["data"] if "text" in trace] == [["<b>4+</b><br>▲"]]
    arrows = [note for note in figure(tolls(TOLLS, EN))["layout"]["annotations"] if note["showarrow"]]
    assert [arrow["x"] for arrow in arrows] == [300_000]


def test_a_month_without_a_claim_is_not_drawn() -> None:
    drawn = figure(timeline(MONTHS, Measure.KILLED, EN))
    assert 2 not in {x for trace in drawn["data"] if trace["type"] == "bar" for x in trace["x"]}


def test_arabic_is_embedded_for_plotly_and_markup_is_escaped() -> None:
    texts = _texts(figure(tolls(TOLLS, AR)))
    assert all("\u202b" in text for text in texts if any("\u0600" <= letter <= "\u06ff" for letter in text))
    assert any("&lt; 10" in text for text in _texts(figure(timeline(MONTHS, Measure.KILLED, EN))))


def test_arabic_digits_are_on_the_axes_too() -> None:
    drawn = figure(tolls(TOLLS, speak("ar", "arab")))
    assert "٢٠٠٬٠٠٠" in drawn["layout"]["xaxis"]["ticktext"][1]


def test_the_map_is_sent_once_and_asks_for_no_other() -> None:
    drawn = figure(governorate_map(BY_PLACE, Measure.KILLED, PLACES, EN), geojson=GEOJSON)
    assert [trace["type"] for trace in drawn["data"]].count("choropleth") == 1
    assert drawn["layout"]["geo"]["visible"] is False
    areas = drawn["data"][0]
    assert len(areas["locations"]) == 14
    legend = [trace["name"] for trace in drawn["data"] if trace.get("showlegend")]
    assert legend == ["No figure", "0", "1–4", "5–9", "10–49", "50–99"]


def test_on_a_wide_screen_words_run_on_and_all_are_there() -> None:
    narrow, wide = (figure(tolls(TOLLS, EN), wide=each)["layout"] for each in (False, True))
    assert wide["height"] < narrow["height"]
    said = [" ".join(note["text"].replace("<br>", " ") for note in each["annotations"]) for each in (narrow, wide)]
    plain = [sorted(re.sub("<[^>]*>", " ", each).split()) for each in said]
    assert plain[0] == plain[1]


def test_on_a_narrow_screen_long_numbers_of_an_axis_stand_apart() -> None:
    spec = replace(stocks(STOCKS, speak("en")), axis_max=8_000_000)
    assert figure(spec, wide=True)["layout"]["xaxis"]["tickvals"] == [0, 2_000_000, 4_000_000, 6_000_000, 8_000_000]
    assert figure(spec)["layout"]["xaxis"]["tickvals"] == [0, 4_000_000, 8_000_000]


def test_a_map_without_its_areas_and_a_table_alone_are_refused() -> None:
    with pytest.raises(ValueError, match="needs the GeoJSON"):
        figure(governorate_map([], Measure.KILLED, PLACES, EN))
    with pytest.raises(TypeError, match="show its table"):
        figure(ChartSpec(id="t", title="", sentence="", unit="", table=Table((), ())))


def test_an_empty_chart_takes_no_room_beside_the_sentence_that_says_so() -> None:
    drawn = figure(tolls([], EN))
    assert drawn["data"] == []
    assert drawn["layout"]["height"] < 20


def test_the_tool_bar_sends_nothing_away() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["displaylogo"] is False
    assert CONFIG["modeBarButtons"] == [["toImage"]]


@pytest.mark.parametrize(
    ("largest", "step", "end"),
    [(0, 1, 1), (1, 1, 1), (4, 1, 4), (6, 2, 6), (15, 5, 15), (61, 20, 80), (560_000, 200_000, 600_000)],
)
def test_axes_end_on_a_round_number(largest: int, step: int, end: int) -> None:
    assert (nice_step(largest), nice_end(largest)) == (step, end)


def test_labels_stand_inside_their_areas() -> None:
    square: dict[str, Any] = {"type": "Polygon", "coordinates": [[[0, 0], [0, 2], [4, 2], [4, 0], [0, 0]]]}
    lon, lat = label_point(square)
    assert lon == 2
    assert 0.9 < lat < 1.1
    apart = {"type": "MultiPolygon", "coordinates": [square["coordinates"], [[[9, 0], [9, 2], [10, 2], [9, 0]]]]}
    assert label_point(apart)[0] == 2


def _texts(value: Any) -> list[str]:
    """Every text a reader may see in a figure."""
    if isinstance(value, dict):
        return [text for name, part in value.items() if name not in ("geojson", "family") for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []
