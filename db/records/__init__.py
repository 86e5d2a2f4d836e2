"""From frames and rows of the register to the records of ``db.answers``: names looked up, numbers turned into words."""

from db.records.claims import claims
from db.records.incidents import incidents, summarize
from db.records.register import changed_at, choices, data_version, state_version
from db.records.sources import sources, speakers, spoken_and_relayed

__all__ = [
    "changed_at",
    "choices",
    "claims",
    "data_version",
    "incidents",
    "sources",
    "speakers",
    "spoken_and_relayed",
    "state_version",
    "summarize",
]
