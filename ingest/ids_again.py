"""Ids that the register has already, in a row that says something else under them than a correction of it would.

See ``docs/decisions/2026-11-23-ids-used-again.md``.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import Series, Severity
from db.writing import recall
from ingest.brought import Brought, Row, issue_of, told, when
from ingest.issues import Issue
from ingest.layouts.naming import STANDS
from ingest.layouts.own_ids import ids_are_the_senders

MOST_DAYS_APART: Final = 7
"""Days between two reports of one event, or between a report and its correction, beyond which they are asked about."""

_HAPPENED: Final = (Series.INCIDENT.number, Series.PERIOD.number)
_SAY_SO: Final = "If it corrects that, write “correction” into “reason”; else give ids that do not begin again."
_HELD: Final = "_held"


def ids_used_before(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """Errors for rows whose id stands for something else, and warnings for days that may be a mended one."""
    senders = ids_are_the_senders(brought.layout)
    found = _beside(connection, brought)
    apart = found.filter(_elsewhere(senders=senders))
    yield from _told_apart(apart)
    if senders:
        yield from _begun_again(found, apart)
        yield from _of_another_kind(connection, brought)
        yield from _before_newest(connection, brought)


def _beside(connection: Connection, brought: Brought) -> pl.DataFrame:
    """The rows that change a standing claim and don't say why, beside it; ``gap`` and ``long`` compare their days."""
    asked = brought.claims.filter(~pl.col("series").is_in(STANDS), pl.col("revision_reason").is_null())
    held = recall.standing(connection, asked["key"])
    found = asked.join(held, on="key", how="inner", suffix=_HELD, maintain_order="left")
    areas = {pcode: brought.area(pcode) for pcode in pl.concat([found["pcode"], found["pcode_held"]]).unique()}
    governorate = {
        name: pl.col(name).replace_strict(areas, default=None, return_dtype=pl.String)
        for name in ("pcode", "pcode_held")
    }
    gaps = (pl.col("date_from") - pl.col("date_to_held"), pl.col("date_from_held") - pl.col("date_to"))
    known = pl.all_horizontal(gap.is_not_null() for gap in gaps)
    lengths = (pl.col("date_to") > pl.col("date_from"), pl.col("date_to_held") > pl.col("date_from_held"))
    return found.with_columns(
        area=governorate["pcode"],
        area_held=governorate["pcode_held"],
        gap=pl.when(known).then(pl.max_horizontal(gap.dt.total_days() for gap in gaps)).fill_null(0).clip(0),
        long=pl.any_horizontal(lengths).fill_null(value=False),
    )


def _elsewhere(*, senders: bool) -> pl.Expr:
    """Whether a row is of other days, of another place or of another kind than what its id stands for.

    A publisher mends the place of an event under its id, and says so nowhere.
    """
    happened = pl.col("series").is_in(_HAPPENED)
    moved = pl.col("area").ne_missing(pl.col("area_held"))
    far = happened & ((pl.col("gap") > MOST_DAYS_APART) | ((pl.col("gap") > 0) & moved))
    if not senders:
        return far
    kind = (pl.col("series") != pl.col("series_held")) & (pl.col("series_held") != Series.UNSPECIFIED.number)
    place = (pl.col("area") != pl.col("area_held")).fill_null(value=False)
    other_span = (pl.col("series") == Series.PERIOD.number) & pl.col("long") & (pl.col("gap") > 0)
    return far | kind | place | other_span


def _told_apart(apart: pl.DataFrame) -> Iterator[Issue]:
    for claim in apart.iter_rows(named=True):
        yield _other(claim, _SAY_SO)


