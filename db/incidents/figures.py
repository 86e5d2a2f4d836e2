"""What one incident's claims come to under every policy, and every version of them that was ever recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlmodel import Session, col

from db import records
from db.answers import ClaimRecord
from db.conventions.registry import Convention
from db.filters import Filters
from db.happened.reconciled import active, claims_about, figures_of, happened_of
from db.incidents.one_incident import event_of
from db.models import Claim
from db.views.frame import View, read_versions
from db.vocabulary import (
    Age,
    Corroboration,
    Measure,
    Policy,
    Population,
    Quantifier,
    Sex,
    Unit,
    Word,
)

_WORDS: Final[dict[str, type[Word]]] = {
    "measure": Measure,
    "population": Population,
    "sex": Sex,
    "age": Age,
    "unit": Unit,
    "quantifier": Quantifier,
    "corroboration": Corroboration,
}


@dataclass(frozen=True, slots=True)
class PolicyFigure:
    """One figure of an incident under one policy; ``chosen`` is whose best it is, ``set_by`` who set it by hand.

    ``alike`` are the names that may be one source's and count as one of the ``origins``. ``counted`` is false where
    sums leave the figure out: it is discounted, or other incidents tell the same people. ``convention`` is that of the
    view where the figure is another without it, or is left out by it.
    """

    policy: Policy
    measure: Measure
    population: Population
    sex: Sex | None
    age: Age | None
    unit: Unit
    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier | None
    word: str | None
    claims: int
    origins: int
    corroboration: Corroboration
    counted: bool
    chosen: str | None
    set_by: str | None
    alike: tuple[str, ...] = ()
    convention: Convention | None = None

    @property
    def kind(self) -> tuple[int, ...]:
        """What the figure is of, in the vocabularies' order; the same under every policy."""
        words = (self.measure, self.population, self.unit, self.sex, self.age)
        return tuple(word.number if word else 0 for word in words)


def figures_by_policy(session: Session, filters: Filters, code: str) -> list[PolicyFigure]:
    """The figures of the incident of a code under every policy, whichever the view has; none if no claim is in view.

    Raises :class:`db.incidents.one_incident.UnknownIncidentError` for a code that no incident has.
    """
    view = View.of(session, filters)
    told = claims_about(session, view, event_of(session.connection(), view.judged, code))
    happened = happened_of(active(told))
    under = [(policy, replace(view, filters=filters.but(policy=policy))) for policy in Policy]
    found = [
        _figure(row, policy)
        for policy, seen in under
        for row in figures_of(session, happened, seen).iter_rows(named=True)
    ]
    return sorted(found, key=lambda figure: (figure.kind, figure.policy.number))


def versions_of(session: Session, filters: Filters, claims: Iterable[ClaimRecord]) -> list[ClaimRecord]:
    """All versions of these claims that were recorded up to the view's moment, the oldest of each first."""
    keys = [claim.key for claim in claims]
    until = [] if filters.as_of is None else [col(Claim.recorded_at) <= filters.as_of]
    view = View.of(session, Filters(as_of=filters.as_of))
    frame = read_versions(session, view, col(Claim.key).in_(keys), *until)
    return sorted(records.claims(session, filters, frame), key=lambda claim: (claim.key, claim.version))


def _figure(row: dict[str, Any], policy: Policy) -> PolicyFigure:
    words = {name: None if row[name] is None else kind.of(row[name]) for name, kind in _WORDS.items()}
    plain = ("low", "best", "high", "word", "claims", "origins", "counted", "chosen", "set_by")
    stated: dict[str, Any] = words | {name: row[name] for name in plain}
    stated |= {"convention": Convention(row["convention"]) if row["convention"] else None}
    return PolicyFigure(policy=policy, alike=tuple(row["alike"] or ()), **stated)
