"""What the register has to choose from, and what a view covers."""

from dataclasses import dataclass
from datetime import date, datetime

from db.conventions.registry import Convention
from db.vocabulary import Measure, PlaceLevel, Policy


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place to choose, and where it lies."""

    pcode: str
    name_en: str
    name_ar: str | None
    level: PlaceLevel
    parent: str | None

    def name(self, language: str) -> str:
        """The name in ``language``; English where there is none."""
        return (self.name_ar or self.name_en) if language == "ar" else self.name_en


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the filter bar."""

    places: tuple[PlaceRecord, ...]
    sources: tuple[tuple[str, str | None], ...]
    measures: tuple[Measure, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the view covers and what its charts leave out; ``data_version`` changes whenever the register does.

    ``newest`` is the newest day among what is known to the day, the week or the month; ``newest_year`` a year after it
    that a claim is of which says no more than that.
    ``outdated`` counts the stocks, parts aside, that no longer stand, and ``stocks_from`` is the day from which that is
    looked at (:mod:`db.series.outdated`).
    ``cuts_incidents``: some claims about an incident may be in view and others not. Of the claims the ``convention``
    reads so many ``otherwise`` than the register, or leaves them out. In no sum are the claims that are parts of totals
    which the view has not (``parts_apart``), and the incidents that somebody set aside (``discounted``).
    """

    claims: int
    incidents: int
    newest: date | None
    policy: Policy
    unlocated: int
    undated: int
    ungraded: int
    in_review: int
    data_version: str
    as_of: datetime | None
    cuts_incidents: bool
    newest_year: int | None = None
    outdated: int = 0
    stocks_from: date | None = None
    convention: Convention | None = None
    otherwise: int = 0
    parts_apart: int = 0
    discounted: int = 0