def _begun_again(found: pl.DataFrame, apart: pl.DataFrame) -> Iterator[Issue]:
    """Rows of other days that a correction might move to, beside rows of their source that show a new numbering."""
    anew = apart.filter((pl.col("gap") > MOST_DAYS_APART) | (pl.col("series") != pl.col("series_held")))
    rest = found.filter(pl.col("gap") > 0).join(apart, on=["key", "row"], how="anti", maintain_order="left")
    for claim in rest.join(anew, on="source", how="semi", maintain_order="left").iter_rows(named=True):
        message = f"The register has this id for {told(_earlier(claim))}, and other ids of the file begin again."
        yield issue_of(claim, Severity.ERROR, "id_used_before", message, _SAY_SO)


_TAKE_BACK: Final = "If it corrects that, take that back: its id and day, with “retraction” in “reason”."


def _of_another_kind(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """Stocks and tolls whose id stands for what happened: their keys name their day, so nothing would be revised."""
    lines = _of_lines(brought)
    held = recall.standing(connection, lines["line"].unique())
    found = lines.join(held, left_on="line", right_on="key", how="inner", suffix=_HELD, maintain_order="left")
    asked = found.filter(pl.col("revision_reason").is_null(), pl.col("series") != pl.col("series_held"))
    for claim in asked.iter_rows(named=True):
        yield _other(claim, _TAKE_BACK)


def _before_newest(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """Figures of a day shortly before one that their id has: late, or the same figure with its day mended."""
    lines = _of_lines(brought).filter(pl.col("revision_reason").is_null())
    if lines.is_empty():
        return
    held = recall.lines_of(connection, lines["source"].unique())
    new = lines.join(held, on="key", how="anti", maintain_order="left")
    others = held.select("batch", "row", "place", *_DAYS, line=_line(), newer=_day(), day=_day()).drop_nulls("day")
    in_time = new.with_columns(day=_day()).drop_nulls("day").sort("day")
    near = in_time.join_asof(
        others.sort("day"),
        on="day",
        by="line",
        strategy="forward",
        tolerance=timedelta(days=MOST_DAYS_APART),
        suffix=_HELD,
        check_sortedness=False,  # it can't be checked by groups; both are sorted above
    )
    for claim in near.filter(pl.col("newer").is_not_null()).sort("row").iter_rows(named=True):
        message = f"The register has this id for {told(_earlier(claim))}; the row says {claim['day']}. Both are kept."
        remedy = "If the day was mended, take the other back: its id and day, with “retraction” in “reason”."
        yield issue_of(claim, Severity.WARNING, "earlier_round", message, remedy)


_DAYS: Final = ("date_from", "date_to", "speaks_of")


def _of_lines(brought: Brought) -> pl.DataFrame:
    """The stocks and tolls of a file that have ids; ``line`` is their key without its day."""
    named = ~pl.col("key").str.starts_with("h-") & pl.col("subset_of").is_null()
    lines = brought.claims.filter(pl.col("series").is_in(STANDS), named)
    return lines.with_columns(line=_line()).filter(pl.col("line") != pl.col("key"))


def _line() -> pl.Expr:
    return pl.col("key").str.replace(r"^([^/]*/[^/]*/)\d{4}-\d{2}-\d{2}/", "$1")


def _day() -> pl.Expr:
    return pl.coalesce("speaks_of", "date_to")


def _other(claim: Row, remedy: str) -> Issue:
    """What the id of a row stands for, which is something else."""
    if claim["series"] != claim["series_held"]:
        kind = Series.of(claim["series_held"]).term.en.lower()
        message = f"The register has this id for a figure of another kind ({kind}), in {told(_earlier(claim))}."
    else:
        here = f"{when(claim)}, {claim['place'] or 'no place'}"
        message = f"The register has this id for {told(_earlier(claim))}; the row says {here}."
    return issue_of(claim, Severity.ERROR, "id_used_before", message, remedy)


def _earlier(claim: Row) -> Row:
    """The standing claim beside a row."""
    names = (*_DAYS, "row", "place")
    return {name: claim[f"{name}{_HELD}"] for name in names} | {"batch": claim["batch"]}
