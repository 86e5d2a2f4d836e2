"""The ids of the overview."""

from enum import StrEnum


class Chart(StrEnum):
    """The charts, by the name that their parts' ids begin with and their CSV is fetched under."""

    TIMELINE = "timeline"
    MAP = "map"
    TOLLS = "tolls"
    STOCKS = "stocks"
    MOVEMENTS = "movements"


class Overview(StrEnum):
    """What else is written on the page."""

    HEADLINES = "headlines"
    SWITCH = "measure-switch"
    INCIDENTS = "incidents"
    SOURCES = "sources"
