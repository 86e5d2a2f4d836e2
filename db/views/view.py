"""What a filter means for one register at one moment: names resolved, places and judgements at hand."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.state import state_of
from db.columns.store import copy_for
from db.filters import FilterError, Filters
from db.gazetteer.places import Tree
from db.judgements.judged import Judged
from db.models import Incident, Source


@dataclass(frozen=True, slots=True)
class View:
    """What a filter means for this register: P-codes, source ids and incident ids resolved, places at hand."""

    filters: Filters
    tree: Tree
    pcodes: frozenset[str] | None
    sources: frozenset[int] | None
    judged: Judged = field(default_factory=Judged)
    incidents: frozenset[int] | None = None

    @property
    def one_voice(self) -> bool:
        """Whether only what one source says is looked at."""
        return self.sources is not None

    @classmethod
    def of(cls, session: Session, filters: Filters) -> "View":
        """Resolve names. Raises :class:`db.filters.FilterError` for a name or code that the register has not got."""
        tree = _tree(session)
        pcodes = frozenset(tree.within(_find_place(tree, filters.place))) if filters.place else None
        sources = frozenset(_find_source(session, filters.source)) if filters.source else None
        judged = _judged(session, filters)
        incidents = None if filters.incident is None else _find_incident(session, judged, filters.incident)
        return cls(filters, tree, pcodes, sources, judged, incidents)


def _judged(session: Session, filters: Filters) -> Judged:
    """What was judged at the view's moment; a copy keeps it while nothing else is judged."""
    copy = copy_for(session)
    if copy is None:
        return Judged.of(session.connection(), filters)
    asked = (filters.as_of, state_of(session))
    return copy.remember("judged", asked, lambda: Judged.of(session.connection(), filters))


def _tree(session: Session) -> Tree:
    """The gazetteer, which a copy keeps from one session to the next."""
    copy = copy_for(session)
    if copy is None or "tree" in session.info:
        return Tree.of(session)
    seen = state_of(session)
    asked = seen.loaded, seen.places
    tree = session.info["tree"] = copy.remember("tree", asked, lambda: copy.carried("tree", asked) or Tree.of(session))
    return tree


def _find_place(tree: Tree, text: str) -> str:
    wanted = text.casefold()
    named = [
        place
        for place in tree.places.values()
        if wanted in {name.casefold() for name in (place.pcode, place.name_en, place.name_ar or "", *place.aliases)}
    ]
    if not named:
        raise FilterError(f"place: {text!r} is not in the gazetteer; give a P-code such as SY07 or a listed name")
    return min(named, key=lambda place: (place.level.number, place.pcode)).pcode


def _find_source(session: Session, text: str) -> set[int]:
    wanted = text.casefold()
    sources = list(session.scalars(select(Source)))
    named = {
        source.id
        for source in sources
        if wanted in {name.casefold() for name in (source.name, source.name_ar or "", *source.aliases)}
    }
    if not named:
        raise FilterError(
            f"source: {text!r} is not in the register; there are {', '.join(sorted(source.name for source in sources))}"
        )
    return {number for number in named if number is not None}


def _find_incident(session: Session, judged: Judged, code: str) -> frozenset[int]:
    """The incident of a code, or that with which it counts, and all that count with it."""
    named = col(Incident.code) == code
    number = None if "\0" in code else session.scalar(select(col(Incident.id)).where(named))  # PostgreSQL has no \0
    if number is None:
        raise FilterError(f"incident: {code!r} is not in the register; give a code as claims and incidents carry it")
    root = judged.roots.get(number, number)
    return frozenset({root, *(merged for merged, kept in judged.roots.items() if kept == root)})
