"""Cells by field, and the issues they raise: what can't be read is said with its column and value."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from db.vocabulary import Severity, Word
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.normalize.reading import UnreadableError
from ingest.normalize.word import read_word

W = TypeVar("W", bound=Word)
T = TypeVar("T")


@lru_cache(maxsize=10_000)
def _read_word(field: str, vocabulary: type[W], text: str) -> W:
    return read_word(vocabulary, text, generic().words.get(field, {}))


class Cells:
    """Cells that are read together, whichever rows they stand in; an error among ``issues`` rejects those rows.

    ``texts`` is field to text, without blanks; ``names`` field to the name of its column in the file.
    ``footnotes`` is mark to what a note of the file explains of it.
    """

    def __init__(
        self, texts: Mapping[str, str], names: Mapping[str, str], footnotes: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.issues: list[Issue] = []
        self.footnotes = footnotes
        self._texts = texts
        self._names = names

    @property
    def rejected(self) -> bool:
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    def text(self, field: str) -> str:
        """The text of a field, blank where there is none."""
        return self._texts.get(field, "")

    def texts(self, *fields: str) -> tuple[str, ...]:
        return tuple([self._texts.get(field, "") for field in fields])

    def word(self, field: str, vocabulary: type[W]) -> W | None:
        """The word of ``vocabulary`` in a field; None where it is blank."""
        return self.read(field, lambda text: _read_word(field, vocabulary, text))

    def yes(self, field: str, *, default: bool) -> bool:
        """A field of yes or no; ``default`` where it is blank."""
        text = self.text(field)
        if not text:
            return default
        answer = generic().words[field].get(text.casefold())
        if answer is None:
            self.reject("not_yes_or_no", f"{text!r} is neither yes nor no.", "Write yes or no.", field)
        return answer == "yes"

    def decimal(self, field: str, least: float, most: float) -> float | None:
        """A number between two bounds, with a point or a comma; None where it is blank."""
        text = self.text(field)
        if not text:
            return None
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            number = float("nan")
        if least <= number <= most:
            return number
        self.reject(
            "no_such_number", f"{text!r} is not a number from {least:g} to {most:g}.", "Mend or clear it.", field
        )
        return None

    def read(self, field: str, reader: Callable[[str], T]) -> T | None:
        """What ``reader`` makes of a field; None where it is blank or can't be read (which rejects the row)."""
        text = self.text(field)
        if not text:
            return None
        try:
            return reader(text)
        except UnreadableError as error:
            self.reject(error.code, error.message, error.remedy, field)
            return None

    def reject(self, code: str, message: str, remedy: str, field: str | None = None) -> None:
        """Say why the row can't be taken."""
        self.say(Severity.ERROR, code, message, remedy, field)

    def warn(self, code: str, message: str, remedy: str, field: str | None = None) -> None:
        """Say what a person should look at; the row is kept."""
        self.say(Severity.WARNING, code, message, remedy, field)

    def say(self, severity: Severity, code: str, message: str, remedy: str, field: str | None = None) -> None:
        """Raise an issue about a field, or about the whole row."""
        column = self._names.get(field, field) if field else None
        value = (self.text(field) or None) if field else None
        self.issues.append(Issue(severity, code, message, remedy, None, column, value))
