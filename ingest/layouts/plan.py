"""A layout made ready for one table: references looked up once, templates taken apart, one function for each text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.layouts.field_text import Case, Conditions, FieldText, segments
from ingest.layouts.hxl import TaggedClaim, column_of
from ingest.layouts.publisher import ClaimTemplate, PublisherLayout
from ingest.neutral import as_said
from ingest.normalize.fold import plain

Cells = Mapping[str, str]
Made = tuple[str, str]
"""A text and the column that it comes from; the column is blank for what no column states."""
Make = Callable[[Cells], Made]
Test = Callable[[Cells], bool]

_ZERO = re.compile(r"^0+(\.0*)?$")


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
        found = (self._column(name.strip()) for name in reference.split("|"))
        return tuple(column for column in found if column is not None)

    def _column(self, name: str) -> str | None:
        return column_of(name, self.tags) if name.startswith("#") else self.by_name.get(plain(name))


@dataclass(frozen=True, slots=True)
class PlannedClaim:
    """One claim template for one table: when it holds, what it states and what makes its texts."""

    holds: Test
    stated: dict[str, str]
    figures: dict[str, Make]
    fields: dict[str, Make]
    drop_zero: bool

    def texts(self, cells: Cells, shared: Mapping[str, Made]) -> dict[str, Made] | None:
        """Field to text; None where there is no claim: its figures are blank, or 0 where 0 says nothing."""
        figures = {name: make(cells) for name, make in self.figures.items()}
        known = [text for text, _ in figures.values() if text]
        if figures and (not known or (self.drop_zero and all(_ZERO.search(text) for text in known))):
            return None
        own = {field: make(cells) for field, make in self.fields.items()}
        return {**shared, **own, **{name: (word, "") for name, word in self.stated.items()}, **figures}


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout for one table. ``skips`` and ``sections`` are (test, name, reason); ``claims`` are the alternatives of
    each part, by section."""

    nothing: frozenset[str]
    neutral: bool
    skips: tuple[tuple[Test, str, str], ...]
    sections: tuple[tuple[Test, str, str], ...]
    fields: dict[str, Make]
    claims: dict[str, tuple[tuple[PlannedClaim, ...], ...]]

    @classmethod
    def of(cls, layout: PublisherLayout, header: Sequence[str], tags: Mapping[str, str]) -> "Plan":
        """The plan of a layout for a table with these columns and tags."""
        names = Names.of(header, tags)
        return cls(
            frozenset(plain(text) for text in layout.nothing),
            layout.neutral,
            tuple((_test(rule, names), "", rule.why) for rule in layout.skip),
            tuple((_test(section, names), section.name, section.why) for section in layout.sections),
            {field: make_text(text, names) for field, text in layout.fields.items()},
            _claims(layout, names, header),
        )

    def clean(self, cells: Cells) -> Cells:
        """The cells without the texts that stand for a blank one, and as they were said before they were neutral."""
        if self.neutral:
            cells = {column: as_said(text) for column, text in cells.items()}
        if not self.nothing:
            return cells
        return {column: "" if plain(text) in self.nothing else text for column, text in cells.items()}


def make_text(text: FieldText, names: Names) -> Make:
    """The function that makes the text of a row of a table with these columns."""
    if text.text is not None:
        return _constant(text.text)
    if text.template is not None:
        return _template(text.template, names)
    if text.cases is not None:
        return _cases(text.cases, names)
    return _column(text, names)


def _constant(text: str) -> Make:
    return lambda _cells: (text, "")


def _column(text: FieldText, names: Names) -> Make:
    find = _finder(text.column or "", names)
    words = {plain(word): to for word, to in text.words.items()}
    separator = re.compile(text.only or text.joined or "$^")
    found = re.compile(text.found) if text.found else None

    def make(cells: Cells) -> Made:
        cell, column = find(cells)
        if found and (match := found.search(cell)):
            cell = match[1]
        if words:
            cell = words.get(plain(cell), cell)
        if text.only or text.joined:
            parts = dict.fromkeys(part for part in (p.strip() for p in separator.split(cell)) if part)
            cell = ";".join(parts) if text.joined or len(parts) == 1 else ""
        return cell, column

    return make


