"""The questions of the pages, on a small register with everything in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from db.answers import Total
from db.columns.store import beside
from db.drafts import BatchDraft, ClaimDraft, GradeDraft, SourceDraft
from db.engine import reading, writing
from db.filters import FilterError, Filters
from db.ledger import describe_source, record
from db.queries import By, choices, claims, incidents, sources, speakers, standing, totals
from db.vocabulary import Corroboration, Measure, Policy, Population, Quantifier, Reliability, Series, SourceKind

MakeClaim = Callable[..., ClaimDraft]


@pytest.fixture(scope="module")
def filled(lasting_engine: Engine, claim: MakeClaim, batch: Callable[..., BatchDraft]) -> Engine:
    """Two strikes, a raid whose place is known to the country, a toll, and three sources of which one is graded."""
    grade = GradeDraft(Reliability.B, "desk", date(2024, 12, 1), "checked")
    described = SourceDraft("Field office", SourceKind.FIELD_OFFICE, name_ar="مكتب", aliases=("FO",), grade=grade)
    october = {"date_from": date(2024, 10, 1), "date_to": date(2024, 10, 1)}
    recorded = batch(
        claim("1/killed", incident="strike", best=4, high=None, quantifier=Quantifier.AT_LEAST),
        claim("1/injured", incident="strike", measure=Measure.INJURED, best=6, attributed_to="One side"),
        claim("1/children", incident="strike", best=2, subset_of="1/killed"),
        claim("2/killed", incident="strike", best=6, source="Monitor"),
        claim("3/killed", incident="strike", best=9, source="Newspaper", origin="Field office"),
        claim("4/killed", incident="raid", best=3, source="Monitor", pcode="SY", **october),
        claim("5/killed", incident="village", best=1, pcode="SY0700", population=Population.CIVILIAN),
        claim(
            "6/toll",
            series=Series.CUMULATIVE,
            source="Monitor",
            best=300_000,
            high=None,
            quantifier=Quantifier.MORE_THAN,
            date_from=date(2011, 3, 1),
            date_to=None,
            pcode="SY",
        ),
    )
    with writing(lasting_engine) as session:
        describe_source(session, described)
        record(session, recorded)
    return lasting_engine


def _killed(engine: Engine, by: By | None = None, **view: Any) -> list[Total]:
    with reading(engine) as session:
        return totals(session, Filters(measure=Measure.KILLED, series=Series.INCIDENT, **view), by)


def test_incidents_are_added_by_kind(filled: Engine) -> None:
    civilians, others = sorted(_killed(filled), key=lambda total: total.incidents)
    assert (civilians.population, civilians.low, civilians.best, civilians.high) == (Population.CIVILIAN, 1, 1, 1)
    assert (others.population, others.low, others.best, others.high) == (Population.UNKNOWN, 7, 7, None)
    assert (others.incidents, others.claims) == (2, 3)


@pytest.mark.parametrize(
    ("policy", "low", "best", "high"),
    [
        (Policy.ENVELOPE, 7, 7, None),
        (Policy.MOST_RELIABLE, 7, 7, None),
        (Policy.LOWEST, 7, 7, None),
    ],
)
def test_the_policy_is_the_views(filled: Engine, policy: Policy, low: int, best: int, high: int | None) -> None:
    [total] = _killed(filled, policy=policy, population=Population.UNKNOWN)
    assert (total.low, total.best, total.high) == (low, best, high)


def test_by_place_a_wider_area_has_no_group(filled: Engine) -> None:
    found = {(t.group, t.group_label): t.best for t in _killed(filled, "place", population=Population.UNKNOWN)}
    assert found == {("SY07", "Idleb"): 4, (None, None): 3}


def test_by_month_an_incident_is_in_the_month_it_began(filled: Engine) -> None:
    found = {t.group: t.best for t in _killed(filled, "month", population=Population.UNKNOWN)}
    assert found == {"2024-11": 4, "2024-10": 3}


def test_by_source_each_speaks_alone(filled: Engine) -> None:
    found = {t.group: t.best for t in _killed(filled, "source", population=Population.UNKNOWN)}
    assert found == {"Field office": 4, "Monitor": 9, "Newspaper": 9}


def test_by_incident_each_stands_alone(filled: Engine) -> None:
    assert {t.group: t.best for t in _killed(filled, "incident")} == {"strike": 4, "raid": 3, "village": 1}


@pytest.mark.parametrize("by", [None, "month", "place", "source", "incident"])
def test_an_empty_register_has_no_figures(engine: Engine, by: By | None) -> None:
    with reading(engine) as session:
        assert totals(session, Filters(), by) == []
        assert not [*claims(session, Filters()), *incidents(session, Filters()), *sources(session, Filters())]
        assert standing(session, Filters()).claims == 0
        assert choices(session).sources == ()


@pytest.mark.parametrize(
    ("view", "count"),
    [
        ({}, 8),
        ({"place": "SY07"}, 6),
        ({"place": "idleb"}, 6),
        ({"place": "إدلب"}, 6),
        ({"place": "SY"}, 8),
        ({"source": "Monitor"}, 3),
        ({"source": "fo"}, 5),
        ({"source": "مكتب"}, 5),
        ({"measure": Measure.INJURED}, 1),
        ({"series": Series.CUMULATIVE}, 1),
        ({"population": Population.CIVILIAN}, 1),
        ({"reliability": Reliability.B}, 5),
        ({"reliability": Reliability.A}, 0),
        ({"since": date(2024, 11, 1)}, 6),
        ({"until": date(2024, 10, 31), "series": Series.INCIDENT}, 1),
    ],
    ids=str,
)
def test_a_limit_keeps_the_claims_that_it_says(filled: Engine, view: dict[str, Any], count: int) -> None:
    with reading(filled) as session:
        found = claims(session, Filters(**view))
        assert len(found) == count == standing(session, Filters(**view)).claims


def test_a_place_or_source_that_is_not_there_is_refused_by_name(filled: Engine) -> None:
    with reading(filled) as session:
        with pytest.raises(FilterError, match="place: 'Atlantis' is not in the gazetteer; give a P-code"):
            claims(session, Filters(place="Atlantis"))
        with pytest.raises(
            FilterError, match="source: 'Nobody' is not in the register; there are Field office, Monitor"
        ):
            totals(session, Filters(source="Nobody"))


def test_incidents_carry_their_figures_and_who_speaks(filled: Engine) -> None:
    with reading(filled) as session:
        found = {incident.code: incident for incident in incidents(session, Filters())}
    strike = found["strike"]
    killed, injured = strike.figures
    assert (killed.low, killed.best, killed.high, killed.claims, killed.origins) == (4, 4, None, 2, 2)
    assert killed.corroboration is Corroboration.CORROBORATED
    assert "2 claims; best from Field office" in killed.reason
    assert (injured.best, injured.corroboration) == (6, Corroboration.SINGLE)
    assert strike.sources == ("Field office", "Monitor")
    assert list(found) == ["strike", "village", "raid"]


def test_incidents_and_totals_can_be_limited_to_what_is_corroborated(filled: Engine) -> None:
    view = Filters(corroboration=Corroboration.CORROBORATED)
    with reading(filled) as session:
        [strike] = incidents(session, view)
        assert [figure.measure for figure in strike.figures] == [Measure.KILLED]
        assert [t.best for t in totals(session, view) if t.series is Series.INCIDENT] == [4]


def test_pages_of_claims_and_incidents_join_without_a_gap(filled: Engine) -> None:
    with reading(filled) as session:
        whole = claims(session, Filters())
        assert [c for n in range(0, 8, 3) for c in claims(session, Filters(), limit=3, offset=n)] == whole
        every = incidents(session, Filters())
        assert [i for n in range(3) for i in incidents(session, Filters(), limit=1, offset=n)] == every


def test_who_speaks_of_incidents_is_told_for_each_kind_and_not_who_passes_it_on(filled: Engine) -> None:
    with reading(filled) as session:
        found = speakers(session, Filters())
        of_one = speakers(session, Filters(source="Monitor"))
    _, others = sorted(_killed(filled), key=lambda total: total.incidents)
    assert found[Measure.KILLED, others.population] == ("Field office", "Monitor")
    assert found[Measure.INJURED, others.population] == ("Field office",)
    assert of_one == {(Measure.KILLED, others.population): ("Monitor",)}


def test_who_tells_only_of_a_part_is_not_named_beside_the_whole(
    sqlite_engine: Engine, claim: MakeClaim, batch: Callable[..., BatchDraft]
) -> None:
    whole = claim(best=4)
    part = claim("monitor/1/children", source="Monitor", best=2, subset_of=whole.key)
    with writing(sqlite_engine) as session:
        record(session, batch(whole, part))
    for asked in (sqlite_engine, beside(sqlite_engine)):
        with reading(asked) as session:
            assert set(speakers(session, Filters()).values()) == {(whole.source,)}


def test_sources_say_what_they_claim_and_what_they_relay(filled: Engine) -> None:
    with reading(filled) as session:
        found = {source.name: source for source in sources(session, Filters())}
    assert {name: (s.claims, s.relays) for name, s in found.items()} == {
        "Field office": (5, 0),
        "Monitor": (3, 0),
        "Newspaper": (0, 1),
    }
    grade = found["Field office"].grade
    assert grade is not None
    assert (grade.reliability, grade.assessor, found["Monitor"].grade) == (Reliability.B, "desk", None)


def test_the_standing_says_what_is_left_out(filled: Engine) -> None:
    with reading(filled) as session:
        found = standing(session, Filters())
    assert (found.claims, found.incidents, found.unlocated, found.ungraded, found.in_review) == (8, 3, 0, 3, 0)
    assert found.newest == date(2024, 11, 29)


def test_the_choices_are_what_the_register_holds(filled: Engine) -> None:
    with reading(filled) as session:
        found = choices(session)
    assert [name for name, _ in found.sources] == ["Field office", "Monitor", "Newspaper"]
    assert found.measures == (Measure.KILLED, Measure.INJURED)
    assert (found.first, found.last) == (date(2011, 3, 1), date(2024, 11, 29))
    assert found.places[0].pcode in {"EG", "IQ", "JO", "LB", "SY", "TR"}
