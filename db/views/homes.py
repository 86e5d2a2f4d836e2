"""On which days and in which place an incident is counted: one answer for all that is said of it, in every view.

Sources date and place one event differently. So that views of different months, or of different areas of one level, can
be added up, an incident has one *home*, which all claims about it share:

- the earliest day on which a claim that knows the month lets it begin. Where no claim knows the month, a period holds
  it only if it holds all the days between which it may have happened;
- the governorate that most claims name and, within it, the district that most name, and so on down to the place.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import polars as pl
from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from db.filters import Filters
from db.gazetteer.places import Tree
from db.judgements.judged import held
from db.models import Claim, Judgement
from db.views.versions import conditions, read_versions
from db.views.view import View
from db.vocabulary import ClaimStatus, DatePrecision, JudgementKind, PlaceLevel, Series

MONTH_IS_KNOWN: Final = pl.col("date_precision").is_null() | (pl.col("date_precision") <= DatePrecision.D4.number)
COUNTS: Final = (pl.col("status") == ClaimStatus.ACTIVE.number) & pl.col("subset_of").is_null()
"""Which claims have a say; where an incident has none of these, all about it have."""

HOME: Final[dict[str, Any]] = {"incident_id": pl.Int64, "first": pl.Date, "last": pl.Date, "pcode": pl.String}
"""A period holds an incident if it holds ``first`` and ``last``; null: no day is known. ``pcode`` null: no place is."""

_FEW: Final = 2_000
"""Up to so many incidents are looked up one by one; of more, all are read."""
_LEVELS: Final = (PlaceLevel.GOVERNORATE, PlaceLevel.DISTRICT, PlaceLevel.SUBDISTRICT, PlaceLevel.SETTLEMENT)
_ABOUT: Final = (pl.col("series") == Series.INCIDENT.number) & pl.col("incident_id").is_not_null()


def homes_from(claims: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """The homes (:data:`HOME`) of incidents, from ``incident_id, date_from, date_to, date_precision, pcode``.

    ``counts`` marks the claims that have a say.
    """
    heard = claims.filter(pl.col("counts") | ~pl.col("counts").any().over("incident_id"))
    known = pl.col("date_from").filter(MONTH_IS_KNOWN).min()
    days = heard.group_by("incident_id").agg(
        first=pl.coalesce(known, pl.col("date_from").min()),
        last=pl.coalesce(known, pl.coalesce("date_to", "date_from").max()),
    )
    return days.join(_places(heard, tree), on="incident_id", how="left").select(
        "incident_id", "first", pl.when(pl.col("first").is_not_null()).then("last"), "pcode"
    )


def _places(heard: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """The place of each incident, found level by level: at each the area that most claims name, of equals the first."""
    told = heard.select("incident_id", "pcode").drop_nulls("pcode")
    paths = [_path(tree, pcode) for pcode in told["pcode"].unique()]
    levels = [PlaceLevel.COUNTRY.value, *(level.value for level in _LEVELS)]
    table = pl.DataFrame(paths, schema=dict.fromkeys(["pcode", *levels], pl.String), orient="row")
    within = told.join(table, on="pcode").rename({"pcode": "said"})
    found = within.group_by("incident_id").agg(_most_named(levels[0]).alias("pcode"))
    for level in levels[1:]:
        named = within.group_by("incident_id").agg(_most_named(level).alias("here")).drop_nulls("here")
        within = (
            within.join(named, on="incident_id", how="left")
            .filter(pl.col("here").is_null() | (pl.col(level) == pl.col("here")))
            .drop("here")
        )
        found = found.join(named, on="incident_id", how="left").select(
            "incident_id", pcode=pl.coalesce("here", "pcode")
        )
    return found


def _path(tree: Tree, pcode: str) -> tuple[str | None, ...]:
    holding: dict[PlaceLevel, str] = {}
    for place in tree.upward(pcode):
        holding.setdefault(place.level, place.pcode)
    return (pcode, *(holding.get(level) for level in (PlaceLevel.COUNTRY, *_LEVELS)))


def _most_named(level: str) -> pl.Expr:
    return pl.col(level).drop_nulls().mode().sort().first()


def homes_of(session: Session, view: View, ids: Iterable[int]) -> pl.DataFrame:
    """The homes of these incidents at the view's moment, by all that the register then knew of them."""
    wanted = set(ids)
    whole = replace(view, filters=Filters(as_of=view.filters.as_of), pcodes=None, sources=None, incidents=None)
    kept: dict[Any, pl.DataFrame] = session.info.setdefault("homes", {})
    if whole.filters not in kept and len(wanted) > _FEW:
        kept[whole.filters] = homes_from(_read(session, whole), view.tree)
    if whole.filters in kept:
        return kept[whole.filters].filter(pl.col("incident_id").is_in(list(wanted)))
    every = wanted | {merged for merged, root in view.judged.roots.items() if root in wanted}
    named, linked = col(Claim.incident_id).in_(every), col(Claim.key).in_(_linked(whole.filters, every))
    return homes_from(_read(session, whole, or_(named, linked)), view.tree).filter(
        pl.col("incident_id").is_in(list(wanted))
    )


def _linked(filters: Filters, ids: Iterable[int]) -> Any:
    about = col(Judgement.kind) == JudgementKind.LINK, col(Judgement.incident_id).in_(ids)
    return select(col(Judgement.claim_key)).where(*about, *held(filters))


def _read(session: Session, whole: View, *more: ColumnElement[bool]) -> pl.DataFrame:
    told = col(Claim.series) == Series.INCIDENT
    found = read_versions(session, whole, *conditions(whole), told, *more)
    return found.drop_nulls("incident_id").with_columns(counts=COUNTS)


def at_home(session: Session, view: View, claims: pl.DataFrame) -> pl.DataFrame:
    """Of claims those about incidents at home in the view's period and place, and those about none.

    A claim of what happened that counts with no incident is its own.
    """
    if not view.filters.seeks_homes:
        return claims
    homes = homes_of(session, view, claims.filter(_ABOUT)["incident_id"].unique())
    inside = homes.filter(within(view))["incident_id"]
    alone = (pl.col("series") == Series.INCIDENT.number) & pl.col("incident_id").is_null()
    own = claims.filter(alone).with_columns(incident_id="id", counts=pl.lit(value=True))
    own_inside = homes_from(own, view.tree).filter(within(view))["incident_id"]
    return claims.filter(
        pl.when(_ABOUT)
        .then(pl.col("incident_id").is_in(inside.implode()))
        .otherwise(~alone | pl.col("id").is_in(own_inside.implode()))
    )


def within(view: View) -> pl.Expr:
    """Whether a home (:data:`HOME`) lies in the view's period and place."""
    conditions = [pl.lit(value=True)]
    if view.filters.since is not None:
        conditions.append(pl.col("first") >= view.filters.since)
    if view.filters.until is not None:
        conditions.append(pl.col("last") <= view.filters.until)
    if view.pcodes is not None:
        conditions.append(pl.col("pcode").is_in(list(view.pcodes)))
    return pl.all_horizontal(conditions).fill_null(value=False)
