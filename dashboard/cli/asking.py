"""The verbs that ask the register: `totals`, `claims` and `sources`."""

from typing import Annotated

import typer

from dashboard import terminal
from dashboard.api.rows import Row, claim_row, total_row
from dashboard.cli import register, tables
from dashboard.cli.options import AsOf, Style, filtered, filters_of
from dashboard.terminal import Format
from db import queries
from db.answers import SourceRecord
from db.filters import Filters
from db.queries import By

SOURCE_COLUMNS = {"name": "name", "kind": "kind", "reliability": "grade", "claims": "claims", "relays": "relays"}
SOURCE_COLUMNS |= {"reliability_note": "note"}


@filtered()
def totals(
    filters: Filters,
    by: Annotated[By | None, typer.Option(help="One row for each month, governorate, source or incident.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """What the claims come to: one row for each kind, and kinds are never added."""
    found = register.ask(lambda session: queries.totals(session, filters, by))
    if style is Format.TABLE:
        terminal.show_table(tables.totals_table(found, by), tables.MAY_WRAP)
    else:
        terminal.show_rows([total_row(total, by) for total in found], style)


@filtered("corroboration")
def claims(filters: Filters, style: Style = Format.TABLE) -> None:
    """The claims themselves, as they were said and as they were read."""
    found = register.ask(lambda session: queries.claims(session, filters))
    if style is Format.TABLE:
        terminal.show_table(tables.claims_table(found), tables.MAY_WRAP)
    else:
        terminal.show_rows([claim_row(claim) for claim in found], style)


def sources(as_of: AsOf = None, style: Style = Format.TABLE) -> None:
    """Who speaks in the register, with grades and reliability notes."""
    found = register.ask(lambda session: queries.sources(session, filters_of({"as_of": as_of})))
    terminal.show_rows([_source_row(source) for source in found], style, SOURCE_COLUMNS)


def _source_row(source: SourceRecord) -> Row:
    grade = source.grade
    return {
        "name": source.name,
        "name_ar": source.name_ar,
        "kind": source.kind,
        "reliability": grade.reliability if grade else None,
        "assessor": grade.assessor if grade else None,
        "assessed_on": grade.assessed_on.isoformat() if grade else None,
        "claims": source.claims,
        "relays": source.relays,
        "revised": source.revised,
        "interests": source.interests,
        "reliability_note": source.reliability_note,
        "url": source.url,
    }
