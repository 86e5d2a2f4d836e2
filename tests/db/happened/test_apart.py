"""Parts of totals that a view has without them, and discounted incidents: with and without the columnar copy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from db.answers import IncidentRecord, Standing
from db.columns.store import beside
from db.deciding.verdicts import discount
from db.drafts import ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.incidents.pages import incident_page
from db.queries import incidents, standing, totals
from db.vocabulary import Corroboration, Population, Quantifier

Claim = Callable[..., ClaimDraft]
CIVILIANS = Filters(population=Population.CIVILIAN)


@pytest.fixture
def put_parts(put: Callable[..., Any], claim: Claim) -> Callable[..., None]:
    """A strike that killed ten, of whom four civilians; a raid that killed three civilians."""

    def record(*more: ClaimDraft) -> None:
        put(
            claim("1", best=10, population=Population.ALL, incident="strike"),
            claim("1/civilians", best=4, population=Population.CIVILIAN, subset_of="1", incident="strike"),
            claim("2", best=3, population=Population.CIVILIAN, incident="raid"),
            *more,
        )

    return record


@pytest.fixture
def asked(engine: Engine, tmp_path: Path) -> Callable[[Filters], tuple[Standing, dict[str, IncidentRecord], int]]:
    """What a view covers, its incidents and the sum over them, as the register says and as its copy does alike."""

    def ask(filters: Filters) -> tuple[Standing, dict[str, IncidentRecord], int]:
        found = []
        for one in (engine, beside(engine, tmp_path)):
            with reading(one) as session:
                page = incident_page(session, filters).incidents
                assert sorted(page, key=_code) == sorted(incidents(session, filters, limit=9), key=_code)
                found.append((standing(session, filters), page, [total.best for total in totals(session, filters)]))
        assert found[0] == found[1]
        said, page, sums = found[0]
        return said, {record.code: record for record in page}, sum(best or 0 for best in sums)

    return ask


def _code(record: IncidentRecord) -> str:
    return record.code


def test_a_part_without_its_total_is_told_and_in_no_sum(put_parts: Callable[..., None], asked: Any) -> None:
    put_parts()
    said, found, killed = asked(CIVILIANS)
    assert (said.claims, said.parts_apart, killed) == (2, 1, 3)
    (part,) = found["strike"].figures
    assert (part.best, part.part, part.counted) == (4, True, False)
    assert part.reason.endswith("Sums leave it out: it is a part of a total outside this view.")
    (whole,) = found["raid"].figures
    assert (whole.best, whole.part, whole.counted) == (3, False, True)


def test_a_part_with_its_total_is_no_matter(put_parts: Callable[..., None], asked: Any) -> None:
    put_parts()
    for view in (Filters(), Filters(source="Field office"), Filters(place="SY07")):
        said, found, killed = asked(view)
        assert (said.parts_apart, killed) == (0, 13)
        assert not any(figure.part for record in found.values() for figure in record.figures)


def test_two_parts_of_one_kind_by_one_source_make_no_figure(
    put_parts: Callable[..., None], claim: Claim, asked: Any
) -> None:
    put_parts(claim("1/more", best=2, population=Population.CIVILIAN, subset_of="1", incident="strike"))
    said, found, killed = asked(CIVILIANS)
    assert (said.parts_apart, found["strike"].figures, killed) == (2, (), 3)


def test_a_part_of_what_does_not_stand_is_not_of_a_total_elsewhere(
    put_parts: Callable[..., None], claim: Claim, asked: Any
) -> None:
    put_parts(claim("3/civilians", best=7, population=Population.CIVILIAN, subset_of="3", incident="raid"))
    assert asked(CIVILIANS)[0].parts_apart == 1


def test_a_figure_that_counts_stands_without_the_part(put_parts: Callable[..., None], claim: Claim, asked: Any) -> None:
    put_parts(claim("4", best=5, population=Population.CIVILIAN, source="Monitor", incident="strike"))
    said, found, killed = asked(CIVILIANS)
    assert [(figure.best, figure.part) for figure in found["strike"].figures] == [(5, False)]
    assert (said.parts_apart, killed) == (1, 8)


def test_a_sum_knows_of_how_many_incidents_no_upper_bound_is_known(
    put_parts: Callable[..., None], claim: Claim, engine: Engine, tmp_path: Path
) -> None:
    put_parts(claim("5", best=6, high=None, quantifier=Quantifier.AT_LEAST, population=Population.ALL, incident="e"))
    for one in (engine, beside(engine, tmp_path)):
        with reading(one) as session:
            found = {total.population: (total.high, total.unbounded) for total in totals(session, Filters())}
        assert found == {Population.ALL: (None, 1), Population.CIVILIAN: (3, 0)}


def test_what_was_discounted_is_said(put_parts: Callable[..., None], engine: Engine, asked: Any) -> None:
    put_parts()
    with writing(engine) as session:
        discount(session, "strike", by="editor", reason="a hoax")
    assert (asked(Filters())[0].discounted, asked(Filters())[2]) == (1, 3)
    assert asked(CIVILIANS)[0].discounted == 0  # of the civilians there is a part alone
    set_aside = Filters(corroboration=Corroboration.DISCOUNTED)
    assert (asked(set_aside)[0].discounted, asked(set_aside)[2]) == (0, 10)
