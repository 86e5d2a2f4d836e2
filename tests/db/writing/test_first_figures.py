"""The figures of incidents that a file brings are those that the register itself would be asked for."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import Session

from db.claim_frame import frame_of
from db.drafts import BatchDraft, ClaimDraft, GradeDraft, SourceDraft
from db.engine import IN_MEMORY, migrate, open_register, writing
from db.ledger import describe_source, record
from db.models import Claim, Figure
from db.upkeep import STATED, refresh_figures
from db.vocabulary import Age, ClaimStatus, Measure, Policy, Quantifier, Reliability, Series, SourceKind

NOW = datetime(2024, 12, 1, tzinfo=UTC)


def _figures(session: Session) -> list[tuple[Any, ...]]:
    columns = [getattr(Figure, name) for name in STATED]
    found = session.connection().execute(select(*columns, Figure.superseded_at))  # type: ignore[call-overload]
    return sorted((tuple(row) for row in found), key=repr)


_claims: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        source=st.sampled_from(["Rescue service", "Monitor", "Office"]),
        origin=st.sampled_from([None, "Rescue service", "Hospital"]),
        measure=st.sampled_from([Measure.KILLED, Measure.INJURED]),
        series=st.sampled_from([Series.INCIDENT, Series.INCIDENT, Series.PERIOD]),
        figure=st.sampled_from([(4, 4, None), (6, 6, 6), (8, None, 12), (None, None, None), (2, None, None)]),
        age=st.sampled_from([None, None, Age.CHILD]),
        status=st.sampled_from([ClaimStatus.ACTIVE, ClaimStatus.ACTIVE, ClaimStatus.RETRACTED]),
        attributed_to=st.sampled_from([None, "one side", "the other"]),
        incident=st.sampled_from(["strike", "raid", "flood", "fire", "mine", None]),
        part=st.booleans(),
    ),
    min_size=8,
    max_size=40,
)


def _drafts(told: list[dict[str, Any]]) -> list[ClaimDraft]:
    return [
        ClaimDraft(
            key=f"{number}/x",
            row=number + 2,
            direct=one["origin"] is None,
            verbatim="several people",
            span=(0, 7),
            rule="test/1",
            quantifier=Quantifier.VAGUE if one["figure"] == (2, None, None) else Quantifier.EXACT,
            low=one["figure"][0],
            best=one["figure"][1],
            high=one["figure"][2],
            subset_of="0/x" if one["part"] and number else None,
            **{
                name: one[name]
                for name in ("source", "origin", "measure", "series", "age", "status", "attributed_to", "incident")
            },
        )
        for number, one in enumerate(told)
    ]


@pytest.fixture(scope="module")
def blank_register() -> Iterator[Engine]:
    engine = open_register(IN_MEMORY)
    migrate(engine)
    yield engine
    engine.dispose()


@contextmanager
def _tried(engine: Engine) -> Iterator[Session]:
    """A session that writes, whose work is undone at the end: making a register takes longer than any of these."""
    with suppress(_Undone), writing(engine) as session:
        yield session
        raise _Undone


class _Undone(Exception):  # noqa: N818  (nothing went wrong)
    pass


def _found_anew(session: Session) -> list[tuple[Any, ...]]:
    session.connection().exec_driver_sql("DELETE FROM figure")
    incidents = session.scalars(select(Claim.incident_id).distinct()).all()  # type: ignore[call-overload]
    refresh_figures(session, [number for number in incidents if number], NOW)
    return _figures(session)


def _file(name: str, claims: pl.DataFrame) -> BatchDraft:
    return BatchDraft(name, name[0] * 64, "generic", 1, "", claims)


@settings(max_examples=5, deadline=None)
@given(told=_claims)
def test_they_are_what_the_register_itself_gives(blank_register: Engine, told: list[dict[str, Any]]) -> None:
    grade = GradeDraft(Reliability.B, "us", NOW.date(), "known", measure=Measure.KILLED)
    with _tried(blank_register) as session:
        describe_source(session, SourceDraft("Monitor", SourceKind.UNKNOWN, grade=grade), now=NOW)
        record(session, _file("f.csv", frame_of(_drafts(told))), now=NOW)
        first = _figures(session)
        assert _found_anew(session) == first


@settings(max_examples=5, deadline=None)
@given(told=_claims, later=_claims)
def test_so_they_are_in_a_register_that_holds_some_incidents_and_claims_already(
    blank_register: Engine, told: list[dict[str, Any]], later: list[dict[str, Any]]
) -> None:
    """The later file brings incidents of its own, tells of the first ones too, and moves claims between them."""
    second = frame_of(_drafts(later)).with_columns(
        pl.when(pl.col("row") % 3 == 0).then(pl.lit("siege")).otherwise("incident").alias("incident"),
        pl.when(pl.col("row") % 2 == 0).then("key").otherwise(pl.col("key") + "/later").alias("key"),
    )
    with _tried(blank_register) as session:
        record(session, _file("f.csv", frame_of(_drafts(told))), now=NOW)
        record(session, _file("g.csv", second), now=NOW)
        kept = [figure[:-1] for figure in _figures(session) if figure[-1] is None]
        assert [figure[:-1] for figure in _found_anew(session)] == kept


def test_incidents_of_which_two_sources_speak_have_figures_under_each_policy(blank_register: Engine) -> None:
    with _tried(blank_register) as session:
        record(session, _file("f.csv", frame_of(_drafts([_SAID, _SAID | {"source": "Office"}]))), now=NOW)
        assert len(_figures(session)) == len(Policy)


def test_claims_without_incidents_have_no_figures(blank_register: Engine) -> None:
    of_a_month = _SAID | {"series": Series.PERIOD, "incident": None}
    with _tried(blank_register) as session:
        record(session, _file("f.csv", frame_of(_drafts([of_a_month, of_a_month | {"source": "Office"}]))), now=NOW)
        assert _figures(session) == []
        assert len(session.scalars(select(Claim.id)).all()) == 2  # type: ignore[call-overload]


_SAID: dict[str, Any] = {
    **{"source": "Monitor", "origin": None, "measure": Measure.KILLED, "series": Series.INCIDENT},
    **{"figure": (4, 4, 4), "age": None, "status": ClaimStatus.ACTIVE, "attributed_to": None},
    **{"incident": "strike", "part": False},
}
