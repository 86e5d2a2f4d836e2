"""What the problems of a file say, in the reader's language.

Where a problem is found it is told in English, with the value and the way out. For Arabic it is read back from that
by the sentences of ``problems/``; what is told in other words is said by what its code means.
"""

import ast
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Final, Protocol

from pydantic import BaseModel, ConfigDict, Field

from dashboard.locale import Speaker
from dashboard.wording.known_names import area_words
from dashboard.wording.place_names import NO_NAMES, PlaceNames, Said
from dashboard.wording.telling import DAY, QUOTED, Telling
from db.vocabulary import Age, Measure, PlaceLevel, Population, RevisionReason, Series, Sex, Word
from ingest.issue_codes import issue_codes
from ingest.knowledge import knowledge

_PLACE: Final = re.compile(r"(?P<name>.+) \((?P<level>[a-z -]+), (?P<pcode>\w+)\)")
_NUMBERED: Final = "0123456789"
_NOT_KNOWN: Final = "None"
_WHERE: Final = frozenset({"area", "country", "pcode", "place"})
_WAYS: Final = frozenset({"L", "R", "AL"})
_LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
_RIGHT_TO_LEFT_ISOLATE, _FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2067", "\u2068", "\u2069"
_VOCABULARIES: Final[dict[str, tuple[type[Word], ...]]] = {
    "measure": (Measure,),
    "series": (Series,),
    "reason": (RevisionReason,),
    "level": (PlaceLevel,),
    "group": (Population, Sex, Age),
}
"""Which words a value is one of, by its name in the sentences."""


class Told(Said, Protocol):
    """A problem as the reader of files tells it."""

    @property
    def code(self) -> str: ...


class IssueWords(BaseModel):
    """The sentences that are known: messages by code; the ways out, which many codes share; parts by value's name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    messages: dict[str, list[Telling]] = Field(default_factory=dict)
    remedies: list[Telling] = Field(default_factory=list)
    parts: dict[str, list[Telling]] = Field(default_factory=dict)


@cache
def issue_templates() -> IssueWords:
    """All of ``problems/`` and the definitions. Raises ``ValueError`` where two files tell of one code or one part."""
    folder = resources.files("dashboard.wording")
    problems = (file for file in folder.joinpath("problems").iterdir() if file.name.endswith(".yml"))
    files = [*sorted(problems, key=lambda file: file.name), folder.joinpath("definitions.yml")]
    rooms = [IssueWords.model_validate(knowledge(file.read_text(encoding="utf-8"))) for file in files]
    return IssueWords(
        messages=_together(room.messages for room in rooms),
        remedies=[remedy for room in rooms for remedy in room.remedies],
        parts=_together(room.parts for room in rooms),
    )


def issue_heading(code: str, speaker: Speaker) -> tuple[str, str]:
    """A kind of problem as a heading, and what stands below it.

    In English its code and its meaning; codes are English words, so elsewhere the meaning comes first, and the code, as
    exports have it, below.
    """
    meaning = issue_meaning(code, speaker)
    return (meaning, speaker.isolate(code)) if speaker.rtl and meaning else (code.replace("_", " "), meaning)


def issue_meaning(code: str, speaker: Speaker) -> str:
    """What a code means; empty for one that the registry no longer has."""
    told = next((group.codes[code] for group in issue_codes().values() if code in group.codes), None)
    return told.told(speaker.language) if told else ""


def issue_words(issue: Told, speaker: Speaker, places: PlaceNames = NO_NAMES) -> tuple[str, str]:
    """What is wrong, and what to do about it; the way out in English where its Arabic is not known.

    Places go by the names that the gazetteer gives them in English, or by those that ``places`` has for their P-codes.
    """
    if speaker.language == "en":
        return _from_left(issue.message), _from_left(issue.remedy)
    known = issue_templates()
    message = said_by(known.messages.get(issue.code, []), issue.message, speaker, places)
    remedy = said_by(known.remedies, issue.remedy, speaker, places)
    return message or issue_meaning(issue.code, speaker) or issue.message, remedy or issue.remedy


def _from_left(words: str) -> str:
    """An English sentence, which a browser would set from right to left where a value in Arabic begins it."""
    first = next((way for letter in words if (way := unicodedata.bidirectional(letter)) in _WAYS), "L")
    return words if first == "L" else f"{_LEFT_TO_RIGHT_ISOLATE}{words}{_POP_ISOLATE}"


def said_by(tellings: Iterable[Telling], words: str, speaker: Speaker, places: PlaceNames = NO_NAMES) -> str | None:
    """The Arabic of words by the first sentence that they are made by; None where there is none."""
    for telling in tellings:
        values = telling.read(words)
        if values is None:
            continue
        written = telling.names
        shown = {name: _value(name, value, speaker, places, written=written[name]) for name, value in values.items()}
        told = {name: value for name, value in shown.items() if value is not None}
        if len(told) == len(values):
            return speaker.fill(telling.arabic(_form(values.get("n", ""), speaker)), **told)
    return None


def _together(rooms: Iterable[dict[str, list[Telling]]]) -> dict[str, list[Telling]]:
    every: defaultdict[str, list[Telling]] = defaultdict(list)
    for room in rooms:
        if twice := every.keys() & room.keys():
            raise ValueError(f"problems: {', '.join(sorted(twice))} stands in two files")
        every |= room
    return dict(every)


def _form(count: str, speaker: Speaker) -> str:
    """The plural form that a count asks for."""
    digits = count.replace(",", "")
    return speaker.locale.plural_form(int(digits)) if digits.isdecimal() else "other"


def _value(name: str, value: str, speaker: Speaker, places: PlaceNames, *, written: str | None) -> str | None:
    """A value as it is shown; None for one that its sentence can't have, so that another sentence is looked for."""
    kind = name.rstrip(_NUMBERED)
    if parts := issue_templates().parts.get(kind):
        said = said_by(parts, value, speaker, places) if value else ""
        return _phrase(said, speaker) if said else said
    if value == _NOT_KNOWN or written in {QUOTED, DAY}:
        return _written(value, speaker)
    if kind in _VOCABULARIES:
        word = _words(kind).get(value)
        return speaker.term(word) if word else None
    if kind == "names":
        return _phrase(speaker.listing([_bare(item, speaker) for item in value.split(", ")]), speaker)
    return _located(kind, value, speaker, places) if kind in _WHERE else _bare(value, speaker)


