"""What the name of a column says: its field, and whom or how its figures count, as in "Killed (children)".

Names are taken apart at brackets, dashes, slashes and colons. Every part must be known, else the column is not read:
what is not known may change what is counted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from db.vocabulary import Measure, Unit
from ingest.layouts.fields import generic
from ingest.layouts.header.column_words import NOTHING, Said, measure_beside_group, said_by, without_number
from ingest.layouts.header.footnotes import without_mark
from ingest.normalize.fold import plain

MEASURES: Final = frozenset(measure.value for measure in Measure)
IN_PERSONS: Final = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DETAINED})
"""Measures that are counted in persons, whatever a row that also has displaced families says of its unit."""
IN_A_STATE: Final = frozenset({Measure.REFUGEES, Measure.IDPS, Measure.ASYLUM_SEEKERS, Measure.HOMELESS})
"""Measures that count people in a state on a day, which no toll does."""
_DAYS: Final = frozenset({"date", "month", "from", "to", "as_of", "published"})

_BRACKETS: Final = re.compile(r"[(\[{（]([^()\[\]{}（）]*)[)\]}）]")
_BREAKS: Final = re.compile(r"\s[-–—]\s|[–—:;|،\n]|,\s")
_WORD: Final = re.compile(r"\w+")
_DAY_FORMAT: Final = re.compile(r"[dmyja]{1,4}(?:[ /.-][dmyja]{1,4}){1,2}")


@dataclass(frozen=True, slots=True)
class ColumnName:
    """``field``: the field or measure; None where the name is not known. ``said``: what it says of the figures.

    ``known_as`` is the part of the name that names the field. ``mark`` are marks of footnotes, ``strange`` is what
    stands beside the name of a field and is not known: then ``near`` is that field, and ``field`` is None. ``group``
    are the groups of questions that it stands in, as far as nobody reads them.
    """

    field: str | None = None
    said: Said = NOTHING
    known_as: str = ""
    mark: str = ""
    strange: str = ""
    near: str = ""
    group: str = ""

    @property
    def slot(self) -> str | None:
        """The field, and for a measure what tells the column from others of it: "killed", "killed/child"."""
        return slot(self.field, self.said) if self.field else None


def slot(field: str, said: Said) -> str:
    """The name under which the cells of a column of ``field`` are read whose own name says ``said``."""
    return f"{field}/{said.part}" if field in MEASURES and said.part else field


def measure_of(slot_name: str) -> Measure | None:
    """The measure whose figures a slot holds; None for any other field."""
    field = slot_name.partition("/")[0]
    return Measure(field) if field in MEASURES else None


def first_of(column: str, header: Sequence[str]) -> str:
    """The name that a column has in the file: the reader calls the second of two columns of one name "killed (2)"."""
    first = column.removesuffix(" (2)")
    return first if first in header else column


def said_of(column: str) -> Said:
    """What the name of a column says of its figures, as far as it is known, whatever field it is."""
    _, said, _ = _read(column)
    return said


@lru_cache(maxsize=10_000)
def read_name(column: str) -> ColumnName:
    """What the name of a column says."""
    if field := generic().field_of(column):
        return ColumnName(field, known_as=plain(column))
    bare, mark = without_mark(column)
    named, said, strange = _read(bare)
    fields = {field for _, field in named}
    if len(fields) != 1:
        return _of_several(named)
    known_as, field = named[0]
    strange = strange or _unfit(field, said, bare)
    if strange:
        return ColumnName(strange=strange, near=field)
    return ColumnName(field, said, known_as, mark)


def _of_several(named: list[tuple[str, str]]) -> ColumnName:
    """A name that names several fields or none: "Killed (min)" may be the least of those killed, and is not read."""
    measures = {field for _, field in named if field in MEASURES}
    others = [known_as for known_as, field in named if field not in MEASURES]
    return ColumnName(strange=others[0], near=measures.pop()) if len(measures) == 1 else ColumnName()


@lru_cache(maxsize=10_000)
def _read(column: str) -> tuple[list[tuple[str, str]], Said, str]:
    """The parts that name a field, each with it; what the others say; and the first that is not known."""
    named: list[tuple[str, str]] = []
    said, strange = NOTHING, ""
    for part in _parts(column):
        field, told = _part(part)
        joined = said.joined(told) if told else None
        if field:
            named.append((_known_as(part), field))
        if joined is None and not (field and told is None):
            strange = strange or part
        said = joined or said
    days = {field for _, field in named} <= _DAYS and bool(named)
    return named, said, "" if days and _DAY_FORMAT.fullmatch(plain(strange)) else strange


def _part(part: str) -> tuple[str | None, Said | None]:
    """The field that a part of a name names and what it says of figures; two times None where it is not known."""
    words = plain(part).replace(". ", " ").strip(" .")
    bare = without_number(words)
    if field := generic().field_of(words) or (_measure(bare) if bare != words else None):
        return field, None
    if (said := said_by(words)) is not None:
        return None, said
    parted = bare.split()
    for at in range(1, len(parted)):
        first, last = " ".join(parted[:at]), " ".join(parted[at:])
        for name, group in ((first, last), (last, first)):
            measure, said = measure_beside_group(name), said_by(group)
            if measure and said is not None:
                return measure, said
    return None, None


def _measure(words: str) -> str | None:
    field = generic().field_of(words)
    return field if field in MEASURES else None


def _known_as(part: str) -> str:
    """The part of a name as the field is known by it, without "number of"."""
    words = plain(part)
    return words if generic().field_of(words) else without_number(words)


def _unfit(field: str, said: Said, column: str) -> str:
    """The words that can't be said of a field: of households killed, of a toll of people in a state, of a place."""
    if said == NOTHING:
        return ""
    households = said.unit is Unit.HOUSEHOLD and (field in IN_PERSONS or said.whole is not None)
    toll = said.series is not None and field in IN_A_STATE
    # "IDPs (m)" are millions as often as men
    men = field in MEASURES and field not in IN_PERSONS and "m" in _WORD.findall(plain(column))
    persons_of_value = field == "value" and said == Said(unit=Unit.PERSON)
    if households or toll or men or (field not in MEASURES and not persons_of_value):
        return next(part for part in _parts(column) if _part(part)[1] or not _part(part)[0])
    return ""


def _parts(column: str) -> Iterator[str]:
    """The parts of a name, without marks: what is outside of brackets, and what is in them."""
    outside = _BRACKETS.sub(" | ", column)
    for piece in (*_BREAKS.split(outside), *_BRACKETS.findall(column)):
        bare = without_mark(piece.strip(" ."))[0].strip()
        if not bare or without_mark(f"x({bare})")[1]:
            continue
        yield from (bare,) if "/" not in bare or _part(bare) != (None, None) or _is_days(bare) else _sides(bare)


def _is_days(text: str) -> bool:
    return _DAY_FORMAT.fullmatch(plain(text)) is not None


def _sides(text: str) -> Iterator[str]:
    """What stands on both sides of a slash; letters and digits are no words ("m/f")."""
    return (side.strip() for side in text.split("/") if side.strip())
