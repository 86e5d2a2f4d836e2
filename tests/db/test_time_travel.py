"""What was known on an evening can be asked for ever after, word for word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from db.answers import Standing
from db.drafts import ClaimDraft, DocumentDraft, GradeDraft, SourceDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import Recorded, describe_source
from db.queries import standing
from db.vocabulary import ClaimStatus, Measure, Reliability, RevisionReason, Series

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]
Answers = Callable[..., dict[str, Any]]

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
DAY = timedelta(days=1)


def _history(engine: Engine, put: Put, claim: MakeClaim) -> list[Callable[[datetime], object]]:
    """Everything that can happen to a register, one step an evening."""

    def grade(reliability: Reliability) -> Callable[[datetime], object]:
        draft = GradeDraft(reliability, "desk", date(2024, 12, 1), f"graded {reliability}")

        def step(now: datetime) -> None:
            with writing(engine) as session:
                describe_source(session, SourceDraft("Field office", grade=draft), now=now)

        return step

    toll = {"series": Series.CUMULATIVE, "date_from": date(2024, 11, 27)}
    report = DocumentDraft(title="Report", url="https://example.org/1")
    return [
        lambda now: put(claim(document=report), claim("office/2/killed", incident="event-2", best=9), now=now),
        lambda now: put(claim("monitor/1/killed", source="Monitor", best=6), now=now),
        grade(Reliability.B),
        lambda now: put(claim(best=5, revision_reason=RevisionReason.CORRECTION), now=now),
        grade(Reliability.D),
        lambda now: put(claim("office/toll/1", speaks_of=date(2024, 12, 1), best=40, **toll), now=now),
        lambda now: put(claim("office/toll/2", speaks_of=date(2024, 12, 7), best=44, **toll), now=now),
        lambda now: put(claim("office/2/killed", incident="event-1", best=9), now=now),
        lambda now: put(claim("monitor/1/killed", source="Monitor", best=6, origin="Field office"), now=now),
        lambda now: put(claim("office/2/killed", best=9, status=ClaimStatus.RETRACTED), now=now),
        lambda now: put(claim("office/1/injured", measure=Measure.INJURED, best=6, pcode="SY02"), now=now),
    ]


def test_the_register_as_of_an_evening_answers_as_it_did_that_evening(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    then: list[tuple[datetime, dict[str, Any]]] = []
    for evening, step in enumerate(_history(engine, put, claim)):
        now = START + evening * DAY
        step(now)
        then.append((now, answers(engine)))
    for evening, (now, known) in enumerate(then):
        moment = now if evening % 2 else now + DAY - timedelta(microseconds=1)
        seen = answers(engine, Filters(as_of=moment))
        assert seen.pop("standing") == _at(known["standing"], moment)
        assert seen == {name: answer for name, answer in known.items() if name != "standing"}


def _at(known: Standing, moment: datetime) -> Standing:
    """The same standing, but that it says which moment it looks at."""
    return replace(known, as_of=moment)


def test_every_step_changes_the_data_version(engine: Engine, put: Put, claim: MakeClaim, answers: Answers) -> None:
    versions = [_version(engine)]
    for evening, step in enumerate(_history(engine, put, claim)):
        step(START + evening * DAY)
        versions.append(_version(engine))
    assert len(set(versions)) == len(versions)


def _version(engine: Engine) -> str:
    with reading(engine) as session:
        return standing(session, Filters()).data_version


def test_before_the_first_batch_the_register_is_empty(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    empty = answers(engine)
    put(claim(), now=START)
    before = answers(engine, Filters(as_of=START - timedelta(microseconds=1)))
    assert before.pop("standing").claims == empty.pop("standing").claims == 0
    assert before == empty


@pytest.mark.parametrize("written", ["2024-12-02T20:00:00+02:00", "2024-12-02T18:00:00Z", "2024-12-02"])
def test_a_moment_may_be_written_in_any_time_zone(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers, written: str
) -> None:
    put(claim(best=4), now=START)
    put(claim(best=5), now=START + DAY)
    view = Filters.from_words({"as_of": written})
    assert [total.best for total in answers(engine, view)["totals by None"]] == [4]


def test_what_is_known_and_what_happened_are_two_times(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    """A late report of November, recorded in January, is in November's figures from January on."""
    november = Filters(since=date(2024, 11, 1), until=date(2024, 11, 30))
    january = datetime(2025, 1, 15, tzinfo=UTC)
    put(claim(), now=january)
    assert answers(engine, november)["standing"].claims == 1
    assert answers(engine, november.but(as_of=january - DAY))["standing"].claims == 0
    assert answers(engine, Filters(since=date(2025, 1, 1)))["standing"].claims == 0
