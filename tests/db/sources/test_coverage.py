from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine

from db.drafts import ClaimDraft
from db.engine import reading
from db.filters import Filters
from db.sources.coverage import Covered, Relay, by_area, by_month, relays
from db.vocabulary import Series

Put = Callable[..., Any]
Claim = Callable[..., ClaimDraft]


def test_claims_are_counted_by_the_month_they_speak_of(engine: Engine, put: Put, claim: Claim) -> None:
    put(
        claim("a"),
        claim("b", series=Series.CUMULATIVE, date_from=date(2011, 3, 1), date_to=None, speaks_of=date(2024, 12, 5)),
        claim("c", date_from=None, date_to=None),
    )
    with reading(engine) as session:
        found = by_month(session, Filters())
    assert found == [
        Covered("Field office", 1, month=date(2024, 11, 1)),
        Covered("Field office", 1, month=date(2024, 12, 1)),
        Covered("Field office", 1, month=None),
    ]


def test_claims_are_counted_by_governorate_and_wider_ones_apart(engine: Engine, put: Put, claim: Claim) -> None:
    put(claim("a"), claim("b", place="Syria", pcode="SY"), claim("c", place="Idleb District", pcode="SY0700"))
    with reading(engine) as session:
        found = by_area(session, Filters())
    assert found == [Covered("Field office", 2, area="SY07"), Covered("Field office", 1, area=None)]


def test_a_relay_is_told_with_whom_it_passes_on_and_counts_as_the_origins(
    engine: Engine, put: Put, claim: Claim
) -> None:
    put(claim("a", source="Paper", origin="White Helmets"), claim("b", source="Paper", origin=None), claim("c"))
    with reading(engine) as session:
        found, counts = relays(session, Filters()), by_month(session, Filters())
    day = date(2024, 11, 29)
    assert found == [Relay("Paper", "White Helmets", 1, day, day), Relay("Paper", None, 1, day, day)]
    assert {each.source: each.claims for each in counts} == {"White Helmets": 1, "Paper": 1, "Field office": 1}
