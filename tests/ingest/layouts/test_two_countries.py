"""A country that a sender's table states tells two places of one name apart."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from db.models import Claim
from ingest.outcome import Outcome

Put = Callable[..., Outcome]
OpenClaims = Callable[[Engine], list[Claim]]

HEADER = "source,date,country,place,killed\n"
IN_LEBANON = "Office,2024-11-30,Lebanon,Tripoli,5\n"


def test_one_name_in_two_countries_is_two_claims_and_two_incidents(
    sqlite_engine: Engine, put_sqlite: Put, open_claims: OpenClaims
) -> None:
    put_sqlite(HEADER + IN_LEBANON)
    outcome = put_sqlite(f"{HEADER}Office,2024-11-30,Libya,Tripoli,7\n")
    assert (outcome.new, outcome.revised) == (1, 0)
    claims = open_claims(sqlite_engine)
    assert [(claim.place, claim.pcode, claim.best) for claim in claims] == [
        ("Tripoli, Lebanon", "LB", 5),
        ("Tripoli, Libya", None, 7),
    ]
    assert len({claim.incident_id for claim in claims}) == 2


@pytest.mark.parametrize("lebanon", ["LB", "LBN", "لبنان", "Liban", "lebanon "])
def test_a_country_is_the_same_however_it_is_written(put_sqlite: Put, lebanon: str) -> None:
    put_sqlite(HEADER + IN_LEBANON)
    assert put_sqlite(HEADER + IN_LEBANON.replace("Lebanon", lebanon)).unchanged == 1


def test_the_country_of_the_shipped_gazetteer_goes_without_saying(put_sqlite: Put) -> None:
    put_sqlite("source,date,place,killed\nOffice,2024-11-30,Aleppo,5\n")
    assert put_sqlite(f"{HEADER}Office,2024-11-30,سوريا,Aleppo,5\n").unchanged == 1
