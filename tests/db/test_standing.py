"""How new a view is, with and without the columnar copy."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from db.columns.store import beside
from db.drafts import ClaimDraft
from db.engine import open_register, reading
from db.filters import Filters
from db.queries import standing
from db.sources.wanting import wanting
from db.vocabulary import DatePrecision, Series

Claim = Callable[..., ClaimDraft]
YEAR: dict[str, Any] = {
    "date_from": date(2024, 1, 1),
    "date_to": date(2024, 12, 31),
    "date_precision": DatePrecision.D5,
    "series": Series.PERIOD,
}
MAY = date(2024, 5, 3)


def newest(url: str) -> tuple[date | None, int | None]:
    """The newest day and the year after it, as the register says and as its copy does, which is the same."""
    plain = open_register(url)
    copied = beside(open_register(url))
    found = []
    for engine in (plain, copied):
        with reading(engine) as session:
            said, (source,) = standing(session, Filters()), wanting(session, Filters())
            assert (source.newest, source.newest_year) == (said.newest, said.newest_year)
            assert not source.stale
            found.append((said.newest, said.newest_year))
        engine.dispose()
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], (None, 2024)),
        ([{"date_from": date(2023, 5, 3), "date_to": date(2023, 5, 3)}], (date(2023, 5, 3), 2024)),
        ([{"date_from": MAY, "date_to": MAY}], (MAY, None)),
        ([{"date_from": date(2024, 5, 1), "date_to": date(2024, 5, 31), "date_precision": DatePrecision.D4}],
         (date(2024, 5, 31), None)),
        ([YEAR | {"published": date(2025, 1, 9)}], (date(2025, 1, 9), None)),
        ([YEAR | {"speaks_of": MAY, "series": Series.STOCK}], (MAY, None)),
        ([{"date_from": None, "date_to": None, "series": Series.PERIOD}], (None, 2024)),
    ],
)  # fmt: skip
def test_a_day_is_named_only_where_more_than_the_year_is_known(
    engine: Engine, put: Callable[..., Any], claim: Claim, others: list[dict[str, Any]],
    expected: tuple[date | None, int | None], sqlite_url: str,
) -> None:  # fmt: skip
    put(claim("year", **YEAR), *(claim(f"other/{at}", **other) for at, other in enumerate(others)))
    assert newest(sqlite_url) == expected


def test_a_source_that_names_a_year_alone_is_silent_since_the_last_day_of_it(
    engine: Engine, put: Callable[..., Any], claim: Claim, sqlite_url: str
) -> None:
    put(claim("year", **YEAR), claim("later", source="B", date_from=date(2025, 7, 1), date_to=date(2025, 7, 1)))
    for opened in (open_register(sqlite_url), beside(open_register(sqlite_url))):
        with reading(opened) as session:
            found = {each.source: each for each in wanting(session, Filters())}
        year = next(each for name, each in found.items() if name != "B")
        assert (year.newest, year.newest_year, year.behind_days, year.stale) == (None, 2024, 182, True)
        assert (found["B"].newest, found["B"].behind_days) == (date(2025, 7, 1), 0)
        opened.dispose()


@pytest.fixture
def engine(sqlite_engine: Engine) -> Engine:
    return sqlite_engine
