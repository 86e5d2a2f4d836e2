"""A chart on screen: spec to a Plotly figure as plain JSON."""

from typing import Any

from dashboard.charts.grid import GridSpec
from dashboard.charts.panels import PanelsSpec
from dashboard.charts.screen_grid import grid_figure
from dashboard.charts.screen_map import map_figure
from dashboard.charts.screen_panels import panels_figure
from dashboard.charts.screen_ranges import ranges_figure
from dashboard.charts.screen_timeline import timeline_figure
from dashboard.charts.spec import ChartSpec, MapSpec, RangesSpec, TimelineSpec
from dashboard.charts.template import CONFIG, PlotlyDict, empty, palette
from dashboard.charts.wrapping import NARROW, WIDE

__all__ = ["CONFIG", "figure"]


def figure(
    spec: ChartSpec, *, dark: bool = False, wide: bool = False, geojson: dict[str, Any] | None = None
) -> PlotlyDict:
    """The Plotly figure of a spec; its words run on in longer lines where the screen is ``wide``.

    A map needs ``geojson`` (features with the property ``pcode``).
    Raises ``TypeError`` for a spec that is a table alone, ``ValueError`` for a map without its GeoJSON.
    """
    colours, measure = palette(dark=dark), WIDE if wide else NARROW
    match spec:
        case TimelineSpec():
            return timeline_figure(spec, colours) if spec.points else empty(colours)
        case RangesSpec():
            return ranges_figure(spec, colours, measure) if spec.rows else empty(colours)
        case PanelsSpec():
            return panels_figure(spec, colours, measure) if spec.panels else empty(colours)
        case GridSpec():
            return grid_figure(spec, colours, measure) if spec.rows else empty(colours)
        case MapSpec():
            if geojson is None:
                raise ValueError(f"the map {spec.id!r} needs the GeoJSON of its areas")
            return map_figure(spec, colours, geojson, wide=wide)
        case _:
            raise TypeError(f"{type(spec).__name__} has no drawing; show its table")
