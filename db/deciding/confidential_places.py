"""Which places are confidential: what people decide about it, with who and why, and what such a decision hides.

A place is confidential with all that lies in it. Governorates and countries can't be: a confidential place is shown as
the governorate that it lies in. What is hidden follows the decisions that stand now, at whatever moment a view looks:
to hide more of an earlier evening than was hidden then does no harm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.clock import moment_of
from db.deciding.judging import signed
from db.filters import Filters
from db.gazetteer.places import Tree
from db.judgements.refusals import JudgementError, UnknownPlaceError
from db.models import Place, PlaceChange
from db.vocabulary import PlaceLevel

WIDE: Final = (PlaceLevel.COUNTRY, PlaceLevel.GOVERNORATE)
"""The levels that are shown to anybody."""


@dataclass(frozen=True, slots=True)
class PlaceDeed:
    """One decision: a place became ``confidential`` or is so no more, by whom, why and when."""

    place: Place
    confidential: bool
    by: str
    reason: str
    recorded_at: datetime


def set_confidential(
    session: Session, name: str, confidential: bool, *, by: str, reason: str, now: datetime | None = None
) -> PlaceChange:
    """Let a place, and all that lies in it, be shown in nothing that leaves the register, or take that back.

    Raises :class:`db.judgements.refusals.JudgementError` where it can't be done, having changed nothing.
    """
    signed(by, reason)
    place = place_named(session, name)
    if place.level in WIDE:
        raise JudgementError("too_wide_to_hide", name=place.name_en)
    if (place.pcode in confidential_places(session)) is confidential:
        code = "place_confidential_already" if confidential else "place_public_already"
        raise JudgementError(code, name=place.name_en, pcode=place.pcode)
    change = PlaceChange(
        pcode=place.pcode,
        confidential=confidential,
        decided_by=by.strip(),
        reason=reason.strip(),
        recorded_at=now or moment_of(session),
    )
    session.add(change)
    session.flush()
    return change


def place_named(session: Session, name: str) -> Place:
    """The place of a P-code, or the one that has a name in any language.

    Raises :class:`db.judgements.refusals.JudgementError` where there is none, or where several share the name.
    """
    wanted = " ".join(name.split()).casefold()
    places = Tree.of(session).places.values()
    coded = [place for place in places if place.pcode.casefold() == wanted]
    found = coded or [place for place in places if wanted in {each.casefold() for each in names_of(place)}]
    if not found:
        raise UnknownPlaceError(name)
    if len(found) > 1:
        raise JudgementError("several_places", name=name, pcodes=", ".join(sorted(place.pcode for place in found)))
    return found[0]


def names_of(place: Place) -> tuple[str, ...]:
    """Every name that the gazetteer has for a place."""
    return tuple(name for name in (place.name_en, place.name_ar, *place.aliases) if name and name.strip())


def deeds(session: Session, filters: Filters) -> list[PlaceDeed]:
    """What people decided about places up to the view's moment, the newest first. No other filter counts."""
    statement = select(PlaceChange, Place).join(Place, col(Place.pcode) == col(PlaceChange.pcode))
    if filters.as_of is not None:
        statement = statement.where(col(PlaceChange.recorded_at) <= filters.as_of)
    rows = session.execute(statement.order_by(col(PlaceChange.id).desc()))
    return [PlaceDeed(place, made.confidential, made.decided_by, made.reason, made.recorded_at) for made, place in rows]


def confidential_places(session: Session) -> frozenset[str]:
    """The P-codes of the places that are confidential now, without what lies in them."""
    return confidential_after(session, last_decision(session))


def last_decision(session: Session) -> int:
    """The number of the latest decision about a place; 0 before the first."""
    return session.scalar(select(func.max(col(PlaceChange.id)))) or 0


def confidential_after(session: Session, decision: int) -> frozenset[str]:
    """The P-codes of the places that were confidential right after a decision (see :func:`last_decision`)."""
    made = select(PlaceChange).where(col(PlaceChange.id) <= decision).order_by(col(PlaceChange.id))
    standing = {change.pcode: change.confidential for change in session.scalars(made)}
    return frozenset(pcode for pcode, confidential in standing.items() if confidential)


def all_within(tree: Tree, pcodes: Iterable[str]) -> frozenset[str]:
    """The P-codes of places and of all that lies in them."""
    return frozenset(inner for pcode in pcodes for inner in tree.within(pcode))


def shown_instead(tree: Tree, pcode: str | None) -> Place | None:
    """The governorate that a place lies in; the country where there is none, None for a place that is not known."""
    return next((place for place in tree.upward(pcode) if place.level in WIDE), None)
