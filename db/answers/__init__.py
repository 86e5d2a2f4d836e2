"""What the questions of ``db.queries`` answer with: frozen records, whole people, None for "not known"."""

from db.answers.claims import ClaimRecord
from db.answers.incidents import IncidentRecord, Reconciled
from db.answers.register import Choices, PlaceRecord, Standing
from db.answers.sources import GradeRecord, SourceRecord, Speakers, Spoken
from db.answers.totals import First, Largest, LineCount, Total

__all__ = [
    "Choices",
    "ClaimRecord",
    "First",
    "GradeRecord",
    "IncidentRecord",
    "Largest",
    "LineCount",
    "PlaceRecord",
    "Reconciled",
    "SourceRecord",
    "Speakers",
    "Spoken",
    "Standing",
    "Total",
]
