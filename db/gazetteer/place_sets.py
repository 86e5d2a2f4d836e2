"""Writing to the gazetteer: a set of places is compared with what is known, and only the difference is written.

No place is ever removed, since claims may point to it: one that a newer version leaves out keeps its older mention, and
:func:`missing` lists it. A name that a newer version changes stays as an alias, so that older texts are still found.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlmodel import Session, col

from db.clock import moment_of
from db.gazetteer.drafts import AliasDraft, Kind, Layer, PlaceDraft, PlaceSetDraft
from db.models import Boundary, Place, PlaceMention, PlaceSet

Values = dict[str, Any]
_TOLD = ("name_en", "name_ar", "parent", "lat", "lon")


@dataclass(frozen=True, slots=True)
class PutPlaces:
    """What :func:`put_places` did. ``set_id`` is None where the same file was loaded before and says nothing new.

    ``areas`` are places made because the file names them around others; they are not among ``new``. ``missing`` are
    the P-codes that an older version of the layer names and this one does not.
    """

    layer: Layer
    file_name: str
    set_id: int | None
    read: int
    new: int
    changed: int
    unchanged: int
    refused: int
    areas: int
    missing: tuple[str, ...]


def put_places(session: Session, draft: PlaceSetDraft, *, now: datetime | None = None) -> PutPlaces:
    """Write what a set says and the gazetteer does not. Its parents must be in the gazetteer or in the set."""
    known = _known(session)
    shapes = {pcode: bytes(shape) for pcode, shape in session.execute(select(col(Boundary.pcode), col(Boundary.shape)))}
    areas = [_values(place) for place in draft.places if place.implied and place.pcode not in known]
    named = [place for place in draft.places if not place.implied]
    new = [_values(place) for place in named if place.pcode not in known]
    mended = [_mended(place, known[place.pcode]) for place in named if place.pcode in known]
    mended += list(_with_aliases(known, draft.aliases))
    moved = {place.pcode for place in named if place.boundary and shapes.get(place.pcode) != place.boundary.shape}
    changed = [after for before, after in mended if after != before or after["pcode"] in moved]
    counts = {"new": len(new), "changed": len(changed), "unchanged": len(mended) - len(changed)}
    if not (new or changed or areas) and _loaded(session, draft):
        return _told(draft, None, counts, 0, ())
    _write(session, sorted([*areas, *new], key=lambda values: values["level"].number), changed)
    set_id = _insert_set(session, draft, counts, now or moment_of(session))
    _put_boundaries(session, named, set_id)
    _put_mentions(session, draft.layer, named, set_id)
    session.flush()
    session.info.pop("tree", None)  # see db.gazetteer.places.Tree.of
    return _told(draft, set_id, counts, len(areas), tuple(missing(session, draft.layer)))


def newest(session: Session, layer: Layer) -> PlaceSet | None:
    """The last set that was loaded of a layer."""
    statement = select(PlaceSet).where(*_of(layer)).order_by(col(PlaceSet.id).desc()).limit(1)
    return session.scalars(statement).one_or_none()


def missing(session: Session, layer: Layer) -> list[str]:
    """P-codes that an older version of a layer names and its newest does not, in their order."""
    last = newest(session, layer)
    if last is None:
        return []
    older = (
        select(col(PlaceMention.pcode))
        .join(PlaceSet, and_(col(PlaceSet.id) == col(PlaceMention.set_id), *_of(layer)))
        .where(col(PlaceMention.kind) == layer.kind, col(PlaceMention.set_id) != last.id)
        .order_by(col(PlaceMention.pcode))
    )
    return list(session.scalars(older))


def layer_of(loaded: PlaceSet) -> Layer:
    """The layer that a set is a version of."""
    return Layer(cast("Kind", loaded.kind), loaded.country, loaded.level, loaded.dataset)


def sets(session: Session) -> list[PlaceSet]:
    """Every set that was loaded, oldest first."""
    return list(session.scalars(select(PlaceSet).order_by(col(PlaceSet.id))))


def _of(layer: Layer) -> Iterable[ColumnElement[bool]]:
    yield col(PlaceSet.kind) == layer.kind
    yield col(PlaceSet.country) == layer.country
    yield col(PlaceSet.dataset) == layer.dataset
    yield col(PlaceSet.level).is_(None) if layer.level is None else col(PlaceSet.level) == layer.level


def _loaded(session: Session, draft: PlaceSetDraft) -> bool:
    statement = select(col(PlaceSet.id)).where(*_of(draft.layer), col(PlaceSet.sha256) == draft.sha256)
    return session.scalars(statement).first() is not None


def _known(session: Session) -> dict[str, Values]:
    table = Place.__table__  # type: ignore[attr-defined]
    return {row["pcode"]: dict(row) for row in session.connection().execute(select(table)).mappings()}


def _values(place: PlaceDraft) -> Values:
    told = {name: getattr(place, name) for name in ("pcode", "level", *_TOLD)}
    return told | {"aliases": _fresh(place.aliases, (place.name_en, place.name_ar))}


def _mended(place: PlaceDraft, known: Values) -> tuple[Values, Values]:
    """A known place before and after: names that a file replaces and names that it adds are kept as aliases."""
    said = {name: value for name in _TOLD if (value := getattr(place, name)) is not None}
    after = known | said
    names = (after["name_en"], after["name_ar"])
    others = (known["name_en"], known["name_ar"], *place.aliases)
    return known, after | {"aliases": [*known["aliases"], *_fresh(others, (*names, *known["aliases"]))]}


def _with_aliases(known: dict[str, Values], drafts: Iterable[AliasDraft]) -> Iterator[tuple[Values, Values]]:
    """Each place before and after a draft; drafts of one place build on each other."""
    known = dict(known)
    for draft in drafts:
        before = known[draft.pcode]
        names = (before["name_en"], before["name_ar"], *before["aliases"])
        known[draft.pcode] = before | {"aliases": [*before["aliases"], *_fresh(draft.aliases, names)]}
        yield before, known[draft.pcode]


def _fresh(names: Iterable[str | None], held: Iterable[str | None]) -> list[str]:
    """The names that are not held, each once, in their order."""
    held = set(held)
    return [name for name in dict.fromkeys(names) if name and name not in held]


def _write(session: Session, made: Sequence[Values], changed: Sequence[Values]) -> None:
    connection = session.connection()
    if made:
        connection.execute(insert(Place), made)
    for values in changed:
        connection.execute(update(Place).where(col(Place.pcode) == values["pcode"]).values(values))


def _insert_set(session: Session, draft: PlaceSetDraft, counts: dict[str, int], now: datetime) -> int:
    told = {name: getattr(draft, name) for name in ("file_name", "sha256", "version", "valid_on", "licence")} | counts
    layer = draft.layer._asdict()
    row = PlaceSet(**told, **layer, read=draft.read, refused=draft.refused, recorded_at=now)
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101  (flushed: the database gave it one)
    return row.id


def _put_boundaries(session: Session, places: Iterable[PlaceDraft], set_id: int) -> None:
    for place in places:
        if place.boundary is not None:
            session.merge(Boundary(pcode=place.pcode, set_id=set_id, **place.boundary._asdict()))


def _put_mentions(session: Session, layer: Layer, places: Iterable[PlaceDraft], set_id: int) -> None:
    if layer.kind == "aliases":
        return
    named = {place.pcode for place in places}
    held = set(session.scalars(select(col(PlaceMention.pcode)).where(col(PlaceMention.kind) == layer.kind)))
    connection = session.connection()
    if fresh := [{"kind": layer.kind, "pcode": pcode, "set_id": set_id} for pcode in sorted(named - held)]:
        connection.execute(insert(PlaceMention), fresh)
    of_kind = update(PlaceMention).where(col(PlaceMention.kind) == layer.kind)
    for pcode in sorted(named & held):
        connection.execute(of_kind.where(col(PlaceMention.pcode) == pcode).values(set_id=set_id))


def _told(
    draft: PlaceSetDraft, set_id: int | None, counts: dict[str, int], areas: int, lost: tuple[str, ...]
) -> PutPlaces:
    return PutPlaces(
        draft.layer,
        draft.file_name,
        set_id,
        read=draft.read,
        refused=draft.refused,
        areas=areas,
        missing=lost,
        **counts,
    )
