"""Places: a P-code or words in, a place of the gazetteer and how precise it is out.

Nothing is guessed. A name that fits two places keeps the area that holds both; a near spelling is taken only above a
stated score and only within the area that the row names; what is not known stays text, and the row keeps the area
around it. Precision is UCDP's ``where_prec`` (GED codebook 23.1): 1 a place, 2 near it, 3 a district, 4 a governorate,
5 a fuzzy area within a country, 6 a country.
"""

from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakKeyDictionary

from db.vocabulary import PlaceLevel, PlacePrecision
from ingest.normalize.gazetteer import Gazetteer, Place, shipped_gazetteer
from ingest.normalize.place_findings import Finding, differs, near_spelling, remarks, several_places, unknown
from ingest.normalize.place_name import NameForm, alternatives, fold, forms, key, names_nothing, segments

__all__ = ["PRECISION", "Finding", "Gazetteer", "Located", "Place", "locate", "shipped_gazetteer"]

PRECISION: Final = {
    PlaceLevel.COUNTRY: PlacePrecision.P6,
    PlaceLevel.GOVERNORATE: PlacePrecision.P4,
    PlaceLevel.DISTRICT: PlacePrecision.P3,
    PlaceLevel.SUBDISTRICT: PlacePrecision.P3,  # where_prec has no third-order area; its district is certain
    PlaceLevel.SETTLEMENT: PlacePrecision.P1,
}


@dataclass(frozen=True, slots=True)
class Located:
    """What a place was read as. Everything is None where neither the text nor the row says where."""

    place: Place | None = None
    precision: PlacePrecision | None = None
    issues: tuple[Finding, ...] = ()

    @property
    def pcode(self) -> str | None:
        return self.place.pcode if self.place else None


def locate(
    gazetteer: Gazetteer,
    text: str,
    *,
    pcode: str | None = None,
    within: str | None = None,
    country: str | None = None,
) -> Located:
    """Find the place that a row means.

    ``text`` is what the row says, either a name or ``village, district, governorate``. ``pcode`` wins over it.
    ``within`` and ``country`` are P-codes of areas that the row names elsewhere (``within`` the narrower): a name is
    looked for only inside, and an unknown name keeps that area. Raises ``UnreadableError`` (``unknown_pcode``) for a
    P-code that the gazetteer does not have.
    """
    parent_code = within or country
    parent = gazetteer.get(parent_code) if parent_code else None
    if pcode and pcode.strip():
        return _by_pcode(gazetteer, gazetteer.get(pcode), text, parent)
    return _by_text(gazetteer, text, parent)


def _by_pcode(gazetteer: Gazetteer, place: Place, text: str, parent: Place | None) -> Located:
    """The place of the P-code, with a warning where the text or the row's area means another."""
    issues: list[Finding] = []
    if parent is not None and not _nested(gazetteer, place, parent):
        issues.append(differs(place, str(parent)))
    if not names_nothing(text):
        named = _by_text(gazetteer, text, None)
        if named.place is None:
            issues.extend(unknown(issue.message, place) for issue in named.issues)
        elif not _nested(gazetteer, place, named.place):
            issues.append(differs(place, repr(text.strip())))
    return Located(place, PRECISION[place.level], tuple(issues))


def _nested(gazetteer: Gazetteer, one: Place, other: Place) -> bool:
    return one in gazetteer.path(other) or other in gazetteer.path(one)


