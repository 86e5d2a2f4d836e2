"""Figures under a convention, from the register itself and from its copy: what changes, what says so, what stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from db.answers import Reconciled, Total
from db.conventions.registry import Convention
from db.deciding import verdicts
from db.drafts import ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.incidents.figures import figures_by_policy
from db.ledger import Recorded
from db.queries import claims, incidents, largest, standing, totals
from db.series.running import running
from db.vocabulary import Corroboration, Measure, Policy, Population, Quantifier, Series
from tests.db.conftest import make_claim

Put = Callable[..., Recorded]
Bounds = tuple[int | None, int | None, int | None]
ACLED, AOAV = Filters(convention=Convention.ACLED, policy=Policy.LOWEST), Filters(convention=Convention.AOAV)
TOLL: dict[str, Any] = {"series": Series.CUMULATIVE, "date_from": date(2023, 10, 7), "date_to": None}


@pytest.fixture
def engine(sqlite_engine: Engine) -> Engine:
    return sqlite_engine


def says(said: str, source: str, incident: str | None = None, low: int | None = None, **changes: Any) -> ClaimDraft:
    """What a source says of an incident in a word, with the least that it allows, or in one without a number."""
    measure = changes.get("measure", Measure.KILLED)
    fields: dict[str, Any] = {
        "verbatim": said,
        "span": (0, len(said)),
        "low": low,
        "best": None,
        "high": None,
        "quantifier": None if low is None else Quantifier.VAGUE,
        "source": source,
    }
    fields |= {"incident": incident} if incident else {}
    return make_claim(f"{source}/{incident}/{measure}", **fields | changes)


def counts(number: int, source: str, incident: str, **changes: Any) -> ClaimDraft:
    measure = changes.get("measure", Measure.KILLED)
    return make_claim(f"{source}/{incident}/{measure}", source=source, incident=incident, best=number, **changes)


def reported() -> list[ClaimDraft]:
    """Dozens and 30 killed at a market, several in a camp, casualties on a road and on a bus with 5, 7 at a bridge."""
    return [
        says("dozens", "Monitor", "market", 24),
        counts(30, "Radio", "market"),
        says("several", "Radio", "camp", 2),
        says("several", "Radio", "camp", 2, measure=Measure.INJURED),
        says("civilian casualties", "Monitor", "road"),
        says("casualties", "Monitor", "bus"),
        counts(5, "Radio", "bus"),
        counts(7, "Monitor", "bridge"),
    ]


def killed(engine: Engine, view: Filters) -> dict[str, Reconciled]:
    with reading(engine) as session:
        found = incidents(session, view, limit=20)
    return {each.code: figure for each in found for figure in each.figures if figure.measure is Measure.KILLED}


def bounds(figure: Reconciled | Total) -> Bounds:
    return figure.low, figure.best, figure.high


def sums(engine: Engine, view: Filters) -> dict[str, tuple[Bounds, Convention | None]]:
    with reading(engine) as session:
        return {total.measure.value: (bounds(total), total.convention) for total in totals(session, view)}


def test_words_are_numbers_by_acled_s_convention_and_each_figure_says_so(put: Put, asked: Engine) -> None:
    put(*reported())
    found = killed(asked, ACLED)
    assert {code: bounds(figure) for code, figure in found.items()} == {
        "market": (12, 12, 12),
        "camp": (3, None, 10),
        "road": (0, 0, 0),
        "bus": (5, 5, 5),
        "bridge": (7, 7, 7),
    }
    assert {code for code, figure in found.items() if figure.convention} == {"market", "camp", "road"}
    assert "Convention: ACLED. Words for people killed" in found["road"].reason
    assert found["market"].word is None


def test_a_sum_with_a_word_in_it_says_by_whose_convention_it_is(put: Put, asked: Engine) -> None:
    put(*reported())
    plain, read = sums(asked, Filters(policy=Policy.LOWEST)), sums(asked, ACLED)
    assert plain == {"killed": ((38, None, None), None), "injured": ((2, None, None), None)}
    assert read == {"killed": ((27, None, 34), Convention.ACLED), "injured": ((2, None, None), None)}


def test_casualties_without_a_number_do_not_lower_what_others_count(put: Put, asked: Engine) -> None:
    put(*reported())
    assert bounds(killed(asked, ACLED)["bus"]) == (5, 5, 5)


def test_aoav_leaves_out_what_states_no_number(put: Put, asked: Engine) -> None:
    put(*reported())
    found = killed(asked, AOAV)
    assert {code: (bounds(figure), figure.counted) for code, figure in found.items()} == {
        "market": ((30, 30, 30), True),
        "camp": ((None, None, None), False),
        "road": ((None, None, None), False),
        "bus": ((5, 5, 5), True),
        "bridge": ((7, 7, 7), True),
    }
    assert {code for code, figure in found.items() if figure.convention} == {"market", "camp", "road"}
    assert found["road"].reason.endswith("Sums leave it out: AOAV's convention leaves out vague words.")
    assert sums(asked, AOAV) == {"killed": ((42, 42, 42), Convention.AOAV)}


def test_who_bears_whom_out_does_not_hang_on_a_convention(put: Put, asked: Engine) -> None:
    put(*reported(), counts(11, "Gazette", "market"))
    for view in (ACLED, AOAV):
        plain, read = killed(asked, view.but(convention=None)), killed(asked, view)
        assert {code: (f.corroboration, f.origins, f.claims) for code, f in read.items()} == {
            code: (f.corroboration, f.origins, f.claims) for code, f in plain.items()
        }
        assert read["market"].corroboration is Corroboration.CONTESTED
        asked_for = view.but(corroboration=Corroboration.CONTESTED)
        assert {total.incidents for total in _totals(asked, asked_for)} == {1}


def _totals(engine: Engine, view: Filters) -> list[Total]:
    with reading(engine) as session:
        return totals(session, view)


def test_claims_stay_as_they_were_said_and_the_view_says_how_many_are_read_otherwise(put: Put, asked: Engine) -> None:
    put(*reported())
    with reading(asked) as session:
        plain, read = (claims(session, view, limit=20) for view in (Filters(), ACLED))
        assert plain == read
        said = {view.convention: standing(session, view) for view in (Filters(), ACLED, AOAV)}
    assert {name: each.otherwise for name, each in said.items()} == {None: 0, Convention.ACLED: 4, Convention.AOAV: 5}
    assert {each.claims for each in said.values()} == {8}
    assert said[Convention.ACLED].policy is Policy.LOWEST


def test_a_figure_that_a_person_set_stands_under_every_convention(put: Put, asked: Engine, engine: Engine) -> None:
    put(*reported())
    with writing(engine) as session:
        for code in ("market", "camp"):
            kind = (Measure.KILLED, Population.UNKNOWN)
            verdicts.override(session, code, *kind, (6, 7, 8), by="Ana", reason="a list of names")
    for view in (ACLED, AOAV):
        found = killed(asked, view)
        assert {(bounds(found[code]), found[code].convention) for code in ("market", "camp")} == {((6, 7, 8), None)}
        assert found["camp"].counted


def test_every_policy_is_told_under_the_convention(put: Put, asked: Engine) -> None:
    put(*reported())
    with reading(asked) as session:
        found = figures_by_policy(session, ACLED, "market")
    told = {figure.policy: (figure.low, figure.best, figure.high) for figure in found}
    assert told[Policy.LOWEST] == (12, 12, 12)
    assert told[Policy.ENVELOPE][::2] == (12, 30)
    assert {figure.convention for figure in found if figure.policy is Policy.LOWEST} == {Convention.ACLED}


def test_a_toll_in_a_word_is_read_and_says_so_and_one_without_a_number_is_not_0(put: Put, asked: Engine) -> None:
    put(
        says("hundreds", "Office", None, 200, speaks_of=date(2024, 5, 1), **TOLL),
        says("casualties", "Gazette", None, speaks_of=date(2024, 5, 1), **TOLL),
        make_claim("b", source="Bureau", best=90, speaks_of=date(2024, 5, 1), **TOLL),
    )
    told = {total.source: (bounds(total), total.convention) for total in _totals(asked, ACLED)}
    assert told["Office"] == ((100, 100, 100), Convention.ACLED)
    assert told["Gazette"] == ((None, None, None), None)
    assert told["Bureau"] == ((90, 90, 90), None)
    with reading(asked) as session:
        lines = running(session, ACLED, Series.CUMULATIVE).lines
        shown = largest(session, ACLED, most=1).totals
    assert {line.source: line.latest.convention for line in lines}["Office"] is Convention.ACLED
    assert [(total.source, total.convention) for total in shown] == [("Office", Convention.ACLED)]


def test_an_earlier_number_stands_where_a_later_word_is_left_out(put: Put, asked: Engine) -> None:
    put(
        make_claim("a", source="Office", best=90, speaks_of=date(2024, 4, 1), **TOLL),
        says("hundreds", "Office", None, 200, speaks_of=date(2024, 5, 1), **TOLL),
    )
    [toll] = _totals(asked, AOAV)
    assert (bounds(toll), toll.speaks_of, toll.convention) == ((90, 90, 90), date(2024, 4, 1), Convention.AOAV)


def test_what_a_convention_does_not_count_stays_a_word(put: Put, asked: Engine) -> None:
    displaced = {"series": Series.UNSPECIFIED, "measure": Measure.DISPLACED}
    put(says("dozens", "Office", None, 24, **displaced))
    for view in (ACLED, AOAV):
        [total] = _totals(asked, view)
        assert (bounds(total), total.word, total.convention) == ((24, None, None), "dozens", None)
