"""A publisher's file of events, of any length: invented rows as long as real ones, in UCDP's columns."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HEADER = (
    *("id", "year", "active_year", "type_of_violence", "conflict_new_id", "conflict_name", "dyad_new_id", "dyad_name"),
    *("side_a_new_id", "side_a", "side_b_new_id", "gwnob", "side_b", "number_of_sources", "source_article"),
    *("source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "low", "best", "high"),
)
SEED = 20241129
FIRST_DAY, DAYS = date(1989, 1, 1), 12_800
AREAS, TOWNS = 120, 60_000
"""First-order areas, and towns in them: a name comes about five times in a third of a million rows."""

WORDS = (
    *("forces", "attacked", "village", "shells", "hit", "market", "dead", "reported", "clashes", "continue", "around"),
    *("town", "after", "ambush", "army", "rebels", "killed", "soldiers", "civilians", "raid", "road", "night", "bomb"),
)
OFFICES = ("News agency", "Monitoring group", "State agency", "Radio", "Daily paper")


def write_file(path: Path, rows: int) -> None:
    """A file of ``rows`` events, the same for the same number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_rows(rows))


def _rows(rows: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(SEED)
    for number in range(1, rows + 1):
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        last = day + timedelta(chance.choice((0, 0, 0, 1, 6, 30)))
        town = chance.randrange(TOWNS)
        area = town % AREAS
        lat, lon = 12 + town % 2_400 / 100, 20 + town // 2_400
        office, headline = chance.choice(OFFICES), " ".join(chance.choices(WORDS, k=20))
        deaths = [int(12 * chance.random() ** 4) for _ in range(4)]
        best = sum(deaths)
        low, high = best - chance.randrange(best + 1) // 2, best + int(6 * chance.random() ** 3)
        yield (
            *(number, day.year, 1, 1 + town % 3, 200 + area, f"Country {area // 8}: Government", 900 + area),
            *(
                f"Government of Country {area // 8} - Group {area}",
                100 + area // 8,
                f"Government of Country {area // 8}",
            ),
            *(300 + area, "", f"Group {area}", 1, f'"{office},{day},{headline}"', office, day, headline),
            *(
                office,
                chance.choice((1, 1, 2, 3, 5)),
                f"Town {town}",
                f"Area {area} Governorate",
                f"District {town % 900}",
            ),
            *(
                f"{lat:.6f}",
                f"{lon:.6f}",
                f"POINT ({lon:.6f} {lat:.6f})",
                170_000 + area,
                f"Country {area // 8}",
                area // 8,
            ),
            *("Middle East", 1 + (number % 20 == 0), 1 if last == day else 3, day, last, *deaths, low, best, high),
        )
