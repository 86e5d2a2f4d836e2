"""The map on screen: areas shaded by class, figures printed in them, zones outside the governorates left neutral."""

from typing import Any, Final

from dashboard.charts.map_labels import Frame, Label, Lettering, lettering
from dashboard.charts.spec import Area, MapSpec
from dashboard.charts.template import Palette, PlotlyDict, layout, shown

WIDE: Final = Frame(width_px=640, height_px=440, beside=True)
"""Where a chart is at least 640 pixels wide."""
NARROW: Final = Frame(width_px=280, height_px=440, beside=False)
"""On the narrowest screen: what does not fit in its area is told under the map."""
LEGEND_PX: Final = 64
LEGEND_LINE_PX: Final = 24
GeoJson = dict[str, Any]


def map_figure(spec: MapSpec, colours: Palette, geojson: GeoJson, *, wide: bool) -> PlotlyDict:
    """The figure of a map; areas and features meet by P-code. Features without one are drawn as neutral zones."""
    geometries = {feature["properties"]["pcode"]: feature["geometry"] for feature in geojson["features"]}
    zones = [feature for feature in geojson["features"] if feature["properties"]["pcode"] is None]
    drawn = [area for area in spec.areas if area.pcode in geometries]
    fills = [colours.unshaded, *_ramp(colours.ramp, len(spec.classes))]
    names = [spec.no_claim_label, *spec.classes]
    swatches = [_swatch(spec, name, fill, colours) for name, fill in zip(names, fills, strict=True)]
    shapes = {area.pcode: geometries[area.pcode] for area in drawn}
    letters = lettering(drawn, shapes, WIDE if wide else NARROW) if drawn else None
    legend_px = LEGEND_PX if wide else LEGEND_PX + LEGEND_LINE_PX * (len(names) // 2)
    height = round((letters.height_px if letters else WIDE.height_px) + legend_px)
    return {
        "data": [
            _areas(spec, geojson, drawn, fills, colours),
            *(_zone(spec, zone, colours) for zone in zones),
            *swatches,
            *(_labels(spec, letters, colours) if letters else ()),
        ],
        "layout": {
            **layout(colours, height),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": True,
            "legend": _legend(spec, colours),
            "geo": {
                **(_extent(letters) if letters else {"fitbounds": "geojson"}),
                "visible": False,
                "bgcolor": "rgba(0,0,0,0)",
                "projection": {"type": "mercator"},
                "domain": {"x": [0, 1], "y": [legend_px / height, 1]},
            },
        },
    }


def _extent(letters: Lettering) -> PlotlyDict:
    return {"lonaxis": {"range": list(letters.lon)}, "lataxis": {"range": list(letters.lat)}}


def _ramp(ramp: tuple[str, ...], classes: int) -> list[str]:
    """As many colours of the ramp as there are classes, its ends among them."""
    if classes <= 1:
        return [ramp[2]] * classes
    return [ramp[round(index * (len(ramp) - 1) / (classes - 1))] for index in range(classes)]


def _areas(spec: MapSpec, geojson: GeoJson, areas: list[Area], fills: list[str], colours: Palette) -> PlotlyDict:
    """All areas in one trace, since each trace would send the map again; ``fills`` starts with that of no claim."""
    count = len(fills)
    steps = [[edge / count, fill] for at, fill in enumerate(fills) for edge in (at, at + 1)]
    return {
        "type": "choropleth",
        "geojson": geojson,
        "featureidkey": "properties.pcode",
        "locations": [area.pcode for area in areas],
        "z": [0 if area.shade is None else area.shade + 1 for area in areas],
        "zmin": -0.5,
        "zmax": count - 0.5,
        "colorscale": steps,
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"color": colours.border, "width": 0.8}},
        "customdata": [_hover(spec, area) for area in areas],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _zone(spec: MapSpec, feature: GeoJson, colours: Palette) -> PlotlyDict:
    """A zone of its own standing: neutral, named when pointed at, never shaded."""
    ring = feature["geometry"]["coordinates"][0]
    name = shown(spec, feature["properties"]["name_ar" if spec.rtl else "name_en"])
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": [lon for lon, _ in ring],
        "lat": [lat for _, lat in ring],
        "fill": "toself",
        "fillcolor": colours.neutral,
        "line": {"color": colours.border, "width": 0.8},
        "name": name,
        "hoverinfo": "name",
        "showlegend": False,
    }


def _swatch(spec: MapSpec, name: str, fill: str, colours: Palette) -> PlotlyDict:
    """An entry of the legend."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [None],
        "lat": [None],
        "marker": {"symbol": "square", "size": 14, "color": fill, "line": {"color": colours.border, "width": 1}},
        "name": shown(spec, name),
        "showlegend": True,
        "hoverinfo": "skip",
    }


def _hover(spec: MapSpec, area: Area) -> str:
    said = spec.no_claim_label if area.figure is None else area.figure.text
    return shown(spec, f"{area.name}: {said}")


def _labels(spec: MapSpec, letters: Lettering, colours: Palette) -> list[PlotlyDict]:
    """Names and figures: in the ink of their areas, and beside the map with lines to them."""
    inks = [colours.ink, *_ramp(colours.on_ramp, len(spec.classes))]
    inside = [label for label in letters.labels if label.spot is None]
    beside = [(label, label.spot) for label in letters.labels if label.spot is not None]
    own = [inks[0 if label.area.shade is None else label.area.shade + 1] for label in inside]
    if not beside:
        return [_texts(spec, inside, own, "middle center")]
    leaders = {
        "type": "scattergeo",
        "mode": "lines+markers",
        "lon": [lon for label, spot in beside for lon in (label.point[0], spot[0], None)],
        "lat": [lat for label, spot in beside for lat in (label.point[1], spot[1], None)],
        "line": {"color": colours.ink, "width": 1},
        "marker": {"color": colours.ink, "size": [0, 4, 0] * len(beside), "line": {"width": 0}},
        "showlegend": False,
        "hoverinfo": "skip",
    }
    asides = _texts(spec, [label for label, _ in beside], [colours.ink] * len(beside), "middle left")
    return [_texts(spec, inside, own, "middle center"), leaders, asides]


def _texts(spec: MapSpec, labels: list[Label], inks: list[str], position: str) -> PlotlyDict:
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [label.point[0] for label in labels],
        "lat": [label.point[1] for label in labels],
        "text": [_text(spec, label.lines) for label in labels],
        "textposition": position,
        "textfont": {"size": 11, "color": inks},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _text(spec: MapSpec, lines: tuple[str, ...]) -> str:
    *name, figure = lines
    printed = "<br>".join(shown(spec, part) for part in figure.split("\n"))
    return "<br>".join([*(shown(spec, line) for line in name), f"<b>{printed}</b>"])


def _legend(spec: MapSpec, colours: Palette) -> PlotlyDict:
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": 0,
        "yanchor": "bottom",
        "title": {"text": shown(spec, spec.unit), "side": "top"},
        "font": {"size": 12, "color": colours.ink},
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
    }
