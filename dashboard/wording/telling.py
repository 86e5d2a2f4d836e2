"""Sentences of problems: the English one finds its values again, the Arabic one says them."""

import re
from functools import cached_property
from typing import Any, Final, Literal

from pydantic import Field

from db.templates import Template

PluralForm = Literal["zero", "one", "two", "few", "many", "other"]

QUOTED: Final = "!r"
DAY: Final = ":%F"
_PLACEHOLDER: Final = re.compile(r"{(?P<name>\w+)(?P<kind>[!:][^}]*)?}")
_KINDS: Final[dict[str | None, str]] = {
    None: r".+?",
    QUOTED: r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"",
    ":,": r"-?[\d,]+|None",
    ":g": r"-?[\d.]+(?:e[+-]\d+)?",
    DAY: r"\d{4}-\d\d-\d\d|None",
}
"""What a value looks like, by how the English sentence writes it: as it is, quoted, a count, a measurement, a day."""
_MAY_BE_BLANK: Final = frozenset({"at", "hint", "apart"})
"""Values that a sentence may go without: where it stands in a map, a suggestion, in what two rows differ."""


class Telling(Template):
    """A sentence in each language; a value of the English one is written as in the source that makes the sentence.

    ``{text!r}`` is quoted, ``{n:,}`` a count, ``{lat:g}`` a measurement, ``{day:%F}`` a day. ``forms`` are the Arabic
    sentences for a count ``n`` that asks for another form than ``ar`` has.
    """

    forms: dict[PluralForm, str] = Field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, str | None]:
        """The values of the sentence by name, each with how it is written."""
        return {found["name"]: found["kind"] for found in _PLACEHOLDER.finditer(self.en)}

    @cached_property
    def pattern(self) -> str:
        """An expression that finds the values of a filled sentence again, each the shortest that fits."""
        pieces, at = [], 0
        for found in _PLACEHOLDER.finditer(self.en):
            shape = r".*?" if found["name"] in _MAY_BE_BLANK else _KINDS[found["kind"]]
            pieces += [re.escape(self.en[at : found.start()]), f"(?P<{found['name']}>{shape})"]
            at = found.end()
        return "".join([*pieces, re.escape(self.en[at:])])

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.DOTALL)  # there are more of them than re remembers

    def read(self, text: str) -> dict[str, str] | None:
        """The values of a sentence that was filled, as they stand in it; None for another sentence."""
        found = self._compiled.fullmatch(text)
        return found.groupdict() if found else None

    def arabic(self, form: str) -> str:
        """The Arabic sentence, unfilled, for a count of that plural form."""
        forms: dict[Any, str] = dict(self.forms)
        return forms.get(form, self.ar)
