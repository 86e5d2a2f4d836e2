"""What happened to an incident in the register: its claims recorded and revised, what was judged and undone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.pages.incident.ids import Listing
from dashboard.wording import (
    SourceNames,
    claim_text,
    counted,
    figure_text,
    judge_words,
    reason_words,
    reclassified,
    said_by,
    starting,
    undone_words,
)
from dashboard.wording.gaps import field_words
from db.answers import ClaimRecord
from db.incidents.one_incident import Decision
from db.redaction.gaps import Gap
from db.vocabulary import ClaimStatus

_STANDS = (ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW)


class Event(NamedTuple):
    """One thing that happened, in words."""

    when: datetime
    what: str
    about: str
    before: str
    after: str
    who: str
    why: str


def history(
    versions: Sequence[ClaimRecord],
    decisions: Sequence[Decision],
    speaker: Speaker,
    names: SourceNames,
    gaps: Mapping[str, Sequence[Gap]],
) -> ChartSpec:
    """Versions of the claims, judgements, and ``gaps`` by the keys of claims, in one table, the newest first."""
    text = speaker.text
    events = [*_of_claims(versions, speaker, names), *_of_decisions(decisions, speaker), *_of_gaps(gaps, speaker)]
    events.sort(key=lambda event: (event.when, event.about), reverse=True)
    columns = (
        *(text("When"), text("What happened"), text("About")),
        *(text("Before"), text("After"), text("Who"), text("Why")),
    )
    revised = sum(version.version > 1 for version in versions)
    return ChartSpec(
        id=Listing.HISTORY.value,
        title=text("History"),
        sentence=text(
            "{revisions} and {judgements}. {kept}",
            revisions=speaker.plural("{n} revision of a claim", "{n} revisions of claims", revised),
            judgements=speaker.plural("{n} judgement", "{n} judgements", len(decisions)),
            kept=text("Nothing is overwritten; only texts that could do harm are deleted.")
            if gaps
            else text("Nothing is overwritten or deleted."),
        ),
        unit=text("people"),
        table=Table(columns, tuple(_row(event, speaker) for event in events), numeric=(3, 4)),
        rtl=speaker.rtl,
    )


def moment_words(moment: datetime, speaker: Speaker) -> str:
    """A moment as day and time of day in UTC."""
    utc = moment.astimezone(UTC)
    return speaker.text("{day}, {time} UTC", day=speaker.day(utc.date()), time=speaker.digits(f"{utc:%H:%M}"))


def decision_words(decision: Decision, speaker: Speaker) -> str:
    """What a judgement says, and of what."""
    kind = speaker.term(decision.kind)
    about = decision.key or (f"{decision.incident} + {decision.other}" if decision.other else decision.incident)
    return speaker.text("{kind}: {about}", kind=kind, about=about or "")


def _row(event: Event, speaker: Speaker) -> tuple[str, ...]:
    return (moment_words(event.when, speaker), *(words or NO_FIGURE for words in event[1:]))


def _of_claims(versions: Sequence[ClaimRecord], speaker: Speaker, names: SourceNames) -> Iterator[Event]:
    text, before = speaker.text, None
    for version in versions:
        earlier = before if before is not None and before.key == version.key else None
        before = version
        who = said_by(version, speaker, names)
        what = counted(version.measure, speaker, unit=version.unit, sex=version.sex, age=version.age)
        about = text("{counted}: {who}", counted=starting(what), who=who)
        was = claim_text(earlier, speaker) if earlier else ""
        now = claim_text(version, speaker) if version.status in _STANDS else ""
        done, why = _done(earlier, version, speaker), _why(earlier, version, speaker)
        batch = text("file {batch}, row {row}", batch=version.batch, row=version.row)
        yield Event(version.recorded_at, done, about, was, now, batch, why)


def _done(earlier: ClaimRecord | None, version: ClaimRecord, speaker: Speaker) -> str:
    if version.status not in _STANDS:
        return speaker.text("Claim taken back")
    if earlier is not None and (earlier.status not in _STANDS or version.restored):
        return speaker.text("Claim restored")
    return speaker.text("Claim revised") if earlier else speaker.text("Claim recorded")


def _why(earlier: ClaimRecord | None, version: ClaimRecord, speaker: Speaker) -> str:
    """The reason of a revision, and from what to what it put the claim; what stands again has no reason of its own."""
    reason, stands = version.revision_reason, version.status in _STANDS
    said = speaker.term(reason) if reason and not version.restored else ""
    moved = reclassified(earlier, version, speaker) if earlier and stands else ""
    return speaker.clauses([part for part in (said, moved) if part])


def _of_decisions(decisions: Sequence[Decision], speaker: Speaker) -> Iterator[Event]:
    for each in decisions:
        about = _judged(each, speaker)
        figure = "" if each.measure is None else figure_text(each.low, each.best, each.high, speaker=speaker)
        kind = speaker.term(each.kind)
        told = speaker.text("Judgement {number}: {kind}", number=each.number, kind=kind)
        by, why = judge_words(each.by, speaker), reason_words(each.reason, speaker)
        yield Event(each.recorded_at, told, about, "", figure, by, why)
        if each.undone_at is not None:
            undone = speaker.text("Judgement {number} undone: {kind}", number=each.number, kind=kind)
            yield Event(each.undone_at, undone, about, figure, "", "", undone_words(each.undone_reason or "", speaker))


def _of_gaps(gaps: Mapping[str, Sequence[Gap]], speaker: Speaker) -> Iterator[Event]:
    for key, of_claim in gaps.items():
        for gap in of_claim:
            about = speaker.text("{kind}: {about}", kind=key, about=field_words(gap, speaker))
            yield Event(gap.when, speaker.text("Texts redacted"), about, "", "", gap.by, gap.reason)


def _judged(each: Decision, speaker: Speaker) -> str:
    """Of what something was judged: a claim, two incidents, the figure of a measure, or the incident."""
    if each.key or each.other:
        return each.key or f"{each.incident} + {each.other}"
    if each.measure is None or each.incident is None:
        return each.incident or ""
    what = counted(each.measure, speaker, population=each.population)
    return speaker.text("{counted}: {who}", counted=starting(what), who=each.incident)
