"""What a number format makes people see that the number itself does not say: a percentage, or words beside it."""

from collections.abc import Callable

from ingest.readers.percent import is_percent, percent_text
from ingest.readers.sections import sections

Shown = Callable[[float], str | None]
"""The text that people see of a number; None where it says no more than the number."""


def shown_by(code: str) -> Shown | None:
    """What a format shows; None where that is the number alone."""
    if is_percent(code):
        return percent_text
    found = sections(code)
    return found.text if found else None
