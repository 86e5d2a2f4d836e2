"""The data of a snapshot: what the register answers, as plain values that are the same whenever it is asked again.

The same question, as of the same moment, gives the same bytes for as long as the register keeps its history; that is
what ``sijill verify`` holds a PDF against.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from dashboard.api.csv_text import BOM, csv_of_rows
from dashboard.api.rows import Row, claim_row, total_row
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

DECISION = "confidential_as_of"
"""The key of the number of the last decision on what is confidential."""


def data_of(session: Session, filters: Filters, veil: Veil, decision: int | None) -> dict[str, Any]:
    """All rows behind a view: totals, the claims themselves, and who says them with which grade.

    ``veil`` hides what was confidential after the ``decision`` of that number (see :mod:`db.sources.history`); None: a
    document of before there were such decisions.
    """
    standing = queries.standing(session, filters)
    claims = queries.claims(session, filters, limit=None if decision is None else MOST_CLAIMS)
    return {
        "format": FORMAT,
        **({} if decision is None else {DECISION: decision, IN_ALL: standing.claims}),
        "filters": veil.over(filters.to_words()),
        "policy": filters.policy,
        "data_version": standing.data_version,
        "totals": [veil.row(total_row(total, None)) for total in queries.totals(session, filters)],
        "claims": [veil.row(claim_row(claim)) for claim in claims],
        "sources": [
            {
                "name": veil.over(source.name),
                "kind": source.kind,
                "grade": source.grade.reliability if source.grade else None,
            }
            for source in queries.sources(session, filters)
        ],
    }


def attachments(data: dict[str, Any], labels: Mapping[str, str]) -> tuple[Attachment, ...]:
    """The data as files: one JSON that is sealed, and tables for a spreadsheet; ``labels`` say what each holds."""
    return (
        Attachment(DATA_NAME, "application/json", labels["file_data"], canonical_json(data)),
        Attachment("totals.csv", "text/csv", labels["file_totals"], _csv(data["totals"])),
        Attachment("claims.csv", "text/csv", labels["file_claims"], _csv(data["claims"])),
    )


def _csv(rows: list[Row]) -> bytes:
    return (BOM + csv_of_rows(rows)).encode()
