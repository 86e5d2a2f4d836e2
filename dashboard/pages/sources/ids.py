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


class Sources(StrEnum):
    """What else is written on the page."""

    PROFILES = "profiles"
