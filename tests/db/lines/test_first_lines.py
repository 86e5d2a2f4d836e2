"""Which lines of very many come first, and how many there are."""

from datetime import date

import pytest

from db.answers import First, LineCount, Total
from db.lines.of_claims import largest_of
from db.vocabulary import Measure, Population, Series, Unit


def _stock(key: str, best: int | None, day: int, pcode: str | None, part_of: str | None = None) -> Total:
    return Total(
        measure=Measure.IDPS,
        series=Series.STOCK,
        population=Population.ALL,
        unit=Unit.PERSON,
        low=best,
        best=best,
        high=best,
        claims=1,
        incidents=0,
        key=key,
        speaks_of=date(2024, 1, day),
        pcode=pcode,
        part_of=part_of,
    )


CAMP = _stock("camp", 9_000, 2, "SY070305")
COUNTRY = _stock("country", 5_000, 1, "SY")
TENT = _stock("tent", 7, 3, None)
BED = _stock("bed", 3, 3, "SY070305")
SILENT = _stock("silent", None, 1, "SY07")
CHILDREN = _stock("children", 4_000, 2, "SY070305", part_of="camp")
EVERY = [CAMP, COUNTRY, TENT, BED, SILENT, CHILDREN]


@pytest.mark.parametrize(
    ("first", "expected"),
    [("largest", [CAMP, CHILDREN]), ("newest", [TENT]), ("smallest", [BED]), ("widest", [COUNTRY])],
)
def test_one_line_is_first_and_brings_its_parts(first: First, expected: list[Total]) -> None:
    shown, counts = largest_of(EVERY, 1, first)
    assert shown == expected
    assert counts == (LineCount(Measure.IDPS, Series.STOCK, Unit.PERSON, lines=6, wholes=5),)


def test_of_one_day_the_largest_come_first() -> None:
    assert largest_of([BED, TENT, COUNTRY, SILENT], 2, "newest")[0] == [BED, TENT]
    assert largest_of([SILENT, COUNTRY], 1, "newest")[0] == [COUNTRY]
