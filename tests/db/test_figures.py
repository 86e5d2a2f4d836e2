"""Reconciling: golden cases for each policy, and what holds for all claims."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from db.figures import GROUP, add_up, independent, reconcile
from db.vocabulary import Age, Corroboration, Measure, Policy, Population, Quantifier, Unit

GOLDEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("figures.yml").read_text(encoding="utf-8"))
TRIED = [(case, policy) for case in GOLDEN for policy in Policy]

RECORDED = datetime(2024, 12, 10, tzinfo=UTC)
SCHEMA: dict[str, Any] = {
    **{"incident": pl.String, "measure": pl.Int16, "population": pl.Int16, "sex": pl.Int16, "age": pl.Int16},
    **{"unit": pl.Int16, "key": pl.String, "subset_of": pl.String, "source": pl.String, "speaker": pl.String},
    **{"direct": pl.Boolean, "rank": pl.Int16, "low": pl.Int64, "best": pl.Int64, "high": pl.Int64},
    **{"quantifier": pl.Int16, "word": pl.String, "attributed_to": pl.String, "published": pl.Date},
    **{"speaks_of": pl.Date, "date_to": pl.Date, "recorded_at": pl.Datetime(time_zone="UTC")},
}


def _frame(claims: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame([_row(number, claim) for number, claim in enumerate(claims)], schema=SCHEMA, orient="row")


def _row(number: int, claim: dict[str, Any]) -> dict[str, Any]:
    origin, direct = claim.get("origin"), claim.get("direct", "origin" not in claim)
    return {
        "incident": claim.get("incident", "event-1"),
        "measure": claim.get("measure", Measure.KILLED).number,
        "population": claim.get("population", Population.UNKNOWN).number,
        "sex": None,
        "age": Age.CHILD.number if claim.get("child") else None,
        "unit": Unit.PERSON.number,
        "key": f"key-{number}",
        "subset_of": "total" if claim.get("part") else None,
        "source": claim["source"],
        "speaker": origin or (claim["source"] if direct else None),
        "direct": direct,
        "rank": claim["rank"],
        **dict(zip(("low", "best", "high"), claim["says"], strict=True)),
        "quantifier": Quantifier(claim["quantifier"]).number if "quantifier" in claim else None,
        "word": claim.get("word"),
        "attributed_to": claim.get("blames"),
        "published": claim.get("day"),
        "speaks_of": None,
        "date_to": None,
        "recorded_at": RECORDED,
    }


@pytest.mark.parametrize(("case", "policy"), TRIED, ids=[f"{case['name']} ({policy})" for case, policy in TRIED])
def test_a_policy_makes_the_figure_that_is_written_down(case: dict[str, Any], policy: Policy) -> None:
    [figure] = reconcile(_frame(case["claims"]), policy).to_dicts()
    assert [figure["low"], figure["best"], figure["high"]] == case.get(policy.value, case.get("same"))
    if (chosen := case.get("from", {}).get(policy.value, case.get("from", {}).get("same", "?"))) != "?":
        assert figure["chosen"] == chosen
    assert Corroboration.of(figure["corroboration"]) == case["corroboration"]
    assert figure["claims"] == case.get("counted", figure["claims"])
    assert figure["origins"] == case.get("origins", figure["origins"])
    if len(case["claims"]) == 1:
        assert figure["quantifier"] == (Quantifier(case["quantifier"]).number if "quantifier" in case else None)
        assert figure["word"] == case.get("word")
    if "quantifiers" in case:
        own = case["quantifiers"][policy.value]
        assert figure["quantifier"] == (Quantifier(own).number if own else None)


DAYS = st.dates(date(2024, 11, 1), date(2024, 11, 5))
BOUND = st.none() | st.integers(0, 9)


@st.composite
def _figures(draw: st.DrawFn) -> list[int | None]:
    """A low, best and high in order, any of them unknown."""
    bounds = iter(sorted(draw(st.lists(st.integers(0, 9), min_size=3, max_size=3))))
    return [next(bounds) if draw(st.booleans()) else None for _ in range(3)]


@st.composite
def _claims(draw: st.DrawFn) -> dict[str, Any]:
    source = draw(st.sampled_from(["Office", "Monitor", "Newspaper"]))
    claim: dict[str, Any] = {
        "source": source,
        "rank": draw(st.integers(1, 7)),
        "day": draw(DAYS),
        "says": draw(_figures()),
        "incident": draw(st.sampled_from(["event-1", "event-2"])),
        "measure": draw(st.sampled_from([Measure.KILLED, Measure.INJURED])),
        "population": draw(st.sampled_from([Population.CIVILIAN, Population.UNKNOWN])),
        "part": draw(st.booleans()),
        "blames": draw(st.sampled_from([None, "One side", "The other side"])),
    }
    how = draw(st.sampled_from(["itself", "relays", "does not say"]))
    said_how: dict[str, dict[str, Any]] = {
        "itself": {},
        "relays": {"origin": "Rescue"},
        "does not say": {"direct": False},
    }
    return claim | said_how[how]


CLAIMS = st.lists(_claims(), max_size=12)


@settings(max_examples=50)
@given(CLAIMS, st.randoms(use_true_random=False), st.sampled_from(Policy))
def test_the_order_of_claims_does_not_change_a_figure(
    claims: list[dict[str, Any]], random: Any, policy: Policy
) -> None:
    frame = _frame(claims)
    shuffled = frame.sample(fraction=1, shuffle=True, seed=random.randrange(2**32))
    assert_frame_equal(reconcile(frame, policy), reconcile(shuffled, policy), check_row_order=False)


@settings(max_examples=50)
@given(CLAIMS, st.sampled_from(Policy))
def test_a_figure_is_of_one_kind_and_in_order(claims: list[dict[str, Any]], policy: Policy) -> None:
    frame = _frame(claims)
    figures = reconcile(frame, policy)
    kinds = independent(frame).select(GROUP).unique()
    assert figures.select(GROUP).sort(GROUP, nulls_last=True).equals(kinds.sort(GROUP, nulls_last=True))
    for low, best, high in figures.select("low", "best", "high").iter_rows():
        known = [bound for bound in (low, best, high) if bound is not None]
        assert known == sorted(known)


@settings(max_examples=50)
@given(CLAIMS, st.sampled_from(Policy))
def test_a_figure_invents_no_number(claims: list[dict[str, Any]], policy: Policy) -> None:
    said = {number for claim in claims if not claim["part"] for number in claim["says"]} | {None}
    for figure in reconcile(_frame(claims), policy).select("low", "best", "high").iter_rows():
        assert set(figure) <= said


@settings(max_examples=50)
@given(CLAIMS)
def test_the_envelope_holds_what_every_voice_says_that_counts(claims: list[dict[str, Any]]) -> None:
    counted = independent(_frame(claims))
    joined = counted.join(
        reconcile(_frame(claims), Policy.ENVELOPE), on=list(GROUP), nulls_equal=True, suffix="_of_all"
    )
    for row in joined.iter_rows(named=True):
        if None not in (row["low_of_all"], row["low"]):
            assert row["low_of_all"] <= row["low"]
        if None not in (row["high_of_all"], row["high"]):
            assert row["high_of_all"] >= row["high"]


@settings(max_examples=50)
@given(CLAIMS, st.sampled_from(Policy))
def test_a_sum_keeps_known_lows_and_has_a_best_and_a_high_only_where_all_parts_do(
    claims: list[dict[str, Any]], policy: Policy
) -> None:
    figures = reconcile(_frame(claims), policy)
    sums = add_up(figures)
    by_kind = {(row["measure"], row["population"]): row for row in sums.iter_rows(named=True)}
    assert len(by_kind) == sums.height
    for kind, row in by_kind.items():
        parts = [f for f in figures.iter_rows(named=True) if (f["measure"], f["population"]) == kind]
        lows = [f["low"] for f in parts if f["low"] is not None]
        assert row["low"] == (sum(lows) if lows else None)
        for bound in ("best", "high"):
            values = [f[bound] for f in parts]
            assert row[bound] == (None if None in values else sum(values))
        assert row["incidents"] == len(parts)
        if len(parts) > 1:
            assert (row["quantifier"], row["word"]) == (None, None)
        known = [row[bound] for bound in ("low", "best", "high") if row[bound] is not None]
        assert known == sorted(known)


@settings(max_examples=50)
@given(CLAIMS, st.sampled_from(Policy))
def test_a_part_changes_no_figure(claims: list[dict[str, Any]], policy: Policy) -> None:
    frame = _frame(claims)
    assert_frame_equal(reconcile(frame, policy), reconcile(frame.filter(pl.col("subset_of").is_null()), policy))


@settings(max_examples=50)
@given(CLAIMS, st.sampled_from(Policy), st.integers(0, 9))
def test_a_relay_of_somebody_who_speaks_for_himself_changes_no_figure(
    claims: list[dict[str, Any]], policy: Policy, figure: int
) -> None:
    spoken = [{"source": "Rescue", "rank": 3, "day": date(2024, 11, 3), "says": [figure] * 3}, *claims]
    spoken = [claim for claim in spoken if claim.get("origin") != "Rescue"]
    relay = {"source": "Radio", "origin": "Rescue", "rank": 3, "day": date(2024, 11, 9), "says": [9, 9, 9]}
    assert_frame_equal(reconcile(_frame(spoken), policy), reconcile(_frame([*spoken, relay]), policy))


def test_a_total_over_open_bounds_prints_without_an_upper_bound() -> None:
    """Two killed in one event and at least four in another: six or more, and nobody knows how many."""
    claims = [
        {"incident": "a", "source": "Office", "rank": 2, "day": date(2024, 12, 1), "says": [2, 2, 2]},
        {"incident": "b", "source": "Office", "rank": 2, "day": date(2024, 12, 1), "says": [4, 4, None]},
    ]
    [total] = add_up(reconcile(_frame(claims), Policy.ENVELOPE)).to_dicts()
    assert (total["low"], total["best"], total["high"]) == (6, 6, None)


def test_no_claims_make_no_figures() -> None:
    for policy in Policy:
        assert add_up(reconcile(_frame([]), policy)).height == 0
