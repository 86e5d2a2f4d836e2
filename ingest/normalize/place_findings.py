"""What there is to know about a place as it was read: said with the words, the places and the way out."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from db.vocabulary import PlaceLevel, Severity
from ingest.normalize.place_name import NameForm
from ingest.normalize.place_record import Place

MOST_NAMED: Final = 4
"""How many places a message names; of more it says how many."""


BY_COMMAND: Final = "where the register is kept: `sijill places load`"
"""Where and how a place or a spelling is added."""
_WITH_FILES: Final = f"{BY_COMMAND}; the page Quality has such names as files for it"


class Finding(NamedTuple):
    """Something to know about a place as it was written; ``Issue(*finding, row=...)`` puts it into its row."""

    severity: Severity
    code: str
    message: str
    remedy: str


def near_spelling(text: str, written: str, place: Place | None, score: float) -> Finding:
    """A text that was read as another spelling."""
    return Finding(
        Severity.WARNING,
        "fuzzy_place",
        f"{text!r} was read as {written!r}, {place} (spelling score {score:.0f} of 100).",
        f"Check the place; if it is right, add the spelling as an alias {BY_COMMAND}.",
    )


def several_places(text: str, places: Iterable[Place], kept: Place | None) -> Finding:
    """A text that names more than one place."""
    return Finding(
        Severity.WARNING,
        "several_places",
        f"{text!r} names {listed(places)}.",
        f"{kept_place(kept)} Split the row if the source gives a figure for each.",
    )


def remarks(text: str, form: NameForm, fitting: list[Place], kept: Place | None) -> Iterator[Finding]:
    """What a name leaves open, for the places that it fits."""
    if form.part and kept:
        yield Finding(Severity.NOTE, "part_of_place", f"{text!r} is a part of {kept}.", kept_place(kept))
    elif len(fitting) > 1:
        severity = Severity.NOTE if kept else Severity.WARNING
        message = f"{text!r} fits {listed(fitting)}."
        yield Finding(
            severity, "homonym_place", message, f"{kept_place(kept)} Give a P-code if the narrower place is meant."
        )
    elif form.level and kept and kept.level is not form.level:
        message = f"The gazetteer has no {form.level.term.en.lower()} for {text!r}."
        yield Finding(
            Severity.NOTE,
            "wider_place",
            message,
            f"{kept_place(kept)} To be more precise, add the place {BY_COMMAND}.",
        )


def unknown(message: str, kept: Place | None) -> Finding:
    """A name that nothing has."""
    return Finding(
        Severity.WARNING,
        "unknown_place",
        message,
        f"{kept_place(kept)} Add the place, or this spelling as an alias, {_WITH_FILES}.",
    )


def unknown_area(level: PlaceLevel, name: str, kept: Place | None) -> Finding:
    """A governorate or district that nothing has: a place of the same name as the row's may be in another country."""
    code = "unknown_governorate" if level is PlaceLevel.GOVERNORATE else "unknown_district"
    message = f"No {level.term.en.lower()} in the gazetteer is called {name!r}, and its place is sought nowhere else."
    remedy = f"Mend it, or add the area, or this spelling as an alias, {_WITH_FILES}."
    return Finding(Severity.WARNING, code, message, f"{kept_place(kept)} {remedy}")


def not_loaded(country: str, *, is_one: bool) -> Finding:
    """A country of which the gazetteer has no places; ``is_one``: there is a country of that name or code."""
    if is_one:
        message = f"No places of {country!r} are in the gazetteer. The row keeps the words and has no place."
        return Finding(Severity.NOTE, "country_not_loaded", message, "Load them with `sijill places load`.")
    message = f"{country!r} is not known as a country, and its place is sought nowhere else."
    return Finding(Severity.WARNING, "unknown_country", message, f"{kept_place(None)} Mend it, or clear the cell.")


def differs(place: Place, other: str) -> Finding:
    """A P-code that its row contradicts."""
    return Finding(
        Severity.WARNING,
        "pcode_name_differs",
        f"The P-code is {place}, but the row says {other}.",
        "The P-code was kept. Correct whichever is wrong.",
    )


def kept_place(place: Place | None) -> str:
    """What the row keeps."""
    return f"The row keeps {place}." if place else "The row keeps the text and has no place."


def listed(places: Iterable[Place]) -> str:
    """Places in a sentence, the first few of many."""
    names = list(dict.fromkeys(map(str, places)))
    told = names if len(names) <= MOST_NAMED else [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    return " and ".join(told)
