"""The map on screen: areas shaded by class, figures printed in them, zones outside the governorates left neutral."""

from typing import Any, Final

from dashboard.charts.geography import label_point
from dashboard.charts.spec import Area, MapSpec
from dashboard.charts.template import Palette, PlotlyDict, layout, shown

HEIGHT: Final = 480
GeoJson = dict[str, Any]


def map_figure(spec: MapSpec, colours: Palette, geojson: GeoJson) -> PlotlyDict:
    """The figure of a map; areas and features meet by P-code. Features without one are drawn as neutral zones."""
    features = {feature["properties"]["pcode"]: feature for feature in geojson["features"]}
    drawn = [area for area in spec.areas if area.pcode in features]
    fills = [colours.unshaded, *_ramp(colours.ramp, len(spec.classes))]
    zones = [feature for feature in geojson["features"] if feature["properties"]["pcode"] is None]
    names = [spec.no_claim_label, *spec.classes]
    swatches = [_swatch(spec, name, fill, colours) for name, fill in zip(names, fills, strict=True)]
    return {
        "data": [
            _areas(spec, geojson, drawn, fills, colours),
            *(_zone(spec, zone, colours) for zone in zones),
            *swatches,
            _labels(spec, features, drawn, colours),
        ],
        "layout": {
            **layout(colours, HEIGHT),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": True,
            "legend": _legend(spec, colours),
            "geo": {
                "fitbounds": "geojson",
                "visible": False,
                "bgcolor": "rgba(0,0,0,0)",
                "projection": {"type": "mercator"},
                "domain": {"x": [0, 1], "y": [0.12, 1]},
            },
        },
    }


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


def _labels(spec: MapSpec, features: dict[str, GeoJson], areas: list[Area], colours: Palette) -> PlotlyDict:
    """The name and figure of every area with a claim, on a halo of the area's own colour where they reach out of it."""
    named = [area for area in areas if area.figure is not None]
    points = [label_point(features[area.pcode]["geometry"]) for area in named]
    fills = [colours.unshaded, *_ramp(colours.ramp, len(spec.classes))]
    inks = [colours.ink, *_ramp(colours.on_ramp, len(spec.classes))]
    shades = [0 if area.shade is None else area.shade + 1 for area in named]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [lon for lon, _ in points],
        "lat": [lat for _, lat in points],
        "text": [_label(spec, area) for area in named],
        "textfont": {
            "size": 11,
            "color": [inks[shade] for shade in shades],
            "shadow": [", ".join([f"0 0 3px {fills[shade]}"] * 6) for shade in shades],
        },
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _label(spec: MapSpec, area: Area) -> str:
    figure = "" if area.figure is None else area.figure.text
    name = "<br>".join(shown(spec, part) for part in area.name.split())
    return f"{name}<br><b>{shown(spec, figure)}</b>"


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
