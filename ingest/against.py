"""Traps that show when a file meets the register: what it repeats, revises, undoes or takes apart without saying so.

Nothing is guessed: what can't be told apart is rejected or kept with a warning, and both name the earlier row. Runs in
the transaction that records the file, so that nothing comes between. Frames find the few claims to look at; those are
looked at one by one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import Connection

from db import recall
from db.vocabulary import ClaimStatus, Measure, Series, Severity
from ingest.checks import LOOK
from ingest.issues import Issue
from ingest.normalize.fold import plain

MOST_DAYS_APART = 7
"""Days between two reports of one event, or between a report and its correction, beyond which they are asked about."""

Row = dict[str, Any]
"""A claim of a frame, by column; ``batch`` is that of a claim which the register has."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings: its claims, the keys that its rows with an id are silent about, its bytes' hash.

    ``spot`` names a place by its words and P-code, ``area`` gives the governorate of a P-code.
    """

    claims: pl.DataFrame
    silent: pl.DataFrame
    sha256: str
    layout: str
    spot: Callable[[str | None, str | None], str | None]
    area: Callable[[str | None], str | None]


def check_against(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """The traps of a file beside the register; an error rejects its row."""
    empty = recall.is_empty(connection)
    yield from _events(connection, brought, empty=empty)
    yield from _parts(connection, brought, empty=empty)
    yield from _drops(connection, brought, empty=empty)
    yield from _relays(brought)
    if not empty:
        yield from _ids_used_before(connection, brought)
        yield from _repeats(connection, brought)
        yield from _undone(connection, brought)
        yield from _gone(connection, brought)


def _ids_used_before(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """An id that the register has for another day and place: a numbering that began again is not a correction."""
    happened = pl.col("series").is_in([Series.INCIDENT.number, Series.PERIOD.number])
    asked = brought.claims.filter(happened, pl.col("revision_reason").is_null())
    held = {row["key"]: row for row in recall.standing(connection, asked["key"]).iter_rows(named=True)}
    for claim in asked.filter(pl.col("key").is_in(list(held))).iter_rows(named=True):
        earlier = held[claim["key"]]
        days = _days_between(claim, earlier)
        moved = brought.area(claim["pcode"]) != brought.area(earlier["pcode"])
        if days > MOST_DAYS_APART or (days > 0 and moved):
            here = f"{_when(claim)}, {claim['place'] or 'no place'}"
            message = f"The register has this id for {_told(earlier)}; the row says {here}."
            remedy = "If it corrects that, write “correction” into “reason”; else give ids that do not begin again."
            yield _issue(claim, Severity.ERROR, "id_used_before", message, remedy)


def _events(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """One incident code for two events: days that lie far apart, or other governorates."""
    coded = brought.claims.filter(pl.col("incident").is_not_null(), ~pl.col("incident").str.starts_with("h-"))
    if coded.is_empty():
        return
    reports = coded.with_columns(batch=pl.lit(None, pl.Int64))
    if not empty:
        held = recall.of_incidents(connection, coded["incident"].unique())
        ours = brought.claims.select("key")
        reports = pl.concat([held.join(ours, on="key", how="anti"), reports], how="diagonal")
    areas = {pcode: brought.area(pcode) for pcode in reports["pcode"].drop_nulls().unique()}
    placed = reports.with_columns(area=_mapped("pcode", areas))
    spread = (pl.col("date_from").max() - pl.col("date_to").min()).dt.total_days() > MOST_DAYS_APART
    doubtful = placed.group_by("incident").agg(far=spread, areas=pl.col("area").drop_nulls().n_unique())
    doubtful = doubtful.filter(pl.col("far").fill_null(value=False) | (pl.col("areas") > 1))
    asked = placed.join(doubtful, on="incident", how="semi").partition_by("incident", maintain_order=True)
    for event in asked:
        yield from _one_event(event.rows(named=True))


def _one_event(reports: list[Row]) -> Iterator[Issue]:
    first = reports[0]
    for claim in reports[1:]:
        if claim["batch"] is not None:
            continue
        code, days = claim["incident"], _days_between(claim, first)
        remedy = "Give each event a code of its own, such as one with the office and the month in it."
        if days > MOST_DAYS_APART:
            message = f"Incident {code!r} is {days} days apart here ({_when(claim)}) and in {_told(first)}."
            yield _issue(claim, Severity.ERROR, "incident_elsewhere", message, remedy, "incident")
        elif claim["area"] and first["area"] and claim["area"] != first["area"]:
            message = f"Incident {code!r} is in {claim['place']!r} here and in another governorate in {_told(first)}."
            yield _issue(claim, Severity.WARNING, "incident_elsewhere", message, remedy, "incident")


_WHAT = ("speaker", "measure", "sex", "age", "date_from", "date_to", "spot", "low", "best", "high")
"""What a claim says, whichever way it is written down. Not its population: a later file may know it better."""


def _relays(brought: Brought) -> Iterator[Issue]:
    """Rows that pass on one figure of one speaker as if it were of several events."""
    whole = _comparable(brought.claims)
    first = whole.with_columns(pl.col("incident", "source", "row").first().over(_WHAT).name.prefix("first_"))
    other = (pl.col("incident") != pl.col("first_incident")) & (pl.col("source") != pl.col("first_source"))
    for claim in first.filter(other).iter_rows(named=True):
        yield _twice(claim, f"row {claim['first_row']}")


def _repeats(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A figure that its speaker has in the register already for the same day and place, under another key."""
    whole = _comparable(brought.claims)
    held = recall.of_days(connection, whole["date_from"].unique()).join(brought.claims, on="key", how="anti")
    places = held.select("place", "pcode").unique()
    spots = pl.Series("spot", [brought.spot(*place) for place in places.iter_rows()], dtype=pl.String)
    held = held.join(places.with_columns(spots), on=["place", "pcode"], how="left", nulls_equal=True)
    once = _comparable(held).unique(_WHAT, keep="first", maintain_order=True)
    twice = whole.join(once, on=_WHAT, how="inner", suffix="_held", nulls_equal=True)
    asked = twice.filter(
        pl.col("incident").ne_missing(pl.col("incident_held")) | (pl.col("source") == pl.col("source_held"))
    )
    for claim in asked.iter_rows(named=True):
        earlier = {name: claim[f"{name}_held"] if f"{name}_held" in claim else claim[name] for name in _TOLD}
        yield _twice(claim, _told(earlier))


