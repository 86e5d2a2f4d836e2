"""Ids that differ in capital letters alone, in files so long that they are compared with all keys at once."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from ingest.outcome import Outcome

Put = Callable[..., Outcome]
LONG = 20
HEADER = "id,source,date,place,killed\n"


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is long from ten ids on, so that a test need not record twenty thousand."""
    monkeypatch.setattr("ingest.beside_register.id_spelling.MOST_LOOKED_UP", LONG // 2)


def _told(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [
        (issue.row, issue.message.partition(",")[0]) for issue in outcome.issues if issue.code == "id_spelt_otherwise"
    ]


def _rows(prefix: str) -> str:
    return "".join(f"{prefix}{number},Office,2024-11-29,Idleb,4\n" for number in range(LONG))


def test_ids_of_a_long_file_are_held_against_those_of_the_register(sqlite_engine: Engine, put_sqlite: Put) -> None:
    put_sqlite(
        HEADER + "k-7,Office,2024-11-29,Idleb,4\nK-8,Office,2024-11-29,Idleb,4\nmIxEd,Office,2024-11-29,Homs,1\n"
    )
    outcome = put_sqlite(HEADER + _rows("K-") + "MiXeD,Office,2024-11-29,Homs,1\n")
    last = LONG + 2
    assert _told(outcome) == [
        (9, "The id 'K-7' is that of another report"),
        (last, "The id 'MiXeD' is that of another report"),
    ]


def test_ids_of_a_long_file_without_letters_are_told_nothing(sqlite_engine: Engine, put_sqlite: Put) -> None:
    put_sqlite(HEADER + "k-7,Office,2024-11-29,Idleb,4\n7,Office,2024-11-29,Idleb,4\n")
    assert _told(put_sqlite(HEADER + _rows(""))) == []
