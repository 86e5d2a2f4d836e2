"""How a text is made from a publisher's row, as its YAML says it: a column, a constant, a template, words for words.

There is no expression language. A reference is the name of a column, or several separated by ``|`` of which the first
that is not blank is taken; one that begins with ``#`` is a pattern of HXL tags. What is not in the table is blank.
"""

import re
from typing import Annotated, Any, Final

import polars as pl
from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

_NOT_EVERYWHERE: Final = re.compile(r"\(\?(?:[=!]|<[=!])|\\[1-9]")
_OPTIONAL: Final = re.compile(r"(\[[^\[\]]*\])")
_PLACE: Final = re.compile(r"\{([^{}]+)\}")


def _checked(pattern: str) -> str:
    """A regular expression that Python and Polars read the same way: rules are run on whole columns."""
    if _NOT_EVERYWHERE.search(pattern):
        raise ValueError(f"{pattern!r} looks around or back, which not every engine can")
    try:
        re.compile(pattern)
        pl.Series([""]).str.contains(pattern)
    except (re.error, pl.exceptions.ComputeError) as error:
        raise ValueError(f"{pattern!r} is no pattern: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_checked)]
"""A regular expression, looked for anywhere in a cell; ``^`` and ``$`` stand for its ends."""


class Conditions(BaseModel):
    """When something holds for a row: every condition that is stated must be met.

    ``when``: patterns found in the cells of columns; ``unless``: patterns none of which is found; ``equal`` and
    ``differ``: two columns with the same cell or with different ones.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: dict[str, Pattern] = {}
    unless: dict[str, Pattern] = {}
    equal: tuple[str, str] | None = None
    differ: tuple[str, str] | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """The references that the conditions speak of."""
        return (*self.when, *self.unless, *(self.equal or ()), *(self.differ or ()))

    @property
    def stated(self) -> bool:
        return bool(self.references)


class FieldText(BaseModel):
    """One way to make a text; exactly one of ``column``, ``text``, ``template`` and ``cases`` is stated.

    ``template`` holds references in braces; it is blank if one of them is. A part in square brackets is left out if a
    reference in it is blank. ``words`` (with ``column``) replaces whole cells; others stay as they are, for the reader
    to judge. ``only`` (with ``column``) separates names and takes the cell if it holds one name, however often; if it
    holds several the text is blank. ``joined`` (with ``column``) separates names and joins them with semicolons.
    ``found`` (with ``column``) takes the first group of a pattern; the whole cell where the pattern is not in it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str | None = None
    text: str | None = None
    template: str | None = None
    cases: "tuple[Case, ...] | None" = None
    words: dict[str, str] = {}
    only: Pattern | None = None
    joined: Pattern | None = None
    found: Pattern | None = None

    @model_validator(mode="before")
    @classmethod
    def _a_bare_word_is_a_column(cls, value: Any) -> Any:
        return {"column": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_way(self) -> "FieldText":
        ways = (self.column, self.text, self.template, self.cases)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("state exactly one of column, text, template and cases")
        if self.column is None and (self.words or self.only or self.joined or self.found):
            raise ValueError("words, only, joined and found go with a column")
        if self.template is not None and not _PLACE.search(self.template):
            raise ValueError(f"the template {self.template!r} names no column; use text")
        return self

    @property
    def references(self) -> tuple[str, ...]:
        """The references that the text is made of, conditions included."""
        if self.cases is not None:
            return tuple(name for case in self.cases for name in (*case.references, *case.then.references))
        if self.template is not None:
            return tuple(_PLACE.findall(self.template))
        return (self.column,) if self.column is not None else ()

    def filled(self, groups: dict[str, str]) -> "FieldText":
        """The same with the named parts of a column's name put in, where the text was made for each of many columns."""
        if not groups:
            return self
        made = {name: _put(getattr(self, name), groups) for name in ("column", "text", "template")}
        if made["template"] is not None and not _PLACE.search(made["template"]):
            made = {"text": made["template"].replace("[", "").replace("]", ""), "template": None, "column": None}
        cases = self.cases and tuple(case.model_copy(update={"then": case.then.filled(groups)}) for case in self.cases)
        return self.model_copy(update={**made, "cases": cases})


class Case(Conditions):
    """What the text is where the conditions hold; without any, what it is otherwise."""

    then: FieldText


FieldText.model_rebuild()


def segments(template: str) -> list[tuple[bool, list[str]]]:
    """The parts of a template: whether it may be left out, and its words with a reference at every second place."""
    parts = (part for part in _OPTIONAL.split(template) if part)
    return [
        (optional, _PLACE.split(part[1:-1] if optional else part))
        for part in parts
        for optional in (bool(_OPTIONAL.fullmatch(part)),)
    ]


def _put(text: str | None, groups: dict[str, str]) -> str | None:
    for name, value in groups.items():
        text = text and text.replace(f"{{{name}}}", value)
    return text
