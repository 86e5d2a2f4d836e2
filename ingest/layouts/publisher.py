"""A publisher's layout as data: what its table looks like, what each figure means, which rows are no data.

One YAML for each in ``publishers/``, checked when it is loaded. The code that carries it out is in ``lay_out.py``.
"""

from functools import cache
from importlib import resources
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from db.vocabulary import Age, Basis, Measure, Population, Series, Severity, Sex, Unit
from ingest.knowledge import knowledge
from ingest.layouts.field_text import Conditions, FieldText, Pattern
from ingest.layouts.fields import generic
from ingest.layouts.hxl import TaggedColumns
from ingest.layouts.own_export import OWN_FIELDS

FIGURES: Final = ("value", "low", "best", "high")
PUBLISHED_FIELDS: Final = (
    *("date_precision", "place_precision", "country", "previous", "subset_of", "whole"),
    *OWN_FIELDS,
)
"""Fields that a publisher's row may have beside those of the generic template.

``date_precision``: UCDP's date_prec 1-5; ``place_precision``: UCDP's where_prec 1-7; ``country``: ISO 3166 code or
name; ``previous``: former codes of the same incident, separated by semicolons; ``subset_of``: the id of another row
whose claim of the same measure this one is a part of; ``whole``: what that one counts, where no row states it and it is
made of the rows that are its parts (``wholes.py``). Those of exported claims are in ``own_export.py``.
"""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Recognised(_Part):
    """One look that the table may have: every column is there, every pattern fits a column, nothing of ``without``.

    ``without_fields`` are fields of the generic layout that no column is, whatever its name. ``tags`` are patterns of
    HXL tags, one of which a column must have.
    """

    columns: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    without: tuple[str, ...] = ()
    without_fields: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _something_is_asked(self) -> "Recognised":
        if not (self.columns or self.patterns or self.tags):
            raise ValueError("recognise: name the columns, patterns or tags that tell the table")
        return self

    @property
    def weight(self) -> int:
        """How much it asks for: of two layouts that fit, the one that asks for more is meant."""
        return len(self.columns) + len(self.patterns)


class Skipped(Conditions):
    """Rows that are no data (grand totals, repeated headings) and the reason, which is told with their number."""

    why: str


class Section(Conditions):
    """A part of a sheet that begins with a row of its own; its claims carry its name in ``section``."""

    name: str
    why: str


class ClaimTemplate(Conditions):
    """One claim that a row makes. Templates of the same ``part`` are alternatives: the first that holds is taken.

    ``part`` makes the claim's key unique within the row; ``part_of`` is the part whose figure this one is included
    in. ``each`` makes the claim for every column whose name fits, with the names of its groups for templates; the
    column's cell is its value. Without any of value, low, best and high the claim says that the figure is not known.
    A claim whose figures are all blank is not made, nor, with ``drop_zero``, one whose figure is 0.
    """

    part: str
    measure: Measure
    part_of: str | None = None
    section: str = ""
    each: Pattern | None = None
    value: FieldText | None = None
    low: FieldText | None = None
    best: FieldText | None = None
    high: FieldText | None = None
    series: Series | None = None
    population: Population | None = None
    sex: Sex | None = None
    age: Age | None = None
    basis: Basis | None = None
    unit: Unit | None = None
    drop_zero: bool = False
    issue: str | None = None
    fields: dict[str, FieldText] = Field(default_factory=dict)

    @property
    def figures(self) -> dict[str, FieldText]:
        """The figures that the template states, by field."""
        stated = ((name, getattr(self, name)) for name in FIGURES)
        return {name: text for name, text in stated if text is not None}

    @property
    def words(self) -> dict[str, str]:
        """The controlled words that the template states, by field."""
        names = ("measure", "series", "population", "sex", "age", "basis", "unit")
        return {name: getattr(self, name).value for name in names if getattr(self, name) is not None}


