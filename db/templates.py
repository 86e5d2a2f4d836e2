"""Sentences that the register writes by itself: kept in English, and read back to be said in another language."""

import re
from functools import cached_property
from typing import Any, Final

from pydantic import BaseModel, ConfigDict


class Template(BaseModel):
    """A sentence in each language with ``{values}``; the English one is what is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    en: str
    ar: str

    def filled(self, **values: Any) -> str:
        """The English sentence."""
        return self.en.format_map(values)

    def told(self, language: str) -> str:
        """The sentence, unfilled, in ``language``; English for any other than Arabic."""
        return self.ar if language == "ar" else self.en

    @cached_property
    def pattern(self) -> str:
        """An expression that finds the values of a filled sentence again, each the shortest that fits."""
        pieces = re.split(r"{(\w+)}", self.en)
        return "".join(_value(piece) if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))

    def read(self, text: str) -> dict[str, str] | None:
        """The values of a sentence that was filled; None for another sentence."""
        found = re.fullmatch(self.pattern, text, re.DOTALL)
        return found.groupdict() if found else None


_NUMBERS: Final = frozenset({"bearers", "days", "figure", "km", "least", "most", "reports", "rival", "score"})
"""The values that are written in digits, so that what a person writes is not taken for the register's own words."""


def _value(name: str) -> str:
    return rf"(?P<{name}>{r'[0-9.+–]+?' if name in _NUMBERS else '.+?'})"