def _written(value: str, speaker: Speaker) -> str:
    """Nothing, a day, or what is quoted."""
    if value == _NOT_KNOWN:
        return speaker.number(None)
    if value.startswith(("'", '"')):
        return speaker.text("“{word}”", word=f"{_FIRST_STRONG_ISOLATE}{_unquoted(value)}{_POP_ISOLATE}")
    return speaker.day(date.fromisoformat(value))


def _bare(value: str, speaker: Speaker) -> str:
    """A number in the reader's digits; a name or a code with theirs."""
    return value if any(letter.isalpha() for letter in value) else speaker.digits(value)


def _unquoted(value: str) -> str:
    """What stands between the marks, with the signs that can't be seen still written out."""
    text = str(ast.literal_eval(value))
    return text if text.isprintable() else value[1:-1]


def _located(kind: str, value: str, speaker: Speaker, places: PlaceNames) -> str | None:
    """A place of the gazetteer with its level, a P-code, or an area that only a publisher names."""
    if kind == "place":
        return _place(value, speaker, places)
    return _coded(value, speaker, places) if kind == "pcode" else area_words(value, speaker)


def _coded(pcode: str, speaker: Speaker, places: PlaceNames) -> str:
    """A P-code, behind the name of its place where that is known."""
    named = places.get(pcode)
    return _phrase(speaker.text("{counted} ({who})", counted=named, who=pcode), speaker) if named else pcode


def _place(value: str, speaker: Speaker, places: PlaceNames) -> str | None:
    """A place with its name and its level in the reader's language."""
    place = _PLACE.fullmatch(value)
    level = _words("level").get(place["level"]) if place else None
    if place is None or level is None:
        return None
    who = speaker.listing([speaker.term(level), place["pcode"]])
    name = places.get(place["pcode"], place["name"])
    return _phrase(speaker.text("{counted} ({who})", counted=name, who=who), speaker)


def _phrase(said: str, speaker: Speaker) -> str:
    """Words in Arabic that may begin with a name in other letters, and run from right to left all the same."""
    return said if speaker.isolate(said) == said else f"{_RIGHT_TO_LEFT_ISOLATE}{said}{_POP_ISOLATE}"


@cache
def _words(kind: str) -> dict[str, Word]:
    """The words that a value may be, by how the messages write them: the word itself or its English label."""
    words = [word for vocabulary in _VOCABULARIES[kind] for word in vocabulary]
    return {spelling: word for word in words for spelling in (word.value, word.term.en.lower())}