def _by_text(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located:
    """Read ``village, district, governorate`` from the widest area inwards."""
    located = _area(parent)
    if names_nothing(text):
        return located
    *outer, innermost = reversed(segments(text))
    for segment in (*outer, innermost):
        if segment is not innermost and _names_area(gazetteer, segment, located.place):
            continue  # "Tadef, Aleppo" within Aleppo: the governorate again, not the city in it
        found = _by_name(gazetteer, segment, located.place)
        # an area that holds is the wider one
        wider = tuple(issue for issue in located.issues if issue.code != "homonym_place")
        located = replace(found, issues=(*wider, *found.issues)) if wider else found
    return located


def _names_area(gazetteer: Gazetteer, text: str, area: Place | None) -> bool:
    """Whether a text names the area that is known already, or one around it."""
    if area is None:
        return False
    around = gazetteer.path(area)
    return any(
        place in around and form.level in {None, place.level}
        for form in forms(text)
        for place in gazetteer.named(form.key)
    )


def _area(place: Place | None) -> Located:
    return Located(place, PRECISION[place.level]) if place else Located()


_REMEMBERED: Final = 100_000
_read: WeakKeyDictionary[Gazetteer, dict[tuple[str, str | None], Located]] = WeakKeyDictionary()
"""Names that were read in an area of a gazetteer: one row asks twice, and the next rows ask again."""


def _by_name(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located:
    """One name within an area."""
    known, asked = _read.setdefault(gazetteer, {}), (text, parent.pcode if parent else None)
    if asked not in known:
        if len(known) >= _REMEMBERED:
            known.clear()
        known[asked] = _read_name(gazetteer, text, parent)
    return known[asked]


def _read_name(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located:
    """One name: as it is written, then as two names, then by near spelling."""
    return (
        _exact(gazetteer, text, parent)
        or _several(gazetteer, text, parent)
        or _fuzzy(gazetteer, text, parent)
        or _nowhere(text, parent)
    )


def _nowhere(text: str, parent: Place | None) -> Located:
    """The area around a name that nothing has."""
    finding = unknown(f"No place in the gazetteer is called {text!r}.", parent)
    return Located(parent, PRECISION[parent.level] if parent else None, (finding,))


def _exact(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located | None:
    for form in forms(text):
        named = gazetteer.named(form.key, parent)
        if form.part and parent is not None and form.level is None and parent in gazetteer.named(form.key):
            named = [parent]  # "western Raqqa" within Raqqa is in the governorate, not in the district of that name
        if located := _choose(gazetteer, text, form, named):
            return located
    return None


def _fuzzy(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located | None:
    for form in forms(text):
        if near := gazetteer.like(form.spelled, parent):
            spelling, score, places = near
            if located := _choose(gazetteer, text, form, places):
                written = next(name for name in places[0].names if spelling in {fold(name), key(fold(name))})
                warning = near_spelling(text, written, located.place, score)
                return replace(located, issues=(warning, *located.issues))
    return None


def _several(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located | None:
    """``Hama or Idlib``: the area that holds both, if each is known."""
    each = [_exact(gazetteer, name, parent) for name in alternatives(text)]
    places = [located.place for located in each if located and located.place]
    if not places or len(places) < len(each):
        return None
    located = _area(gazetteer.common(places))
    if located.place and located.place.level is PlaceLevel.COUNTRY:
        located = replace(located, precision=PlacePrecision.P5)
    warning = several_places(text, places, located.place)
    return replace(located, issues=(warning,))


def _choose(gazetteer: Gazetteer, text: str, form: NameForm, places: list[Place]) -> Located | None:
    """One place of those that fit a name, or the area that holds them; None where the stated level rules all out."""
    fitting = _at_level(places, form.level)
    if form.level is None:
        fitting = _of_governorate(gazetteer, fitting)
    if not fitting:
        return None
    kept = gazetteer.common(fitting)
    return Located(kept, _precision(kept, form), tuple(remarks(text, form, fitting, kept)))


def _at_level(places: list[Place], level: PlaceLevel | None) -> list[Place]:
    """The places of the level, else of the narrowest wider one: an unlisted ``Idlib city`` is in Idleb district."""
    if level is None:
        return places
    known = [place.level.number for place in places if place.level.number <= level.number]
    return [place for place in places if place.level.number == max(known, default=0)]


def _of_governorate(gazetteer: Gazetteer, places: list[Place]) -> list[Place]:
    """Those in the one governorate among them: ``Hama`` alone is Hama, though villages elsewhere have its name."""
    governorates = [place for place in places if place.level is PlaceLevel.GOVERNORATE]
    if len(governorates) != 1:
        return places
    return [place for place in places if governorates[0] in gazetteer.path(place)]


def _precision(place: Place | None, form: NameForm) -> PlacePrecision | None:
    precision = PRECISION[place.level] if place else None
    if precision is PlacePrecision.P1 and form.near:
        return PlacePrecision.P2
    if precision is PlacePrecision.P6 and form.part:
        return PlacePrecision.P5
    return precision
