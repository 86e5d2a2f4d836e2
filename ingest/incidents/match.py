"""The verb that matches the register's incidents: read, score, judge, store; run again it keeps what still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl
from sqlmodel import Session

from db.clock import moment_of
from db.deciding.rejudging import Wanted, changes, rejudge
from db.judgements.parting import judged_alone, rested_on
from db.judgements.standing import Standing, standing
from db.vocabulary import JudgementKind
from ingest.incidents.adding_up import with_sums
from ingest.incidents.compared import compared
from ingest.incidents.explain import reasons
from ingest.incidents.reading import Known, known_incidents
from ingest.incidents.scores import score
from ingest.incidents.statements import cited, former
from ingest.incidents.verdicts import (
    FAR_DAYS,
    Verdict,
    cited_verdicts,
    consistent,
    former_verdicts,
    scored_verdicts,
    with_questions,
)
from ingest.incidents.weights import Rule, shipped_rule


@dataclass(frozen=True, slots=True)
class Matched:
    """What a run judged: counts by kind of what the rule holds now, and what of it is new or no longer held."""

    incidents: int
    merged: int
    covered: int
    possible: int
    new: int
    undone: int


def match(
    session: Session,
    *,
    since: date | None = None,
    until: date | None = None,
    rule: Rule | None = None,
    now: datetime | None = None,
) -> Matched:
    """Judge the incidents of a period (default: all) by the rule, and store what has changed, in one transaction.

    What people judged stands before what the rule would say. What the rule judged before and no longer would is undone,
    so that the outcome is the same in whatever order files came and however often this ran.
    """
    rule = rule or shipped_rule()
    planned = _plan(session, since, until, rule)
    new, undone = rejudge(session, rule.id, planned.wanted, planned.within, now or moment_of(session))
    return planned.told(new, undone)


def foresee(
    session: Session, *, since: date | None = None, until: date | None = None, rule: Rule | None = None
) -> Matched:
    """What :func:`match` would do now; changes nothing."""
    planned = _plan(session, since, until, rule or shipped_rule())
    held = standing(session)
    new, undone = changes(held, planned.wanted, planned.within, rested_on(session, held))
    return planned.told(len(new), len(undone))


@dataclass(frozen=True, slots=True)
class _Planned:
    wanted: list[Wanted]
    within: frozenset[int]

    def told(self, new: int, undone: int) -> Matched:
        kinds = [each.kind for each in self.wanted]
        merged, covered, possible = (kinds.count(kind) for kind in _KINDS)
        return Matched(len(self.within), merged, covered, possible, new, undone)


_KINDS = (JudgementKind.MERGE, JudgementKind.COVERS, JudgementKind.POSSIBLE)
_MARGIN = timedelta(days=FAR_DAYS)
"""Incidents so near a period are read beside it, because they are rivals of those in it."""


def _plan(session: Session, since: date | None, until: date | None, rule: Rule) -> _Planned:
    known = known_incidents(session, since and since - _MARGIN, until and until + _MARGIN)
    recorders = dict(known.sides.select("id", "recorders").iter_rows())
    held = standing(session)
    rested = rested_on(session, held)
    people = Standing((judged for judged in held if not judged.by_rule or judged.id in rested), recorders)
    inside = known.sides.filter(pl.col("date_to") >= (since or date.min), pl.col("date_from") <= (until or date.max))
    within = frozenset(inside["id"])
    found = verdicts_of(known, rule, people, judged_alone(session))
    wanted = [Wanted(*verdict) for verdict in found if {verdict.incident, verdict.other} & within]
    return _Planned(wanted, within)


def verdicts_of(known: Known, rule: Rule, people: Standing, judged: frozenset[int] = frozenset()) -> list[Verdict]:
    """What the rule judges of these incidents beside what people judged: of two, and of one (``judged``, by id).

    Pure but for ``people``, which is used up.
    """
    sides, built = known.sides, known.built
    named = [*former_verdicts(sides, former(sides)), *cited_verdicts(sides, cited(sides, built))]
    settled = [verdict for verdict in named if verdict.kind is not JudgementKind.POSSIBLE]
    left = without(known, compared(known, rule), settled)
    scored = score(sides, left.built, left.evidence, rule)
    least = pl.when("stated").then(rule.stated.lower).otherwise(rule.unstated.lower)
    near = scored.filter(pl.col("score") >= least)
    guessed = scored_verdicts(near, rule, reasons(sides, near))
    codes = dict(sides.select("id", "code").iter_rows())
    found = list(with_sums(with_questions([*named, *guessed], sides), sides))
    return consistent(found, people, codes, stated=frozenset(range(len(named))), judged=judged)


@dataclass(frozen=True, slots=True)
class Left:
    """What is still open once statements are taken at their word."""

    built: pl.DataFrame
    evidence: pl.DataFrame


def without(known: Known, evidence: pl.DataFrame, settled: Iterable[Verdict]) -> Left:
    """Without the reports that are named by a code, and without the pairs that they rule out."""
    pairs = pl.DataFrame(
        [(verdict.incident, verdict.other) for verdict in settled],
        schema={"incident": pl.Int64, "other": pl.Int64},
        orient="row",
    )
    if pairs.is_empty():
        return Left(known.built, evidence)
    who = dict(known.sides.select("id", "recorder").iter_rows())
    given = [(one, who[other]) for one, other in pairs.iter_rows()] + [
        (other, who[one]) for one, other in pairs.iter_rows()
    ]
    counts = pl.DataFrame(given, schema={"id": pl.Int64, "built_from": pl.String}, orient="row")
    named = counts.group_by("id", "built_from").agg(named=pl.len().cast(pl.Int64))
    built = known.built.join(named, on=["id", "built_from"], how="left").with_columns(
        reports=pl.col("reports") - pl.col("named").fill_null(0)
    )
    done = named.join(built.filter(pl.col("reports") > 0), on=["id", "built_from"], how="anti").rename(
        {"built_from": "of"}
    )
    recorders = known.sides.select("id", of="recorder")
    for side, across in (("one", "other"), ("other", "one")):
        table = evidence.join(recorders.rename({"id": across}), on=across)
        evidence = table.join(done.select(pl.col("id").alias(side), "of"), on=[side, "of"], how="anti").drop("of")
    return Left(built.filter(pl.col("reports") > 0).drop("named"), evidence)
