"""How fast and how right places are found: ``python tests/benchmarks/bench_places.py`` (``make bench``).

Syria's boundaries, populated places and aliases are loaded into a new register; then every place text of two real
files is located within the areas that its row names, and compared with the row's own coordinates. Its peer is RapidFuzz
alone: the best of all names by ``token_sort_ratio`` from the same score on, wherever in the country it is.
"""

import csv
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from db.engine import migrate, open_register, reading
from db.vocabulary import PlaceLevel
from ingest.normalize.areas import distance_km
from ingest.normalize.place import Gazetteer, Located, Place, locate
from ingest.normalize.place_name import fold
from ingest.normalize.place_point import check_point, locate_point
from ingest.normalize.spellings import FUZZY_SCORE
from ingest.places.known import known_places
from ingest.places.load import load_places

DATA = Path(__file__).parents[2].parent / "shared" / "data"
PEER_TEXTS = 500
"""How many texts the peer is timed with: it needs milliseconds for each."""


class Report(NamedTuple):
    """A row: from which file, the place it names, the areas around it, its coordinates."""

    file: str
    text: str
    areas: tuple[str, ...]
    lat: float
    lon: float


def reports() -> Iterator[Report]:
    """The rows of both files that name a place and have coordinates."""
    for row in _rows("airwars_syria_incidents.csv"):
        if row["lat"]:
            area, point = row["governorate_en"] or row["region_en"], (float(row["lat"]), float(row["lon"]))
            for text in filter(None, (row["location_en"], row["location_ar"])):
                yield Report("Airwars", text, (area,), *point)
    for row in _rows("ucdp_ged_syria_2016_2017.csv"):
        if row["where_prec"] in {"1", "2"}:
            areas, point = (row["adm_1"], row["adm_2"]), (float(row["latitude"]), float(row["longitude"]))
            yield Report("UCDP", row["where_coordinates"], areas, *point)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / "events" / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def area_around(gazetteer: Gazetteer, report: Report) -> str:
    """The P-code of the narrowest area that the row names."""
    within = "SY"
    for area in filter(None, report.areas):
        within = locate(gazetteer, area, within=within).pcode or within
    return within


def outcome(located: Located) -> str:
    """How a text was read: by name or spelling, to which level, or only the area around it."""
    codes = {issue.code for issue in located.issues}
    if located.place is None or "unknown_place" in codes:
        return "not found: the area around it is kept"
    how = "by near spelling" if "fuzzy_place" in codes else "by name"
    return f"{how}: {located.place.level.term.en.lower()}"


def away_km(gazetteer: Gazetteer, place: Place, report: Report) -> float:
    """Kilometres from the place's point, or outside its area."""
    if place.level is PlaceLevel.SETTLEMENT and place.lat is not None and place.lon is not None:
        return distance_km(report.lat, report.lon, place.lat, place.lon)
    area = next((area.pcode for area in gazetteer.path(place) if area.pcode in gazetteer.areas), None)
    return gazetteer.areas.beyond_km(area, report.lat, report.lon) if area else 0.0


def peer_per_s(gazetteer: Gazetteer, texts: list[str]) -> float:
    """Texts a second by RapidFuzz alone."""
    names = list({fold(name) for place in gazetteer for name in place.names if name})
    begin = time.perf_counter()
    for text in texts:
        process.extractOne(fold(text), names, scorer=fuzz.token_sort_ratio, score_cutoff=FUZZY_SCORE)
    return len(texts) / (time.perf_counter() - begin)


def main() -> None:
    """Run and print."""
    if not DATA.is_dir():
        sys.exit(print("places    not measured: the real files of ../shared/data are not on this machine"))
    with tempfile.TemporaryDirectory(prefix="sijill-bench-") as folder:
        engine = open_register(f"sqlite:///{folder}/register.sqlite")
        migrate(engine)
        begin = time.perf_counter()
        files = sorted((DATA / "geo").iterdir())
        load_places(engine, files, leave_out=True)
        print(f"load      {time.perf_counter() - begin:.2f} s for {len(files)} files")
        begin = time.perf_counter()
        with reading(engine) as session:
            gazetteer = known_places(session)
        print(f"index     {time.perf_counter() - begin:.2f} s for {len(gazetteer):,} places")
        engine.dispose()
    measure(gazetteer, list(reports()))


def measure(gazetteer: Gazetteer, rows: list[Report]) -> None:
    """Locate and check every row, and print how fast and how right."""
    around = {(row.text, row.areas): area_around(gazetteer, row) for row in rows}
    begin = time.perf_counter()
    found = {words: locate(gazetteer, words[0], within=within) for words, within in around.items()}
    seconds = time.perf_counter() - begin
    peer = peer_per_s(gazetteer, [text for text, _ in around][:PEER_TEXTS])
    print(f"locate    {len(found):,} distinct texts, {len(found) / seconds:,.0f}/s; RapidFuzz alone {peer:,.0f}/s")
    begin = time.perf_counter()
    odd = sum(check_point(gazetteer, found[row.text, row.areas].place, row.lat, row.lon) is not None for row in rows)
    per_s = len(rows) / (time.perf_counter() - begin)
    begin = time.perf_counter()
    held = sum(locate_point(gazetteer, row.lat, row.lon) is not None for row in rows)
    located_per_s = len(rows) / (time.perf_counter() - begin)
    print(f"points    {len(rows):,} checked, {per_s:,.0f}/s, {odd:,} outside; {held:,} located, {located_per_s:,.0f}/s")
    away: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        read = found[row.text, row.areas]
        if read.place is not None:
            away[row.file, outcome(read)].append(away_km(gazetteer, read.place, row))
    print(f"{'file':9} {'read as':42} {'rows':>6} {'median km':>10} {'> 5 km':>7} {'> 15 km':>8}")
    for (file, how), km in sorted(away.items()):
        far = [f"{sum(one > limit for one in km) / len(km):.1%}" for limit in (5, 15)]
        print(f"{file:9} {how:42} {len(km):6,} {statistics.median(km):10.1f} {far[0]:>7} {far[1]:>8}")


if __name__ == "__main__":
    main()
