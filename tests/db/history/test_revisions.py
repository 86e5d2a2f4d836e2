from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine

from db.drafts import ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.history.figures_said import figures_said
from db.history.revisions import Revision, by_source, revisions
from db.vocabulary import ClaimStatus, Measure, Quantifier, RevisionReason
from db.withdrawal import withdraw

Put = Callable[..., Any]
Claim = Callable[..., ClaimDraft]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (datetime(2024, 12, day, tzinfo=UTC) for day in (2, 3, 4, 5))


def found(engine: Engine, **filters: Any) -> list[Revision]:
    with reading(engine) as session:
        return revisions(session, Filters(**filters))


def test_a_mended_figure_is_told_with_before_and_after(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a", best=4), now=MONDAY)
    put(claim("a", best=6, revision_reason=RevisionReason.LATE_REPORT), now=TUESDAY)
    (revision,) = found(engine)
    assert (revision.before.best, revision.after.best, revision.change, revision.percent) == (4, 6, 2, 50.0)
    assert (revision.reason, revision.recorded_at) == (RevisionReason.LATE_REPORT, TUESDAY)
    assert revision.source == "Field office"
    assert found(engine, as_of=MONDAY) == []


def test_each_version_is_measured_by_the_one_before_it(engine: Engine, put: Put, claim: Claim) -> None:
    for best, day in ((10, MONDAY), (20, TUESDAY), (15, WEDNESDAY)):
        put(claim("a", best=best), now=day)
    assert [(revision.before.best, revision.change) for revision in found(engine)] == [(20, -5), (10, 10)]


def test_a_figure_that_is_taken_back_has_no_change(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a"), now=MONDAY)
    put(claim("a", status=ClaimStatus.RETRACTED, revision_reason=RevisionReason.RETRACTION), now=TUESDAY)
    (revision,) = found(engine)
    assert (revision.taken_back, revision.change) == (True, None)


def test_what_a_withdrawal_did_mends_nothing(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a", best=4), now=MONDAY)
    second = put(claim("a", best=6), now=TUESDAY)
    with writing(engine) as session:
        withdraw(session, second.batch, reason="the wrong month", by="test", now=WEDNESDAY)
    assert found(engine) == []
    assert len(found(engine, as_of=TUESDAY)) == 1


def test_revisions_follow_the_filters(engine: Engine, put: Put, claim: Claim) -> None:
    for best, day in ((4, MONDAY), (6, TUESDAY)):
        put(
            claim("a", best=best),
            claim("b", best=best, source="Monitor", measure=Measure.INJURED, place="Homs", pcode="SY04"),
            now=day,
        )
    assert len(found(engine)) == 2
    for view in ({"source": "Monitor"}, {"measure": Measure.INJURED}, {"place": "SY04"}):
        assert [revision.source for revision in found(engine, **view)] == ["Monitor"]
    assert found(engine, since=date(2024, 12, 1)) == []
    assert len(found(engine, until=date(2024, 11, 29))) == 2


def test_a_sources_revisions_are_put_in_short(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a", best=100), claim("b", best=10), claim("c", best=0), now=MONDAY)
    put(claim("a", best=110), claim("b", best=5), claim("c", best=3), now=TUESDAY)
    record = by_source(found(engine))["Field office"]
    assert (record.figures, record.raised, record.lowered, record.unchanged, record.taken_back) == (3, 2, 1, 0, 0)
    assert record.median_percent == 30.0


def test_a_revision_that_leaves_the_figure_is_of_no_figure(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a", best=0), now=MONDAY)
    put(claim("a", best=0, place="Homs", pcode="SY04"), now=TUESDAY)
    record = by_source(found(engine))["Field office"]
    assert (record.revisions, record.figures, record.unchanged) == (1, 0, 1)


def test_nothing_is_worked_out_of_a_vague_word(engine: Engine, put: Put, claim: Claim) -> None:
    word = {"verbatim": "dozens", "span": (0, 6), "quantifier": Quantifier.VAGUE, "low": 24, "best": None, "high": None}
    put(claim("a", **word), now=MONDAY)
    put(claim("a", best=30), now=TUESDAY)
    (revision,) = found(engine)
    assert (revision.change, revision.percent, revision.is_of_figure) == (None, None, True)
    record = by_source(found(engine))["Field office"]
    assert (record.figures, record.raised, record.unchanged, record.median_percent) == (1, 0, 0, None)


def test_revised_figures_are_a_share_of_all_that_were_ever_given(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a", best=4), claim("b", best=5), claim("c", best=6), now=MONDAY)
    put(claim("a", best=9), now=TUESDAY)
    gone = {"status": ClaimStatus.RETRACTED, "revision_reason": RevisionReason.RETRACTION}
    put(claim("b", best=5, **gone), claim("c", best=6, **gone), now=WEDNESDAY)
    withdrawn = put(claim("d", best=7), now=WEDNESDAY)
    with writing(engine) as session:
        withdraw(session, withdrawn.batch, reason="the wrong file", by="test", now=THURSDAY)
    with reading(engine) as session:
        assert figures_said(session, Filters()) == {"Field office": 3}
        assert figures_said(session, Filters(as_of=MONDAY)) == {"Field office": 3}
        assert figures_said(session, Filters(measure=Measure.INJURED)) == {}
    assert by_source(found(engine))["Field office"].figures == 3


def test_a_figure_that_came_into_the_view_later_was_given_in_it(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a", best=4), now=MONDAY)
    put(claim("a", best=4, place="Homs", pcode="SY04"), now=TUESDAY)
    with reading(engine) as session:
        for place in ("SY04", "SY07"):
            assert figures_said(session, Filters(place=place)) == {"Field office": 1}
