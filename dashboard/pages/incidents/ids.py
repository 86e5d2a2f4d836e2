"""The ids of the page of incidents; the table's names its CSV file."""

from enum import StrEnum


class Listing(StrEnum):
    """What is a table alone."""

    INCIDENTS = "incident-list"
