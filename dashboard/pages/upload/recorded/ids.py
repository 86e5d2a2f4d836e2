"""The ids of the recorded files; the script in ``assets/js/recorded.js`` knows ``OPENED``."""

from enum import StrEnum


class Recorded(StrEnum):
    """Ids of the list, of the file that is opened and of the form that withdraws it."""

    LIST = "recorded-list"
    OPENED = "recorded-opened"
    FORM = "recorded-form"
    DETAILS = "recorded-details"
    FORESEEN = "recorded-foreseen"
    REASON = "recorded-reason"
    BY = "recorded-by"
    WITHDRAW = "recorded-withdraw"
