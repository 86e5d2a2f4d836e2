from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from db.drafts import ClaimDraft
from db.engine import reading
from db.filters import Filters
from db.lines.falls import Change
from db.series.running import Running, running
from db.vocabulary import Age, Measure, Quantifier, Series

Put = Callable[..., Any]
Claim = Callable[..., ClaimDraft]


def tolls(engine: Engine, of: Series = Series.CUMULATIVE, **filters: Any) -> Running:
    with reading(engine) as session:
        return running(session, Filters(**filters), of)


def toll(claim: Claim, day: date, best: int | None, **changes: Any) -> ClaimDraft:
    fields = {"series": Series.CUMULATIVE, "speaks_of": day, "date_from": date(2023, 10, 7), "date_to": None}
    return claim(f"{changes.get('source', 'office')}/{day}/{best}", **{**fields, "best": best, **changes})


def stock(claim: Claim, key: str, day: date, best: int, **changes: Any) -> ClaimDraft:
    fields = {"series": Series.STOCK, "measure": Measure.IDPS, "speaks_of": day, "date_from": None, "date_to": None}
    return claim(key, **{**fields, "best": best, **changes})


JANUARY, FEBRUARY, MARCH, APRIL = (date(2024, month, 1) for month in (1, 2, 3, 4))


def test_a_toll_that_falls_is_marked_and_never_a_negative_number(engine: Engine, put: Put, claim: Claim) -> None:
    put(*(toll(claim, day, best) for day, best in ((JANUARY, 4237), (FEBRUARY, 4327), (MARCH, 4324))))
    (line,) = tolls(engine).lines
    assert [(point.day, point.best, point.change, point.before) for point in line.points] == [
        (JANUARY, 4237, None, None),
        (FEBRUARY, 4327, None, None),
        (MARCH, 4324, Change.FALL, line.points[1]),
    ]
    assert line.since == date(2023, 10, 7)


def test_a_toll_that_falls_below_half_has_begun_again(engine: Engine, put: Put, claim: Claim) -> None:
    put(*(toll(claim, day, best) for day, best in ((JANUARY, 1000), (FEBRUARY, 500), (MARCH, 249), (APRIL, 250))))
    (line,) = tolls(engine).lines
    assert [point.change for point in line.points] == [None, Change.FALL, Change.RESET, None]


def test_lines_are_never_joined_over_sources_definitions_starts_or_places(
    engine: Engine, put: Put, claim: Claim
) -> None:
    put(
        toll(claim, JANUARY, 100),
        toll(claim, FEBRUARY, 110, source="Monitor"),
        toll(claim, MARCH, 120, definition="Named people"),
        toll(claim, APRIL, 130, date_from=date(2011, 3, 1)),
        toll(claim, APRIL, 140, place="Homs", pcode="SY04"),
    )
    found = tolls(engine)
    assert [len(line.points) for line in found.lines] == [1] * 5
    assert [line.latest.best for line in found.lines] == [140, 130, 120, 110, 100]
    assert not [point for line in found.lines for point in line.points if point.change]


def test_a_part_of_a_toll_is_one_line_though_each_day_is_part_of_another_total(
    engine: Engine, put: Put, claim: Claim
) -> None:
    wholes = [toll(claim, JANUARY, 100), toll(claim, FEBRUARY, 110)]
    parts = [
        toll(claim, whole.speaks_of, 40, age=Age.CHILD, subset_of=whole.key, source="Field office")
        for whole in wholes
        if whole.speaks_of
    ]
    put(*wholes, *parts)
    whole, part = tolls(engine).lines
    assert (whole.part, len(whole.points), part.part, len(part.points)) == (False, 2, True, 2)


def test_an_open_figure_does_not_fall_and_the_next_one_does_from_what_it_left_standing(
    engine: Engine, put: Put, claim: Claim
) -> None:
    at_least = {"low": 90, "high": None, "quantifier": Quantifier.AT_LEAST}
    put(toll(claim, JANUARY, 100), toll(claim, FEBRUARY, None, **at_least), toll(claim, MARCH, 95))
    (line,) = tolls(engine).lines
    assert [point.change for point in line.points] == [None, None, Change.FALL]
    assert line.latest.before == line.points[0]


def test_a_figure_without_a_best_falls_from_its_low(engine: Engine, put: Put, claim: Claim) -> None:
    at_least = {"low": 90, "high": None, "quantifier": Quantifier.AT_LEAST}
    put(toll(claim, JANUARY, None, **at_least), toll(claim, FEBRUARY, 80))
    assert tolls(engine).lines[0].latest.change is Change.FALL


def test_of_two_figures_for_one_day_the_later_published_stands(engine: Engine, put: Put, claim: Claim) -> None:
    put(toll(claim, JANUARY, 100, published=MARCH), toll(claim, JANUARY, 90, published=APRIL))
    (line,) = tolls(engine).lines
    assert [point.best for point in line.points] == [90]


def test_a_stock_that_falls_is_no_fault(engine: Engine, put: Put, claim: Claim) -> None:
    put(stock(claim, "a", JANUARY, 900), stock(claim, "b", FEBRUARY, 100))
    (line,) = tolls(engine, Series.STOCK).lines
    assert [(point.best, point.change) for point in line.points] == [(900, None), (100, None)]


def test_claims_of_several_unknown_places_are_no_line(engine: Engine, put: Put, claim: Claim) -> None:
    nowhere = {"place": None, "pcode": None}
    put(
        stock(claim, "a", JANUARY, 900, **nowhere),
        stock(claim, "b", JANUARY, 30, **nowhere),
        stock(claim, "c", FEBRUARY, 31, **nowhere),
    )
    found = tolls(engine, Series.STOCK)
    assert (found.lines, found.unplaced) == ((), 3)


def test_a_claim_without_any_day_is_counted_and_not_drawn(engine: Engine, put: Put, claim: Claim) -> None:
    put(toll(claim, JANUARY, 100), toll(claim, JANUARY, 5, source="Paper", speaks_of=None, date_from=None))
    found = tolls(engine)
    assert (len(found.lines), found.undated) == (1, 1)


def test_only_the_largest_of_each_measure_are_kept_when_asked(engine: Engine, put: Put, claim: Claim) -> None:
    places = [("Homs", "SY04"), ("Hama", "SY05"), ("Idleb", "SY07")]
    put(*(stock(claim, name, JANUARY, 10 * n, place=name, pcode=code) for n, (name, code) in enumerate(places, 1)))
    with reading(engine) as session:
        found = running(session, Filters(), Series.STOCK, most=2)
    assert ([line.place for line in found.lines], found.more) == (["Idleb", "Hama"], 1)


def test_time_travel_shows_the_line_as_it_was_known(engine: Engine, put: Put, claim: Claim) -> None:
    put(toll(claim, JANUARY, 100), now=datetime(2024, 1, 2, tzinfo=UTC))
    put(toll(claim, FEBRUARY, 90), now=datetime(2024, 2, 2, tzinfo=UTC))
    assert len(tolls(engine, as_of=datetime(2024, 1, 15, tzinfo=UTC)).lines[0].points) == 1


def test_a_view_of_another_series_holds_no_line(engine: Engine, put: Put, claim: Claim) -> None:
    put(toll(claim, JANUARY, 100))
    assert tolls(engine, series=Series.STOCK) == Running((), 0, 0, 0)


def test_what_happens_in_incidents_does_not_run_over_time(engine: Engine) -> None:
    with pytest.raises(ValueError, match="do not run over time"):
        tolls(engine, Series.INCIDENT)
