"""From scored pairs and statements to what the rule judges: one event, told in one, or a question for a person."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from db.judgements.standing import Standing
from db.vocabulary import JudgementKind
from ingest.incidents.reasons import because
from ingest.incidents.weights import Rule

FAR_DAYS = 31
"""A cited code this far from the days of the event that cites it is a question, not an answer."""


class Verdict(NamedTuple):
    """What the rule judges of two incidents (ids); for a cover the first tells in one what the second is one of."""

    kind: JudgementKind
    incident: int
    other: int
    score: float
    reason: str


def scored_verdicts(scored: pl.DataFrame, rule: Rule, reasons: pl.Series) -> Iterator[Verdict]:
    """A verdict for each pair from the lower score on. ``reasons`` are the sentences of the rows of ``scored``.

    No question is asked about an incident that has all its reports.
    """
    settled = _settled(scored, rule)
    rows = scored.select("left", "right", "left_recorder", "right_recorder", "stated", "reports", "score").iter_rows()
    for (left, right, of_left, of_right, stated, reports, score), reason in zip(rows, reasons, strict=True):
        scale = rule.stated if stated else rule.unstated
        if score >= scale.upper:
            kind = JudgementKind.COVERS if reports > 1 else JudgementKind.MERGE
            yield Verdict(kind, left, right, score, reason)
        elif score >= scale.lower and settled.isdisjoint({(left, of_right), (right, of_left)}):
            yield Verdict(JudgementKind.POSSIBLE, left, right, score, reason)


def _settled(scored: pl.DataFrame, rule: Rule) -> set[tuple[int, str]]:
    """Incidents that have as many counterparts of a recorder as they can have, with that recorder."""
    upper = pl.when("stated").then(rule.stated.upper).otherwise(rule.unstated.upper)
    sure = scored.filter(pl.col("score") >= upper)
    wholes = sure.group_by("left", "right_recorder").agg(pl.len(), pl.col("reports").max())
    full = wholes.filter(pl.col("len") >= pl.col("reports")).select("left", "right_recorder")
    return {*full.iter_rows(), *sure.select("right", "left_recorder").iter_rows()}


def cited_verdicts(sides: pl.DataFrame, cited: pl.DataFrame) -> Iterator[Verdict]:
    """What a recorder says by citing another's code. Citing several it tells several events in one."""
    about = sides.select("id", "date_from", "date_to", "recorder")
    days = cited.join(about, left_on="one", right_on="id").join(about, left_on="other", right_on="id", suffix="_2")
    gap = pl.max_horizontal(
        (pl.col("date_from") - pl.col("date_to_2")).dt.total_days(),
        (pl.col("date_from_2") - pl.col("date_to")).dt.total_days(),
        pl.lit(0),
    )
    several = pl.col("cited").n_unique().over("one", "recorder_2") > 1
    rows = days.with_columns(gap=gap, several=several).sort("one", "other", "cited")
    for one, other, code, bearers, apart, many in rows.select(
        "one", "other", "cited", "bearers", "gap", "several"
    ).iter_rows():
        if bearers > 1 or apart > FAR_DAYS:
            why = "cites_shared" if bearers > 1 else "cites_far"
            reason = because("sentences", why, code=code, bearers=bearers, days=apart)
            yield Verdict(JudgementKind.POSSIBLE, one, other, 0.5, f"{reason}.")
        else:
            kind = JudgementKind.COVERS if many else JudgementKind.MERGE
            yield Verdict(kind, one, other, 1.0, because("sentences", "cites", code=code) + ".")


_KILLED = ("killed_all", "killed_civilian")


def with_questions(verdicts: Iterable[Verdict], sides: pl.DataFrame) -> Iterator[Verdict]:
    """The verdicts, but that a cover is a question where the part would be larger than its whole.

    That is so where the part has more killed, or injured, at least than the whole has at most. The whole's dead are all
    that it counts; civilians are compared with civilians alone only where the whole counts nobody else.
    """
    ends = [f"{kind}_{end}" for kind in (*_KILLED, "injured") for end in ("low", "high")]
    told = {row["id"]: row for row in sides.select("id", *ends).iter_rows(named=True)}
    for verdict in verdicts:
        over = _over(told[verdict.incident], told[verdict.other]) if verdict.kind is JudgementKind.COVERS else None
        if over is None:
            yield verdict
        else:
            least, most, what = over
            reason = because("sentences", f"{what}_above", most=most, least=least)
            yield verdict._replace(kind=JudgementKind.POSSIBLE, reason=f"{verdict.reason} {reason}.")


