"""What a person does by a form: from what was typed to a decision in the register, or the sentence why not."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.notice import notice
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.view import View, speaker_of
from dashboard.wording import refusal_words
from dashboard.wording.filters import filter_words
from db.engine import writing
from db.filters import FilterError
from db.judgements.refusals import JudgementError

log = logging.getLogger(__name__)

Typed = Mapping[str, str]
"""What stands in the fields, by their ids; blank for nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a press: ``number`` of what was written, or None and why."""

    number: int | None
    told: str
    detail: str = ""


class NotTypedError(ValueError):
    """Something that the deed needs was not typed; the message is in the reader's language."""


class Signature(TypedDict):
    """Who decides and why, as the verbs of the register take it."""

    by: str
    reason: str


Deed = Callable[[Session, View], tuple[int, str]]
"""Does it, and gives the number of what was written and the sentence that says so."""


def done(desk: Desk, search: str, deed: Deed) -> Outcome:
    """Do it, in one transaction; what can't be done changes nothing and says why."""
    speaker = speaker_of(search, desk.settings.language)
    text = speaker.text
    try:
        view = View.from_search(search, desk.settings.language)
        with writing(desk.engine) as session:
            return Outcome(*deed(session, view))
    except NotTypedError as error:
        return Outcome(None, str(error), text("Nothing has changed in the register."))
    except JudgementError as error:
        told = text("This can't be judged so. Nothing has changed in the register.")
        return Outcome(None, told, refusal_words(error, speaker))
    except FilterError as error:
        told = text("This can't be judged so. Nothing has changed in the register.")
        return Outcome(None, told, filter_words(error, speaker))
    except Exception:
        log.exception("a judgement could not be written")
        return Outcome(None, text("The judgement could not be written. Nothing has changed in the register."))


def signature(by: str, reason: str, speaker: Speaker) -> Signature:
    """Who and why; raises :class:`NotTypedError` where one is blank."""
    if not by.strip():
        raise NotTypedError(speaker.text("Say who judges; the name is kept with the judgement."))
    if not reason.strip():
        raise NotTypedError(speaker.text("Say why; the reason is kept with the judgement."))
    return Signature(by=by.strip(), reason=reason.strip())


def needed(typed: Typed, name: str, message: str) -> str:
    """What stands in a field; raises :class:`NotTypedError` with the message where it is blank."""
    value = typed.get(name, "").strip()
    if not value:
        raise NotTypedError(message)
    return value


def told(outcome: Outcome) -> Component:
    """What came of a press, to be read."""
    details = [outcome.detail] if outcome.detail else []
    return notice(outcome.told, *details, tone="warn" if outcome.number is None else "good")
