"""The ids of the page on sources; those of charts and tables name their CSV files."""

from enum import StrEnum


class Chart(StrEnum):
    """What is drawn."""

    TIME = "coverage-time"
    SPACE = "coverage-space"
    RELAYS = "relays"


class Listing(StrEnum):
    """What is a table alone."""

    RECORDS = "revision-records"
    REVISIONS = "revision-list"
    DEEDS = "source-changes"
    PLACES = "place-decisions"


class Sources(StrEnum):
    """What else is written on the page."""

    PROFILES = "profiles"


class Decide(StrEnum):
    """Ids of the form that decides about a source."""

    FORM = "decide-form"
    TOLD = "decide-told"
    CHANGED = "decide-changed"
    SOURCE = "decide-source"
    BY = "decide-by"
    REASON = "decide-reason"
    GRADE = "decide-grade"
    MEASURE = "decide-measure"
    DAY = "decide-day"
    ALIAS = "decide-alias"
    KIND = "decide-kind"
    NOTE = "decide-note"
    NOTE_AR = "decide-note-ar"
    INTERESTS = "decide-interests"
    INTERESTS_AR = "decide-interests-ar"


class Do(StrEnum):
    """Ids of the buttons, by what they do."""

    GRADE = "do-grade"
    CONFIDENTIAL = "do-confidential"
    PUBLIC = "do-public"
    ADD_ALIAS = "do-add-alias"
    REMOVE_ALIAS = "do-remove-alias"
    DESCRIBE = "do-describe"


class Hide(StrEnum):
    """Ids of the form that decides about a place."""

    FORM = "hide-form"
    TOLD = "hide-told"
    CHANGED = "hide-changed"
    PLACE = "hide-place"
    BY = "hide-by"
    REASON = "hide-reason"


class Keep(StrEnum):
    """Ids of its buttons, by what they do."""

    CONFIDENTIAL = "keep-place"
    PUBLIC = "show-place"
