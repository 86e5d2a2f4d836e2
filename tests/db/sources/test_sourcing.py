"""What people decide about sources: graded, confidential, known by other names, described; kept with who and why."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.drafts import GradeDraft
from db.engine import reading, writing
from db.filters import Filters
from db.judgements.refusals import JudgementError, UnknownSourceError, refusals
from db.models import Grade, SourceChange
from db.queries import sources, totals
from db.sources import sourcing
from db.sources.history import confidential_after, confidential_sources, deeds, last_decision
from db.vocabulary import Measure, Policy, Reliability
from tests.db.conftest import make_claim
from tests.db.deciding.test_judging import Put

SIGNED = {"by": "Rana", "reason": "she works there"}
MONDAY = datetime(2024, 12, 2, 9, tzinfo=UTC)


@pytest.fixture
def two(engine: Engine, put: Put) -> Engine:
    """An office and a monitor that differ on one event."""
    put(
        make_claim("o", source="Office", best=4),
        make_claim("m", source="Monitor", best=9),
        now=MONDAY,
    )
    return engine


def given(reliability: Reliability, **changes: Any) -> GradeDraft:
    fields = {"assessor": "Rana", "assessed_on": date(2024, 12, 1), "reason": "its lists were right"}
    return GradeDraft(**({"reliability": reliability} | fields | changes))


def do(engine: Engine, verb: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    with writing(engine) as session:
        verb(session, *arguments, **options)


def refused(engine: Engine, verb: Callable[..., Any], *arguments: Any, **options: Any) -> str:
    with pytest.raises(JudgementError) as error, writing(engine) as session:
        verb(session, *arguments, **options)
    return error.value.code


def grades(engine: Engine, name: str) -> list[tuple[str, str]]:
    with reading(engine) as session:
        found = next(source for source in sources(session, Filters()) if source.name == name)
        return [(grade.reliability.value, grade.reason) for grade in found.grades]


def most_reliable(engine: Engine) -> int | None:
    with reading(engine) as session:
        return totals(session, Filters(policy=Policy.MOST_RELIABLE))[0].best


def test_a_grade_moves_the_figures_that_go_by_grades_and_the_earlier_one_stays_in_the_history(two: Engine) -> None:
    do(two, sourcing.grade, "Office", given(Reliability.B), now=MONDAY + timedelta(days=1))
    assert most_reliable(two) == 4
    do(two, sourcing.grade, "office", given(Reliability.E, reason="its lists were wrong"))
    do(two, sourcing.grade, "Monitor", given(Reliability.C))
    assert most_reliable(two) == 9
    assert grades(two, "Office") == [("E", "its lists were wrong"), ("B", "its lists were right")]
    with reading(two) as session:
        then = Filters(policy=Policy.MOST_RELIABLE, as_of=MONDAY + timedelta(days=2))
        assert totals(session, then)[0].best == 4


def test_a_grade_for_one_measure_leaves_that_for_all_in_force(two: Engine) -> None:
    do(two, sourcing.grade, "Office", given(Reliability.B))
    do(two, sourcing.grade, "Office", given(Reliability.D, measure=Measure.INJURED))
    with reading(two) as session:
        held = session.scalars(select(Grade)).all()
    assert [(grade.reliability, grade.superseded_at) for grade in held] == [("B", None), ("D", None)]


def test_a_grade_that_says_nothing_new_or_that_nobody_gives_is_refused(two: Engine) -> None:
    do(two, sourcing.grade, "Office", given(Reliability.B))
    assert refused(two, sourcing.grade, "Office", given(Reliability.B)) == "graded_so_already"
    assert refused(two, sourcing.grade, "Office", given(Reliability.C, reason=" ")) == "no_reason"
    assert refused(two, sourcing.grade, "Office", given(Reliability.C, assessor="")) == "nobody_judges"
    assert refused(two, sourcing.grade, "Office", given(Reliability.C, assessed_on=date(2100, 1, 1))) == "graded_ahead"
    assert refused(two, sourcing.grade, "Nobody", given(Reliability.C)) == "no_source"
    assert grades(two, "Office") == [("B", "its lists were right")]


def test_a_source_is_confidential_until_that_is_taken_back_and_every_state_can_be_asked_for(two: Engine) -> None:
    states = []
    for name, confidential in (("Monitor", True), ("Office", True), ("Monitor", False)):
        do(two, sourcing.set_confidential, name, confidential, **SIGNED)
        with reading(two) as session:
            states.append((last_decision(session), confidential_sources(session)))
    assert [names for _, names in states] == [{"Monitor"}, {"Monitor", "Office"}, {"Office"}]
    with reading(two) as session:
        ids = {source: number for number, source in session.execute(select(sourcing.Source.id, sourcing.Source.name))}
        for decision, names in [(0, frozenset()), *states]:
            assert confidential_after(session, decision) == {ids[name] for name in names}
    assert refused(two, sourcing.set_confidential, "Office", True, **SIGNED) == "confidential_already"
    assert refused(two, sourcing.set_confidential, "Monitor", False, **SIGNED) == "public_already"
    assert refused(two, sourcing.set_confidential, "Monitor", True, by="Rana", reason="") == "no_reason"


def test_another_name_finds_the_source_and_can_be_taken_away(two: Engine) -> None:
    do(two, sourcing.add_alias, "Office", "  The   Field Desk ", **SIGNED)
    with reading(two) as session:
        assert sourcing.source_named(session, "the field desk").name == "Office"
        assert totals(session, Filters(source="The Field Desk"))[0].best == 4
    assert refused(two, sourcing.add_alias, "Office", "the field desk", **SIGNED) == "known_so_already"
    assert refused(two, sourcing.add_alias, "Monitor", "THE FIELD DESK", **SIGNED) == "alias_of_another"
    assert refused(two, sourcing.add_alias, "Office", "monitor", **SIGNED) == "source_of_its_own"
    assert refused(two, sourcing.add_alias, "Office", " ", **SIGNED) == "blank_name"
    do(two, sourcing.remove_alias, "Office", "the field desk", **SIGNED)
    assert refused(two, sourcing.remove_alias, "Office", "the field desk", **SIGNED) == "not_known_so"
    with reading(two) as session, pytest.raises(UnknownSourceError):
        sourcing.source_named(session, "The Field Desk")


def test_what_is_described_anew_keeps_what_was_said_before(two: Engine) -> None:
    do(two, sourcing.describe, "Office", {"kind": "ngo", "reliability_note": "Counts by phone."}, **SIGNED)
    do(two, sourcing.describe, "Office", {"kind": "ngo", "reliability_note": ""}, **SIGNED)
    assert refused(two, sourcing.describe, "Office", {"kind": "ngo"}, **SIGNED) == "noted_so_already"
    with reading(two) as session:
        told = [(deed.field, deed.before, deed.after) for deed in deeds(session, Filters())]
    assert told == [
        ("reliability_note", "Counts by phone.", None),
        ("reliability_note", None, "Counts by phone."),
        ("kind", "unknown", "ngo"),
    ]
    with pytest.raises(ValueError, match="nonsense"), writing(two) as session:
        sourcing.describe(session, "Office", {"kind": "nonsense"}, **SIGNED)


def test_deeds_are_those_of_the_views_moment(two: Engine) -> None:
    do(two, sourcing.set_confidential, "Office", True, **SIGNED, now=MONDAY)
    do(two, sourcing.set_confidential, "Office", False, **SIGNED, now=MONDAY + timedelta(days=2))
    with reading(two) as session:
        found = deeds(session, Filters(as_of=MONDAY + timedelta(days=1)))
        assert [(deed.source, deed.after, deed.by, deed.reason) for deed in found] == [
            ("Office", "yes", "Rana", "she works there")
        ]
        assert len(session.scalars(select(SourceChange)).all()) == 2


def test_every_refusal_is_a_sentence_in_both_languages_with_the_same_values() -> None:
    for code, refusal in refusals().items():
        assert re.search("[\u0621-\u064a]", refusal.ar), code
        assert set(re.findall(r"{(\w+)}", refusal.ar)) == set(re.findall(r"{(\w+)}", refusal.en)), code
