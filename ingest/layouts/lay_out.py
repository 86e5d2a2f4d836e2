"""A publisher's rows as rows of the generic layout: what its YAML says, carried out. Nothing is read into values here.

A row of the publisher makes several laid rows, one for each claim, with the fields of the generic layout as text. The
generic reader then reads them as if a field office had sent them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from db.drafts import RowDraft
from ingest.layouts.plan import Plan, Test
from ingest.layouts.publisher import PublisherLayout
from ingest.layouts.recognise import NO_TAGS


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One claim of a publisher's row.

    ``number`` is the row's in its file. ``texts`` is field to text, blank fields left out; beside the fields of the
    template there are ``part``, ``part_of``, ``issue`` and those of ``publisher.PUBLISHED_FIELDS``. ``columns`` is
    field to the publisher's own column, so that an issue can name it; fields that no column states are left out.
    """

    number: int
    texts: dict[str, str]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that makes no claim, and why: a total of other rows, a heading, or no figure in it."""

    number: int
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Laid:
    """All rows of a table or of a piece of it: every one is in ``rows`` (once for each claim) or in ``skipped``.

    ``section`` is the part of the sheet that the last row stands in; the next piece goes on from there.
    """

    rows: tuple[LaidRow, ...]
    skipped: tuple[SkippedRow, ...]
    section: str = ""


NO_FIGURE = "The row states no figure that the layout reads."


def lay_out(
    layout: PublisherLayout, row: RowDraft, tags: Mapping[str, str] = NO_TAGS, section: str = ""
) -> tuple[LaidRow, ...]:
    """The claims that one row makes; none for a row that is no data or states no figure."""
    return lay_out_rows(_plan(layout, tuple(row.cells), tuple(tags.items())), [row], section).rows


def lay_out_table(layout: PublisherLayout, rows: Iterable[RowDraft], tags: Mapping[str, str] = NO_TAGS) -> Laid:
    """The claims of all rows of a table whose rows have the same columns."""
    listed = list(rows)
    header = tuple(listed[0].cells) if listed else ()
    return lay_out_rows(Plan.of(layout, header, tags), listed)


def lay_out_rows(plan: Plan, rows: Iterable[RowDraft], section: str = "") -> Laid:
    """The claims of rows that follow each other; ``section`` is where the first of them stands."""
    laid: list[LaidRow] = []
    skipped: list[SkippedRow] = []
    for row in rows:
        cells = plan.clean(row.cells)
        begun = _first(plan.sections, cells)
        if begun is not None:
            section = begun[0]
            skipped.append(SkippedRow(row.number, "section_heading", begun[1]))
        elif (reason := _first(plan.skips, cells)) is not None:
            skipped.append(SkippedRow(row.number, "no_data", reason[1]))
        elif made := _claims(plan, row.number, cells, section):
            laid.extend(made)
        else:
            skipped.append(SkippedRow(row.number, "no_figure", NO_FIGURE))
    return Laid(tuple(laid), tuple(skipped), section)


def _first(rules: Iterable[tuple[Test, str, str]], cells: Mapping[str, str]) -> tuple[str, str] | None:
    return next(((name, why) for test, name, why in rules if test(cells)), None)


def _claims(plan: Plan, number: int, cells: Mapping[str, str], section: str) -> list[LaidRow]:
    shared = {field: make(cells) for field, make in plan.fields.items()}
    made = []
    for alternatives in plan.claims.get(section, ()):
        claim = next((claim for claim in alternatives if claim.holds(cells)), None)
        texts = claim and claim.texts(cells, shared)
        if texts:
            kept = {field: text for field, (text, _) in texts.items() if text}
            made.append(LaidRow(number, kept, {f: c for f, (_, c) in texts.items() if f in kept and c}))
    return made


@lru_cache(maxsize=64)
def _plan(layout: PublisherLayout, header: tuple[str, ...], tags: tuple[tuple[str, str], ...]) -> Plan:
    return Plan.of(layout, header, dict(tags))
