"""Times that are named from the day on which they are said: "yesterday", "last month"."""

from enum import StrEnum, auto


class TimeName(StrEnum):
    """What such words mean. A week that is named so may begin on any day of the week."""

    TODAY = auto()
    YESTERDAY = auto()
    BEFORE_YESTERDAY = auto()
    WEEKEND = auto()
    LAST_WEEK = auto()
    LAST_MONTH = auto()
    LAST_YEAR = auto()
    THIS_WEEK = auto()
    THIS_MONTH = auto()
    THIS_YEAR = auto()
    RECENTLY = auto()
