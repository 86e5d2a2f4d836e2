"""Every kind of trace that a chart is drawn with is in the bundle of plotly.js."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.screen import figure
from dashboard.charts.spec import ChartSpec, MapSpec
from dashboard.components.atlas import Atlas
from dashboard.desk import Desk
from dashboard.pages import displacement, sources, tolls
from dashboard.pages.overview.charts import CHARTS
from dashboard.settings import Settings, assets_dir
from dashboard.view import View
from db.engine import reading

OF_THE_CORE = {"scatter", "core"}
PAGES = (tolls, displacement, sources)


def specs(desk: Desk) -> Iterator[tuple[ChartSpec, dict[str, Any]]]:
    """Every chart of the demo's pages, with the areas that it draws."""
    view = View.from_search("")
    with reading(desk.engine) as session:
        for make in (*CHARTS.values(), *(make for page in PAGES for make in page.TABLES.values())):
            spec = make(session, view)
            areas = [area.pcode for area in spec.areas] if isinstance(spec, MapSpec) else []
            yield spec, Atlas.of(session).geojson(areas)


def drawn(spec: ChartSpec, geojson: dict[str, Any]) -> set[str]:
    """The kinds of traces of a chart; none of a table that has no drawing."""
    try:
        return {trace["type"] for trace in figure(spec, geojson=geojson)["data"]}
    except TypeError:
        return set()


@pytest.fixture
def desk(sqlite_demo_url: str, tmp_path: Path) -> Desk:
    return Desk.of(Settings(database_url=sqlite_demo_url, data_dir=tmp_path))


def test_every_trace_of_the_charts_is_in_the_bundle(desk: Desk) -> None:
    bundled = set(re.findall(r'plotly\.js/lib/(\w+)"', (assets_dir() / "vendor" / "plotly.cjs").read_text()))
    used = {kind for spec, geojson in specs(desk) for kind in drawn(spec, geojson)}
    assert {"choropleth", "scatter"} <= used
    assert used <= bundled | OF_THE_CORE
