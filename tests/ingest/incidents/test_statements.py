"""What recorders say themselves."""

import polars as pl
import pytest

from ingest.incidents.statements import built_from, cited, former
from tests.ingest.incidents.conftest import Sides

NAMES = {"Beta": "Beta", "Beta News": "Beta", "Alpha": "Alpha", "مركز ب": "Beta"}
NO_ORIGIN = pl.DataFrame(schema={"id": pl.Int64, "origin": pl.String})


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("Published by: Alpha;Beta;beta;Gamma.", 2),
        ("Original sources: Gamma, Beta. Published by: Beta;Beta;Beta.", 3),
        ("Published by: Gamma;Beta;Beta.. Deaths of civilians.", 2),
        ("Sources: Gamma and Beta News", 1),
        ("مركز ب", 1),
        ("Betamax recorded it. A man named Alphabeta.", 0),
        ("", 0),
    ],
)
def test_reports_are_counted_in_the_sentence_that_lists_most(sides: Sides, text: str, reports: int) -> None:
    found = built_from(sides({"text": text}), NO_ORIGIN, NAMES)
    assert found.rows() == ([(1, "Beta", reports)] if reports else [])


def test_an_origin_is_a_statement_too(sides: Sides) -> None:
    origins = pl.DataFrame({"id": [1, 1], "origin": ["Beta", "Alpha"]})
    assert built_from(sides({}), origins, NAMES).rows() == [(1, "Beta", 1)]


def test_a_code_that_is_cited_names_its_incident_now_or_before(sides: Sides) -> None:
    frame = sides(
        {"text": "Beta: March 3rd 2017: (S558) Wadi Shaaba; CS77; B2"},
        {"recorder": "Beta", "code": "Beta:CS77"},
        {"recorder": "Beta", "code": "Beta:CS90", "former": ["S558"]},
        {"recorder": "Gamma", "code": "Gamma:CS77"},
    )
    found = cited(frame, built_from(frame, NO_ORIGIN, NAMES))
    assert found.rows() == [(1, 2, "CS77", 1), (1, 3, "S558", 1)]


def test_a_code_that_two_incidents_bore_is_borne_by_two(sides: Sides) -> None:
    frame = sides(
        {"text": "Beta: (S558)"},
        {"recorder": "Beta", "code": "Beta:S558"},
        {"recorder": "Beta", "code": "Beta:CS90", "former": ["S558"]},
    )
    assert cited(frame, built_from(frame, NO_ORIGIN, NAMES))["bearers"].to_list() == [2, 2]


def test_a_code_counts_only_where_its_recorder_is_named(sides: Sides) -> None:
    frame = sides({"text": "Gamma: (S558)"}, {"recorder": "Beta", "code": "Beta:S558"})
    assert cited(frame, built_from(frame, NO_ORIGIN, NAMES)).is_empty()


def test_a_former_code_names_the_incident_that_still_has_it(sides: Sides) -> None:
    frame = sides(
        {"code": "Alpha:CS90", "former": ["S558"]}, {"code": "Alpha:S558"}, {"recorder": "Beta", "code": "Beta:S558"}
    )
    assert former(frame).rows() == [(1, 2, "S558", 1)]
