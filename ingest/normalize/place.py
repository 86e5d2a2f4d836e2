"""Places: a P-code or words in, a place of the gazetteer and how precise it is out.

Nothing is guessed. A name that fits two places keeps the area that holds both; a near spelling is taken only above a
stated score and only within the area that the row names; what is not known stays text, and the row keeps the area
around it. Precision is UCDP's ``where_prec`` (GED codebook 23.1): 1 a place, 2 near it, 3 a district, 4 a governorate,
5 a fuzzy area within a country, 6 a country.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from db.vocabulary import PlaceLevel, PlacePrecision, Severity
from ingest.normalize.gazetteer import Gazetteer, Place, shipped_gazetteer
from ingest.normalize.place_name import NameForm, alternatives, fold, forms, key, names_nothing, segments

__all__ = ["PRECISION", "Finding", "Gazetteer", "Located", "Place", "locate", "shipped_gazetteer"]

PRECISION: Final = {
    PlaceLevel.COUNTRY: PlacePrecision.P6,
    PlaceLevel.GOVERNORATE: PlacePrecision.P4,
    PlaceLevel.DISTRICT: PlacePrecision.P3,
    PlaceLevel.SUBDISTRICT: PlacePrecision.P3,  # where_prec has no third-order area; its district is certain
    PlaceLevel.SETTLEMENT: PlacePrecision.P1,
}


class Finding(NamedTuple):
    """Something to know about a place as it was written; ``Issue(*finding, row=...)`` puts it into its row."""

    severity: Severity
    code: str
    message: str
    remedy: str


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
        issues.append(_differs(place, str(parent)))
    if not names_nothing(text):
        named = _by_text(gazetteer, text, None)
        if named.place is None:
            issues.extend(_unknown(issue.message, place) for issue in named.issues)
        elif not _nested(gazetteer, place, named.place):
            issues.append(_differs(place, repr(text.strip())))
    return Located(place, PRECISION[place.level], tuple(issues))


def _nested(gazetteer: Gazetteer, one: Place, other: Place) -> bool:
    return one in gazetteer.path(other) or other in gazetteer.path(one)


def _by_text(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located:
    """Read ``village, district, governorate`` from the widest area inwards."""
    located = _area(parent)
    if names_nothing(text):
        return located
    *inner, widest = segments(text)
    for segment in (widest, *reversed(inner)):
        found = _by_name(gazetteer, segment, located.place)
        wider = tuple(
            issue for issue in located.issues if issue.code != "homonym_place"
        )  # an area that holds is the wider one
        located = replace(found, issues=(*wider, *found.issues))
    return located


def _area(place: Place | None) -> Located:
    return Located(place, PRECISION[place.level]) if place else Located()


def _by_name(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located:
    """One name: as it is written, then as two names, then by near spelling."""
    return (
        _exact(gazetteer, text, parent)
        or _several(gazetteer, text, parent)
        or _fuzzy(gazetteer, text, parent)
        or replace(_area(parent), issues=(_unknown(f"No place in the gazetteer is called {text!r}.", parent),))
    )


def _exact(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located | None:
    for form in forms(text):
        if located := _choose(gazetteer, text, form, gazetteer.named(form.key, parent)):
            return located
    return None


def _fuzzy(gazetteer: Gazetteer, text: str, parent: Place | None) -> Located | None:
    for form in forms(text):
        if near := gazetteer.like(form.spelled, parent):
            spelling, score, places = near
            if located := _choose(gazetteer, text, form, places):
                written = next(name for name in places[0].names if spelling in {fold(name), key(fold(name))})
                warning = Finding(
                    Severity.WARNING,
                    "fuzzy_place",
                    f"{text!r} was read as {written!r}, {located.place} (spelling score {score:.0f} of 100).",
                    "Check the place; if it is right, add the spelling to the gazetteer as an alias.",
                )
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
    warning = Finding(
        Severity.WARNING,
        "several_places",
        f"{text!r} names {_list(places)}.",
        f"{_kept(located.place)} Split the row if the source gives a figure for each.",
    )
    return replace(located, issues=(warning,))


def _choose(gazetteer: Gazetteer, text: str, form: NameForm, places: list[Place]) -> Located | None:
    """One place of those that fit a name, or the area that holds them; None where the stated level rules all out."""
    fitting = _at_level(places, form.level)
    if not fitting:
        return None
    located = _precise(gazetteer.common(fitting), form)
    return replace(located, issues=tuple(_remarks(text, form, fitting, located.place)))


def _at_level(places: list[Place], level: PlaceLevel | None) -> list[Place]:
    """The places of the level, else of the narrowest wider one: an unlisted ``Idlib city`` is in Idleb district."""
    if level is None:
        return places
    known = [place.level.number for place in places if place.level.number <= level.number]
    return [place for place in places if place.level.number == max(known, default=0)]


def _precise(place: Place | None, form: NameForm) -> Located:
    located = _area(place)
    if located.precision is PlacePrecision.P1 and form.near:
        return replace(located, precision=PlacePrecision.P2)
    if located.precision is PlacePrecision.P6 and form.part:
        return replace(located, precision=PlacePrecision.P5)
    return located


def _remarks(text: str, form: NameForm, fitting: list[Place], kept: Place | None) -> Iterator[Finding]:
    if form.part and kept:
        yield Finding(Severity.NOTE, "part_of_place", f"{text!r} is a part of {kept}.", _kept(kept))
    elif len(fitting) > 1:
        severity = Severity.NOTE if kept else Severity.WARNING
        message = f"{text!r} fits {_list(fitting)}."
        yield Finding(
            severity, "homonym_place", message, f"{_kept(kept)} Give a P-code if the narrower place is meant."
        )
    elif form.level and kept and kept.level is not form.level:
        message = f"The gazetteer has no {form.level.term.en.lower()} for {text!r}."
        yield Finding(
            Severity.NOTE, "wider_place", message, f"{_kept(kept)} Add the place to the gazetteer to be more precise."
        )


def _unknown(message: str, kept: Place | None) -> Finding:
    return Finding(
        Severity.WARNING,
        "unknown_place",
        message,
        f"{_kept(kept)} Add the place, or this spelling as an alias, to the gazetteer.",
    )


def _differs(place: Place, other: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "pcode_name_differs",
        f"The P-code is {place}, but the row says {other}.",
        "The P-code was kept. Correct whichever is wrong.",
    )


def _kept(place: Place | None) -> str:
    return f"The row keeps {place}." if place else "The row keeps the text and has no place."


def _list(places: Iterable[Place]) -> str:
    return " and ".join(map(str, dict.fromkeys(places)))
