"""What the problems of a file say, in the reader's language.

Where a problem is found it is told in English, with the value and the way out. For Arabic it is read back from that
by the templates of ``issues.yml``; what is told in other words is said by what its code means.
"""

import re
from functools import cache
from importlib import resources
from typing import Final, Protocol

from pydantic import BaseModel, ConfigDict

from dashboard.locale import Speaker
from db.templates import Template
from db.vocabulary import PlaceLevel
from ingest.issue_codes import issue_codes
from ingest.knowledge import knowledge

_PLACE: Final = re.compile(r"(?P<name>.+) \((?P<level>[a-z]+), (?P<pcode>\w+)\)")
_QUOTED: Final = re.compile(r"(['\"])(.*)\1", re.DOTALL)
_NOT_KNOWN: Final = "None"


class Told(Protocol):
    """A problem as the reader of files tells it."""

    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def remedy(self) -> str: ...


class IssueWords(BaseModel):
    """The sentences that are known, by code, and the ways out, which many codes share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    messages: dict[str, list[Template]]
    remedies: list[Template]


@cache
def issue_templates() -> IssueWords:
    """All of ``issues.yml``."""
    text = resources.files("dashboard.wording").joinpath("issues.yml").read_text(encoding="utf-8")
    return IssueWords.model_validate(knowledge(text))


def issue_meaning(code: str, speaker: Speaker) -> str:
    """What a code means; empty for one that the registry no longer has."""
    told = next((group.codes[code] for group in issue_codes().values() if code in group.codes), None)
    return told.told(speaker.language) if told else ""


def issue_words(issue: Told, speaker: Speaker) -> tuple[str, str]:
    """What is wrong, and what to do about it; the way out in English where its Arabic is not known."""
    if speaker.language == "en":
        return issue.message, issue.remedy
    known = issue_templates()
    message = _said(known.messages.get(issue.code, []), issue.message, speaker)
    remedy = _said(known.remedies, issue.remedy, speaker)
    return message or issue_meaning(issue.code, speaker) or issue.message, remedy or issue.remedy


def _said(templates: list[Template], words: str, speaker: Speaker) -> str:
    """The words by the first template that they are made by; empty where there is none."""
    for template in templates:
        values = template.read(words)
        if values is not None:
            shown = {name: _value(value, speaker) for name, value in values.items()}
            return speaker.fill(template.told(speaker.language), **shown)
    return ""


def _value(value: str, speaker: Speaker) -> str:
    """A value as it is shown: a place with its level in the reader's language, what is quoted between their marks."""
    if value == _NOT_KNOWN:
        return speaker.number(None)
    if quoted := _QUOTED.fullmatch(value):
        return speaker.text("“{word}”", word=quoted[2])
    place = _PLACE.fullmatch(value)
    if place and place["level"] in {level.value for level in PlaceLevel}:
        level = speaker.term(PlaceLevel(place["level"]))
        return speaker.text("{counted} ({who})", counted=place["name"], who=speaker.listing([level, place["pcode"]]))
    return speaker.digits(value)
