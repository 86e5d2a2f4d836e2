"""The map on the plain page: a small drawing of the same areas and classes, or nothing where it would be too large."""

from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import Any, Final

from dashboard.charts.geography import roomiest
from dashboard.charts.spec import Area, MapSpec
from dashboard.lite.strokes import short
from dashboard.markup import Markup, tag

WIDTH: Final = 320.0
MOST_LETTERS: Final = 45_000
"""Of all outlines together; beyond it the table by governorate stands alone."""

SHADES: Final = 5
LETTER: Final = 4.6  # how wide a letter of a label is, in units of the drawing
TALL: Final = 16.0  # how tall its two lines are
GeoJson = dict[str, Any]
Point = tuple[float, float]


def map_drawing(spec: MapSpec, geojson: GeoJson) -> Markup | None:
    """The areas shaded by class, with names and figures, and the key under them; None without or with too many."""
    features = {feature["properties"]["pcode"]: feature["geometry"] for feature in geojson["features"]}
    drawn = [area for area in spec.areas if area.pcode in features]
    if not drawn:
        return None
    project, height = _projection([geometry for pcode, geometry in features.items() if pcode is not None])
    shapes = [_shape(area, features[area.pcode], project, len(spec.classes)) for area in drawn]
    zones = [
        tag("path", d=_outline(feature["geometry"], project), class_="zone")
        for feature in geojson["features"]
        if feature["properties"]["pcode"] is None
    ]
    if sum(map(len, shapes)) > MOST_LETTERS:
        return None
    labels = [(area, _label(area, features[area.pcode], project, len(spec.classes))) for area in drawn]
    names = [label for _, label in labels if label is not None]
    size = f"0 0 {short(WIDTH)} {short(height)}"
    picture = tag("svg", shapes, zones, names, viewBox=size, class_="map", aria_hidden="true")
    return tag("div", picture, _key(spec), _too_small([area for area, label in labels if label is None]))


def shade_class(shade: int | None, classes: int) -> str:
    """The style of a class: the ends of the ramp are its first and its last class."""
    if shade is None:
        return "none"
    return f"s{2 if classes <= 1 else round(shade * (SHADES - 1) / (classes - 1))}"


def _projection(geometries: Sequence[GeoJson]) -> tuple[Any, float]:
    """From degrees to the drawing, true to shape in its middle; and how high the drawing is."""
    points = [point for geometry in geometries for ring in _rings(geometry) for point in ring]
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    narrower = cos(radians((south + north) / 2))
    scale = (WIDTH - 2) / max((east - west) * narrower, 1e-6)

    def project(lon: float, lat: float) -> Point:
        return 1 + (lon - west) * narrower * scale, 1 + (north - lat) * scale

    return project, 2 + (north - south) * scale


def _rings(geometry: GeoJson) -> list[list[Point]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(lon, lat) for lon, lat, *_ in ring] for polygon in polygons for ring in polygon]


def _outline(geometry: GeoJson, project: Any) -> str:
    """The rings of an area in whole units and half ones; what falls on the same spot is said once."""
    return "".join(_ring(project(*point) for point in ring) for ring in _rings(geometry))


def _ring(points: Iterable[Point]) -> str:
    spots = list(dict.fromkeys(f"{short(round(x * 2) / 2)} {short(round(y * 2) / 2)}" for x, y in points))
    return f"M{'L'.join(spots)}Z" if len(spots) > 2 else ""


def _shape(area: Area, geometry: GeoJson, project: Any, classes: int) -> Markup:
    said = area.name if area.figure is None else f"{area.name}: {area.figure.text}"
    return tag("path", tag("title", said), d=_outline(geometry, project), class_=shade_class(area.shade, classes))


def _label(area: Area, geometry: GeoJson, project: Any, classes: int) -> Markup | None:
    """Name over figure, in the ink of the area's shade; None without a figure, or where the area has no room for it."""
    if area.figure is None:
        return None
    figure = area.figure.text
    (east_px, north_px), (origin_x, origin_y) = project(1, 1), project(0, 0)
    point, room = roomiest(geometry, TALL / (origin_y - north_px))
    if LETTER * max(len(area.name), len(figure)) > room * (east_px - origin_x):
        return None
    x, y = project(*point)
    lines = [tag("tspan", area.name, x=short(x)), tag("tspan", figure, x=short(x), dy=9, class_="figure")]
    return tag("text", lines, x=short(x), y=short(y), class_=f"on {shade_class(area.shade, classes)}")


def _too_small(areas: Iterable[Area]) -> Markup | None:
    """The figures of areas that have no room for them, or nothing."""
    items = [tag("li", tag("bdi", area.name), " ", tag("b", area.figure.text)) for area in areas if area.figure]
    return tag("ul", items, class_="key figures") if items else None


def _key(spec: MapSpec) -> Markup:
    entries = [(spec.no_claim_label, "none")]
    entries += [(label, shade_class(at, len(spec.classes))) for at, label in enumerate(spec.classes)]
    items = [tag("li", tag("i", class_=css), tag("bdi", label)) for label, css in entries]
    return tag("div", tag("p", spec.unit, class_="unit"), tag("ul", items, class_="key"))
