"""The ids of the page on tolls; each begins the ids of a card's parts and names its CSV file."""

from enum import StrEnum


class Chart(StrEnum):
    """What is drawn."""

    CURVES = "toll-curves"
    DIFFERENCES = "toll-differences"


class Listing(StrEnum):
    """What is a table alone."""

    CHANGES = "toll-changes"
