"""Shares: a report is given away once."""

from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.incidents.share import shares

Pairs = list[tuple[int, int, float, int]]


def scores(pairs: Pairs) -> list[float]:
    schema = {"left": pl.Int64, "right": pl.Int64, "log_odds": pl.Float64, "capacity": pl.Int64}
    return shares(pl.DataFrame(pairs, schema=schema, orient="row"), -3.0).to_list()


def test_a_pair_that_stands_alone_takes_nearly_all() -> None:
    assert scores([(1, 1, 4.0, 1)])[0] > 0.95


def test_a_pair_with_little_evidence_takes_little() -> None:
    assert 0 < scores([(1, 1, -9.0, 1)])[0] < 0.1
    assert scores([(1, 1, -11.0, 1), (1, 2, 4.0, 1)])[0] == 0


def test_two_that_are_as_good_have_less_than_half_each() -> None:
    assert scores([(1, 1, 4.0, 1), (1, 2, 4.0, 1)]) == pytest.approx([0.49, 0.49], abs=0.01)


def test_an_event_of_two_reports_has_both() -> None:
    assert min(scores([(1, 1, 4.0, 2), (1, 2, 4.0, 2)])) > 0.95


def test_a_report_that_is_taken_leaves_an_event_the_next_best() -> None:
    first, taken, left = scores([(1, 1, 8.0, 1), (2, 1, 3.0, 1), (2, 2, 2.0, 1)])
    assert first > 0.9
    assert taken < 0.1
    assert left > 0.85


def test_no_pairs_have_no_shares() -> None:
    assert scores([]) == []


@st.composite
def evidence(draw: st.DrawFn) -> Pairs:
    capacity = {left: draw(st.integers(1, 4)) for left in range(5)}
    keys = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), unique=True, min_size=1))
    return [(left, right, draw(st.floats(-12, 12)), capacity[left]) for left, right in keys]


@settings(deadline=None)
@given(evidence(), st.randoms())
def test_nobody_gives_away_more_than_there_is_in_whatever_order(pairs: Pairs, chance: object) -> None:
    found = dict(zip(((left, right) for left, right, *_ in pairs), scores(pairs), strict=True))
    given_by, taken_from = defaultdict(float), defaultdict(float)
    for (left, right), score in found.items():
        given_by[left] += score
        taken_from[right] += score
    capacity = {left: reports for left, _, _, reports in pairs}
    assert all(taken <= 1.001 for taken in taken_from.values())
    assert all(total <= capacity[left] * 1.05 for left, total in given_by.items())
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    for pair, score in zip(((left, right) for left, right, *_ in pairs), scores(pairs), strict=True):
        assert score == pytest.approx(found[pair], abs=2e-6)
