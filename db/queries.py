"""The questions that charts, tables, exports and the PDF ask of the register: (session, Filters) -> ``db.answers``.

Kinds are never added: there is no question whose answer mixes incidents, periods, tolls and stocks, so no page can show
such a sum.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import polars as pl
from sqlmodel import Session

from db import records
from db.answers import Choices, ClaimRecord, IncidentRecord, SourceRecord, Speakers, Standing
from db.columns.store import copy_for
from db.conventions.reading import how_many_otherwise
from db.filters import Filters
from db.happened.apart import discounted_incidents, parts_apart, with_parts
from db.happened.reconciled import active, figures_of, happened_of, kept
from db.selection import counts
from db.selection.pages import claims_of_page, ids_of_page
from db.selection.selecting import Selection
from db.selection.worded import read_otherwise
from db.series.outdated import looked_from
from db.totals.corroborated import corroborated
from db.totals.of_view import largest as largest  # noqa: PLC0414  (one room to ask)
from db.totals.of_view import outdated_stocks
from db.totals.of_view import totals as totals  # noqa: PLC0414
from db.views.frame import UNGRADED, View, load, read_chosen
from db.views.groups import By as By  # noqa: PLC0414  (callers know the word from here)
from db.vocabulary import ClaimStatus, DatePrecision


def standing(session: Session, filters: Filters) -> Standing:
    """What the view covers, and what its charts leave out."""
    view = View.of(session, filters)
    copy = copy_for(session)
    covered = (
        _counts(load(session, view)) if copy is None else counts.standing_counts(Selection.of(copy, session, view))
    )
    return Standing(
        **covered,
        policy=filters.policy,
        data_version=records.data_version(session, filters),
        as_of=filters.as_of,
        cuts_incidents=filters.cuts_incidents,
        outdated=outdated_stocks(session, view),
        stocks_from=looked_from(session, view),
        convention=filters.convention,
        otherwise=_read_otherwise(session, view),
        parts_apart=parts_apart(session, view),
        discounted=discounted_incidents(session, view),
    )


def _read_otherwise(session: Session, view: View) -> int:
    """How many claims of the view its convention reads otherwise than the register, or leaves out."""
    copy, convention = copy_for(session), view.filters.convention
    if convention is None:
        return 0
    if copy is None:
        return how_many_otherwise(session, load(session, view), convention)
    selection = Selection.of(copy, session, view)
    return selection.once("read otherwise", lambda: read_otherwise(session, selection))


def _counts(claims: pl.DataFrame) -> dict[str, Any]:
    of_year = pl.col("date_precision").eq_missing(DatePrecision.D5.number)
    of_year &= pl.col("published").is_null() & pl.col("speaks_of").is_null()
    said = pl.coalesce("published", "speaks_of", "date_to", "date_from")
    newest, in_year = claims.select(day=said.filter(~of_year).max(), year=said.filter(of_year).max()).row(0)
    return {
        "claims": claims.height,
        "incidents": claims["incident"].drop_nulls().n_unique(),
        "newest": newest,
        "newest_year": counts.year_after(newest, in_year),
        "unlocated": claims["pcode"].null_count(),
        "undated": claims.select(pl.coalesce("date_from", "date_to", "speaks_of").null_count()).item(),
        "ungraded": claims.filter(pl.col("rank") == UNGRADED).height,
        "in_review": claims.filter(pl.col("status") == ClaimStatus.IN_REVIEW.number).height,
    }


def claims(session: Session, filters: Filters, *, limit: int | None = None, offset: int = 0) -> list[ClaimRecord]:
    """The claims of the view, newest happening first."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is not None and limit is not None:
        ids = ids_of_page(session, Selection.of(copy, session, view), limit, offset)
        return records.claims(session, filters, read_chosen(session, view, ids), ids) if ids else []
    frame = load(session, view)
    happened = pl.coalesce("date_to", "date_from", "speaks_of")
    ordered = frame.sort(happened, "key", descending=[True, False], nulls_last=True)
    return records.claims(session, filters, ordered.slice(offset, limit))


def incidents(session: Session, filters: Filters, *, limit: int | None = None, offset: int = 0) -> list[IncidentRecord]:
    """The incidents of the view with their reconciled figures, newest first."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is not None and limit is not None:
        selection = corroborated(session, Selection.of(copy, session, view))
        asked = ("page of incidents", filters.policy, limit, offset)
        return list(selection.once(asked, lambda: _page_of_incidents(session, selection, limit, offset)))
    frame = happened_of(active(load(session, view)))
    if filters.corroboration is not None:
        found = kept(figures_of(session, frame, view), filters)
        frame = frame.join(found.select("incident").unique(), on="incident", how="semi")
    return _incidents(session, view, frame, records.summarize(frame).slice(offset, limit))


def _page_of_incidents(session: Session, selection: Selection, limit: int, offset: int) -> list[IncidentRecord]:
    frame = happened_of(active(claims_of_page(session, selection, limit, offset)))
    return _incidents(session, selection.view, frame, records.summarize(frame))


def _incidents(session: Session, view: View, frame: pl.DataFrame, page: pl.DataFrame) -> list[IncidentRecord]:
    own = frame.join(page.select("incident"), on="incident", how="semi")
    figures = with_parts(session, view, own, kept(figures_of(session, own, view), view.filters))
    return records.incidents(session, page, figures, view.filters.policy)


def sources(session: Session, filters: Filters) -> list[SourceRecord]:
    """The sources and origins of the view with their notes and grades, most claims first."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is None:
        spoken, relayed = records.spoken_and_relayed(load(session, view))
    else:
        selection = Selection.of(copy, session, view)
        spoken, relayed = counts.spoken(selection), counts.relayed(selection)
    return records.sources(session, filters, spoken, relayed)


def speakers(session: Session, filters: Filters) -> Speakers:
    """Who says the figures that the view has of single incidents, by measure and population, most claims first.

    Parts, as children are of a total, are in no figure, and who tells only of them is not named.
    """
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is not None:
        shared = replace(view, filters=filters.but(series=None))
        return records.speakers(session, counts.speaking_of_incidents(Selection.of(copy, session, shared)))
    told = active(happened_of(load(session, view))).filter(pl.col("subset_of").is_null()).drop_nulls("speaker_id")
    return records.speakers(session, told.group_by("measure", "population", "speaker_id").len().iter_rows())


def changed_at(session: Session) -> datetime | None:
    """The moment of the last change to what the register says; None for a register that says nothing yet."""
    return records.changed_at(session)


def choices(session: Session) -> Choices:
    """What the filter bar offers."""
    return records.choices(session)
