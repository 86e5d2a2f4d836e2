"""The ids of the page on quality; those of tables name their CSV files."""

from enum import StrEnum


class Listing(StrEnum):
    """What is a table alone."""

    REVIEW = "claims-in-review"
    STALE = "stale-sources"
    OLD = "outdated-stocks"
    LACKING = "claims-lacking"


class Quality(StrEnum):
    """What else is written on the page, in its order."""

    SUMMARY = "quality-summary"
    PAIRS = "quality-pairs"
    ISSUES = "quality-issues"
    FALLS = "quality-falls"


class Close(StrEnum):
    """Ids of the form that closes problems."""

    PLACE = "close-problems"
    TOLD = "close-told"
    CHANGED = "close-changed"
    FILE = "close-file"
    ROW = "close-row"
    BY = "close-by"
    REASON = "close-reason"
    CLOSE = "do-close"