_TOLD = ("batch", "row", "date_from", "date_to", "place")


def _comparable(claims: pl.DataFrame) -> pl.DataFrame:
    known = pl.any_horizontal(pl.col("low", "best", "high").is_not_null())
    whole = pl.col("subset_of").is_null() & pl.col("date_from").is_not_null() & known
    incidents = claims.filter(pl.col("series") == Series.INCIDENT.number, whole)
    return incidents.with_columns(speaker=pl.coalesce("origin", "source"))


def _twice(claim: Row, earlier: str) -> Issue:
    message = f"{claim['speaker']} says the same of the same day and place in {earlier}; the two count as two events."
    remedy = "If they are one, give both the same “incident” or, in a file that is sent again, the same “id”."
    return _issue(claim, Severity.WARNING, "said_twice", message, remedy)


def _undone(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A file, or a row, that says again what was mended since."""
    held = recall.open_versions(connection, brought.claims["key"])
    known = brought.claims.join(held, on="key", how="inner", suffix="_held", maintain_order="left")
    withdrawn = pl.col("status_held") == ClaimStatus.WITHDRAWN.number
    changed = known.filter(recall.says_other("_held"), ~withdrawn)
    if changed.is_empty():
        return
    earlier = recall.same_file(connection, brought.sha256, brought.layout)
    left = changed.filter(pl.col("batch") > earlier) if earlier is not None else changed.clear()
    if not left.is_empty():
        batches = ", ".join(str(number) for number in left["batch"].unique().sort())
        message = (
            f"This very file is batch {earlier}; {len(left)} of its claims have been revised since (batch {batches})."
        )
        remedy = "The revisions stand. To go back to what the file says, send it with “reason” filled in."
        yield Issue(Severity.WARNING, "file_sent_before", message, remedy)
        return
    past = recall.superseded(connection, changed["key"])
    unsaid = changed.filter(pl.col("revision_reason").is_null()).rename({"batch": "standing_batch"})
    unsaid = unsaid.select(*brought.claims.columns, "standing_batch")
    again = unsaid.join(past, on="key", how="inner", suffix="_past", maintain_order="left")
    for claim in again.filter(~recall.says_other("_past")).iter_rows(named=True):
        message = (
            f"The row goes back to what batch {claim['batch']} said and batch {claim['standing_batch']} corrected."
        )
        yield _issue(claim, Severity.WARNING, "goes_back", message, "If it is an old row, take it out.")


def _gone(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A figure that an earlier file stated for this id, and whose cell is blank now, stands until it is taken back."""
    held = recall.standing(connection, brought.silent["key"])
    silent = brought.silent.rename({"row": "silent_row"}).join(held, on="key", how="inner", maintain_order="left")
    for claim in silent.iter_rows(named=True):
        measure = Measure.of(claim["measure"])
        message = f"The row no longer states the {measure.term.en.lower()}: {claim['verbatim']!r} in {_told(claim)}."
        remedy = "It stands. To take it back, send the id with that column alone, blank, and “retraction” in “reason”."
        yield Issue(Severity.WARNING, "figure_gone", message, remedy, claim["silent_row"], measure.value)


def _parts(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A part (children, women) without the total that it is a part of, or above it."""
    parts = brought.claims.filter(pl.col("subset_of").is_not_null())
    if parts.is_empty():
        return
    totals = brought.claims.select("key", "high")
    missing = parts["subset_of"].unique().filter(~parts["subset_of"].unique().is_in(totals["key"].implode()))
    if len(missing) and not empty:
        totals = pl.concat([totals, recall.standing(connection, missing).select("key", "high")])
    known = totals.select(subset_of="key", total="high", found=pl.lit(value=True))
    beside = parts.join(known, on="subset_of", how="left", maintain_order="left")
    for claim in beside.filter(pl.col("found").is_null()).iter_rows(named=True):
        message = "The total that this figure is a part of is neither in the file nor in the register."
        remedy = "Send the total too; a part alone is counted nowhere."
        yield _issue(claim, Severity.WARNING, "part_without_total", message, remedy)
    for claim in beside.filter(pl.col("low") > pl.col("total")).iter_rows(named=True):
        message = f"The part, {claim['low']}, is above its total, {claim['total']}."
        yield _issue(claim, Severity.WARNING, "part_above_total", message, LOOK)


class _Toll(NamedTuple):
    """One figure of a running toll; ``claim`` where it is of this file."""

    moment: date
    row: int
    best: int
    at: str
    claim: Row | None


def _drops(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A running toll that falls: a correction, a new count or a mistake, never people who came back to life."""
    running = (pl.col("series") == Series.CUMULATIVE.number) & pl.col("best").is_not_null()
    ours = brought.claims.filter(running)
    tolls: dict[tuple[object, ...], list[_Toll]] = {}
    for claim in ours.iter_rows(named=True):
        _keep(tolls, claim, claim["spot"], f"row {claim['row']}", claim)
    if tolls and not empty:
        speakers = ours.select(pl.coalesce("origin", "source").unique()).to_series()
        held = recall.tolls_of(connection, speakers).filter(running).join(brought.claims, on="key", how="anti")
        for known in held.iter_rows(named=True):
            spot = brought.spot(known["place"], known["pcode"])
            _keep(tolls, known, spot, f"batch {known['batch']}, row {known['row']}", None)
    for line in tolls.values():
        for earlier, later in pairwise(sorted(line, key=lambda toll: (toll.moment, toll.row))):
            told = later.claim or earlier.claim
            if later.best < earlier.best and later.moment > earlier.moment and told is not None:
                at = f"({earlier.at}, {earlier.moment}) to {later.best} ({later.at}, {later.moment})"
                remedy = "Both are kept. If it was corrected or counted anew, say so in “reason” or “notes”."
                yield _issue(told, Severity.WARNING, "toll_falls", f"The toll falls from {earlier.best} {at}.", remedy)


_TOLL = ("source", "origin", "measure", "population", "sex", "age", "basis", "date_from", "subset_of")


def _keep(tolls: dict[tuple[object, ...], list[_Toll]], claim: Row, spot: str | None, at: str, own: Row | None) -> None:
    moment = claim["speaks_of"] or claim["date_to"]
    if moment is None:
        return
    definition = plain(claim["definition"]) if claim["definition"] else None
    line = (*(claim[name] for name in _TOLL), definition, spot)
    tolls.setdefault(line, []).append(_Toll(moment, claim["row"], claim["best"], at, own))


def _mapped(column: str, values: dict[str, str | None]) -> pl.Expr:
    if not values:
        return pl.lit(None, pl.String)
    return pl.col(column).replace_strict(values, default=None, return_dtype=pl.String)


def _days_between(one: Row, other: Row) -> int:
    """Days between two spans; 0 where they touch, overlap or are not known."""
    if not (one["date_from"] and one["date_to"] and other["date_from"] and other["date_to"]):
        return 0
    gaps = ((one["date_from"] - other["date_to"]).days, (other["date_from"] - one["date_to"]).days)
    return max(0, *(int(gap) for gap in gaps))


def _told(claim: Row) -> str:
    if claim["batch"] is None:
        return f"row {claim['row']}"
    return f"batch {claim['batch']}, row {claim['row']} ({_when(claim)}, {claim['place'] or 'no place'})"


def _when(claim: Row) -> str:
    first, last = claim["date_from"], claim["date_to"]
    if first is None:
        return "no date"
    return str(first) if last == first else f"{first} to {last}"


def _issue(claim: Row, severity: Severity, code: str, message: str, remedy: str, column: str | None = None) -> Issue:
    value = claim["incident"] if column == "incident" else claim["verbatim"]
    return Issue(severity, code, message, remedy, claim["row"], column or Measure.of(claim["measure"]).value, value)
