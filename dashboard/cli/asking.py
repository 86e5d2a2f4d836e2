"""The verbs that ask the register: `totals` and `claims`."""

from typing import Annotated, Final

import typer

from dashboard import terminal
from dashboard.cli import register, tables
from dashboard.cli.options import Style, filtered
from dashboard.locale import speak
from dashboard.rows.records import claim_row, total_row
from dashboard.terminal import Format
from dashboard.wording import standing_convention, uncounted_words
from db import queries
from db.filters import Filters
from db.queries import By
from db.series.fallen import fallen

ONLY_THESE: Final = "Of each incident only the claims that fit --source and --reliability are counted."

NO_FIGURE: Final = "No figure in this view."
NONE_COUNTS: Final = (
    "It holds {n:,} claims that no figure counts: parts of figures that do not stand, or of incidents set aside."
)


@filtered()
def totals(
    filters: Filters,
    by: Annotated[By | None, typer.Option(help="One row for each month, governorate, source or incident.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """What the claims come to: one row for each kind, and kinds are never added."""
    found = register.ask(lambda session: queries.totals(session, filters, by))
    if style is Format.TABLE:
        fell = register.ask(lambda session: fallen(session, filters, found))
        terminal.show_table(tables.totals_table(found, by, fell), tables.MAY_WRAP, NO_FIGURE)
        standing = register.ask(lambda session: queries.standing(session, filters))
        left_out = uncounted_words(standing, speak("en"))
        if not found and standing.claims and not left_out:
            terminal.say(NONE_COUNTS.format(n=standing.claims))
        for said in left_out:
            terminal.say(f"{said}.")
        if filters.convention is not None:
            terminal.say(f"Convention: {standing_convention(standing, speak('en'))}")
        if filters.cuts_incidents and any(total.incidents for total in found):
            terminal.say(ONLY_THESE)
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
