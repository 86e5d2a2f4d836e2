"""The ids of the page of one incident; those of charts and tables name their CSV files."""

from enum import StrEnum


class Chart(StrEnum):
    """What is drawn."""

    CLAIMS = "incident-claims"


class Listing(StrEnum):
    """What is a table alone."""

    FIGURES = "incident-figures"
    DIFFERENCES = "incident-differences"
    HISTORY = "incident-history"


class Part(StrEnum):
    """What else is written on the page."""

    HEAD = "incident-head"
    WORDS = "incident-words"


class Judge(StrEnum):
    """Ids of the form that judges; the buttons begin with ``do-``."""

    FORM = "judge-form"
    TOLD = "judge-told"
    CHANGED = "judge-changed"
    BY = "judge-by"
    REASON = "judge-reason"
    OTHER = "judge-other"
    KIND = "judge-kind"
    LOW = "judge-low"
    BEST = "judge-best"
    HIGH = "judge-high"
    JUDGEMENT = "judge-judgement"
    CLAIM = "judge-claim"
    REDACTED = "judge-redacted"
    TEXT = "judge-text"


class Do(StrEnum):
    """Ids of the buttons, by what they do."""

    MERGE = "do-merge"
    DISTINCT = "do-distinct"
    SPLIT = "do-split"
    SPLIT_CLAIM = "do-split-claim"
    HOLD = "do-hold"
    RELEASE = "do-release"
    OVERRIDE = "do-override"
    DISCOUNT = "do-discount"
    CONFIRM = "do-confirm"
    UNDO = "do-undo"
    REDACT = "do-redact"
