"""Rows that add up others are told, and kept apart from these: their figures are of a period and no event's."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import polars as pl

from db.claim_frame import SCHEMA
from db.vocabulary import Series
from ingest.adding_up import wording
from ingest.adding_up.figures import figures_of, with_areas
from ingest.adding_up.last_row import last_like_total
from ingest.adding_up.others import rows_like_totals
from ingest.adding_up.sums import rows_beside_parts
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.normalize.gazetteer import Gazetteer

_OF_FILE = pl.col("batch").is_null()


class AddingUp(NamedTuple):
    """What was found of a file: the ``rows`` that add up others, and what there is to say of them and of others."""

    rows: Sequence[int]
    issues: Sequence[Issue]


def rows_that_add_up(claims: pl.DataFrame, held: pl.DataFrame, layout: str, gazetteer: Gazetteer) -> AddingUp:
    """Look at a file's claims beside those that the register ``held`` of the same days.

    A row is put apart where its figures are what its source says of places in its area on the same day, and told of
    where they may hold them. One that names its ``incident`` is an event and adds up nothing. Publishers' files are
    not looked at: their layouts know which of their rows are totals.
    """
    if layout != generic().id:
        return AddingUp((), ())
    figures = with_areas(_beside_others(_figures(claims, held)), gazetteer)
    beside = rows_beside_parts(figures)
    sums, doubtful = beside.filter("adds_up"), beside.filter(~pl.col("adds_up"))
    alike = rows_like_totals(figures.join(sums, on="at", how="anti"))
    named, unnamed = sums.filter(_OF_FILE), alike.filter("adds_up", _OF_FILE)
    new = pl.col("told").list.eval(pl.element().struct["batch"].is_null()).list.any()
    issues = [
        *(wording.adds_up(row) for row in named.iter_rows(named=True)),
        *(wording.like_total(row) for row in unnamed.iter_rows(named=True)),
        *wording.may_hold(doubtful.filter(_OF_FILE)["row"]),
        *wording.may_add_up(alike.filter(~pl.col("adds_up"), _OF_FILE)["row"]),
        *(wording.held_total(row) for row in beside.filter(~_OF_FILE, new).iter_rows(named=True)),
    ]
    found = AddingUp(sorted({*named["row"], *unnamed["row"]}), issues)
    looked_at = {*beside.filter(_OF_FILE)["row"], *alike.filter(_OF_FILE)["row"]}
    return _with_last(claims, found, looked_at)


def _with_last(claims: pl.DataFrame, found: AddingUp, looked_at: Collection[int]) -> AddingUp:
    """With the last row, where it adds up all others of whatever day and nothing has been said of it."""
    last = last_like_total(claims)
    if last is None or last.first["row"] in looked_at:
        return found
    if last.dated and last.sure:
        return AddingUp([*found.rows, last.first["row"]], [*found.issues, wording.last_is_total(last.first)])
    return AddingUp(found.rows, [*found.issues, wording.last_may_be_total(last.first, dated=last.dated)])


def kept_apart(claims: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
    """The claims with those of ``rows``, and their parts, as figures of a period, which are added to no incident."""
    event = pl.col("series") == Series.INCIDENT.number
    of_rows = claims.filter(pl.col("row").is_in(rows), event)["key"].implode()
    apart = event & (pl.col("row").is_in(rows) | pl.col("subset_of").is_in(of_rows).fill_null(value=False))
    period = pl.lit(Series.PERIOD.number, SCHEMA["series"])
    return claims.with_columns(
        series=pl.when(apart).then(period).otherwise("series"), incident=pl.when(~apart).then("incident")
    )


def _figures(claims: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    ours = figures_of(claims, pl.lit(None, pl.Int64))
    if held.is_empty():
        return _numbered(ours)
    speakers = held.filter(pl.col("source").is_in(claims["source"].unique().implode()))
    return _numbered(pl.concat([ours, figures_of(speakers.join(claims, on="key", how="anti"), pl.col("batch"))]))


def _numbered(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.with_columns(at=pl.col("batch").fill_null(0) * 2**32 + pl.col("row"))


def _beside_others(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures beside which one stands that may add them up, and all those of the rows that may: mostly few."""
    may = ~pl.col("event")
    found = figures.select("at", "event", asked=(may.any() & (pl.len() > 1)).over("alike"))
    rows = found.filter("asked", may)["at"].unique()
    return figures.filter(found["asked"] | figures["at"].is_in(rows.implode()))
