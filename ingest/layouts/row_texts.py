"""How the texts of a table's rows are made, as expressions over its columns.

References are looked up once for a table. What no expression can do (words for words, names that are separated) is
asked once for each distinct text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from ingest.layouts.distinct import of_each
from ingest.layouts.field_text import Case, Conditions, FieldText, segments
from ingest.layouts.hxl import columns_of
from ingest.normalize.fold import plain

_BLANK = pl.lit("")


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns of a table are called, and their tags."""

    by_name: dict[str, str]
    tags: Mapping[str, str]

    @classmethod
    def of(cls, header: Sequence[str], tags: Mapping[str, str]) -> "Names":
        """The names of these columns; of two that are the same but for case, the first."""
        return cls({plain(column): column for column in reversed(header)}, tags)

    def columns(self, reference: str) -> tuple[str, ...]:
        """The columns of the table that a reference means, in its order; none of them may be there."""
        return tuple(column for name in reference.split("|") for column in self._columns(name.strip()))

    def _columns(self, name: str) -> tuple[str, ...]:
        if name.startswith("#"):
            return columns_of(name, self.tags)
        column = self.by_name.get(plain(name))
        return () if column is None else (column,)


@dataclass(frozen=True, slots=True)
class Made:
    """A text for each row, "" where it is blank, and the name of the column that it comes from.

    ``column`` is a name where all rows have it from one column, "" where no column states it.
    """

    text: pl.Expr
    column: pl.Expr | str = ""

    @property
    def known(self) -> pl.Expr:
        """Whether there is a text."""
        return self.text != ""


def cell(column: str) -> Made:
    """What the cells of a column hold."""
    return Made(pl.col(column).str.strip_chars(), column)


def make_text(text: FieldText, names: Names) -> Made:
    """The texts that the rows of a table with these columns have."""
    if text.text is not None:
        return Made(pl.lit(text.text))
    if text.template is not None:
        return _template(text.template, names)
    if text.cases is not None:
        return _cases(text.cases, names)
    return _column(text, names)


def find(reference: str, names: Names) -> Made:
    """The first cell that is not blank of the columns that a reference means."""
    cells = [cell(column) for column in names.columns(reference)]
    if not cells:
        return Made(_BLANK)
    return cells[0] if len(cells) == 1 else _first([(each.known, each) for each in cells], otherwise=cells[0])


def test(rule: Conditions, names: Names) -> pl.Expr:
    """Whether every condition that a rule states is met."""
    met = [find(reference, names).text.str.contains(pattern) for reference, pattern in rule.when.items()]
    met += [~find(reference, names).text.str.contains(pattern) for reference, pattern in rule.unless.items()]
    for pair, alike in ((rule.equal, True), (rule.differ, False)):
        if pair is not None:
            one, other = (find(reference, names).text for reference in pair)
            met.append((one == other) if alike else (one != other))
    return pl.all_horizontal(met) if met else pl.lit(value=True)


def _column(text: FieldText, names: Names) -> Made:
    found = find(text.column or "", names)
    made = found.text
    if text.found:
        made = pl.coalesce(made.str.extract(text.found), made)
    if text.words:
        words = {plain(word): to for word, to in text.words.items()}
        made = _of_each(made, lambda told: words.get(plain(told), told))
    if text.only or text.joined:
        apart = partial(_names_apart, re.compile(text.only or text.joined or ""), joined=text.joined is not None)
        made = _of_each(made, apart)
    return Made(made, found.column)


def _names_apart(separator: re.Pattern[str], told: str, *, joined: bool) -> str:
    """The one name that a text holds, however often, or all of them where they are to be ``joined``."""
    parts = dict.fromkeys(part for part in (each.strip() for each in separator.split(told)) if part)
    return ";".join(parts) if joined or len(parts) == 1 else ""


def _template(template: str, names: Names) -> Made:
    """Blank where a reference outside square brackets is; a part in them is left out where a reference in it is."""
    told: list[pl.Expr] = []
    needed: list[pl.Expr] = []
    first = ""
    for optional, words in segments(template):
        texts = [find(reference, names) for reference in words[1::2]]
        columns = [column for reference in words[1::2] for column in names.columns(reference)]
        first = first or next(iter(columns), "")
        parts = [pl.lit(words[0])]
        for text, word in zip(texts, words[2::2], strict=True):
            parts += [text.text, pl.lit(word)]
        known = pl.all_horizontal([text.known for text in texts]) if texts else pl.lit(value=True)
        whole = pl.concat_str(parts)
        told.append(pl.when(known).then(whole).otherwise(_BLANK) if optional else whole)
        needed += [] if optional else [known]
    made = pl.concat_str(told).str.strip_chars()
    return Made(pl.when(pl.all_horizontal(needed)).then(made).otherwise(_BLANK) if needed else made, first)


def _cases(cases: tuple[Case, ...], names: Names) -> Made:
    made = [(test(case, names), make_text(case.then, names)) for case in cases]
    return _first(made, otherwise=Made(_BLANK, made[-1][1].column))


def _first(cases: Sequence[tuple[pl.Expr, Made]], otherwise: Made) -> Made:
    """Of these texts the first whose condition is met."""
    made = otherwise
    for met, case in reversed(cases):
        column = pl.when(met).then(_named(case)).otherwise(_named(made))
        text = pl.when(met).then(case.text).otherwise(made.text)
        made = Made(text, case.column if _from_one(case, made) else column)
    return made


def _from_one(one: Made, other: Made) -> bool:
    return isinstance(one.column, str) and isinstance(other.column, str) and one.column == other.column


def _named(made: Made) -> pl.Expr:
    return pl.lit(made.column) if isinstance(made.column, str) else made.column


def _of_each(text: pl.Expr, make: Callable[[str], str]) -> pl.Expr:
    return text.map_batches(partial(of_each, make=make), return_dtype=pl.String)
