"""The trap for what could bring people to harm says where it is and never quotes it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from db.vocabulary import Severity
from ingest.outcome import Outcome

Put = Callable[..., Outcome]

HEAD = "id,source,date,place,killed,notes,xyz,Contact person\n"


def warnings(outcome: Outcome) -> list[tuple[int | None, str | None, str]]:
    found = [issue for issue in outcome.issues if issue.code == "personal_data"]
    assert {issue.severity for issue in found} <= {Severity.WARNING}
    return [(issue.row, issue.column, issue.message) for issue in found]


def test_contacts_and_columns_of_names_are_warned_of_and_recorded(
    engine: Engine, put: Put, contents: Callable[[Engine], Any]
) -> None:
    outcome = put(
        f"{HEAD}1,Office,2024-11-29,Idleb,4,ask 0933 123 456,x,Umm Said\n2,Office,2024-11-30,Homs,3,,a@example.org,\n"
    )
    assert (outcome.rejected, outcome.new) == (0, 2)
    assert warnings(outcome) == [
        (None, "xyz", "Column 'xyz' holds an e-mail address; rows with one: 1, of which the first is row 3."),
        (
            None,
            "Contact person",
            "Column 'Contact person' seems to name people or how to reach them; rows that fill it in: 1.",
        ),
        (2, "notes", "In the notes of the row stands a telephone number, by which somebody could be found."),
    ]
    told = str([row for table in ("issue_kind", "issue") for row in contents(engine)[table]])
    assert "0933" not in told
    assert "example.org" not in told


def test_a_file_without_any_is_not_warned_of(put: Put) -> None:
    outcome = put(f"{HEAD}1,Office,2024-11-29,Idleb,4,seen at 05:00 on 03/04/2017,id 20240101001,\n")
    assert warnings(outcome) == []
