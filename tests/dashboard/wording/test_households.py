"""The people that households come to, in words: with the size and who says it, and never of a vague word."""

from typing import Any

import pytest
from sqlalchemy import Engine

from dashboard.locale import speak
from dashboard.wording import people_text, people_words
from db import queries
from db.answers import ClaimRecord
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.vocabulary import Measure, Quantifier, Unit
from tests.db.conftest import make_batch, make_claim

EN, AR = speak("en"), speak("ar", "arab")
HOUSEHOLDS: dict[str, Any] = {"measure": Measure.DISPLACED, "unit": Unit.HOUSEHOLD}
SIZED = HOUSEHOLDS | {"factor": 5.1, "factor_source": "IOM DTM 2023"}


def recorded(engine: Engine, **said: Any) -> ClaimRecord:
    with writing(engine) as session:
        record(session, make_batch(make_claim("one", **said)))
    with reading(engine) as session:
        (claim,) = queries.claims(session, Filters())
    return claim


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"best": 200}, "≈ 1,020 (5.1 a household: IOM DTM 2023)"),
        ({"best": 200, "high": None, "quantifier": Quantifier.AT_LEAST}, "≈ 1,020+ (5.1 a household: IOM DTM 2023)"),
        (
            {"low": None, "best": None, "high": 10, "quantifier": Quantifier.LESS_THAN},
            "≈ < 51 (5.1 a household: IOM DTM 2023)",
        ),
        (
            {"low": 8, "best": None, "high": 12, "quantifier": Quantifier.RANGE},
            "≈ 41–61 (5.1 a household: IOM DTM 2023)",
        ),
        (
            {"low": None, "best": 50, "high": None, "quantifier": Quantifier.ABOUT},
            "≈ 255 (5.1 a household: IOM DTM 2023)",
        ),
        ({"low": 24, "best": None, "high": None, "quantifier": Quantifier.VAGUE}, ""),
        ({"low": None, "best": None, "high": None, "quantifier": None}, ""),
    ],
)
def test_a_cell_has_the_derived_people_and_what_they_rest_on(
    sqlite_engine: Engine, said: dict[str, Any], text: str
) -> None:
    assert people_text(recorded(sqlite_engine, **SIZED | said), EN) == text


def test_a_card_says_it_in_sentences_in_either_language(sqlite_engine: Engine) -> None:
    claim = recorded(sqlite_engine, **SIZED | {"best": 200})
    said = "≈ 1,020 people, worked out with 5.1 people a household by “IOM DTM 2023”. Derived: in no sum of people."
    assert people_words(claim, EN) == said
    assert "١٬٠٢٠" in people_words(claim, AR)
    assert "٥٫١" in people_words(claim, AR)


def test_of_a_vague_word_the_size_is_told_and_no_people(sqlite_engine: Engine) -> None:
    vague = {
        "low": 24,
        "best": None,
        "high": None,
        "quantifier": Quantifier.VAGUE,
        "verbatim": "dozens",
        "span": (0, 6),
    }
    claim = recorded(sqlite_engine, **SIZED | vague)
    assert people_words(claim, EN).startswith("5.1 people a household by “IOM DTM 2023”; from a vague word")
    assert claim.people is None


def test_without_a_size_that_somebody_stated_there_are_no_people(sqlite_engine: Engine) -> None:
    claim = recorded(sqlite_engine, **HOUSEHOLDS | {"best": 200})
    assert (claim.people, people_text(claim, EN), people_words(claim, EN)) == (None, "", "")
