"""The claims of a view as a frame of columns, and which of them it looks at."""

from collections.abc import Iterable

import polars as pl
from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from db.entries import chunks
from db.filters import Filters
from db.models import Claim, Judgement
from db.views.homes import at_home
from db.views.versions import UNGRADED as UNGRADED  # noqa: PLC0414  (callers know these words from here)
from db.views.versions import conditions
from db.views.versions import grades as grades  # noqa: PLC0414
from db.views.versions import known as known  # noqa: PLC0414
from db.views.versions import read_versions as read_versions  # noqa: PLC0414
from db.views.versions import with_ranks as with_ranks  # noqa: PLC0414
from db.views.versions import with_speakers as with_speakers  # noqa: PLC0414
from db.views.versions import with_words as with_words  # noqa: PLC0414
from db.views.view import View as View  # noqa: PLC0414
from db.vocabulary import JudgementKind, Policy


def load(session: Session, view: View) -> pl.DataFrame:
    """The claims of a view, one row each, with the columns of :mod:`db.views.versions`.

    A session that only reads sees one state of the register, so it reads each view once and keeps the frame. Policy,
    convention and corroboration change nothing here: they are about figures.
    """
    about = view.filters.but(policy=Policy.ENVELOPE, convention=None, corroboration=None)
    frames: dict[Filters, pl.DataFrame] = session.info.setdefault("frames", {})
    if about not in frames:
        frames[about] = read(session, view)
    return frames[about]


def read(session: Session, view: View, *more: ColumnElement[bool]) -> pl.DataFrame:
    """The claims of a view, as :func:`load` gives them, that fulfil more conditions on ``Claim``; read anew."""
    found = read_versions(session, view, *conditions(view), *more, *_about(view))
    if view.incidents is not None:
        found = found.filter(pl.col("incident_id").is_in(list(view.incidents)))
    return at_home(session, view, found)


def _about(view: View) -> Iterable[ColumnElement[bool]]:
    """Claims whose rows name the view's incident, or that judgements link to it; others may count with it no more."""
    if view.incidents is not None:
        linked = select(col(Judgement.claim_key)).where(
            col(Judgement.kind) == JudgementKind.LINK, col(Judgement.incident_id).in_(view.incidents)
        )
        yield or_(col(Claim.incident_id).in_(view.incidents), col(Claim.key).in_(linked))


def read_chosen(session: Session, view: View, ids: Iterable[int]) -> pl.DataFrame:
    """The versions of these ids, which the view's copy found to be in the view; as :func:`load` gives them."""
    pieces = [read_versions(session, view, col(Claim.id).in_(some)) for some in chunks(ids)]
    return pl.concat(pieces) if pieces else read_versions(session, view, col(Claim.id).in_([]))
