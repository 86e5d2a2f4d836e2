"""Build ``syria_admin1.geojson``: the governorates of Syria, small enough to send with a page.

A governorate's border is also its neighbour's. Simplifying each polygon alone would move the two copies apart and the
map would gape, so the rings are cut into arcs where borders meet, every arc is simplified once, and the rings are put
together again from the same arcs. The run ends with checks; a map that fails one is not written.

Run it from the project's root, with the package that carries the borders (``assets/geo/README.md`` says why this one)::

    npm pack @superset-ui/legacy-plugin-chart-country-map@0.20.3
    python assets/geo/build.py superset-ui-legacy-plugin-chart-country-map-0.20.3.tgz
"""

import hashlib
import json
import math
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

PACKAGE: Final = "@superset-ui/legacy-plugin-chart-country-map 0.20.3"
MEMBER: Final = "package/esm/countries/syria.geojson"
SHA256: Final = "1e25147f48a445ecc74d3a9776019955bda27067c6ba24eb870bb4260a6064c4"
TARGET: Final = Path(__file__).with_name("syria_admin1.geojson")

DECIMALS: Final = 4  # about 10 m
TOLERANCE_KM: Final = 0.25  # less than half a pixel on a map 1,000 pixels wide
KM_PER_DEGREE: Final = 111.2
MIDDLE_LATITUDE: Final = math.radians(35)  # a degree of longitude is shorter by its cosine
LARGEST_BYTES: Final = 60_000

Point = tuple[float, float]
Arc = tuple[Point, ...]
Ring = list[Point]
Polygon = list[Ring]  # the exterior ring, then its holes


class Area(NamedTuple):
    """What a feature of the map is called; the P-code is OCHA's, None where there is no governorate."""

    pcode: str | None
    name_en: str
    name_ar: str


AREAS: Final = {
    "SY-DI": Area("SY01", "Damascus", "دمشق"),
    "SY-HL": Area("SY02", "Aleppo", "حلب"),
    "SY-RD": Area("SY03", "Rural Damascus", "ريف دمشق"),
    "SY-HI": Area("SY04", "Homs", "حمص"),
    "SY-HM": Area("SY05", "Hama", "حماة"),
    "SY-LA": Area("SY06", "Lattakia", "اللاذقية"),
    "SY-ID": Area("SY07", "Idleb", "إدلب"),
    "SY-HA": Area("SY08", "Al-Hasakeh", "الحسكة"),
    "SY-DY": Area("SY09", "Deir-ez-Zor", "دير الزور"),
    "SY-TA": Area("SY10", "Tartous", "طرطوس"),
    "SY-RA": Area("SY11", "Ar-Raqqa", "الرقة"),
    "SY-DR": Area("SY12", "Dar'a", "درعا"),
    "SY-SU": Area("SY13", "As-Sweida", "السويداء"),
    "SY-QU": Area("SY14", "Quneitra", "القنيطرة"),
    "SY-X01~": Area(None, "UNDOF zone", "منطقة الأندوف"),
}

ABOUT: Final = {
    "type": "FeatureCollection",
    "name": "syria_admin1",
    "origin": "Natural Earth, 1:10m Admin 1 – States, Provinces",
    "licence": "Public domain",
    "source": f"npm package {PACKAGE}, esm/countries/syria.geojson",
    "changes": (
        f"Coordinates rounded to {DECIMALS} decimals; shared borders simplified once "
        f"(Douglas-Peucker, {TOLERANCE_KM} km); exterior rings clockwise, as d3-geo reads them; "
        "names and P-codes of OCHA instead of the source's."
    ),
}


def read_source(package: Path) -> dict[str, list[Polygon]]:
    """Polygons by the source's ISO code, rounded. Refuses any other file than the one this script was written for."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise ValueError(f"{package.name} holds no file {MEMBER}")
        content = member.read()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ValueError(f"{MEMBER} in {package.name} is not the file of {PACKAGE}")
    return {feature["properties"]["ISO"]: _polygons(feature["geometry"]) for feature in json.loads(content)["features"]}


def _polygons(geometry: dict[str, Any]) -> list[Polygon]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[_rounded(ring) for ring in rings] for rings in parts]


def _rounded(ring: Iterable[Sequence[float]]) -> Ring:
    """The closed ring on a grid of ``DECIMALS``, without the points that fell onto the one before them."""
    points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring]
    return [points[0], *(after for before, after in pairwise(points) if after != before)]


def find_nodes(rings: Iterable[Ring]) -> set[Point]:
    """Points where borders meet, and two on a ring that meets no other: its lowest and the one farthest from it."""
    rings = list(rings)
    neighbours: defaultdict[Point, set[Point]] = defaultdict(set)
    for a, b in (edge for ring in rings for edge in pairwise(ring)):
        neighbours[a].add(b)
        neighbours[b].add(a)
    nodes = {point for point, around in neighbours.items() if len(around) != 2}
    for ring in rings:
        if nodes.isdisjoint(ring):
            start = min(ring)
            _, opposite = max((math.dist(point, start), point) for point in ring)
            nodes |= {start, opposite}
    return nodes


def cut(ring: Ring, nodes: set[Point]) -> Iterator[Arc]:
    """The arcs of a ring, in its order, from node to node."""
    first = next(index for index, point in enumerate(ring) if point in nodes)
    arc: list[Point] = []
    for point in [*ring[first:], *ring[1 : first + 1]]:
        arc.append(point)
        if point in nodes and len(arc) > 1:
            yield tuple(arc)
            arc = [point]


def simplify(arc: Arc) -> Arc:
    """Douglas-Peucker. The ends stay; the result does not depend on the direction in which the arc is walked."""
    if arc[-1] < arc[0]:
        return simplify(arc[::-1])[::-1]
    if len(arc) < 3:
        return arc
    distances = [_distance_km(point, arc[0], arc[-1]) for point in arc[1:-1]]
    farthest = max(distances)
    if farthest <= TOLERANCE_KM:
        return (arc[0], arc[-1])
    middle = distances.index(farthest) + 1
    return (*simplify(arc[: middle + 1])[:-1], *simplify(arc[middle:]))


def _distance_km(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a segment, on a plane that is true at the middle of the map."""
    (px, py), (ax, ay), (bx, by) = (_plane_km(p) for p in (point, start, end))
    length = math.hypot(bx - ax, by - ay)
    along = 0.0 if length == 0 else ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length**2
    along = min(1.0, max(0.0, along))
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def _plane_km(point: Point) -> Point:
    longitude, latitude = point
    return longitude * math.cos(MIDDLE_LATITUDE) * KM_PER_DEGREE, latitude * KM_PER_DEGREE


