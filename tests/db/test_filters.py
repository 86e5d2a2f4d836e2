"""The view: one record, written into a URL and read back the same."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.conventions.registry import Convention
from db.filters import FilterError, Filters
from db.vocabulary import Corroboration, Measure, Policy, Population, Reliability, Series

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES)  # noqa: DTZ001  (zones are drawn)


@st.composite
def _filters(draw: st.DrawFn) -> Filters:
    since, until = draw(st.none() | st.dates()), draw(st.none() | st.dates())
    if since and until and since > until:
        since, until = until, since
    return Filters(
        since=since,
        until=until,
        measure=draw(st.none() | st.sampled_from(Measure)),
        series=draw(st.none() | st.sampled_from(Series)),
        population=draw(st.none() | st.sampled_from(Population)),
        place=draw(st.none() | TEXT),
        source=draw(st.none() | TEXT),
        reliability=draw(st.none() | st.sampled_from(Reliability)),
        corroboration=draw(st.none() | st.sampled_from(Corroboration)),
        policy=draw(st.sampled_from(Policy)),
        convention=draw(st.none() | st.sampled_from(Convention)),
        as_of=draw(st.none() | MOMENTS),
    )


@given(_filters())
def test_a_view_comes_back_from_its_url(view: Filters) -> None:
    assert Filters.from_query(view.to_query()) == view
    assert Filters.from_query(f"?lang=ar&{view.to_query()}") == view


@given(_filters())
def test_a_view_comes_back_from_its_words(view: Filters) -> None:
    assert Filters.from_words(view.to_words()) == view


@given(st.dictionaries(st.sampled_from(["from", "to", "measure", "as_of", "policy", "place"]), st.text()))
def test_whatever_is_written_is_read_or_refused_with_a_sentence(words: dict[str, str]) -> None:
    try:
        Filters.from_words(words)
    except FilterError as error:
        assert str(error)  # noqa: PT017  (either is right; neither may crash)


def test_no_limit_is_an_empty_url() -> None:
    assert Filters().to_query() == ""
    assert Filters.from_query("") == Filters.from_query("?") == Filters()


@pytest.mark.parametrize(
    ("query", "policy"),
    [
        ("", Policy.ENVELOPE),
        ("convention=acled", Policy.LOWEST),
        ("convention=acled&policy=envelope", Policy.ENVELOPE),
        ("convention=acled&policy=latest", Policy.LATEST),
        ("convention=aoav", Policy.ENVELOPE),
    ],
)
def test_a_convention_brings_its_policy_unless_one_is_named(query: str, policy: Policy) -> None:
    assert Filters.from_query(query).policy is policy


def test_a_policy_that_is_implied_is_not_written() -> None:
    assert Filters.from_query("convention=acled&policy=lowest").to_words() == {"convention": "acled"}
    assert Filters(convention=Convention.ACLED).to_words() == {"convention": "acled", "policy": "envelope"}


def test_blank_is_no_limit() -> None:
    assert Filters.from_words({"measure": " ", "place": "", "from": None}) == Filters()


def test_words_are_read_in_any_case() -> None:
    assert Filters.from_query("measure=KILLED&reliability=b") == Filters(
        measure=Measure.KILLED, reliability=Reliability.B
    )


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-05-08", datetime(2024, 5, 8, 23, 59, 59, 999999, UTC)),
        ("2024-05-08T18:00Z", datetime(2024, 5, 8, 18, tzinfo=UTC)),
        ("2024-05-08T18:00", datetime(2024, 5, 8, 18, tzinfo=UTC)),
        ("2024-05-08T20:00+02:00", datetime(2024, 5, 8, 18, tzinfo=UTC)),
    ],
)
def test_a_day_alone_means_its_evening_and_no_time_zone_means_utc(written: str, moment: datetime) -> None:
    assert Filters.from_words({"as_of": written}).as_of == moment


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"from": "30/11/2024"}, r"from: '30/11/2024' is not a day; write it as 2024-11-30"),
        ({"to": "2024-02-30"}, r"to: '2024-02-30' is not a day"),
        ({"as_of": "yesterday"}, r"as_of: 'yesterday' is not a moment; write 2024-11-30 or"),
        ({"as_of": "0001-01-01T00:00+14:00"}, r"as_of: '0001-01-01T00:00\+14:00' is not a moment"),
        ({"measure": "slain"}, r"measure: 'slain' is not known; there are killed, injured, "),
        ({"series": "flow"}, r"series: 'flow' is not known; there are incident, period, "),
        ({"reliability": "G"}, r"reliability: 'G' is not known; there are A, B, C, D, E, F"),
        ({"policy": "average"}, r"policy: 'average' is not known; there are envelope, "),
        ({"convention": "ucdp"}, r"convention: 'ucdp' is not known; there are acled, aoav"),
        ({"colour": "red"}, r"unknown filter colour; there are from, to, measure"),
        ({"from": "2024-12-01", "to": "2024-11-30"}, r"from 2024-12-01 is after to 2024-11-30; give the earlier day"),
    ],
    ids=str,
)
def test_an_error_names_the_field_the_value_and_the_way_out(words: dict[str, Any], message: str) -> None:
    with pytest.raises(FilterError, match=message):
        Filters.from_words(words)
