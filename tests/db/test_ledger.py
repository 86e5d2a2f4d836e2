"""The ledger: nothing is said twice, nothing is overwritten, nothing is half written."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import Session, SQLModel, col

from db.drafts import BatchDraft, ClaimDraft, DocumentDraft, GradeDraft, SourceDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import Recorded, describe_source, record
from db.models import Batch, BatchIssue, BatchRow, Claim, Document, Grade, Incident, Judgement, Source
from db.queries import incidents, totals
from db.vocabulary import ClaimStatus, JudgementKind, Measure, Reliability, RevisionReason, Series, SourceKind

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]
Contents = Callable[[Engine], Any]

MONDAY = datetime(2024, 12, 2, 18, tzinfo=UTC)
TUESDAY = datetime(2024, 12, 3, 18, tzinfo=UTC)
WEDNESDAY = datetime(2024, 12, 4, 18, tzinfo=UTC)


def _count(engine: Engine, model: type[SQLModel]) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def _all(session: Session, model: type[Any]) -> list[Any]:
    return list(session.scalars(select(model).order_by(model.id)))


def test_a_batch_puts_in_its_rows_issues_sources_documents_claims_and_incidents(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    document = DocumentDraft(title="Situation report 4", url="https://example.org/4", published=date(2024, 12, 1))
    done = put(
        claim(document=document, span=(0, 1)),
        claim("office/1/injured", measure=Measure.INJURED, best=6, origin="Rescue service", document=document),
    )
    assert (done.new, done.revised, done.unchanged, done.earlier) == (2, 0, 0, None)
    counts: dict[type[SQLModel], int] = {
        Batch: 1,
        BatchRow: 0,
        BatchIssue: 0,
        Source: 2,
        Document: 1,
        Claim: 2,
        Incident: 1,
        Judgement: 0,
    }
    assert {model: _count(engine, model) for model in counts} == counts
    with reading(engine) as session:
        killed, injured = _all(session, Claim)
        assert (killed.version, killed.superseded_at, killed.revision_reason) == (1, None, None)
        assert (killed.span_start, killed.span_end) == (0, 1)
        assert (killed.origin_id, killed.direct) == (None, True)
        assert session.get_one(Source, injured.origin_id).name == "Rescue service"
        assert killed.document_id == injured.document_id


def test_the_same_batch_again_adds_nothing(engine: Engine, put: Put, claim: MakeClaim, contents: Contents) -> None:
    first = put(claim(), sha256="a" * 64)
    before = contents(engine)
    again = put(claim(), sha256="a" * 64)
    assert again == Recorded(None, 0, 0, 1, earlier=first.batch)
    assert contents(engine) == before


def test_another_file_that_says_the_same_is_a_batch_without_new_claims(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim())
    again = put(claim(row=7))
    assert (again.new, again.revised, again.unchanged) == (0, 0, 1)
    assert again.batch is not None
    assert _count(engine, Claim) == 1


def test_a_corrected_figure_is_a_new_version_that_supersedes_the_old_with_a_reason(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim(best=4), now=MONDAY)
    done = put(claim(best=5, revision_reason=RevisionReason.LATE_REPORT), now=TUESDAY)
    assert (done.new, done.revised, done.unchanged) == (0, 1, 0)
    with reading(engine) as session:
        old, new = _all(session, Claim)
    assert (old.version, old.best, old.recorded_at, old.superseded_at) == (1, 4, MONDAY, TUESDAY)
    assert (new.version, new.best, new.recorded_at, new.superseded_at) == (2, 5, TUESDAY, None)
    assert new.revision_reason is RevisionReason.LATE_REPORT
    assert old.verbatim == "4"


def test_a_change_without_a_stated_reason_is_a_correction(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(best=4))
    put(claim(best=5))
    with reading(engine) as session:
        assert [c.revision_reason for c in _all(session, Claim)] == [None, RevisionReason.CORRECTION]


def test_a_first_version_needs_no_reason_even_if_its_row_states_one(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(revision_reason=RevisionReason.LATE_REPORT))
    with reading(engine) as session:
        assert _all(session, Claim)[0].revision_reason is None


def test_the_same_file_does_not_undo_what_was_mended_after_it(
    engine: Engine, put: Put, claim: MakeClaim, contents: Contents
) -> None:
    file = "b" * 64
    first = put(claim(best=4), sha256=file)
    put(claim(best=5))
    before = contents(engine)
    again = put(claim(best=4), sha256=file)
    assert (again.revised, again.unchanged, again.earlier) == (0, 1, first.batch)
    assert contents(engine) == before


def test_the_same_file_read_better_than_before_is_a_revision(engine: Engine, put: Put, claim: MakeClaim) -> None:
    file = "b" * 64
    put(claim(pcode=None), sha256=file)
    assert put(claim(pcode="SY07"), sha256=file).revised == 1


def test_a_figure_that_is_said_again_with_that_reason_leaves_a_trace_once(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim())
    said = {"revision_reason": RevisionReason.RECONFIRMATION}
    assert put(claim(**said), sha256="b" * 64).revised == 1
    assert put(claim(**said), sha256="c" * 64).unchanged == 1
    with reading(engine) as session:
        assert [c.revision_reason for c in _all(session, Claim)] == [None, RevisionReason.RECONFIRMATION]


def test_a_figure_that_is_corrected_back_is_a_third_version(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(best=4), sha256="b" * 64)
    put(claim(best=5))
    back = put(claim(best=4), sha256="c" * 64)
    assert (back.revised, back.earlier) == (1, None)
    with reading(engine) as session:
        assert [(c.version, c.best, c.superseded_at is None) for c in _all(session, Claim)] == [
            (1, 4, False),
            (2, 5, False),
            (3, 4, True),
        ]


def test_a_claim_that_a_later_file_leaves_out_stays(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), claim("office/2/killed"))
    put(claim(best=9))
    with reading(engine) as session:
        assert {c.key for c in _all(session, Claim) if c.superseded_at is None} == {
            "office/1/killed",
            "office/2/killed",
        }


def test_a_retracted_claim_stays_in_the_register_and_counts_no_more(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), now=MONDAY)
    put(claim(status=ClaimStatus.RETRACTED, revision_reason=RevisionReason.RETRACTION), now=TUESDAY)
    assert _count(engine, Claim) == 2
    with reading(engine) as session:
        assert totals(session, Filters()) == []
        assert [total.best for total in totals(session, Filters(as_of=MONDAY))] == [4]


def test_a_claim_in_review_is_shown_and_counts_not_yet(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(status=ClaimStatus.IN_REVIEW))
    with reading(engine) as session:
        assert totals(session, Filters()) == []
        assert incidents(session, Filters()) == []


def test_two_claims_of_one_key_are_refused_with_their_rows(
    engine: Engine, put: Put, claim: MakeClaim, contents: Contents
) -> None:
    before = contents(engine)
    with pytest.raises(ValueError, match=r"rows 2 and 9 claim the same thing \(office/1/killed\)"):
        put(claim(), claim(best=5, row=9))
    assert contents(engine) == before


def test_a_source_is_made_once_and_met_again(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), claim("office/2/killed", origin="Rescue service"))
    put(claim("rescue/1/killed", source="Rescue service"))
    with reading(engine) as session:
        assert {source.name: source.kind for source in _all(session, Source)} == {
            "Field office": SourceKind.UNKNOWN,
            "Rescue service": SourceKind.UNKNOWN,
        }


def test_a_document_is_made_once_whatever_else_is_said_of_it(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(document=DocumentDraft(title="Report", url="https://example.org/4")))
    put(claim("office/2/killed", document=DocumentDraft(title="report (2)", url="https://example.org/4")))
    put(claim("office/3/killed", document=DocumentDraft(title="Report", publisher="Office")))
    with reading(engine) as session:
        assert [document.title for document in _all(session, Document)] == ["Report", "Report"]


def test_an_incident_is_made_once_and_holds_the_claims_of_several_files(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim(incident="strike"))
    put(claim("other/1/killed", source="Monitor", incident="strike", best=6))
    assert _count(engine, Incident) == 1
    with reading(engine) as session:
        [found] = incidents(session, Filters())
        assert (found.code, found.claims, found.sources) == ("strike", 2, ("Field office", "Monitor"))


def test_a_correction_that_names_another_incident_moves_the_claim(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(incident="strike"), now=MONDAY)
    put(claim(incident="shelling"), now=TUESDAY)
    with reading(engine) as session:
        assert [incident.code for incident in incidents(session, Filters())] == ["shelling"]
        assert [incident.code for incident in incidents(session, Filters(as_of=MONDAY))] == ["strike"]


def test_a_correction_to_a_claim_of_no_incident_takes_it_out(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), now=MONDAY)
    put(claim(series=Series.CUMULATIVE, incident=None, revision_reason=RevisionReason.RECLASSIFICATION), now=TUESDAY)
    with reading(engine) as session:
        assert incidents(session, Filters()) == []
        assert len(incidents(session, Filters(as_of=MONDAY))) == 1


def test_a_judgement_links_a_claim_to_another_incident_than_its_row_names(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim("office/1/killed", incident="one"), claim("office/2/killed", row=3, incident="two"))
    with writing(engine) as session:
        one = session.scalars(select(Incident).where(col(Incident.code) == "one")).one()
        link = {"kind": JudgementKind.LINK, "incident_id": one.id, "claim_key": "office/2/killed"}
        session.add(Judgement(**link, decided_by="analyst", reason="the same strike", recorded_at=TUESDAY))
    with reading(engine) as session:
        assert [(found.code, found.claims) for found in incidents(session, Filters())] == [("one", 2)]


def test_nothing_is_half_written_when_something_goes_wrong_midway(
    engine: Engine, claim: MakeClaim, batch: Callable[..., BatchDraft], contents: Contents
) -> None:
    with writing(engine) as session:
        record(session, batch(claim()))
    before = contents(engine)
    with pytest.raises(RuntimeError, match="the lights went out"), writing(engine) as session:  # noqa: PT012
        record(session, batch(claim(best=5), claim("office/2/killed", source="New", incident="new")))
        raise RuntimeError("the lights went out")
    assert contents(engine) == before


def test_more_claims_than_fit_in_one_statement_go_in_and_are_met_again(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    many = [claim(f"office/{n}/killed", row=n + 2, incident=f"event-{n}") for n in range(5_001)]
    assert put(*many).new == 5_001
    again = put(*many[:-1], claim("office/5000/killed", row=5_002, incident="event-5000", best=5))
    assert (again.new, again.revised, again.unchanged) == (0, 1, 5_000)
    assert (_count(engine, Claim), _count(engine, Incident)) == (5_002, 5_001)


def test_a_reading_session_sees_one_moment(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim())
    counting = select(func.count()).select_from(Claim)
    with reading(engine) as session:
        before = session.scalar(counting)
        put(claim("office/2/killed"))
        assert session.scalar(counting) == before
    with reading(engine) as session:
        assert session.scalar(counting) == 2


GRADE = GradeDraft(Reliability.B, "desk", date(2024, 12, 1), "checked against hospital lists")


def test_a_source_is_described_once_and_graded_once(engine: Engine, contents: Contents) -> None:
    draft = SourceDraft("Rescue service", SourceKind.RESCUE_SERVICE, aliases=("White Helmets",), grade=GRADE)
    with writing(engine) as session:
        number = describe_source(session, draft, now=MONDAY)
    before = contents(engine)
    with writing(engine) as session:
        assert describe_source(session, draft, now=TUESDAY) == number
    assert contents(engine) == before


def test_a_source_that_a_file_named_first_is_described_later(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(source="Rescue service"))
    with writing(engine) as session:
        describe_source(session, SourceDraft("Rescue service", SourceKind.RESCUE_SERVICE, grade=GRADE))
    with reading(engine) as session:
        [source] = _all(session, Source)
        assert source.kind is SourceKind.RESCUE_SERVICE
    assert _count(engine, Grade) == 1


def test_a_new_grade_supersedes_the_old_which_stays_in_the_history(engine: Engine) -> None:
    worse = GradeDraft(Reliability.D, "desk", date(2024, 12, 3), "two figures were withdrawn")
    with writing(engine) as session:
        describe_source(session, SourceDraft("Rescue service", grade=GRADE), now=MONDAY)
    with writing(engine) as session:
        describe_source(session, SourceDraft("Rescue service", grade=worse), now=WEDNESDAY)
    with reading(engine) as session:
        old, new = _all(session, Grade)
    assert (old.reliability, old.superseded_at) == (Reliability.B, WEDNESDAY)
    assert (new.reliability, new.superseded_at) == (Reliability.D, None)


def test_a_grade_for_one_measure_stands_beside_the_general_one(engine: Engine) -> None:
    special = GradeDraft(Reliability.A, "desk", date(2024, 12, 1), "recovers bodies", measure=Measure.KILLED)
    with writing(engine) as session:
        describe_source(session, SourceDraft("Rescue service", grade=GRADE))
        describe_source(session, SourceDraft("Rescue service", grade=special))
    with reading(engine) as session:
        grades = session.scalars(select(Grade).where(col(Grade.superseded_at).is_(None)))
        assert {(g.measure, g.reliability) for g in grades} == {(None, Reliability.B), (Measure.KILLED, Reliability.A)}