class DeclaredIssue(_Part):
    """An issue that a layout raises about a claim; ``{value}`` in the message is the cell that it is about."""

    severity: Severity
    message: str
    remedy: str


class PublisherLayout(_Part):
    """What one file in ``publishers/`` says. ``about`` is what the publisher counts, for the page on method.

    ``nothing`` are texts that stand for a blank cell. ``documentation`` are the pages that the columns were taken from.
    ``left_alone`` are columns that are known and not read, by name or, from ``^`` on, by pattern. A ``neutral`` table
    has an apostrophe before cells that a spreadsheet would run. ``midnight``: where the table comes from the
    publisher's service its days have the hour 0, and are the same days. ``placed_by`` are columns one of which must say
    where the figures are of: the ids of its rows are the same in the table of every country.
    """

    id: str
    version: int
    name: str
    publisher: str
    about: str
    documentation: tuple[str, ...]
    licence: str
    recognise: tuple[Recognised, ...]
    nothing: tuple[str, ...] = ()
    neutral: bool = False
    midnight: bool = False
    left_alone: tuple[Pattern, ...] = ()
    placed_by: tuple[str, ...] = ()
    skip: tuple[Skipped, ...] = ()
    sections: tuple[Section, ...] = ()
    fields: dict[str, FieldText]
    claims: tuple[ClaimTemplate, ...] = ()
    tagged: TaggedColumns | None = None
    issues: dict[str, DeclaredIssue] = {}

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @model_validator(mode="after")
    def _it_holds_together(self) -> "PublisherLayout":
        for problem in (self._unknown_fields(), self._unknown_parts(), self._unknown_issues(), self._gaps()):
            if problem:
                raise ValueError(problem)
        return self

    def _unknown_fields(self) -> str | None:
        known = {*generic().fields, *PUBLISHED_FIELDS} - {*FIGURES, "measure"}
        named = {*self.fields, *(name for claim in self.claims for name in claim.fields)}
        strange = sorted(named - known)
        return f"there is no field {', '.join(strange)}" if strange else None

    def _unknown_parts(self) -> str | None:
        # a part of another row's claim (subset_of) is a part of the claim that this layout makes of that row
        parts = {(claim.section, claim.measure, claim.part) for claim in self.claims}
        lost = [
            claim.part_of
            for claim in self.claims
            if claim.part_of and (claim.section, claim.measure, claim.part_of) not in parts
        ]
        return f"no claim of the same measure and section is the part {', '.join(lost)}" if lost else None

    def _unknown_issues(self) -> str | None:
        lost = sorted({claim.issue for claim in self.claims if claim.issue} - set(self.issues))
        return f"the issue {', '.join(lost)} is raised and not declared" if lost else None

    def _gaps(self) -> str | None:
        if "source" not in self.fields:
            return "fields: say who makes the claims, in source"
        if not self.claims and self.tagged is None:
            return "claims: state at least one"
        sections = {section.name for section in self.sections} | {""}
        lost = sorted({claim.section for claim in self.claims} - sections)
        return f"there is no section {', '.join(lost)}" if lost else None


@cache
def publisher_layouts() -> tuple[PublisherLayout, ...]:
    """Every publisher's layout, by id. Raises ``ValueError`` that names the file and what is wrong in it."""
    folder = resources.files("ingest.layouts").joinpath("publishers")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yml")), key=lambda file: file.name)
    return tuple(read_layout(file.name, file.read_text(encoding="utf-8")) for file in files)


def read_layout(file_name: str, text: str) -> PublisherLayout:
    """The layout that a YAML file states; its id is the name of the file. Raises ``ValueError``."""
    try:
        said: Any = knowledge(text)
        layout = PublisherLayout.model_validate(said)
    except yaml.YAMLError as error:
        raise ValueError(f"{file_name}: {error}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ValueError(f"{file_name}: {problems}") from error
    if file_name.removesuffix(".yml") != layout.id:
        raise ValueError(f"{file_name}: its id is {layout.id!r}; the file's name must be the same")
    return layout
