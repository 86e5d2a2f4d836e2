"""What each column of an unknown file could be: by its name, by a name that is close, by what its cells look like.

A name that is known decides by itself. Anything else is an offer, which counts for nothing until a person takes it: a
close name may be another word, and a column of numbers may count anybody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from ingest.layouts.fields import generic
from ingest.layouts.mapping.column_map import field_by_name, is_left_alone
from ingest.layouts.mapping.content import Known, Look, Shape, looks
from ingest.normalize.fold import plain, plain_letters

CLOSE_SCORE: Final = 85.0
"""Names are close from this score (RapidFuzz ratio, 0-100) on: ``government`` has 67 for ``governorate`` and is not."""

CLOSE_LETTERS: Final = 5
"""Both names need this many letters: with fewer, one typing error is already another word."""

SAMPLE_ROWS: Final = 200
"""So many rows are looked at."""

FIRST_VALUES: Final = 3
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_DIGITS: Final = re.compile(r"\d+")


class Why(StrEnum):
    """What tells which field a column is."""

    EXACT = "the name of the field"
    SYNONYM = "a known name of the field"
    CLOSE = "the name is close to"
    CONTENT = "the cells look like"
    UNKNOWN = "not known"
    LEFT_ALONE = "of a file of rejected rows, left alone"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column could be. ``score`` is 0 to 100; ``like`` is the close name, or what the cells look like.

    ``field`` None: kept with the rows and not read, unless a person says otherwise. ``first`` are its first values.
    """

    column: str
    field: str | None
    score: float
    why: Why
    like: str = ""
    first: tuple[str, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether it is so without anybody's word."""
        return self.why in {Why.EXACT, Why.SYNONYM}


def propose(
    header: Sequence[str], sample_rows: Iterable[Mapping[str, str]], known: Known | None = None
) -> tuple[Proposal, ...]:
    """A proposal for each column, in their order. ``sample_rows`` are column to cell; no field is offered twice."""
    cells, known = _cells(header, sample_rows), known or Known.shipped()
    named = [_by_name(column, header) for column in header]
    open_columns = [i for i, proposal in enumerate(named) if proposal.why is Why.UNKNOWN]
    taken: set[str | None] = {proposal.field for proposal in named if proposal.field}
    offers = [
        (offer, i)
        for i in open_columns
        for offer in (*_by_close_name(header[i]), *_by_content(header[i], cells[i], known, "measure" in taken))
    ]
    found: dict[int, Proposal] = {}
    for offer, i in sorted(offers, key=lambda entry: (-entry[0].score, entry[1])):
        if i in found and (found[i].field or not offer.field):
            continue
        if offer.field not in taken:
            found[i] = offer
            taken |= {offer.field} - {None}
    return tuple(
        replace(found.get(i, proposal), first=tuple(dict.fromkeys(cells[i]))[:FIRST_VALUES])
        for i, proposal in enumerate(named)
    )


def _cells(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> list[list[str]]:
    """The cells of each column that are not blank, of the first rows."""
    sample = [row for row, _ in zip(rows, range(SAMPLE_ROWS), strict=False)]
    return [[text for row in sample if (text := row.get(column, "").strip())] for column in header]


def _by_name(column: str, header: Sequence[str]) -> Proposal:
    if is_left_alone(column):
        return Proposal(column, None, 100, Why.LEFT_ALONE)
    field = field_by_name(column, header)
    if field is None:
        return Proposal(column, None, 0, Why.UNKNOWN)
    why = Why.EXACT if plain(column) == plain(field) else Why.SYNONYM
    return Proposal(column, field, 100, why)


def _by_close_name(column: str) -> Iterator[Proposal]:
    """The field whose name, in the same script and with the same digits, is nearest."""
    name = plain(column)
    if _letters(name) < CLOSE_LETTERS:
        return
    near = process.extractOne(name, _names_of(*_kind(name)), scorer=fuzz.ratio, score_cutoff=CLOSE_SCORE)
    if near is not None:
        yield Proposal(column, generic().field_of(near[0]), round(near[1], 1), Why.CLOSE, near[0])


def _by_content(column: str, cells: Sequence[str], known: Known, measured: bool) -> Iterator[Proposal]:
    """Offers for what the cells are; bare numbers are figures only where another column says what they count."""
    for look in looks(cells, known):
        fields = ("value",) if look.shape is Shape.NUMBERS and measured else look.fields
        for step, field in enumerate(fields or (None,)):
            yield Proposal(column, field, _of_content(look, step), Why.CONTENT, look.shape)


def _of_content(look: Look, step: int) -> float:
    """Below every close name, and each next field that the cells could be below the one before it."""
    return round(look.share * 80 - step, 1)


@cache
def _names_of(arabic: bool, digits: tuple[str, ...]) -> tuple[str, ...]:
    """The known names of one script that hold the same digits: ``admin2`` is not ``admin1`` misspelt."""
    layout = generic()
    names = [plain(name) for field, entry in layout.fields.items() for name in (field, *entry.columns)]
    names += [plain(name) for measure, spelt in layout.measures.items() for name in (measure.value, *spelt)]
    return tuple(
        name for name in dict.fromkeys(names) if _letters(name) >= CLOSE_LETTERS and _kind(name) == (arabic, digits)
    )


def _kind(name: str) -> tuple[bool, tuple[str, ...]]:
    return bool(_ARABIC.search(name)), tuple(_DIGITS.findall(name))


def _letters(name: str) -> int:
    return sum(letter.isalpha() for letter in plain_letters(name))