def _over(whole: Mapping[str, int | None], part: Mapping[str, int | None]) -> tuple[int, int, str] | None:
    """The least of the part, the most of the whole, and of what, where the part is larger."""
    of_all = whole["killed_all_high"] is not None
    dead = [
        low for kind in _KILLED if (of_all or kind == "killed_civilian") and (low := part[f"{kind}_low"]) is not None
    ]
    most_dead = whole["killed_all_high"] if of_all else whole["killed_civilian_high"]
    hurt = [part["injured_low"]] if part["injured_low"] is not None else []
    for lows, most, what in ((dead, most_dead, "killed"), (hurt, whole["injured_high"], "injured")):
        if lows and most is not None and max(lows) > most:
            return max(lows), most, what
    return None


def former_verdicts(sides: pl.DataFrame, former: pl.DataFrame) -> Iterator[Verdict]:
    """What a recorder says by listing former codes: an incident of an earlier file goes on under a new code.

    Codes are given anew when a recorder renumbers: two that stand in one
    file are two incidents, whatever they were called.
    """
    about = {number: rest for number, *rest in sides.select("id", "batch", "date_from", "date_to").iter_rows()}
    for one, other, code, bearers in former.iter_rows():
        (batch, begin, end), (batch_2, begin_2, end_2) = about[one], about[other]
        if batch <= batch_2:
            continue
        if bearers > 1 or max((begin - end_2).days, (begin_2 - end).days) > 0:
            reason = because("sentences", "former_shared" if bearers > 1 else "former_days", code=code)
            yield Verdict(JudgementKind.POSSIBLE, one, other, 0.5, f"{reason}.")
        else:
            yield Verdict(JudgementKind.MERGE, one, other, 1.0, because("sentences", "former", code=code) + ".")


def consistent(
    verdicts: Iterable[Verdict],
    held: Standing,
    codes: Mapping[int, str],
    *,
    stated: frozenset[int] = frozenset(),
    judged: frozenset[int] = frozenset(),
) -> list[Verdict]:
    """Verdicts that contradict nothing that stands nor each other, the surest first.

    ``held`` is changed as they are tried. A merge that would make one event of two which somebody tells apart is
    dropped; of two that one recorder tells apart, a question. ``stated`` are the places of the recorders' own verdicts.
    So is one with an incident of ``judged``: what a person said of it alone would count for both.
    """
    kept = []

    def surest(entry: tuple[int, Verdict]) -> tuple[float, str, str]:
        verdict = entry[1]
        return -verdict.score, codes[verdict.incident], codes[verdict.other]

    for position, verdict in sorted(enumerate(verdicts), key=surest):
        if held.between.get(frozenset((verdict.incident, verdict.other))):
            continue
        found = _tried(verdict, held, judged, by_recorder=position in stated)
        if found is not None:
            kept.append(found)
    return kept


def _tried(verdict: Verdict, held: Standing, judged: frozenset[int], *, by_recorder: bool) -> Verdict | None:
    one, other = verdict.incident, verdict.other
    if held.one_event(one, other) or held.told_apart(one, other):
        return None
    if verdict.kind is JudgementKind.MERGE:
        recorder = None if by_recorder else held.same_recorder(one, other)
        if recorder is not None:
            reason = because("sentences", "tells_apart", recorder=recorder)
            return verdict._replace(kind=JudgementKind.POSSIBLE, reason=f"{verdict.reason} {reason}.")
        if judged and not judged.isdisjoint(held.members(one) | held.members(other)):
            reason = because("sentences", "judged")
            return verdict._replace(kind=JudgementKind.POSSIBLE, reason=f"{verdict.reason} {reason}.")
        held.join(one, other)
    return verdict
