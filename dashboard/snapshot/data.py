"""The data of a snapshot: what the register answers, as plain values that are the same whenever it is asked again.

The same question, as of the same moment, gives the same bytes for as long as the register keeps its history; that is
what ``sijill verify`` holds a PDF against.
"""

from typing import Any

from sqlmodel import Session

from dashboard.api.csv_text import BOM, csv_of_rows
from dashboard.api.rows import Row, claim_row, total_row
from dashboard.snapshot.codec import canonical_json
from dashboard.snapshot.content import DATA_NAME, Attachment
from db import queries
from db.filters import Filters

FORMAT = "sijill-data/1"


def data_of(session: Session, filters: Filters) -> dict[str, Any]:
    """All rows behind a view: totals, the claims themselves, and who says them with which grade."""
    standing = queries.standing(session, filters)
    return {
        "format": FORMAT,
        "filters": filters.to_words(),
        "policy": filters.policy,
        "data_version": standing.data_version,
        "totals": [total_row(total, None) for total in queries.totals(session, filters)],
        "claims": [claim_row(claim) for claim in queries.claims(session, filters)],
        "sources": [
            {"name": source.name, "kind": source.kind, "grade": source.grade.reliability if source.grade else None}
            for source in queries.sources(session, filters)
        ],
    }


def attachments(data: dict[str, Any]) -> tuple[Attachment, ...]:
    """The data as files: one JSON that is sealed, and tables for a spreadsheet."""
    return (
        Attachment(DATA_NAME, "application/json", "All figures and claims of this document", canonical_json(data)),
        Attachment("totals.csv", "text/csv", "The figures (UTF-8 CSV)", _csv(data["totals"])),
        Attachment("claims.csv", "text/csv", "The claims (UTF-8 CSV)", _csv(data["claims"])),
    )


def _csv(rows: list[Row]) -> bytes:
    return (BOM + csv_of_rows(rows)).encode()
