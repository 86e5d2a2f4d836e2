"""What the recorded files show for an address, and after the word to withdraw one."""

import logging
from dataclasses import dataclass, field, replace

from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.notice import notice
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.upload.recorded.listing import listing, opened_in
from dashboard.pages.upload.recorded.opened import example_of, foreseen_words, opened, unknown, withdrawn_now
from dashboard.recording import take_back
from dashboard.wording import names_in
from db import batches
from db.batches import UnknownBatchError
from db.engine import reading
from db.vocabulary import BatchStatus
from db.withdrawal import AlreadyWithdrawnError, NoReasonError, foresee

MOST_BATCHES = 20
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """The list, what is opened under it, and the form: whether it is there, what it foresees and what its button says.

    ``wrong`` is said at the field for the reason; ``reason`` is what stands in it.
    """

    listed: list[Component] = field(default_factory=list)
    opened: list[Component] = field(default_factory=list)
    no_form: bool = True
    foreseen: str = ""
    withdraw: str = ""
    wrong: str = ""
    reason: str = ""


def state(desk: Desk, search: str, speaker: Speaker) -> State:
    """The state of an address."""
    try:
        with reading(desk.engine) as session:
            found = batches.batches(session, limit=MOST_BATCHES)
            more = batches.how_many(session) - len(found)
            return _opened(session, State(listing(found, more, search, speaker)), opened_in(search), speaker)
    except Exception:
        log.exception("the recorded files could not be read")
        return State([notice(speaker.text("The register could not be read."), tone="warn")])


def withdraw(desk: Desk, search: str, reason: str, by: str, speaker: Speaker) -> State:
    """The state after the word to withdraw the file that the address opens."""
    number = opened_in(search)
    if number is None:
        return state(desk, search, speaker)
    try:
        done = take_back(desk, number, by=by, reason=reason)
    except NoReasonError:
        return replace(state(desk, search, speaker), wrong=speaker.text("Say why; colleagues will want to know."))
    except (AlreadyWithdrawnError, UnknownBatchError):
        return state(desk, search, speaker)  # which says so
    except Exception:
        log.exception("a batch could not be withdrawn")
        failed = speaker.text("The file could not be withdrawn. Nothing has changed in the register.")
        now = state(desk, search, speaker)
        return replace(now, opened=[notice(failed, tone="warn"), *now.opened], reason=reason)
    now = state(desk, search, speaker)
    return replace(now, opened=[withdrawn_now(done, speaker), *now.opened])


def _opened(session: Session, now: State, number: int | None, speaker: Speaker) -> State:
    if number is None:
        return now
    try:
        batch = batches.batch(session, number)
    except UnknownBatchError:
        return replace(now, opened=unknown(number, speaker))
    problems = batches.issue_counts(session, number)
    places = names_in(session, map(example_of, problems), speaker)
    now = replace(now, opened=opened(batch, problems, speaker, places))
    if batch.status is BatchStatus.WITHDRAWN:
        return now
    foreseen = foreseen_words(foresee(session, number), speaker)
    withdraw = speaker.text("Withdraw batch {batch}", batch=number)
    return replace(now, no_form=False, foreseen=foreseen, withdraw=withdraw)
