"""The data of a snapshot: what the register answers, as plain values that are the same whenever it is asked again.

The same question, as of the same moment, gives the same bytes for as long as the register keeps its history; that is
what ``sijill verify`` holds a PDF against.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlmodel import Session

from dashboard.contacts import row_without_contacts
from dashboard.rows.csv_text import BOM, csv_of_rows
from dashboard.rows.records import Row, claim_row, total_row
from dashboard.snapshot.codec import canonical_json
from dashboard.snapshot.content import DATA_NAME, Attachment
from dashboard.snapshot.discreet import Veil
from db import queries
from db.filters import Filters

FORMAT = "sijill-data/1"

MOST_CLAIMS = 20_000
"""Claims inside a document, the newest: more would make it too large to send, and minutes to make."""

IN_ALL = "claims_in_all"
"""The key of the number of claims that the view has, of which the newest are inside."""

_FILES: Final = {
    DATA_NAME: ("application/json", "file_data"),
    "totals.csv": ("text/csv", "file_totals"),
    "claims.csv": ("text/csv", "file_claims"),
}
"""The files of the data with their kind and their label."""

DECISION = "confidential_as_of"
"""The key of the number of the last decision on which sources are confidential."""

PLACES_DECISION = "confidential_places_as_of"
"""The same of places; not there before the first such decision."""


CONTACTS = "contacts_withheld"
"""The key that says that no text has a telephone number, an e-mail address or a number of identity."""


def data_of(
    session: Session, filters: Filters, veil: Veil, decision: int | None, *, contacts_withheld: bool = True
) -> dict[str, Any]:
    """All rows behind a view: totals, the claims themselves, and who says them with which grade.

    ``veil`` hides what was confidential after the ``decision`` of that number (see :mod:`db.sources.history`); None: a
    document of before there were such decisions. ``contacts_withheld`` is false of a document of before they were.
    """

    def shown(row: Row) -> Row:
        return row_without_contacts(veil.row(row)) if contacts_withheld else veil.row(row)

    standing = queries.standing(session, filters)
    claims = queries.claims(session, filters, limit=None if decision is None else MOST_CLAIMS)
    return {
        "format": FORMAT,
        **({} if decision is None else {DECISION: decision, IN_ALL: standing.claims}),
        **({PLACES_DECISION: veil.places_as_of} if veil.places_as_of else {}),
        **({CONTACTS: True} if contacts_withheld else {}),
        "filters": veil.over(filters.to_words()),
        "policy": filters.policy,
        "data_version": standing.data_version,
        "totals": [shown(total_row(total, None)) for total in queries.totals(session, filters)],
        "claims": [shown(claim_row(claim)) for claim in claims],
        "sources": [
            {
                "name": veil.over(source.name),
                "kind": source.kind,
                "grade": source.grade.reliability if source.grade else None,
            }
            for source in queries.sources(session, filters)
        ],
    }


def files_of(data: dict[str, Any]) -> dict[str, bytes]:
    """The data as files: one JSON that is sealed, and tables for a spreadsheet."""
    return {
        DATA_NAME: canonical_json(data),
        "totals.csv": _csv(data["totals"]),
        "claims.csv": _csv(data["claims"]),
    }


def attachments(files: Mapping[str, bytes], labels: Mapping[str, str]) -> tuple[Attachment, ...]:
    """The files of the data, of which ``labels`` say what each holds."""
    return tuple(Attachment(name, media, labels[label], files[name]) for name, (media, label) in _FILES.items())


def _csv(rows: list[Row]) -> bytes:
    return (BOM + csv_of_rows(rows)).encode()
