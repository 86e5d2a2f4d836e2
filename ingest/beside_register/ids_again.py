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
from ingest.beside_register.brought import Brought, Row, issue_of, told, when
from ingest.beside_register.other_town import with_other_town
from ingest.issues import Issue
from ingest.layouts.naming import STANDS
from ingest.layouts.own_ids import ids_are_the_senders

MOST_DAYS_APART: Final = 7
"""Days between two reports of one event, or between a report and its correction, beyond which they are asked about."""

_HAPPENED: Final = (Series.INCIDENT.number, Series.PERIOD.number)
_SAY_SO: Final = "If it corrects that, write “correction” into “reason”; else give ids that do not begin again."
_HELD: Final = "_held"


def ids_used_before(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """Errors for rows whose id stands for something else, and warnings for what may be another event."""
    senders = ids_are_the_senders(brought.layout)
    found = _beside(connection, brought)
    apart = found.filter(_elsewhere(senders=senders))
    yield from _told_apart(apart)
    if senders:
        begun = _begun_again(found, apart)
        yield from _told_begun(begun)
        rejected = pl.concat([apart, begun]).select("row")
        yield from _told_revised(found.join(rejected, on="row", how="anti", maintain_order="left"))
        yield from _of_another_kind(connection, brought)
        yield from _before_newest(connection, brought)


def _beside(connection: Connection, brought: Brought) -> pl.DataFrame:
    """The rows that change a standing claim and don't say why, beside it.

    ``gap`` and ``long`` compare their days, ``other_town`` and ``other_figure`` what else tells two events apart.
    """
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
    figure = ("low", "best", "high")
    return with_other_town(found, brought).with_columns(
        area=governorate["pcode"],
        area_held=governorate["pcode_held"],
        gap=pl.when(known).then(pl.max_horizontal(gap.dt.total_days() for gap in gaps)).fill_null(0).clip(0),
        long=pl.any_horizontal(lengths).fill_null(value=False),
        other_figure=pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}{_HELD}")) for name in figure),
    )


def _elsewhere(*, senders: bool) -> pl.Expr:
    """Whether a row is of other days, of another place or of another kind than what its id stands for.

    A publisher mends the place of an event under its id, and says so nowhere. A sender's mended day keeps its town.
    """
    happened = pl.col("series").is_in(_HAPPENED)
    moved = pl.col("area").ne_missing(pl.col("area_held"))
    far = happened & ((pl.col("gap") > MOST_DAYS_APART) | ((pl.col("gap") > 0) & moved))
    if not senders:
        return far
    kind = (pl.col("series") != pl.col("series_held")) & (pl.col("series_held") != Series.UNSPECIFIED.number)
    place = (pl.col("area") != pl.col("area_held")).fill_null(value=False)
    other_span = (pl.col("series") == Series.PERIOD.number) & pl.col("long") & (pl.col("gap") > 0)
    return far | kind | place | other_span | (happened & _of_another_day_and_town())


def _of_another_day_and_town() -> pl.Expr:
    return (pl.col("gap") > 0) & pl.col("other_town")


def _told_apart(apart: pl.DataFrame) -> Iterator[Issue]:
    for claim in apart.iter_rows(named=True):
        yield _other(claim, _SAY_SO)


def _begun_again(found: pl.DataFrame, apart: pl.DataFrame) -> pl.DataFrame:
    """Rows of other days that a correction might move to, beside rows of their source that show a new numbering."""
    anew = (pl.col("gap") > MOST_DAYS_APART) | (pl.col("series") != pl.col("series_held")) | _of_another_day_and_town()
    sources = pl.concat([apart.filter(anew).select("source"), _all_other(found)])
    rest = found.filter(pl.col("gap") > 0).join(apart, on=["key", "row"], how="anti", maintain_order="left")
    return rest.join(sources, on="source", how="semi", maintain_order="left")


def _all_other(found: pl.DataFrame) -> pl.DataFrame:
    """Sources of which several rows have another day and figure, and none the day that its id had."""
    moved = (pl.col("gap") > 0) & pl.col("other_figure")
    rows = found.group_by("source").agg(moved=pl.col("row").filter(moved).n_unique(), kept=(pl.col("gap") == 0).any())
    return rows.filter(pl.col("moved") > 1, ~pl.col("kept")).select("source")


def _told_begun(begun: pl.DataFrame) -> Iterator[Issue]:
    for claim in begun.iter_rows(named=True):
        message = f"The register has this id for {told(_earlier(claim))}, and other ids of the file begin again."
        yield issue_of(claim, Severity.ERROR, "id_used_before", message, _SAY_SO)


def _told_revised(kept: pl.DataFrame) -> Iterator[Issue]:
    """Rows of another figure and of another day or town: a correction as far as anybody can tell."""
    moved = (pl.col("gap") > 0) | pl.col("other_town")
    asked = kept.filter(pl.col("subset_of").is_null(), pl.col("series").is_in(_HAPPENED), "other_figure", moved)
    for claim in asked.unique("row", keep="first", maintain_order=True).iter_rows(named=True):
        was, now = claim[f"verbatim{_HELD}"], claim["verbatim"]
        message = (
            f"The register has {was!r} of this id, in {told(_earlier(claim))}; the row says {now!r}, {_here(claim)}."
        )
        remedy = "It is taken for a correction. If it is another event, give it an “id” of its own."
        yield issue_of(claim, Severity.WARNING, "revised_event", message, remedy)


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
        message = f"The register has this id for {told(_earlier(claim))}; the row says {_here(claim)}."
    return issue_of(claim, Severity.ERROR, "id_used_before", message, remedy)


def _here(claim: Row) -> str:
    return f"{when(claim)}, {claim['place'] or 'no place'}"


def _earlier(claim: Row) -> Row:
    """The standing claim beside a row."""
    names = (*_DAYS, "row", "place")
    return {name: claim[f"{name}{_HELD}"] for name in names} | {"batch": claim["batch"]}
