"""Ids that are one number, in files so long that the oddly written ids of the whole register are compared."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from ingest.outcome import Outcome

HEADER = "id,source,date,place,killed\n"


@pytest.mark.parametrize(("held", "sent"), [("007", "7"), ("7", "007"), ("7.0", "7"), ("7", "7.00")])
def test_ids_of_a_long_file_are_held_against_the_register_however_they_are_written(
    engine: Engine, put: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, held: str, sent: str
) -> None:
    monkeypatch.setattr("ingest.beside_register.id_numbers.MOST_LOOKED_UP", 1)  # a test need not record two thousand
    put(HEADER + f"{held},Office,2024-11-29,Idleb,4\n70,Office,2024-11-29,Idleb,4\n")
    outcome = put(
        HEADER + f"70,Office,2024-11-29,Idleb,5\n{sent},Office,2024-11-30,Homs,4\n8,Office,2024-11-30,Homs,4\n"
    )
    told = [
        (issue.row, issue.message.split("'")[1::2]) for issue in outcome.issues if issue.code == "id_spelt_otherwise"
    ]
    assert told == [(3, [sent, held])]
