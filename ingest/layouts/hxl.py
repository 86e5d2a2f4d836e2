"""HXL: hashtags with attributes that say what a column holds, and the claims that tagged columns of people make.

The tags are those of the HXL standard 1.1 (https://hxlstandard.org/standard/1-1final/); a pattern is a hashtag with the
attributes that must be there (``+name``) and those that must not (``-origin``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from db.vocabulary import Age, Measure, Population, Sex, Unit, Word

W = TypeVar("W", bound=Word)


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag and its attributes, in small letters; ``refused`` are those that a pattern excludes."""

    hashtag: str
    attributes: frozenset[str]
    refused: frozenset[str] = frozenset()

    def fits(self, pattern: "Tag") -> bool:
        """Whether a column with this tag is what the pattern asks for."""
        return (
            self.hashtag == pattern.hashtag
            and self.attributes >= pattern.attributes
            and not self.attributes & pattern.refused
        )


@lru_cache(maxsize=10_000)
def read_tag(text: str) -> Tag:
    """The tag or pattern that a text states: ``#adm1 +name -origin``."""
    words = text.lower().replace("+", " +").replace("-", " -").split()
    hashtag = words[0] if words and words[0].startswith("#") else ""
    attributes = frozenset(word[1:] for word in words[1:] if word.startswith("+"))
    return Tag(hashtag, attributes, frozenset(word[1:] for word in words[1:] if word.startswith("-")))


def columns_of(pattern: str, tags: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that a pattern means: those with the fewest attributes beside those asked for.

    They are in the order of their attributes (English first, a code before a name), and not as they stand in the table.
    """
    wanted = read_tag(pattern)
    fitting = {column: read_tag(tag).attributes for column, tag in tags.items() if read_tag(tag).fits(wanted)}
    fewest = min(map(len, fitting.values()), default=0)
    meant = (column for column, attributes in fitting.items() if len(attributes) == fewest)
    return tuple(sorted(meant, key=lambda column: ("en" not in fitting[column], sorted(fitting[column]))))


class TaggedMeasure(BaseModel):
    """Attributes that together say what is counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    attributes: frozenset[str]
    measure: Measure


class TaggedColumns(BaseModel):
    """How the tags of a column of people become a claim. A tag with an attribute of ``never`` is no count of people.

    ``origin`` are the columns that say where people came from, the narrowest area first: people of two origins are told
    apart by the definition, so that neither stands in the place of the other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    hashtags: frozenset[str]
    measures: tuple[TaggedMeasure, ...]
    sex: dict[str, Sex]
    age: dict[str, Age]
    population: dict[str, Population]
    unit: dict[str, Unit]
    never: frozenset[str]
    origin: tuple[str, ...] = ()

    def claims(self, tags: Mapping[str, str]) -> tuple["TaggedClaim", ...]:
        """The claims that a table with these tags makes in each row."""
        found = [claim for column, tag in tags.items() if (claim := self._claim(column, read_tag(tag)))]
        return tuple(replace(claim, part_of=_total_of(claim, found)) for claim in found)

    def _claim(self, column: str, tag: Tag) -> "TaggedClaim | None":
        if tag.hashtag not in self.hashtags or tag.attributes & self.never:
            return None
        fitting = [each for each in self.measures if tag.attributes >= each.attributes]
        if not fitting:
            return None
        group = tag.attributes & {*self.sex, *self.age}
        return TaggedClaim(
            column=column,
            part="+".join(sorted(tag.attributes)),
            total=frozenset(tag.attributes - group),
            measure=max(fitting, key=lambda each: len(each.attributes)).measure,
            sex=_word(self.sex, tag),
            age=_word(self.age, tag),
            population=_word(self.population, tag),
            unit=_word(self.unit, tag),
        )


@dataclass(frozen=True, slots=True)
class TaggedClaim:
    """A claim that a tagged column makes; ``total`` are its attributes without those of sex and age."""

    column: str
    part: str
    total: frozenset[str]
    measure: Measure
    sex: Sex | None
    age: Age | None
    population: Population | None
    unit: Unit | None
    part_of: str | None = None


def _total_of(claim: TaggedClaim, others: list[TaggedClaim]) -> str | None:
    """The part that a group (women, children) is included in: the column with the same tag but for sex and age."""
    if claim.sex is None and claim.age is None:
        return None
    totals = (other for other in others if other.sex is None and other.age is None and other.total == claim.total)
    return next((other.part for other in totals), None)


def _word(words: Mapping[str, W], tag: Tag) -> W | None:
    return next((word for attribute, word in words.items() if attribute in tag.attributes), None)
