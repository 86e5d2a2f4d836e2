"""Why a judgement was made or undone, in the reader's language; what people wrote stays in their own words."""

import re
from datetime import date
from functools import lru_cache

from dashboard.locale import Speaker
from dashboard.wording.figures import figure_text
from dashboard.wording.known_names import judge_name
from db.judgements.standing import RULE
from db.judgements.undoing import undoings
from ingest.incidents.reasons import Part, read, read_side

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SIDES = ("one", "other")


def reason_words(reason: str, speaker: Speaker) -> str:
    """A reason as the reader can take it in: the sentences of the matching rule in their language, others unchanged."""
    if speaker.language == "en":
        return reason
    sentences = _read(reason)
    if sentences is None:
        return reason
    return " ".join("؛ ".join(_part(part, speaker) for part in parts) + "." for parts in sentences)


def undone_words(reason: str, speaker: Speaker) -> str:
    """Why a judgement was undone: who did what in the reader's language, and their reason in their own words."""
    if speaker.language == "en":
        return reason
    for template in undoings().values():
        values = template.read(reason)
        if values is not None:
            return speaker.fill(template.told(speaker.language), **values)
    return reason


def judge_words(by: str, speaker: Speaker) -> str:
    """Who judged: a person by name, a rule as a rule."""
    if not by.startswith(RULE):
        return judge_name(by, speaker)
    rule = by.removeprefix(RULE)
    name, _, version = rule.partition("@")
    named = judge_name(name, speaker)
    if named == name:
        return speaker.text("rule {rule}", rule=rule)
    return speaker.text("{rule} (version {version})", rule=named, version=speaker.digits(version))


@lru_cache(maxsize=4096)
def _read(reason: str) -> list[list[Part]] | None:
    return read(reason)


def _part(part: Part, speaker: Speaker) -> str:
    values = part.values
    if {*values} == {*_SIDES}:  # days or figures; places have their distance or quotation marks
        values = {name: _figures(said, speaker) or _days(said, speaker) or said for name, said in values.items()}
    return speaker.fill(part.template.told(speaker.language), **{n: speaker.digits(v) for n, v in values.items()})


def _figures(said: str, speaker: Speaker) -> str:
    """What one side counts; empty for what is no side of figures."""
    parts = read_side(said)
    figures = ({name: _figure(figure, speaker) for name, figure in part.values.items()} for part in parts)
    filled = zip(parts, figures, strict=True)
    return "، ".join(speaker.fill(part.template.told(speaker.language), **values) for part, values in filled)


def _figure(said: str, speaker: Speaker) -> str:
    """A figure of a side as it is printed elsewhere: "4", "4+", "4–6"."""
    low, _, high = said.removesuffix("+").partition("–")
    bounds = (int(low), int(high)) if high else (int(low), None if said.endswith("+") else int(low))
    return figure_text(bounds[0], None, bounds[1], speaker=speaker)


def _days(said: str, speaker: Speaker) -> str:
    """A day or two as the reader's calendar writes them; empty for what is none."""
    days = said.split(" to ")
    if not all(_DAY.fullmatch(day) for day in days):
        return ""
    first, last = (date.fromisoformat(day) for day in (days[0], days[-1]))
    return speaker.period(first, last)
