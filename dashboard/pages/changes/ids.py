"""The ids of the page on changes; that of the table names its CSV file."""

from enum import StrEnum


class Listing(StrEnum):
    """What is a table alone."""

    SINCE = "changed-since"
