"""Tolls, stocks and periods from the copy are the lines that the register's own words make, for random claims."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from db.answers import First
from db.columns.store import beside, copy_for
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.models import Place
from db.queries import largest, standing, totals
from db.series.running import running
from db.views.groups import By
from db.vocabulary import Measure, PlaceLevel, Population, Quantifier, Series, Sex, Unit
from tests.db.conftest import make_batch, make_claim
from tests.db.histories import fresh
from tests.tries import tries

MANY = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
GROUPS: tuple[By | None, ...] = (None, "month", "place", "source", "incident")
DAYS = [date(2024, 1, 30) + timedelta(days=n) for n in range(4)]
OLD_DAYS = [date(2023, 1, 31), date(2022, 7, 31), date(2022, 2, 1), date(2022, 1, 31), date(2022, 1, 29)]
"""Between these a stock ceases to stand, of one layout after the other; the last of all is a plan."""
LAYOUTS = ["generic", "iom_dtm", "unhcr_population"]
SERIES = [Series.STOCK, Series.STOCK, Series.CUMULATIVE, Series.PERIOD, Series.UNSPECIFIED]
PLACES = {"SY07": "Idleb", "SY02": "Aleppo", None: "somewhere"}


@st.composite
def _told(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A claim of one of few lines, so that several are of one line and day, and some are parts of others."""
    pcode = draw(st.sampled_from(["SY07", "SY02", None]))
    best = draw(st.integers(0, 3))
    first = draw(st.sampled_from([*DAYS, None]))
    vague = draw(st.integers(0, 5)) == 0
    changes: dict[str, Any] = {
        "series": draw(st.sampled_from(SERIES)),
        "measure": draw(st.sampled_from([Measure.IDPS, Measure.IDPS, Measure.KILLED])),
        "source": draw(st.sampled_from(["Office", "Monitor"])),
        "low": draw(st.sampled_from([best, None])),
        "best": None if vague else draw(st.sampled_from([best, best, None])),
        "high": draw(st.sampled_from([best, None])),
        "quantifier": Quantifier.VAGUE if vague else Quantifier.EXACT,
        "population": Population.CIVILIAN,
        "unit": draw(st.sampled_from([Unit.PERSON, Unit.PERSON, Unit.HOUSEHOLD])),
        "factor": None,
        "pcode": pcode,
        "place": draw(st.sampled_from([PLACES[pcode], "Camp A", None])),
        "date_from": first,
        "date_to": first and first + timedelta(days=draw(st.sampled_from([0, 0, 1, 40]))),
        "speaks_of": draw(st.sampled_from([*DAYS, *OLD_DAYS, date(2090, 1, 1), None])),
        "published": draw(st.sampled_from([None, DAYS[-1]])),
        "definition": draw(st.sampled_from([None, "as registered", "As  registered"])),
        "sex": draw(st.sampled_from([None, None, Sex.FEMALE])),
    }
    key = f"claim/{draw(st.integers(1, 12))}"
    if draw(st.integers(0, 2)) == 0:
        changes["subset_of"] = f"claim/{draw(st.integers(1, 12))}"
        if changes["subset_of"] == key:
            changes["subset_of"] = "claim/of nobody"
    return key, changes


files = st.lists(_told(), min_size=1, max_size=10, unique_by=lambda told: told[0])


def _same(plain: Engine, copied: Engine, view: Filters) -> None:
    with reading(plain) as own, reading(copied) as other:
        assert copy_for(other) is not None
        assert running(other, view, Series.STOCK) == running(own, view, Series.STOCK)
        assert standing(other, view) == standing(own, view)
        for by in GROUPS:
            assert totals(other, view, by) == totals(own, view, by), (by, view)
            for most, first in product((1, 2), get_args(First)):
                found, expected = (largest(one, view, by, most=most, first=first) for one in (other, own))
                assert found == expected, (by, most, first, view)


@settings(max_examples=tries(15), **MANY)  # type: ignore[arg-type]
@given(
    batches=st.lists(files, min_size=1, max_size=4),
    layouts=st.lists(st.sampled_from(LAYOUTS), min_size=4, max_size=4),
    since=st.sampled_from([None, DAYS[2]]),
    until=st.sampled_from([DAYS[2], OLD_DAYS[0], date(2030, 1, 1)]),
)
def test_lines_from_the_copy_are_those_of_the_register(
    batches: list[list[tuple[str, dict[str, Any]]]],
    layouts: list[str],
    since: date | None,
    until: date,
    sqlite_template: Path,
    tmp_path: Path,
) -> None:
    with fresh(sqlite_template, tmp_path) as plain:
        copied = beside(plain)
        for batch, layout in zip(batches, layouts, strict=False):
            with writing(plain) as session:
                record(session, make_batch(*(make_claim(key, **changes) for key, changes in batch), layout=layout))
            _same(plain, copied, Filters())  # each batch becomes a piece of its own
        _same(plain, copied, Filters(since=since, series=Series.STOCK))
        _same(plain, copied, Filters(until=until))
        _same(plain, beside(plain), Filters(since=since))  # another process, which finds the pieces


def test_a_place_that_the_gazetteer_learns_joins_lines_in_the_copy_too(sqlite_engine: Engine) -> None:
    def stock(key: str, place: str, speaks_of: date, best: int) -> Any:
        told: dict[str, Any] = {"series": Series.STOCK, "measure": Measure.IDPS, "speaks_of": speaks_of, "best": best}
        return make_claim(key, place=place, pcode="SY0799", date_from=None, date_to=None, incident=None, **told)

    copied = beside(sqlite_engine)
    with writing(sqlite_engine) as session:
        _learn(session, "SY0799", "Atmeh")
        claims = stock("1", "Atmeh", DAYS[0], 5), stock("2", "Atma Camp", DAYS[1], 7)
        record(session, make_batch(*claims))
    _same(sqlite_engine, copied, Filters())
    with reading(copied) as session:
        assert len(totals(session, Filters())) == 2
    with writing(sqlite_engine) as session:
        place = session.get_one(Place, "SY0799")
        place.aliases = [*place.aliases, "Atma Camp"]
        _learn(session, "SY0798", "Elsewhere")
    _same(sqlite_engine, copied, Filters())
    with reading(copied) as session:
        assert [total.best for total in totals(session, Filters())] == [7]


def _learn(session: Session, pcode: str, name: str) -> None:
    session.add(Place(pcode=pcode, level=PlaceLevel.SETTLEMENT, name_en=name, parent="SY07"))
