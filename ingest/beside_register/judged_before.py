"""What a file changes of incidents of which a person has judged: the judgement holds, and was made without it.

A figure that somebody set stands whatever the claims come to, so nobody would see that they have changed since.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import polars as pl
from sqlalchemy import Connection

from db.judgements.verdicts_held import Verdict, verdicts_held
from db.vocabulary import ClaimStatus, JudgementKind, Population, Severity, Unit
from db.writing import recall
from ingest.beside_register.brought import Brought, Row, issue_of
from ingest.issues import Issue

_SAYS: Final = ("low", "best", "high", "unit", "population", "sex", "age", "series", "status", "incident")
"""What of a claim a judgement of its incident may hang on."""

_WHOLE: Final = ("subset_of", "sex", "age")


def judged_before(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A warning for each row that brings something else about an incident than was known when it was judged."""
    verdicts = verdicts_held(connection)
    if not verdicts:
        return
    codes = sorted({code for verdict in verdicts for code in verdict.codes})
    linked = pl.Series(sorted({key for verdict in verdicts for key in verdict.keys}), dtype=pl.String)
    held = pl.concat([recall.of_incidents(connection, codes), recall.standing(connection, linked)]).unique("key")
    earlier = recall.same_file(connection, brought.sha256, brought.layout)
    if earlier is not None:  # what was mended after it stands
        mended = held.filter(pl.col("batch") > earlier)
        brought = replace(brought, claims=brought.claims.join(mended, on="key", how="anti", maintain_order="left"))
    for verdict in verdicts:
        yield from _of_verdict(verdict, held.filter(_about(verdict)), brought)


def _about(verdict: Verdict) -> pl.Expr:
    return pl.col("incident").is_in(list(verdict.codes)) | pl.col("key").is_in(list(verdict.keys))


def _of_verdict(verdict: Verdict, held: pl.DataFrame, brought: Brought) -> Iterator[Issue]:
    """What changes of the claims that one verdict is of: what is new, what says otherwise, what is taken back."""
    back = {key: each.row for each in brought.retractions for key in each.keys}
    ours = brought.claims.filter(_about(verdict) | pl.col("key").is_in(held["key"].implode()))
    beside = ours.join(held, on="key", how="left", suffix="_held", maintain_order="left")
    other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_held")) for name in _SAYS)
    changed = beside.filter(other, pl.col("subset_of").is_null())
    taken = held.filter(pl.col("key").is_in(list(back)), pl.col("subset_of").is_null())
    if verdict.measure is not None:
        of_it = pl.col("measure") == verdict.measure.number
        changed, taken = changed.filter(of_it), taken.filter(of_it)
    left = pl.concat([held.join(ours, on="key", how="anti").select(_LEFT), ours.select(_LEFT)])
    counts = _counts(verdict, left.filter(~pl.col("key").is_in(list(back))))
    for claim in changed.iter_rows(named=True):
        yield _told(verdict, claim, counts=counts)
    for claim in taken.iter_rows(named=True):
        yield _told(verdict, _taken_back(claim, back[claim["key"]]), counts=counts)


_LEFT: Final = ("key", "measure", "population", "unit", "status", *_WHOLE)


def _counts(verdict: Verdict, left: pl.DataFrame) -> bool:
    """Whether a figure that was set still stands in the place of one: claims of those people are left."""
    if verdict.measure is None or verdict.population is None:
        return True
    of_it = {"measure": verdict.measure, "population": verdict.population, "unit": Unit.PERSON}
    same = pl.all_horizontal(pl.col(name) == word.number for name, word in of_it.items())
    whole = pl.all_horizontal(pl.col(name).is_null() for name in _WHOLE)
    return not left.filter(same, whole, pl.col("status") == ClaimStatus.ACTIVE.number).is_empty()


def _taken_back(claim: Row, row: int) -> Row:
    """A claim that a row takes back, as a change of it."""
    return claim | {"row": row, "verbatim_held": claim["verbatim"], "taken_back": True}


def _told(verdict: Verdict, claim: Row, *, counts: bool) -> Issue:
    made = f"Judgement {verdict.number} by {verdict.by}"
    if verdict.kind is JudgementKind.OVERRIDE and verdict.measure is not None:
        figure = _figure(verdict)
        set_to = f"{made} set the {verdict.measure.term.en.lower()} of incident {verdict.code!r} to {figure!r}"
        nowhere = "" if counts else " No claim of those people is left, so that figure counts nowhere."
        message = f"{set_to}; the row says {_change(claim)}.{nowhere}"
    elif verdict.kind is JudgementKind.CONFIRM:
        message = f"{made} confirmed incident {verdict.code!r}; the row says {_change(claim)}."
    else:
        message = f"{made} discounted incident {verdict.code!r}; the row says {_change(claim)}."
    remedy = "It holds until somebody judges anew or undoes it, on the incident's page or with `sijill incidents undo`."
    return issue_of(claim, Severity.WARNING, "judged_before", message, remedy)


def _change(claim: Row) -> str:
    """What a row says of a claim, and what it said before."""
    if claim.get("taken_back"):
        return f"that {claim['verbatim_held']!r} no longer stands"
    if claim["verbatim_held"] is None:
        return f"{claim['verbatim']!r}, which is new"
    if claim["population"] != claim["population_held"]:
        people = [Population.of(claim[name]).term.en.lower() for name in ("population", "population_held")]
        return f"{claim['verbatim']!r} ({people[0]}) in place of {claim['verbatim_held']!r} ({people[1]})"
    return f"{claim['verbatim']!r} in place of {claim['verbatim_held']!r}"


def _figure(verdict: Verdict) -> str:
    """Low, best and high; one number where they are the same."""
    bounds = ["–" if bound is None else str(bound) for bound in (verdict.low, verdict.best, verdict.high)]
    return bounds[0] if len(set(bounds)) == 1 else " / ".join(bounds)
