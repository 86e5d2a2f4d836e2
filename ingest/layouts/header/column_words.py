"""Words in names of columns beside that of the field, and what they say: knowledge in ``column_words.yml``."""

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from db.vocabulary import Age, Basis, Measure, Population, Series, Sex, Unit
from ingest.knowledge import knowledge
from ingest.layouts.fields import generic
from ingest.normalize.date import DayOrder, read_date
from ingest.normalize.fold import plain
from ingest.normalize.reading import UnreadableError


@dataclass(frozen=True, slots=True)
class Said:
    """What the name of a column says of its figures beside what they count; None where it says nothing.

    ``since`` are the words behind "since", which say when a toll begins.
    """

    population: Population | None = None
    age: Age | None = None
    sex: Sex | None = None
    unit: Unit | None = None
    series: Series | None = None
    basis: Basis | None = None
    since: str | None = None

    @property
    def part(self) -> str:
        """What tells the column from others of its measure: "child-female", "household"; "" for all people."""
        told = (self.population, self.age, self.sex, *self._counting)
        return "-".join(plain(word).replace(" ", "-").replace("/", "-") for word in told if word)

    @property
    def whole(self) -> str | None:
        """The ``part`` of the column whose people these are a part of; None where they are nobody's part."""
        if not (self.population or self.age or self.sex):
            return None
        return replace(self, population=None, age=None, sex=None).part

    @property
    def _counting(self) -> tuple[str | None, ...]:
        """How it is counted. People are what is counted anyway."""
        unit = self.unit if self.unit is Unit.HOUSEHOLD else None
        return (unit, self.series, self.since, self.basis)

    def joined(self, other: "Said") -> "Said | None":
        """Both together; None where they contradict each other."""
        merged: dict[str, Any] = {}
        for name in (field.name for field in fields(self)):
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours is not None and theirs is not None and ours != theirs:
                return None
            merged[name] = theirs if ours is None else ours
        return Said(**merged)


NOTHING: Final = Said()


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    population: Population | None = None
    age: Age | None = None
    sex: Sex | None = None
    unit: Unit | None = None
    names: tuple[str, ...]

    @property
    def said(self) -> Said:
        return Said(self.population, self.age, self.sex, self.unit)


class _ColumnWords(BaseModel):
    """What ``column_words.yml`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number_of: tuple[str, ...]
    total: tuple[str, ...]
    among: tuple[str, ...]
    groups: tuple[_Group, ...]
    cumulative: tuple[str, ...]
    since: tuple[str, ...]
    basis: dict[str, Basis]
    beside_groups: dict[Measure, tuple[str, ...]]


def said_by(words: str) -> Said | None:
    """What folded words say of figures, all of them; None where any is not known."""
    words = words.strip(" .,'")
    if words in _known():
        return _known()[words]
    if (behind := _behind(words, _folded(_column_words().since))) is not None:
        return Said(series=Series.CUMULATIVE, since=behind) if _is_day(behind) else None
    if (behind := _behind(words, _folded(_column_words().among))) is not None:
        return said_by(behind)
    return _two(words.split())


def _is_day(words: str) -> bool:
    """Whether words are a day, a month or a year, or would be in some year: not "the last report", not "24 hours"."""
    bare = words.removeprefix("le ").removeprefix("the ")
    iso = "-".join(bare.split())  # hyphens are folded away
    for text in (iso, bare, f"{bare} 2000") if any(sign.isdigit() for sign in bare) else ():
        with suppress(UnreadableError):
            if read_date(text, order=DayOrder.DAY_FIRST).start is not None:
                return True
    return False


def _two(words: list[str]) -> Said | None:
    """Words of two kinds in a row, such as "civilian women" or "confirmed cumulative"."""
    for at in range(1, len(words)):
        first = _known().get(" ".join(words[:at]))
        other = _known().get(" ".join(words[at:]))
        if first is not None and other is not None:
            return first.joined(other)
    return None


def without_number(words: str) -> str:
    """Folded words without "number of" before them."""
    behind = _behind(words, _folded(_column_words().number_of))
    return words if behind is None else behind


def without_total(words: str) -> str:
    """Folded words without "total" before or behind them, in brackets or not; "" where they hold none."""
    bare = " ".join("".join(" " if sign in "()[]:,/.–—" else sign for sign in words).split())
    totals = _folded(_column_words().total)
    before = _behind(bare, totals)
    behind = next((bare.removesuffix(f" {total}") for total in totals if bare.endswith(f" {total}")), "")
    return before or behind


def measure_beside_group(words: str) -> str | None:
    """The measure that folded words name, by themselves or only beside the name of a group."""
    return _beside_groups().get(words) or (field if (field := generic().field_of(words)) in set(Measure) else None)


def _behind(words: str, beginnings: tuple[str, ...]) -> str | None:
    """What stands behind the longest of these beginnings; None where there is none of them, or nothing behind it."""
    for beginning in beginnings:
        glued = beginning.endswith(("'", "#"))
        if words.startswith(beginning if glued else f"{beginning} ") and (rest := words[len(beginning) :].strip()):
            return rest
    return None


@cache
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({plain(phrase) for phrase in phrases}, key=len, reverse=True))


@cache
def _known() -> dict[str, Said]:
    words = _column_words()
    bases = {word: Basis(basis) for word, basis in generic().words["basis"].items()} | words.basis
    bases |= {spelling: basis for basis in Basis for spelling in (basis.value, basis.term.en, basis.term.ar)}
    known = {plain(word): Said(basis=basis) for word, basis in bases.items()}
    known |= {plain(word): Said(series=Series.CUMULATIVE) for word in words.cumulative}
    return known | {plain(name): group.said for group in words.groups for name in group.names}


@cache
def _beside_groups() -> dict[str, str]:
    return {plain(name): measure.value for measure, names in _column_words().beside_groups.items() for name in names}


@cache
def _column_words() -> _ColumnWords:
    text = resources.files("ingest.layouts.header").joinpath("column_words.yml").read_text(encoding="utf-8")
    return _ColumnWords.model_validate(knowledge(text))
