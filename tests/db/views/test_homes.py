"""An incident is in one month and one place: views that part the register add up to the whole."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.answers import Total
from db.columns.store import beside
from db.deciding import judging
from db.drafts import ClaimDraft
from db.engine import reading, writing
from db.filters import FilterError, Filters
from db.ledger import Recorded
from db.queries import incidents, standing, totals
from db.vocabulary import Corroboration, DatePrecision, Measure, Policy, Reliability, Series
from tests.db.histories import SOURCES, Step, fresh, happen, histories
from tests.tries import tries

MONTHS = {"2024-11": (date(2024, 11, 1), date(2024, 11, 30)), "2024-12": (date(2024, 12, 1), date(2024, 12, 31))}
AREAS = ("SY02", "SY07")

views = st.builds(
    Filters,
    series=st.just(Series.INCIDENT),
    measure=st.sampled_from([None, None, Measure.KILLED]),
    source=st.sampled_from([None, None, *SOURCES]),
    reliability=st.sampled_from([None, None, Reliability.C]),
    corroboration=st.sampled_from([None, None, *Corroboration]),
    policy=st.sampled_from(list(Policy)),
)
Sums = dict[tuple[str, ...], tuple[int | None, ...]]


def _sums(parts: Iterable[Total]) -> Sums:
    """Low, best, high, claims and incidents of each kind, over what is parted."""
    found: dict[tuple[str, ...], list[Total]] = {}
    for part in parts:
        kind = (part.measure, part.population, str(part.sex), str(part.age), part.unit)
        found.setdefault(kind, []).append(part)
    return {kind: _sum(own) for kind, own in found.items()}


def _sum(parts: list[Total]) -> tuple[int | None, ...]:
    lows = [part.low for part in parts if part.low is not None]
    ends = [[getattr(part, name) for part in parts] for name in ("best", "high")]
    all_or_none = [None if None in values else sum(values) for values in ends]
    counts = sum(part.claims for part in parts), sum(part.incidents for part in parts)
    return (sum(lows) if lows else None, *all_or_none, *counts)


def _check_months(engine: Engine, view: Filters) -> None:
    with reading(engine) as session:
        whole, grouped = totals(session, view), totals(session, view, "month")
        parts = [total for total in grouped if total.group is None]
        for month, (since, until) in MONTHS.items():
            own = totals(session, view.but(since=since, until=until))
            assert _sums(own) == _sums(total for total in grouped if total.group == month)
            parts += own
        assert _sums(parts) == _sums(whole)


def _check_areas(engine: Engine, view: Filters) -> None:
    with reading(engine) as session:
        whole, grouped = totals(session, view), totals(session, view, "place")
        parts = [total for total in grouped if total.group is None]
        for area in AREAS:
            own = totals(session, view.but(place=area))
            assert _sums(own) == _sums(total for total in grouped if total.group == area)
            parts += own
        assert _sums(parts) == _sums(whole)


def _check_districts(engine: Engine, view: Filters) -> None:
    """What the districts of an area say, and what is known to the area alone, is what is said of the area."""
    with reading(engine) as session:
        for area in AREAS:
            own = view.but(place=area)
            grouped = totals(session, own, "district")
            assert _sums(grouped) == _sums(totals(session, own))
            for district in {total.group for total in grouped if total.group not in (None, area)}:
                alone = totals(session, view.but(place=district))
                assert _sums(alone) == _sums(total for total in grouped if total.group == district)


@settings(max_examples=tries(25), deadline=None, suppress_health_check=[*HealthCheck])
@given(history=histories, drawn=st.lists(views, min_size=2, max_size=4))
def test_months_and_areas_add_up_to_the_whole(
    history: tuple[Step, ...], drawn: list[Filters], sqlite_template: Path, tmp_path: Path
) -> None:
    with fresh(sqlite_template, tmp_path) as plain:
        *_, evening = happen(plain, history)
        for engine in (plain, beside(plain)):
            for view in (Filters(series=Series.INCIDENT, as_of=evening), *drawn):
                with suppress(FilterError):  # a name that nothing in this history has brought
                    _check_months(engine, view)
                    _check_areas(engine, view)
                    _check_districts(engine, view)


@pytest.fixture(params=["register", "copy"])
def seen(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return engine if request.param == "register" else beside(engine, tmp_path)


Put = Callable[..., Recorded]
Claim = Callable[..., ClaimDraft]


def test_an_event_that_two_sources_date_apart_is_whole_in_its_earliest_month(
    seen: Engine, put: Put, claim: Claim
) -> None:
    put(
        claim("office/1/killed", best=4, date_from=date(2024, 11, 30), date_to=date(2024, 11, 30)),
        claim("radio/1/killed", source="Radio", best=7, date_from=date(2024, 12, 1), date_to=date(2024, 12, 1)),
    )
    with reading(seen) as session:
        [november] = totals(session, Filters(since=date(2024, 11, 1), until=date(2024, 11, 30)))
        assert (november.low, november.high, november.claims) == (4, 7, 2)
        assert totals(session, Filters(since=date(2024, 12, 1))) == []
        [radio] = totals(session, Filters(source="Radio", until=date(2024, 11, 30)))
        assert (radio.best, radio.group) == (7, None)
        assert standing(session, Filters(until=date(2024, 11, 30))).claims == 2


def test_what_is_dated_to_a_year_is_in_the_year_and_in_no_month_of_it(seen: Engine, put: Put, claim: Claim) -> None:
    year = {"date_from": date(2024, 1, 1), "date_to": date(2024, 12, 31), "date_precision": DatePrecision.D5}
    put(claim(best=4, **year))
    with reading(seen) as session:
        assert totals(session, Filters(since=date(2024, 1, 1), until=date(2024, 1, 31))) == []
        assert [total.best for total in totals(session, Filters(since=date(2024, 1, 1)))] == [4]
        assert [total.group for total in totals(session, Filters(), "month")] == [None]


def test_an_event_is_in_the_place_that_most_claims_name_at_each_level(seen: Engine, put: Put, claim: Claim) -> None:
    put(
        claim("office/1/killed", best=4, pcode="SY0700"),
        claim("radio/1/killed", source="Radio", best=4, pcode="SY07"),
        claim("monitor/1/killed", source="Monitor", best=6, pcode="SY02"),
    )
    with reading(seen) as session:
        assert [total.high for total in totals(session, Filters(place="SY07"))] == [6]
        assert [total.high for total in totals(session, Filters(place="SY0700"))] == [6]
        assert totals(session, Filters(place="SY02")) == []
        assert [total.group for total in totals(session, Filters(), "place")] == ["SY07"]
        assert [incident.pcode for incident in incidents(session, Filters(place="SY0700"))] == ["SY0700"]


def test_districts_and_what_names_the_governorate_alone_add_up_to_the_governorate(
    seen: Engine, put: Put, claim: Claim
) -> None:
    put(
        claim("office/1/killed", best=4, incident="one", pcode="SY0700"),
        claim("office/2/killed", best=7, incident="two", pcode="SY07"),
        claim("radio/2/killed", source="Radio", best=9, incident="two", pcode="SY07"),
        claim("office/3/killed", best=1, incident="three", pcode="SY0700"),
        claim("office/4/killed", best=5, incident="four", pcode="SY"),
        claim("office/toll", best=50, pcode="SY0700", series=Series.CUMULATIVE),
    )
    with reading(seen) as session:
        parts = {
            total.group: (total.low, total.high, total.claims, total.incidents)
            for total in totals(session, Filters(series=Series.INCIDENT), "district")
        }
        assert parts == {"SY0700": (5, 5, 2, 2), "SY07": (7, 9, 2, 1), None: (5, 5, 1, 1)}
        [whole] = totals(session, Filters(series=Series.INCIDENT, place="SY07"))
        assert (whole.low, whole.high, whole.claims, whole.incidents) == (12, 14, 4, 3)
        tolls = totals(session, Filters(series=Series.CUMULATIVE), "district")
        assert [(total.group, total.group_label) for total in tolls] == [("SY0700", "Idleb")]


def test_what_is_told_in_one_in_another_month_is_not_counted_again_in_its_own(
    seen: Engine, put: Put, claim: Claim
) -> None:
    one, other = date(2024, 11, 2), date(2024, 12, 5)
    put(
        claim(best=9, incident="whole", date_from=one, date_to=one),
        claim("radio/1/killed", source="Radio", best=4, incident="part", date_from=other, date_to=other),
    )
    with writing(seen) as session:
        judging.covers(session, "whole", "part", by="Rana", reason="the same dead")
    with reading(seen) as session:
        assert [total.best for total in totals(session, Filters())] == [9]
        assert [total.best for total in totals(session, Filters(until=one))] == [9]
        assert totals(session, Filters(since=other)) == []
