"""The stored figures are those that the claims are reconciled to, now and on any evening before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from polars.testing import assert_frame_equal
from sqlalchemy import Engine, select
from sqlmodel import col

from db.drafts import ClaimDraft, GradeDraft, SourceDraft
from db.engine import reading, writing
from db.entries import table_of
from db.figures import GROUP, reconcile
from db.filters import Filters
from db.judgements.judged import Judged, with_judgements
from db.ledger import describe_source
from db.models import Figure, Incident
from db.upkeep import STATED
from db.views.frame import View, known, load
from db.vocabulary import ClaimStatus, Policy, Reliability, Series
from tests.db.histories import Step, fresh, happen, histories
from tests.tries import tries

MANY = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
SHARED = [*GROUP, "low", "best", "high", "claims", "origins", "chosen", "quantifier", "corroboration", "counted"]


def _stored(engine: Engine, filters: Filters) -> pl.DataFrame:
    table = table_of(Figure)
    named = [table.c[name] for name in STATED]
    with reading(engine) as session:
        rows = session.connection().execute(
            select(col(Incident.code), *named)
            .join(Incident, col(Incident.id) == table.c.incident_id)
            .where(known(Figure, filters))
        )
        numbers = [tuple(getattr(value, "number", value) for value in row) for row in rows]
    return pl.DataFrame(numbers, schema={"incident": pl.String} | STATED, orient="row")


def _reconciled(engine: Engine, filters: Filters) -> pl.DataFrame:
    """All figures as the claims say them."""
    with reading(engine) as session:
        view = View.of(session, filters)
        claims = load(session, view).filter(
            pl.col("series") == Series.INCIDENT.number,
            pl.col("status") == ClaimStatus.ACTIVE.number,
            pl.col("incident").is_not_null(),
        )
        judged = replace(view.judged, covers=Judged().covers)
        return with_judgements(reconcile(claims, filters.policy), judged).with_columns(pl.col("word"))


def _check(engine: Engine, moment: datetime | None) -> None:
    for policy in Policy:
        filters = Filters(as_of=moment, policy=policy)
        stored = _stored(engine, filters).filter(pl.col("policy") == policy.number)
        said = _reconciled(engine, filters)
        both = said.join(stored.select(GROUP), on=list(GROUP), how="semi", nulls_equal=True)
        order = [*GROUP]
        assert_frame_equal(
            both.select(SHARED).sort(order),
            stored.select(SHARED).sort(order),
            check_dtypes=False,
            check_row_order=False,
        )
        assert both.height == stored.height
        lone = said.join(stored.select(GROUP), on=list(GROUP), how="anti", nulls_equal=True)
        assert (lone["claims"] == 1).all()


@settings(max_examples=tries(15), **MANY)  # type: ignore[arg-type]
@given(history=histories)
def test_stored_figures_are_what_the_claims_come_to_on_every_evening(
    history: tuple[Step, ...], sqlite_template: Path, tmp_path: Path
) -> None:
    with fresh(sqlite_template, tmp_path) as engine:
        evenings = list(happen(engine, history))
        for evening in evenings:
            _check(engine, evening)
        _check(engine, None)


def _chosen(engine: Engine) -> set[tuple[str, str | None]]:
    open_now = _stored(engine, Filters())
    return {(Policy.of(policy), chosen) for policy, chosen in open_now.select("policy", "chosen").iter_rows()}


def test_a_grade_changes_whose_best_is_stored(
    engine: Engine, put: Callable[..., Any], claim: Callable[..., ClaimDraft]
) -> None:
    put(claim(published=date(2024, 12, 1)), claim("monitor/1/killed", source="Monitor", best=9))
    assert (Policy.MOST_RELIABLE, "Field office") in _chosen(engine)
    with writing(engine) as session:
        draft = GradeDraft(Reliability.A, "desk", date(2024, 12, 3), "seen on the spot")
        describe_source(session, SourceDraft("Monitor", grade=draft))
    assert {
        (Policy.MOST_RELIABLE, "Monitor"),
        (Policy.ENVELOPE, "Monitor"),
        (Policy.LATEST, "Field office"),
    } <= _chosen(engine)


def test_a_claim_that_stands_alone_is_its_own_figure(
    engine: Engine, put: Callable[..., Any], claim: Callable[..., ClaimDraft]
) -> None:
    put(claim(), claim("office/2/killed", incident="event-2"))
    assert _stored(engine, Filters()).is_empty()