def _finder(reference: str, names: Names) -> Make:
    """The first cell that is not blank of the columns that a reference means."""
    columns = names.columns(reference)
    if len(columns) == 1:
        (column,) = columns
        return lambda cells: (cells.get(column, "").strip(), column)
    blank = ("", columns[0] if columns else "")
    return lambda cells: next(((text, name) for name in columns if (text := cells.get(name, "").strip())), blank)


def _template(template: str, names: Names) -> Make:
    parts = [
        (optional, words[::2], [_finder(reference, names) for reference in words[1::2]])
        for optional, words in segments(template)
    ]
    first = next((column for _, words in segments(template) for r in words[1::2] for column in names.columns(r)), "")

    def make(cells: Cells) -> Made:
        told = []
        for optional, words, finders in parts:
            texts = [find(cells)[0] for find in finders]
            if all(texts):
                told.append("".join(w + t for w, t in zip(words, [*texts, ""], strict=True)))
            elif not optional:
                return "", first
        return "".join(told).strip(), first

    return make


def _cases(cases: tuple[Case, ...], names: Names) -> Make:
    made = [(_test(case, names), make_text(case.then, names)) for case in cases]
    return lambda cells: next((make(cells) for holds, make in made if holds(cells)), ("", ""))


def _test(rule: Conditions, names: Names) -> Test:
    """Whether every condition that a rule states is met."""
    wanted = [(_finder(reference, names), re.compile(pattern)) for reference, pattern in rule.when.items()]
    refused = [(_finder(reference, names), re.compile(pattern)) for reference, pattern in rule.unless.items()]
    equal = [_finder(reference, names) for reference in rule.equal or ()]
    differ = [_finder(reference, names) for reference in rule.differ or ()]

    def test(cells: Cells) -> bool:
        return (
            all(pattern.search(find(cells)[0]) for find, pattern in wanted)
            and not any(pattern.search(find(cells)[0]) for find, pattern in refused)
            and len({find(cells)[0] for find in equal}) <= 1
            and (not differ or len({find(cells)[0] for find in differ}) == 2)
        )

    return test


def _claims(
    layout: PublisherLayout, names: Names, header: Sequence[str]
) -> dict[str, tuple[tuple[PlannedClaim, ...], ...]]:
    """The alternatives of each part, by section; what is made for each of many columns is a part for each of them."""
    parts: dict[str, dict[tuple[str, str, str], list[PlannedClaim]]] = {}
    for template in layout.claims:
        for column, groups in _columns_of(template, header):
            alternatives = parts.setdefault(template.section, {})
            key = (template.part, template.measure.value, column)
            alternatives.setdefault(key, []).append(_planned(template, column, groups, names))
    planned = {section: tuple(map(tuple, claims.values())) for section, claims in parts.items()}
    if layout.tagged is not None:
        origins = [_finder(reference, names) for reference in layout.tagged.origin]
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
        figures["value"] = lambda cells: (cells.get(column, "").strip(), column)
    stated = {"part": template.part, "part_of": template.part_of or "", "issue": template.issue or ""}
    return PlannedClaim(
        _test(template, names),
        template.words | stated,
        figures,
        {field: make_text(text.filled(groups), names) for field, text in template.fields.items()},
        template.drop_zero,
    )


def _planned_tag(claim: TaggedClaim, names: Names, origins: Sequence[Make]) -> PlannedClaim:
    words = {"sex": claim.sex, "age": claim.age, "population": claim.population, "unit": claim.unit}
    stated = {name: word.value for name, word in words.items() if word is not None}
    about = f"{claim.column} ({names.tags[claim.column]})"

    def definition(cells: Cells) -> Made:
        where = ", ".join(text for text, _ in (find(cells) for find in origins) if text)
        return (f"{about}, from {where}" if where else about), ""

    return PlannedClaim(
        lambda _cells: True,
        {**stated, "measure": claim.measure.value, "part": claim.part, "part_of": claim.part_of or ""},
        {"value": lambda cells: (cells.get(claim.column, "").strip(), claim.column)},
        {"definition": definition},
        drop_zero=False,
    )
