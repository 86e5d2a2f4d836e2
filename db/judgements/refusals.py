"""Why a judgement about an incident, source or place is refused: a code with its values, its sentence in each language.

The sentences are in ``refusals.yml``. What is typed on a command line says them in English (``str``); a page says them
in the reader's language, by :func:`dashboard.wording.refusal_words`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from db.vocabulary import Word


class Refusal(BaseModel):
    """One sentence in each language, with ``{values}``, and what to type on the command line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str
    ar: str
    command: str = ""

    def told(self, language: str) -> str:
        """The sentence, unfilled, in ``language``; English for any other than Arabic."""
        return self.ar if language == "ar" else self.en


@cache
def refusals() -> dict[str, Refusal]:
    """Every sentence by its code."""
    text = resources.files("db.judgements").joinpath("refusals.yml").read_text(encoding="utf-8")
    return {code: Refusal.model_validate(entry) for code, entry in yaml.safe_load(text).items()}


@dataclass(frozen=True, slots=True)
class Named:
    """A judgement as a sentence names it: its number, what it says, who made it and when."""

    number: int
    kind: Word
    by: str
    day: date

    def __str__(self) -> str:
        return f"judgement {self.number} ({self.kind.term.en.lower()}) by {self.by} on {self.day:%Y-%m-%d}"


Value = str | int | date | Word | Named | tuple[tuple[Word, ...], ...]
"""What a sentence is filled with: a name or code, a number, a day, words of the vocabularies, a judgement."""


class JudgementError(ValueError):
    """The judgement can't be made. ``code`` and ``values`` say why and the way out; as text, in one English line."""

    def __init__(self, code: str, /, **values: Value) -> None:
        self.code, self.values = code, values
        refusal = refusals()[code]
        told = refusal.en.format_map({name: plain(value) for name, value in values.items()})
        command = refusal.command.format_map({name: plain(value) for name, value in values.items()})
        super().__init__("; ".join(part for part in (told, command) if part))


class UnknownIncidentError(JudgementError):
    """The register has no incident of that code."""

    def __init__(self, code: str) -> None:
        super().__init__("no_incident", code=code)


class UnknownSourceError(JudgementError):
    """The register has no source of that name."""

    def __init__(self, name: str) -> None:
        super().__init__("no_source", name=name)


class UnknownPlaceError(JudgementError):
    """The gazetteer has no place of that name or P-code."""

    def __init__(self, name: str) -> None:
        super().__init__("no_place", name=name)


def plain(value: Value) -> str:
    """A value as an English line writes it."""
    if isinstance(value, tuple):
        return "; ".join(", ".join(words) for words in value)
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