def rebuild(ring: Ring, nodes: set[Point], *, hole: bool) -> Ring:
    """The ring from simplified arcs: clockwise, or counter-clockwise for a hole. d3-geo fills the globe otherwise."""
    arcs = [simplify(arc) for arc in cut(ring, nodes)]
    built = [arcs[0][0], *(point for arc in arcs for point in arc[1:])]
    return built if (signed_area(built) > 0) == hole else built[::-1]


def signed_area(ring: Ring) -> float:
    """Square degrees; negative for a ring that runs clockwise."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def simplified(source: dict[str, list[Polygon]]) -> dict[str, list[Polygon]]:
    """The same areas with fewer points and the same neighbours."""
    nodes = find_nodes(ring for polygons in source.values() for polygon in polygons for ring in polygon)
    return {
        iso: [[rebuild(ring, nodes, hole=index > 0) for index, ring in enumerate(polygon)] for polygon in polygons]
        for iso, polygons in source.items()
    }


def check(source: dict[str, list[Polygon]], result: dict[str, list[Polygon]]) -> None:
    """Refuse a map that lost an area, gapes, overlaps or shrank."""
    if set(result) != set(AREAS):
        raise ValueError(f"Areas missing or unknown: {sorted(set(result) ^ set(AREAS))}")
    if _touching(source) != _touching(result):
        raise ValueError("Areas that touched no longer touch, or the other way round")
    edges = Counter(edge for _, edge in _edges(result))
    if max(edges.values()) > 2:
        raise ValueError("A border belongs to more than two areas")
    for first, second in combinations(sorted(edges), 2):
        if _cross(first, second):
            raise ValueError(f"Borders cross between {first} and {second}")
    for iso, polygons in result.items():
        change = abs(_area(polygons) / _area(source[iso]) - 1)
        if change > 0.02:
            raise ValueError(f"{iso} changed its area by {change:.1%}")


Edge = tuple[Point, Point]


def _edges(areas: dict[str, list[Polygon]]) -> Iterator[tuple[str, Edge]]:
    """Every edge with the area it bounds, its ends in order, so that both sides of a border give the same edge."""
    for iso, polygons in areas.items():
        for ring in (ring for polygon in polygons for ring in polygon):
            for a, b in pairwise(ring):
                yield iso, (min(a, b), max(a, b))


def _touching(areas: dict[str, list[Polygon]]) -> set[tuple[str, ...]]:
    """The pairs of areas that share an edge, and the areas that have an edge to the outside."""
    sides: defaultdict[Edge, list[str]] = defaultdict(list)
    for iso, edge in _edges(areas):
        sides[edge].append(iso)
    return {tuple(sorted(both)) for both in sides.values()}


def _cross(first: Edge, second: Edge) -> bool:
    """Whether two edges cross at a point inside both."""
    (a, b), (c, d) = first, second
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _area(polygons: list[Polygon]) -> float:
    """Square degrees without the holes, whichever way the rings run."""
    return sum(
        abs(signed_area(ring)) * (-1 if index else 1) for polygon in polygons for index, ring in enumerate(polygon)
    )


def write(areas: dict[str, list[Polygon]], target: Path) -> int:
    """Write the GeoJSON, one feature a line, in the order of the P-codes; the size in bytes."""
    features = [_feature(AREAS[iso], areas[iso]) for iso in sorted(areas, key=lambda iso: AREAS[iso].pcode or "~")]
    head = _json(ABOUT)[:-1]
    text = head + ',"features":[\n' + ",\n".join(map(_json, features)) + "\n]}\n"
    size = len(text.encode())
    if size > LARGEST_BYTES:
        raise ValueError(f"The map has {size} bytes, more than {LARGEST_BYTES}")
    target.write_text(text, encoding="utf-8")
    return size


def _feature(area: Area, polygons: list[Polygon]) -> dict[str, Any]:
    single = len(polygons) == 1
    geometry = {
        "type": "Polygon" if single else "MultiPolygon",
        "coordinates": polygons[0] if single else polygons,
    }
    return {"type": "Feature", "properties": area._asdict(), "geometry": geometry}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(package: Path) -> None:
    source = read_source(package)
    result = simplified(source)
    check(source, result)
    size = write(result, TARGET)
    points = sum(1 for _ in _edges(result))
    print(f"{TARGET.name}: {len(result)} areas, {points} points, {size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
