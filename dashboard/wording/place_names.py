"""The names, in the reader's language, of the places that problems speak of."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Protocol

from sqlmodel import Session, col, select

from dashboard.locale import Speaker
from db.models import Place

PlaceNames = Mapping[str, str]
"""The names of places in the reader's language, by P-code; a place that is not in it goes by its English name."""

NO_NAMES: Final[PlaceNames] = MappingProxyType({})
_MAY_BE_PCODE: Final = re.compile(r"\b[A-Z][A-Z0-9-]+\b")


class Said(Protocol):
    """What may name places with their P-codes."""

    @property
    def message(self) -> str: ...
    @property
    def remedy(self) -> str: ...


def names_in(session: Session, issues: Iterable[Said], speaker: Speaker) -> PlaceNames:
    """The Arabic names of the places whose P-codes stand in problems; none for other readers, who have the English."""
    if speaker.language != "ar":
        return NO_NAMES
    said = (words for issue in issues for words in (issue.message, issue.remedy))
    pcodes = {pcode for words in said for pcode in _MAY_BE_PCODE.findall(words)}
    known = select(Place.pcode, Place.name_ar).where(col(Place.pcode).in_(pcodes))
    return {pcode: name for pcode, name in session.exec(known) if name}
