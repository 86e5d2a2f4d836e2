"""The plain peer of the matcher: the nearest incident within two days and 30 km, by distance, days and figures.

It reads the publishers' columns as they are: nothing of ours is in its way.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ingest.normalize.areas import distance_km
from tests.benchmarks.matching_truth import EVENTS, FILES

DAYS, KM = 2, 30.0


class Record(NamedTuple):
    """An event or an incident: its code, first day, point and figure (killed, between the ends)."""

    code: str
    day: date
    lat: float
    lon: float
    killed: float


def nearest(events: set[str]) -> dict[str, str]:
    """The incident that the baseline links to each of these events; none where there is none so near."""
    by_day: defaultdict[date, list[Record]] = defaultdict(list)
    for incident in _airwars():
        by_day[incident.day].append(incident)
    found = {}
    for event in _ucdp():
        if event.code in events:
            around = (event.day + timedelta(days=off) for off in range(-DAYS, DAYS + 1))
            ranked = sorted(
                (_apart(event, other), other.code) for day in around for other in by_day[day] if _km(event, other) <= KM
            )
            if ranked:
                found[event.code] = ranked[0][1]
    return found


def _apart(one: Record, other: Record) -> float:
    """The sum of three shares: of the distance and the days that are allowed, and of the larger figure."""
    figures = abs(one.killed - other.killed) / (1 + max(one.killed, other.killed))
    return _km(one, other) / KM + abs((one.day - other.day).days) / DAYS + figures


def _km(one: Record, other: Record) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _ucdp() -> Iterator[Record]:
    for row in _rows(FILES[0]):
        point = float(row["latitude"]), float(row["longitude"])
        yield Record(f"UCDP:{row['id']}", date.fromisoformat(row["date_start"]), *point, float(row["best"]))


def _airwars() -> Iterator[Record]:
    for row in _rows(FILES[1]):
        if row["lat"] and row["incident_date"]:
            low, high = row["civ_killed_min"] or "0", row["civ_killed_max"] or row["civ_killed_min"] or "0"
            point = float(row["lat"]), float(row["lon"])
            killed = (float(low) + float(high)) / 2
            yield Record(f"Airwars:{row['incident_code']}", date.fromisoformat(row["incident_date"]), *point, killed)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (EVENTS / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
