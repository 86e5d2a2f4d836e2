"""Areas made small: neighbours keep one border, the page stays light."""

import json
from itertools import pairwise

import shapely
from shapely.geometry import MultiPolygon, Polygon, shape

from ingest.places.outline import AREA_BYTES, outlines


def wavy(west: float, points: int = 4_000) -> Polygon:
    """An area whose eastern border has many points, all of which the area east of it shares."""
    east = [(west + 1 + 0.0004 * (index % 7), index / points) for index in range(points + 1)]
    own_west = [(west + 0.0004 * (index % 7), index / points) for index in range(points, -1, -1)]
    return Polygon([*east, *own_west])


def test_neighbours_share_the_border_that_is_left() -> None:
    west, east = (shape(one) for one in outlines([wavy(0), wavy(1)]))
    assert shapely.overlaps(west, east) == False  # noqa: E712  (a numpy value)
    assert west.intersection(east).area == 0
    assert west.intersection(east).length > 0.9
    assert abs(west.area - wavy(0).area) < 0.01


def test_outlines_are_small() -> None:
    drawn = outlines([wavy(0), wavy(1)])
    assert len(json.dumps(wavy(0).__geo_interface__)) > 10 * AREA_BYTES
    assert len(json.dumps(drawn)) <= AREA_BYTES * 2


def test_exterior_rings_run_clockwise() -> None:
    for one in outlines([wavy(0), wavy(1)]):
        ring = one["coordinates"][0]
        assert sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) < 0


def test_specks_beside_an_area_go_and_its_largest_part_stays() -> None:
    speck = Polygon([(5, 5), (5.001, 5), (5.001, 5.001)])
    island = Polygon([(3, 0), (3.5, 0), (3.5, 0.5)])
    [drawn] = outlines([MultiPolygon([wavy(0), island, speck])])
    assert drawn["type"] == "MultiPolygon"
    assert len(drawn["coordinates"]) == 2
    [alone] = outlines([MultiPolygon([speck])])
    assert alone["type"] == "Polygon"
