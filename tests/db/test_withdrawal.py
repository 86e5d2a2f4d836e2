"""A batch that is withdrawn: nothing is deleted, and the register answers as if it had never been sent."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from db.batches import UnknownBatchError, batch
from db.drafts import ClaimDraft, Retraction
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import Recorded
from db.models import Batch, Claim, Judgement
from db.queries import incidents, sources, standing
from db.vocabulary import BatchStatus, ClaimStatus, JudgementKind, Measure, RevisionReason, Series
from db.withdrawal import AlreadyWithdrawnError, NoReasonError, Withdrawn, foresee, withdraw

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]
Answers = Callable[..., dict[str, Any]]
Contents = Callable[[Engine], Any]

MONDAY = datetime(2024, 12, 2, 18, tzinfo=UTC)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))
RETRACT = RevisionReason.RETRACTION


def take(engine: Engine, number: int | None, *, now: datetime | None = None, reason: str = "sent twice") -> Withdrawn:
    assert number is not None
    with writing(engine) as session:
        return withdraw(session, number, by="Rana", reason=reason, now=now)


def bests(answers: dict[str, Any]) -> list[int | None]:
    return [total.best for total in answers["totals by None"]]


def versions(engine: Engine, key: str = "office/1/killed") -> list[Claim]:
    with reading(engine) as session:
        return list(session.scalars(select(Claim).where(col(Claim.key) == key).order_by(col(Claim.version))))


def test_a_claim_of_the_batch_alone_stands_no_more_and_stays_in_the_history(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(), now=MONDAY)
    assert take(engine, 1, now=TUESDAY) == Withdrawn(1, withdrawn=1, restored=0, kept=0)
    assert bests(answers(engine)) == []
    first, last = versions(engine)
    assert (first.status, first.superseded_at) == (ClaimStatus.ACTIVE, TUESDAY)
    assert (last.status, last.revision_reason, last.batch_id) == (ClaimStatus.WITHDRAWN, RETRACT, 1)
    assert (last.version, last.verbatim, last.recorded_at, last.superseded_at) == (2, "4", TUESDAY, None)


def test_what_an_earlier_batch_said_stands_again_as_that_batch_said_it(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(best=4, row=7))
    put(claim(best=5))
    assert take(engine, 2) == Withdrawn(2, withdrawn=0, restored=1, kept=0)
    assert bests(answers(engine)) == [4]
    last = versions(engine)[-1]
    assert (last.version, last.batch_id, last.row, last.revision_reason) == (3, 1, 7, RETRACT)
    assert take(engine, 1).withdrawn == 1
    assert bests(answers(engine)) == []


def test_what_a_later_batch_revised_stays_as_that_batch_said_it(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(best=4))
    put(claim(best=5))
    put(claim(best=6))
    assert take(engine, 2) == Withdrawn(2, withdrawn=0, restored=0, kept=1)
    assert bests(answers(engine)) == [6]
    assert take(engine, 3).restored == 1
    assert bests(answers(engine)) == [4]


def test_a_claim_that_another_batch_only_repeated_stands_on_as_that_batch_said_it(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(best=4))
    put(claim(best=5))
    put(claim(best=5, row=9))
    before = answers(engine)
    assert take(engine, 2).restored == 1
    assert answers(engine)["totals by None"] == before["totals by None"]
    assert [(v.best, v.batch_id, v.row) for v in versions(engine)] == [(4, 1, 2), (5, 2, 2), (5, 3, 9)]


def test_a_claim_that_the_batch_took_back_stands_again(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(best=4))
    put(retractions=[Retraction(2, ("office/1/killed",), RETRACT)])
    assert bests(answers(engine)) == []
    assert take(engine, 2).restored == 1
    assert bests(answers(engine)) == [4]
    assert versions(engine)[-1].status is ClaimStatus.ACTIVE


def test_a_claim_that_two_batches_took_back_stays_taken_back(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(best=4))
    for _ in range(2):
        put(retractions=[Retraction(2, ("office/1/killed",), RETRACT)])
    take(engine, 2)
    assert bests(answers(engine)) == []
    take(engine, 3)
    assert bests(answers(engine)) == [4]


def test_a_part_that_corrected_words_no_longer_named_stands_again_with_the_words(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    part = claim("office/1/killed/children", best=2, subset_of="office/1/killed", verbatim="4 (2 children)")
    put(claim(verbatim="4 (2 children)"), part)
    before = answers(engine)["totals by None"]
    put(claim(verbatim="4"))
    assert len(answers(engine)["totals by None"]) == 1
    take(engine, 2)
    assert answers(engine)["totals by None"] == before


def test_a_claim_goes_back_to_the_incident_of_the_version_that_stands_again(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim(incident="strike"), now=MONDAY)
    put(claim(incident="shelling"), now=TUESDAY)
    take(engine, 2, now=WEDNESDAY)
    with reading(engine) as session:
        assert [incident.code for incident in incidents(session, Filters())] == ["strike"]
        assert [incident.code for incident in incidents(session, Filters(as_of=TUESDAY))] == ["shelling"]
    put(claim(best=9, incident="strike"), now=THURSDAY)
    with reading(engine) as session:
        assert [incident.claims for incident in incidents(session, Filters())] == [1]


def test_a_claim_that_becomes_a_toll_again_is_of_no_incident(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(series=Series.CUMULATIVE), now=MONDAY)
    put(claim(), now=TUESDAY)
    take(engine, 2, now=WEDNESDAY)
    with reading(engine) as session:
        assert incidents(session, Filters()) == []
        assert [found.claims for found in incidents(session, Filters(as_of=TUESDAY))] == [1]


def test_a_link_that_a_person_made_is_left_to_that_person(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(incident="strike"), now=MONDAY)
    put(claim(best=5, incident="strike"), claim("office/2/killed", incident="shelling"), now=TUESDAY)
    with writing(engine) as session:
        session.add(
            Judgement(
                kind=JudgementKind.LINK,
                incident_id=2,
                claim_key="office/1/killed",
                decided_by="Rana",
                reason="same street",
                recorded_at=TUESDAY,
            )
        )
    take(engine, 2, now=WEDNESDAY)
    with reading(engine) as session:
        assert [(i.code, i.claims) for i in incidents(session, Filters())] == [("shelling", 1)]


def test_the_register_as_of_an_evening_before_shows_the_batch(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(), now=MONDAY)
    put(claim(best=5), claim("office/2/killed", incident="event-2"), now=TUESDAY)
    before = answers(engine, Filters(as_of=TUESDAY))
    take(engine, 2, now=WEDNESDAY)
    assert answers(engine, Filters(as_of=TUESDAY)) == before
    assert bests(answers(engine, Filters(as_of=WEDNESDAY))) == [4]


def test_the_version_of_the_data_follows(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim())
    with reading(engine) as session:
        before = standing(session, Filters()).data_version
    take(engine, 1)
    with reading(engine) as session:
        assert standing(session, Filters()).data_version != before


def test_a_source_has_not_mended_what_a_withdrawal_took_or_put_back(engine: Engine, put: Put, claim: MakeClaim) -> None:
    def revised(as_of: datetime | None = None) -> list[int]:
        with reading(engine) as session:
            return [source.revised for source in sources(session, Filters(as_of=as_of))]

    put(claim(best=4), now=MONDAY)
    put(claim(best=5), now=TUESDAY)
    take(engine, 2, now=WEDNESDAY)
    assert (revised(), revised(TUESDAY)) == ([0], [1])
    put(claim(best=6), now=THURSDAY)
    assert revised() == [1]


def test_the_same_file_goes_in_anew_after_it_was_withdrawn(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    file = "a" * 64
    put(claim(), sha256=file)
    before = answers(engine)["totals by None"]
    take(engine, 1)
    again = put(claim(), sha256=file)
    assert (again.batch, again.earlier) == (2, None)
    assert answers(engine)["totals by None"] == before


def test_the_batch_says_who_withdrew_it_when_and_why(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), now=MONDAY)
    take(engine, 1, now=TUESDAY, reason="  the wrong month  ")
    with reading(engine) as session:
        found = batch(session, 1)
    assert found.status is BatchStatus.WITHDRAWN
    assert (found.withdrawn_by, found.withdrawn_at, found.withdrawn_reason) == ("Rana", TUESDAY, "the wrong month")
    assert (found.recorded_by, found.recorded_at, found.new) == ("test", MONDAY, 1)


def test_withdrawing_twice_a_batch_that_is_not_there_or_without_a_reason_changes_nothing(
    engine: Engine, put: Put, claim: MakeClaim, contents: Contents
) -> None:
    put(claim())
    put(claim(best=5))
    take(engine, 1, now=MONDAY)
    before = contents(engine)
    with pytest.raises(AlreadyWithdrawnError, match="batch 1 was withdrawn already on 2024-12-02 by Rana"):
        take(engine, 1)
    with pytest.raises(UnknownBatchError, match="there is no batch 7"):
        take(engine, 7)
    with pytest.raises(NoReasonError, match="say why"):
        take(engine, 2, reason="  ")
    assert contents(engine) == before


def test_nothing_is_half_withdrawn_when_something_goes_wrong_midway(
    engine: Engine, put: Put, claim: MakeClaim, contents: Contents
) -> None:
    put(claim())
    before = contents(engine)
    with pytest.raises(RuntimeError, match="the lights went out"), writing(engine) as session:  # noqa: PT012
        withdraw(session, 1, by="Rana", reason="sent twice")
        raise RuntimeError("the lights went out")
    assert contents(engine) == before


def test_what_a_withdrawal_would_do_is_foreseen_and_changes_nothing(
    engine: Engine, put: Put, claim: MakeClaim, contents: Contents
) -> None:
    put(claim(), claim("office/2/killed"))
    put(claim(best=5), claim("office/1/injured", measure=Measure.INJURED), claim("office/2/killed", best=5))
    put(claim("office/2/killed", best=6))
    before = contents(engine)
    with reading(engine) as session:
        told = foresee(session, 2)
    assert told == Withdrawn(2, withdrawn=1, restored=1, kept=1)
    assert contents(engine) == before
    assert take(engine, 2) == told


def test_more_claims_than_fit_in_one_statement_are_withdrawn(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(*(claim(f"office/{n}/killed", row=n + 2) for n in range(3_000)))
    before = answers(engine)["totals by None"]
    put(*(claim(f"office/{n}/killed", row=n + 2, best=9) for n in range(5_001)))
    assert take(engine, 2) == Withdrawn(2, withdrawn=2_001, restored=3_000, kept=0)
    assert answers(engine)["totals by None"] == before
    with reading(engine) as session:
        assert session.get_one(Batch, 2).status is BatchStatus.WITHDRAWN
