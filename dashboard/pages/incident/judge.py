"""What the form does: from what was typed to a judgement in the register, or the sentence that says why not."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.deeds import NotTypedError, Outcome, Signature, Typed, done, needed, signature
from dashboard.pages.incident.charts import code_of, found
from dashboard.pages.incident.figures import printed, what_words
from dashboard.pages.incident.history import decision_words
from dashboard.pages.incident.ids import Do, Judge
from dashboard.pages.names import source_names
from dashboard.view import View
from dashboard.wording import claim_text, counted, said_by, starting
from db.deciding import judging, reviewing, verdicts
from db.engine import reading
from db.filters import FilterError
from db.incidents.figures import figures_by_policy
from db.judgements.parting import ended_with, holding_now
from db.models import Incident, Judgement
from db.vocabulary import JudgementKind, Measure, Population, Unit

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the form: kinds of figures, claims and standing judgements, as value and label."""

    kinds: list[dict[str, str]] = field(default_factory=list)
    claims: list[dict[str, str]] = field(default_factory=list)
    judgements: list[dict[str, str]] = field(default_factory=list)


def choices(desk: Desk, search: str) -> Choices:
    """What can be chosen for the incident of an address; nothing where there is none or it can't be read."""
    try:
        view = View.from_search(search, desk.settings.language)
        with reading(desk.engine) as session:
            return _choices(session, view)
    except FilterError:
        return Choices()
    except Exception:
        log.exception("what can be judged could not be read")
        return Choices()


def _choices(session: Session, view: View) -> Choices:
    one, speaker = found(session, view), view.speaker
    if one is None:
        return Choices()
    names = source_names(session, speaker)
    figures = figures_by_policy(session, view.filters, one.incident.code)
    settable = [
        figure
        for figure in figures
        if figure.policy is view.filters.policy and figure.unit is Unit.PERSON and not (figure.sex or figure.age)
    ]
    return Choices(
        [
            _option(
                f"{figure.measure} {figure.population}", f"{what_words(figure, speaker)}: {printed(figure, speaker)}"
            )
            for figure in settable
        ],
        [
            _option(
                claim.key,
                f"{said_by(claim, speaker, names)}: {counted(claim.measure, speaker)}, {claim_text(claim, speaker)}",
            )
            for claim in one.claims
        ],
        [
            _option(str(each.number), f"{speaker.digits(str(each.number))}. {decision_words(each, speaker)}")
            for each in one.decisions
            if each.undone_at is None
        ],
    )


def _option(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": starting(label)}


def judge(desk: Desk, search: str, deed: Do, typed: Typed) -> Outcome:
    """Do it, in one transaction; what can't be done changes nothing and says why."""

    def do(session: Session, view: View) -> tuple[int, str]:
        speaker, text = view.speaker, view.speaker.text
        signed = signature(typed.get(Judge.BY, ""), typed.get(Judge.REASON, ""), speaker)
        judgement = _DEEDS[deed](session, code_of(view), typed, signed, speaker)
        number, kind = judgement.id or 0, speaker.term(judgement.kind)
        if judgement.undone_at is not None:
            said = text("Judgement {number} is undone: {kind}.", number=number, kind=kind)
        else:
            said = text("Judgement {number} is recorded: {kind}.", number=number, kind=kind)
        ended, holding = ended_with(session, judgement), holding_now(session, judgement)
        return number, " ".join([said, *_ended(ended, speaker), *_holding(holding, speaker)])

    return done(desk, search, do)


def _ended(ended: Sequence[Judgement], speaker: Speaker) -> Iterator[str]:
    for verdict in ended:
        number, kind = verdict.id or 0, speaker.term(verdict.kind)
        yield speaker.text("Judgement {number} was of the one event and ends: {kind}.", number=number, kind=kind)


def _holding(holding: Sequence[Judgement], speaker: Speaker) -> Iterator[str]:
    for verdict in holding:
        number, kind = verdict.id or 0, speaker.term(verdict.kind)
        yield speaker.text("Judgement {number} holds now for the whole event: {kind}.", number=number, kind=kind)


Deed = Callable[[Session, str, Typed, Signature, Speaker], Judgement]


def _merge(session: Session, code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    return judging.merge(session, code, _other(typed, speaker), **signed)


def _distinct(session: Session, code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    return judging.distinct(session, code, _other(typed, speaker), **signed)


def _other(typed: Typed, speaker: Speaker) -> str:
    return needed(typed, Judge.OTHER, speaker.text("Write the code of the other incident."))


def _override(session: Session, code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    kind = needed(typed, Judge.KIND, speaker.text("Choose what the figure counts."))
    measure, population = kind.split(" ", 1)
    bounds = tuple(_number(typed.get(name, ""), speaker) for name in (Judge.LOW, Judge.BEST, Judge.HIGH))
    about: Any = (code, Measure(measure), Population(population), bounds)
    return verdicts.override(session, *about, **signed)


def _number(typed: str, speaker: Speaker) -> int | None:
    """A whole number in Western or Arabic digits, with or without grouping; None for blank."""
    plain = typed.strip().replace(",", "").replace("٬", "")
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 12:
        raise NotTypedError(speaker.text("“{typed}” is no whole number.", typed=typed.strip()))
    return int(plain)


def _discount(session: Session, code: str, _typed: Typed, signed: Signature, _speaker: Speaker) -> Judgement:
    return verdicts.discount(session, code, **signed)


def _confirm(session: Session, code: str, _typed: Typed, signed: Signature, _speaker: Speaker) -> Judgement:
    return verdicts.confirm(session, code, **signed)


def _split_claim(session: Session, _code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    key = needed(typed, Judge.CLAIM, speaker.text("Choose the claim that is not about this incident."))
    return judging.split_claim(session, key, **signed)


def _hold(session: Session, _code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    key = needed(typed, Judge.CLAIM, speaker.text("Choose the claim to hold for review."))
    return reviewing.hold(session, key, **signed)


def _release(session: Session, _code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    key = needed(typed, Judge.CLAIM, speaker.text("Choose the claim to release from review."))
    return reviewing.release(session, key, **signed)


def _undo(session: Session, _code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    return judging.undo(session, _judgement(typed, speaker), **signed)


def _split(session: Session, _code: str, typed: Typed, signed: Signature, speaker: Speaker) -> Judgement:
    """The two incidents of the chosen judgement are two events from now on."""
    chosen = session.get(Judgement, _judgement(typed, speaker))
    if chosen is None or chosen.other_id is None or chosen.kind not in (JudgementKind.MERGE, JudgementKind.COVERS):
        raise NotTypedError(speaker.text("Only two incidents that are one event, or told in one, can be split."))
    one, other = (session.get_one(Incident, number).code for number in (chosen.incident_id, chosen.other_id))
    return judging.split(session, one, other, **signed)


def _judgement(typed: Typed, speaker: Speaker) -> int:
    return int(needed(typed, Judge.JUDGEMENT, speaker.text("Choose the judgement to take back.")))


_DEEDS: dict[Do, Deed] = {
    Do.MERGE: _merge,
    Do.DISTINCT: _distinct,
    Do.SPLIT: _split,
    Do.SPLIT_CLAIM: _split_claim,
    Do.HOLD: _hold,
    Do.RELEASE: _release,
    Do.OVERRIDE: _override,
    Do.DISCOUNT: _discount,
    Do.CONFIRM: _confirm,
    Do.UNDO: _undo,
}
