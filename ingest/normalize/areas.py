"""Where a point lies: the areas of loaded boundaries, and distances on the ground."""

import math
from collections.abc import Mapping
from typing import Final

import shapely

EARTH_KM: Final = 6371.0


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in kilometres."""
    first, second = math.radians(lat), math.radians(other_lat)
    across = math.sin((second - first) / 2) ** 2
    along = math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, across + math.cos(first) * math.cos(second) * along)))


class Areas:
    """Areas by P-code, as their boundaries were loaded. ``shapes`` maps P-codes to WKB in degrees (WGS 84)."""

    def __init__(self, shapes: Mapping[str, bytes]) -> None:
        self._pcodes = list(shapes)
        self._shapes = list(shapely.from_wkb(list(shapes.values())))
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)
        self._at = {pcode: index for index, pcode in enumerate(self._pcodes)}

    def __contains__(self, pcode: str) -> bool:
        return pcode in self._at

    def __len__(self) -> int:
        return len(self._pcodes)

    def holding(self, lat: float, lon: float) -> list[str]:
        """The P-codes of the areas that hold a point, of every level, in their order."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return sorted(self._pcodes[index] for index in found)

    def holds(self, pcode: str, lat: float, lon: float) -> bool:
        """Whether the area of ``pcode`` holds the point; the border belongs to it."""
        return bool(shapely.intersects_xy(self._shapes[self._at[pcode]], lon, lat))

    def beyond_km(self, pcode: str, lat: float, lon: float) -> float:
        """How far outside the area the point lies, in kilometres; 0 inside."""
        shape, point = self._shapes[self._at[pcode]], shapely.Point(lon, lat)
        if self.holds(pcode, lat, lon):
            return 0.0
        # the nearest point of the border is sought where degrees of longitude are as long as those of latitude
        squeeze = math.cos(math.radians(lat))
        flat = shapely.transform(shape, lambda points: points * (squeeze, 1.0))
        nearest = shapely.shortest_line(flat, shapely.Point(lon * squeeze, point.y)).coords[0]
        return distance_km(lat, lon, nearest[1], nearest[0] / max(squeeze, 1e-9))
