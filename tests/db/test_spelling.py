"""One place and one definition under two spellings are one line; two places in one area are two."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from db.drafts import ClaimDraft
from db.engine import reading
from db.filters import Filters
from db.ledger import Recorded
from db.queries import totals
from db.vocabulary import Measure, Series

JANUARY, FEBRUARY = date(2024, 1, 31), date(2024, 2, 29)


def _stock(claim: Callable[..., ClaimDraft], day: date, best: int, **changes: Any) -> ClaimDraft:
    fields = {"series": Series.STOCK, "measure": Measure.IDPS, "date_from": None, "date_to": None, "speaks_of": day}
    return claim(f"{day}/{best}", best=best, **fields | changes)


SAME = [
    ({"place": "Idlib", "pcode": "SY07"}, {"place": "Idleb", "pcode": "SY07"}),
    ({"place": "إدلب", "pcode": "SY07"}, {"place": "Idleb governorate, Syria", "pcode": "SY07"}),
    ({"place": "محافظة ادلب", "pcode": "SY07"}, {"place": "IDLIB", "pcode": "SY07"}),
    ({"place": None, "pcode": "SY07"}, {"place": "Idleb", "pcode": "SY07"}),
    ({"place": "Rural Damascuss", "pcode": "SY03"}, {"place": "Rif Dimashq", "pcode": "SY03"}),
    ({"place": "Camp  A", "pcode": None}, {"place": " camp a", "pcode": None}),
    ({"definition": "Registered  IDPs"}, {"definition": "registered IDPs "}),
]
DIFFERENT = [
    ({"place": "Camp A, Idleb", "pcode": "SY07"}, {"place": "Camp B, Idleb", "pcode": "SY07"}),
    ({"place": "Camp A", "pcode": "SY07"}, {"place": "Idleb", "pcode": "SY07"}),
    ({"place": "Idleb", "pcode": "SY07"}, {"place": "Idleb", "pcode": "SY0700"}),
    ({"place": "Camp A", "pcode": None}, {"place": "Camp B", "pcode": None}),
    ({"place": None, "pcode": None}, {"place": "Idleb", "pcode": "SY07"}),
    ({"definition": "Registered IDPs"}, {"definition": None}),
]


@pytest.mark.parametrize(("older", "newer"), SAME)
def test_the_same_place_under_two_spellings_has_one_stock(
    engine: Engine,
    put: Callable[..., Recorded],
    claim: Callable[..., ClaimDraft],
    older: dict[str, Any],
    newer: dict[str, Any],
) -> None:
    """Only the newest stands, under its own spelling."""
    put(_stock(claim, JANUARY, 100, **older), _stock(claim, FEBRUARY, 90, **newer))
    with reading(engine) as session:
        [total] = totals(session, Filters())
    assert (total.best, total.claims, total.speaks_of) == (90, 2, FEBRUARY)
    newest = {"place": "Idleb", "pcode": "SY07"} | newer
    assert {name: getattr(total, name) for name in newest} == newest


@pytest.mark.parametrize(("older", "newer"), DIFFERENT)
def test_two_places_or_definitions_have_two_stocks(
    engine: Engine,
    put: Callable[..., Recorded],
    claim: Callable[..., ClaimDraft],
    older: dict[str, Any],
    newer: dict[str, Any],
) -> None:
    """What the gazetteer does not know keeps the P-code of the area around it, and is not that area."""
    put(_stock(claim, JANUARY, 100, **older), _stock(claim, FEBRUARY, 90, **newer))
    with reading(engine) as session:
        assert sorted(total.best or 0 for total in totals(session, Filters())) == [90, 100]


def test_periods_of_one_place_under_two_spellings_add_up(
    engine: Engine, put: Callable[..., Recorded], claim: Callable[..., ClaimDraft]
) -> None:
    months = (("Idleb", date(2024, 2, 1), FEBRUARY), ("Idlib", date(2024, 1, 1), JANUARY))
    put(*(claim(name, series=Series.PERIOD, place=name, date_from=first, date_to=last) for name, first, last in months))
    with reading(engine) as session:
        [total] = totals(session, Filters())
    assert (total.best, total.claims, total.place) == (8, 2, "Idleb")
