"""Claims that a person holds back for review: seen, in no figure, and counting again once they are released."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.answers import Total
from db.columns.store import beside
from db.deciding.in_review import in_review
from db.deciding.reviewing import hold, release
from db.drafts import ClaimDraft
from db.engine import open_register, reading, writing
from db.filters import Filters
from db.history.change_records import ChangeKind, Decided
from db.history.changes import changes
from db.history.occasions import Window
from db.incidents.one_incident import one_incident
from db.judgements.refusals import JudgementError
from db.models import Figure
from db.queries import claims, incidents, standing, totals
from db.vocabulary import ClaimStatus, JudgementKind, Measure, Policy, RevisionReason, Series
from db.withdrawal import withdraw

Put = Callable[..., Any]
Claim = Callable[..., ClaimDraft]
THEN = datetime(2024, 12, 1, tzinfo=UTC)
LATER, LAST = THEN + timedelta(days=1), THEN + timedelta(days=2)
WHY = {"by": "Rana", "reason": "the figure may be of another day"}


@pytest.fixture
def engine(sqlite_engine: Engine) -> Engine:
    return sqlite_engine


@pytest.fixture
def strike(engine: Engine, put: Put, claim: Claim) -> Engine:
    """Two sources tell of one strike, 4 and 9 killed."""
    told = {"incident": "strike", "date_from": date(2024, 11, 3), "date_to": date(2024, 11, 3)}
    four, nine = (claim(f"{who}/1", source=who, low=n, best=n, high=n, **told) for who, n in (("A", 4), ("B", 9)))
    put(four, nine, now=THEN)
    return engine


@pytest.fixture
def ways(engine: Engine, sqlite_url: str) -> Iterator[list[Engine]]:
    """The register as its own words say it, and from its copy."""
    engines = [engine, beside(open_register(sqlite_url))]
    yield engines
    engines[1].dispose()


def both(ways: list[Engine], ask: Callable[[Session], Any]) -> Any:
    found = []
    for engine in ways:
        with reading(engine) as session:
            found.append(ask(session))
    assert found[0] == found[1]
    return found[0]


def killed(ways: list[Engine], **filters: Any) -> list[tuple[int | None, int | None]]:
    def ask(session: Session) -> list[Total]:
        return totals(session, Filters(**filters))

    return [(total.low, total.high) for total in both(ways, ask)]


def do(engine: Engine, verb: Any, key: str, now: datetime = LATER) -> Any:
    with writing(engine) as session:
        return verb(session, key, **WHY, now=now)


def test_a_claim_in_review_is_seen_and_is_in_no_figure_until_it_is_released(strike: Engine, ways: list[Engine]) -> None:
    assert killed(ways) == [(4, 9)]
    do(strike, hold, "B/1")
    assert killed(ways) == [(4, 4)]
    assert killed(ways, policy=Policy.LATEST) == [(4, 4)]
    assert killed(ways, since=date(2024, 11, 1)) == [(4, 4)]
    said = both(ways, lambda session: standing(session, Filters()))
    assert (said.claims, said.incidents, said.in_review) == (2, 1, 1)
    shown = both(ways, lambda session: {each.key: each.status for each in claims(session, Filters(), limit=9)})
    assert shown == {"A/1": ClaimStatus.ACTIVE, "B/1": ClaimStatus.IN_REVIEW}
    do(strike, release, "B/1", LAST)
    assert killed(ways) == [(4, 9)]
    assert both(ways, lambda session: standing(session, Filters()).in_review) == 0


def test_an_evening_shows_what_was_held_back_then(strike: Engine, ways: list[Engine]) -> None:
    do(strike, hold, "B/1")
    do(strike, release, "B/1", LAST)
    assert [killed(ways, as_of=moment) for moment in (THEN, LATER, LAST)] == [[(4, 9)], [(4, 4)], [(4, 9)]]


def test_the_log_of_changes_says_who_held_a_claim_back_and_why(strike: Engine) -> None:
    do(strike, hold, "B/1")
    do(strike, release, "B/1", LAST)
    with reading(strike) as session:
        found = [each for each in changes(session, Window()) if isinstance(each.after or each.before, Decided)]
    assert [(each.kind, each.claim, each.reason) for each in found] == [
        (ChangeKind.JUDGEMENT_MADE, "B/1", WHY["reason"]),
        (ChangeKind.JUDGEMENT_UNDONE, "B/1", f"undone by Rana: {WHY['reason']}"),
    ]


def test_an_incident_of_which_all_is_in_review_counts_nowhere_and_its_page_stays(
    strike: Engine, ways: list[Engine]
) -> None:
    for key in ("A/1", "B/1"):
        do(strike, hold, key)
    assert killed(ways) == []
    assert both(ways, lambda session: incidents(session, Filters(), limit=9)) == []
    with reading(strike) as session:
        found = one_incident(session, Filters(), "strike")
    assert (found.incident.figures, len(found.claims)) == ((), 2)
    assert [(each.kind, each.key) for each in found.decisions] == [
        (JudgementKind.REVIEW, "A/1"),
        (JudgementKind.REVIEW, "B/1"),
    ]


def test_a_corrected_claim_waits_on(strike: Engine, ways: list[Engine], put: Put, claim: Claim) -> None:
    do(strike, hold, "B/1")
    told = {"incident": "strike", "date_from": date(2024, 11, 3), "date_to": date(2024, 11, 3)}
    corrected = claim("B/1", source="B", low=8, best=8, high=8, revision_reason=RevisionReason.CORRECTION, **told)
    put(corrected, now=LAST)
    assert killed(ways) == [(4, 4)]
    with writing(strike) as session:
        assert session.exec(select(Figure).where(col(Figure.superseded_at).is_(None))).all() == []
        withdraw(session, 2, by="Rana", reason="the wrong file", now=LAST + timedelta(days=1))
    assert killed(ways) == [(4, 4)]


def test_a_stock_that_is_held_back_stands_for_nothing_and_makes_no_other_one_old(
    engine: Engine, ways: list[Engine], put: Put, claim: Claim
) -> None:
    stock = {"series": Series.STOCK, "measure": Measure.IDPS, "date_from": None, "date_to": None, "incident": None}
    days = (date(2020, 1, 1), date(2024, 11, 1))
    put(*(claim(f"A/{day}", source="A", speaks_of=day, best=n, **stock) for n, day in enumerate(days, start=5)))
    assert both(ways, lambda session: [each.best for each in totals(session, Filters())]) == [6]
    do(engine, hold, "A/2024-11-01", datetime.now(UTC))
    found = both(ways, lambda session: [(each.best, each.outdated) for each in totals(session, Filters())])
    assert found == [(5, False)]


def test_what_waits_is_listed_with_who_holds_it_back(strike: Engine) -> None:
    do(strike, hold, "B/1")
    with reading(strike) as session:
        ((claimed, held),) = in_review(session, Filters())
        assert (claimed.key, claimed.status, held and held.decided_by) == ("B/1", ClaimStatus.IN_REVIEW, "Rana")
        assert in_review(session, Filters(as_of=THEN)) == []
        assert in_review(session, Filters(source="A")) == []


@pytest.mark.parametrize(
    ("verb", "key", "expected"),
    [
        (hold, "nobody/1", "nobody/1"),
        (hold, "B/1", "held for review"),
        (release, "A/1", "A/1 is not held for review"),
    ],
)
def test_what_can_not_be_held_or_released_is_refused(strike: Engine, verb: Any, key: str, expected: str) -> None:
    do(strike, hold, "B/1")
    with pytest.raises(JudgementError, match=expected):
        do(strike, verb, key, LAST)
