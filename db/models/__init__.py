"""The tables of the register: who said what, where and when; never one number per event that is overwritten.

Constraints are named after what they refuse, so that an error from the database can be read. Times come in two kinds:
when it happened (``date_from``, ``date_to``, ``speaks_of``) and when we knew (``recorded_at``, ``superseded_at``).
"""

from db.models.batches import (
    Batch,
    BatchFile,
    BatchIssue,
    BatchRow,
    ColumnMapRow,
    IssueKind,
    Repetition,
    Resolution,
    Withdrawal,
)
from db.models.claims import Claim
from db.models.incidents import Figure, Incident, Judgement
from db.models.redactions import RedactedClaim, RedactedFile, Redaction
from db.models.sources import Document, Grade, Source, SourceChange
from db.models.words_and_places import Boundary, Place, PlaceChange, PlaceMention, PlacePopulation, PlaceSet, TermRow

__all__ = [
    "Batch",
    "BatchFile",
    "BatchIssue",
    "BatchRow",
    "Boundary",
    "Claim",
    "ColumnMapRow",
    "Document",
    "Figure",
    "Grade",
    "Incident",
    "IssueKind",
    "Judgement",
    "Place",
    "PlaceChange",
    "PlaceMention",
    "PlacePopulation",
    "PlaceSet",
    "RedactedClaim",
    "RedactedFile",
    "Redaction",
    "Repetition",
    "Resolution",
    "Source",
    "SourceChange",
    "TermRow",
    "Withdrawal",
]
