"""A layout made ready for one table: references looked up once, and what makes each text, as expressions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ingest.layouts.distinct import of_each
from ingest.layouts.hxl import TaggedClaim
from ingest.layouts.publisher import ClaimTemplate, PublisherLayout
from ingest.layouts.row_texts import Made, Names, cell, find, make_text, test
from ingest.neutral import as_said
from ingest.normalize.fold import plain

_ZERO: Final = r"^0+(\.0*)?$"
_MIDNIGHT: Final = r"^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z?$"


@dataclass(frozen=True, slots=True)
class PlannedClaim:
    """One claim template for one table: when it holds, what it states and what makes its texts."""

    holds: pl.Expr
    stated: dict[str, str]
    figures: dict[str, Made]
    fields: dict[str, Made]
    drop_zero: bool = False

    @property
    def stands(self) -> pl.Expr:
        """Whether a row makes the claim: not where its figures are blank, or 0 where 0 says nothing."""
        if not self.figures:
            return pl.lit(value=True)
        known = pl.any_horizontal([figure.known for figure in self.figures.values()])
        if not self.drop_zero:
            return known
        nothing = [~figure.known | figure.text.str.contains(_ZERO) for figure in self.figures.values()]
        return known & ~pl.all_horizontal(nothing)

    @property
    def texts(self) -> dict[str, Made]:
        """What makes its own texts, by field: what it states is stated whatever the row holds."""
        stated = {name: Made(pl.lit(word)) for name, word in self.stated.items()}
        return {**self.fields, **stated, **self.figures}


Alternatives = tuple[PlannedClaim, ...]
"""The claims of one part, of which a row makes the first that holds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition, the section that begins where it is met ("": rows are skipped), and the reason."""

    met: pl.Expr
    section: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout for one table; ``claims`` are the alternatives of each part, by section."""

    nothing: frozenset[str]
    neutral: bool
    midnight: bool
    skips: tuple[Rule, ...]
    sections: tuple[Rule, ...]
    fields: dict[str, Made]
    claims: dict[str, tuple[Alternatives, ...]]

    @classmethod
    def of(cls, layout: PublisherLayout, header: Sequence[str], tags: Mapping[str, str]) -> "Plan":
        """The plan of a layout for a table with these columns and tags."""
        names = Names.of(header, tags)
        return cls(
            frozenset(plain(text) for text in layout.nothing),
            layout.neutral,
            layout.midnight,
            tuple(Rule(test(rule, names), "", rule.why) for rule in layout.skip),
            tuple(Rule(test(section, names), section.name, section.why) for section in layout.sections),
            {field: make_text(text, names) for field, text in layout.fields.items()},
            _claims(layout, names, header),
        )

    def clean(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The cells without the texts that stand for a blank one, as they were said before they were neutral."""
        if self.neutral:
            cells = cells.select(_as_said(column) for column in cells)
        if self.midnight:
            cells = cells.with_columns(pl.all().str.replace(_MIDNIGHT, "$1"))
        if self.nothing:
            cells = cells.select(of_each(column, self._something) for column in cells)
        return cells

    def _something(self, text: str) -> str:
        return "" if plain(text) in self.nothing else text


def _as_said(column: pl.Series) -> pl.Series:
    return of_each(column, as_said) if column.str.contains("'", literal=True).any() else column


def _claims(layout: PublisherLayout, names: Names, header: Sequence[str]) -> dict[str, tuple[Alternatives, ...]]:
    """The alternatives of each part, by section; what is made for each of many columns is a part for each of them."""
    parts: dict[str, dict[tuple[str, str, str], list[PlannedClaim]]] = {}
    for template in layout.claims:
        for column, groups in _columns_of(template, header):
            alternatives = parts.setdefault(template.section, {})
            key = (template.part, template.measure.value, column)
            alternatives.setdefault(key, []).append(_planned(template, column, groups, names))
    planned = {section: tuple(map(tuple, claims.values())) for section, claims in parts.items()}
    if layout.tagged is not None:
        origins = [find(reference, names) for reference in layout.tagged.origin]
        tagged = ((_planned_tag(claim, names, origins),) for claim in layout.tagged.claims(names.tags))
        planned[""] = (*planned.get("", ()), *tagged)
    return planned


def _columns_of(template: ClaimTemplate, header: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    if template.each is None:
        yield "", {}
        return
    pattern = re.compile(template.each)
    for column in header:
        if match := pattern.search(column):
            yield column, {name: value or "" for name, value in match.groupdict().items()}


def _planned(template: ClaimTemplate, column: str, groups: dict[str, str], names: Names) -> PlannedClaim:
    figures = {name: make_text(text.filled(groups), names) for name, text in template.figures.items()}
    if column:
        figures["value"] = cell(column)
    stated = {"part": template.part, "part_of": template.part_of or "", "issue": template.issue or ""}
    return PlannedClaim(
        test(template, names),
        template.words | stated,
        figures,
        {field: make_text(text.filled(groups), names) for field, text in template.fields.items()},
        template.drop_zero,
    )


def _planned_tag(claim: TaggedClaim, names: Names, origins: Sequence[Made]) -> PlannedClaim:
    words = {"sex": claim.sex, "age": claim.age, "population": claim.population, "unit": claim.unit}
    stated = {name: word.value for name, word in words.items() if word is not None}
    about = pl.lit(f"{claim.column} ({names.tags[claim.column]})")
    parts = [pl.when(origin.known).then(origin.text) for origin in origins]
    where = pl.concat_str(parts, separator=", ", ignore_nulls=True) if parts else pl.lit("")
    definition = pl.when(where == "").then(about).otherwise(pl.concat_str(about, pl.lit(", from "), where))
    return PlannedClaim(
        pl.lit(value=True),
        {**stated, "measure": claim.measure.value, "part": claim.part, "part_of": claim.part_of or ""},
        {"value": cell(claim.column)},
        {"definition": Made(definition)},
    )
