"""Telephones, e-mail addresses and numbers of identity in a text, told from figures, days, coordinates and ids.

A text is first looked at by one cheap expression; what a telephone is, says each country's own numbering.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

import phonenumbers
from pydantic import BaseModel, ConfigDict

from ingest.knowledge import knowledge

WITHHELD: Final = "[contact withheld]"
"""What stands in the place of a contact in what is made to be shown to anybody."""

_DIGITS: Final = "[0-9٠-٩۰-۹]"
URL: Final = r"(?:https?://|www\.)\S+"
"""A web address, which may have digits and an @ of its own."""

_URL: Final = re.compile(URL)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(
    rf"(?<![\w+.])(?<!\d[,/:])(?<!\w[-/])(?:\+|\(?[0٠۰])(?:[ ()/-]{{0,2}}{_DIGITS}){{7,15}}(?![\w]|[.,:/-]{_DIGITS})"
)
_DAY: Final = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{4}[-/]\d{1,2}[-/]\d{1,2}")
_NOT_ARABIC: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_FROM_ABROAD: Final = ("+", "00")


class Kind(StrEnum):
    """What was found."""

    PHONE = "a telephone number"
    MAIL = "an e-mail address"
    IDENTITY = "a number of identity"


class Contact(NamedTuple):
    """Where in a text what was found."""

    start: int
    end: int
    kind: Kind


class Known(BaseModel):
    """All of ``contacts.yml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    countries: tuple[str, ...]
    identity: tuple[str, ...]
    columns: tuple[str, ...]


@cache
def known() -> Known:
    """What tells of people. Raises ``ValueError`` where a country is none that has telephones."""
    text = resources.files("ingest.personal").joinpath("contacts.yml").read_text(encoding="utf-8")
    found = Known.model_validate(knowledge(text))
    if strange := set(found.countries) - phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"contacts.yml: {', '.join(sorted(strange))} is no country")
    return found


_LIKE_A_PHONE: Final = rf"(?:\+|[0٠۰])[ ()/-]{{0,2}}{_DIGITS}(?:[ ()/-]{{0,2}}{_DIGITS}){{6}}"


@cache
def perhaps() -> str:
    """The expression, for Polars, that is in every text in which a contact could be found."""
    cues = "|".join(map(re.escape, known().identity))
    return rf"@|(?:^|[^\w.]){_LIKE_A_PHONE}|(?i:{cues})"


def _could_hold_one(text: str) -> bool:
    """The same of one text, for which this takes a tenth of the time."""
    if "@" in text or _SHAPE.search(text):
        return True
    small = text.lower()
    return any(cue in small for cue in known().identity)


_SHAPE: Final = re.compile(_LIKE_A_PHONE)


@lru_cache(maxsize=16_384)
def contacts(text: str) -> tuple[Contact, ...]:
    """What is in a text, in its order; nothing that is a part of a web address."""
    if not _could_hold_one(text):
        return ()
    plain = _URL.sub(lambda found: " " * len(found.group()), text)
    if not _could_hold_one(plain):
        return ()
    found = [Contact(*match.span(), Kind.MAIL) for match in _MAIL.finditer(plain)]
    found += [Contact(*match.span(1), Kind.IDENTITY) for match in _identity().finditer(plain)]
    taken = [(each.start, each.end) for each in found]
    for match in _PHONE.finditer(plain):
        inside = any(start < match.end() and match.start() < end for start, end in taken)
        if not inside and _is_phone(match.group()):
            found.append(Contact(*match.span(), Kind.PHONE))
    return tuple(sorted(found))


def without_contacts(text: str) -> str:
    """The text with :data:`WITHHELD` in the place of each contact."""
    for contact in reversed(contacts(text)):
        text = text[: contact.start] + WITHHELD + text[contact.end :]
    return text


@cache
def _identity() -> re.Pattern[str]:
    cues = "|".join(map(re.escape, known().identity))
    number = rf"[A-Z]{{0,3}}{_DIGITS}[0-9٠-٩۰-۹ -]{{3,16}}{_DIGITS}"
    return re.compile(rf"(?:{cues})[\s:.#°]{{0,4}}(?:no\.?|number)?[\s:.#]{{0,3}}({number})", re.IGNORECASE)


def _is_phone(written: str) -> bool:
    """Whether digits are a telephone number of some country from abroad, or of one that is known as it writes them."""
    text = written.translate(_NOT_ARABIC).strip()
    if _DAY.search(text):
        return False
    bare = text.lstrip("(")
    if bare.startswith(_FROM_ABROAD):
        return _is_valid(f"+{bare.removeprefix('+') if bare.startswith('+') else bare.removeprefix('00')}", None)
    return any(_is_valid(text, country) for country in known().countries)


def _is_valid(text: str, country: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, country))
    except phonenumbers.NumberParseException:
        return False
