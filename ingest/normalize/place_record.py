"""A place of the gazetteer, as words are read into it."""

from dataclasses import dataclass
from functools import cache

from db.vocabulary import PlaceLevel


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``parent`` is the P-code of the area that holds it, None for a country."""

    pcode: str
    level: PlaceLevel
    name_en: str
    name_ar: str
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name_en, self.name_ar, *self.aliases)

    def __str__(self) -> str:
        return f"{self.name_en} ({_level_name(self.level)}, {self.pcode})"


@cache
def _level_name(level: PlaceLevel) -> str:
    return level.term.en.lower()
