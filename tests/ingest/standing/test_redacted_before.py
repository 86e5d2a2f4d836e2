"""What was redacted does not come back: not by the same file, not by a mended one, not after a withdrawal."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import reading, writing
from db.filters import Filters
from db.models import BatchFile
from db.queries import claims
from db.redaction.redacting import redact
from db.redaction.scope import Scope
from db.withdrawal import withdraw
from ingest.outcome import Outcome

Put = Callable[..., Outcome]
Contents = Callable[[Engine], Any]

WITNESS = "Umm Said 0933 123 456"
HEAD = "id,source,date,place,killed,notes,definition\n"
FILE = f"{HEAD}1,Office,2024-11-29,Idleb,4,ask {WITNESS},as {WITNESS} counts\n2,Office,2024-11-30,Aleppo,8,,\n"


@pytest.fixture
def redacted(engine: Engine, put: Put) -> Engine:
    put(FILE, file_name="first.csv")
    with writing(engine) as session:
        redact(session, Scope(batch=1), by="Rana", reason="names a witness", text=WITNESS)
    return engine


def noted(engine: Engine) -> list[tuple[str | None, ...]]:
    with reading(engine) as session:
        found = claims(session, Filters())
    return sorted((claim.verbatim, claim.notes, claim.definition) for claim in found)


def test_the_same_file_again_changes_nothing(redacted: Engine, put: Put, contents: Contents) -> None:
    before = contents(redacted)
    again = put(FILE, file_name="first.csv")
    assert (again.new, again.revised, again.unchanged) == (0, 0, 2)
    assert [issue.code for issue in again.issues if issue.code == "redacted_before"] == ["redacted_before"] * 2
    assert contents(redacted) == before


def test_a_mended_file_brings_its_figures_and_not_the_text(redacted: Engine, put: Put, contents: Contents) -> None:
    mended = put(FILE.replace("Idleb,4,", "Idleb,5,").replace("Aleppo,8,,", "Aleppo,8,call,"), file_name="second.csv")
    assert (mended.new, mended.revised) == (0, 2)
    assert noted(redacted) == [("5", "ask [redacted]", "as [redacted 1.1] counts"), ("8", "call", None)]
    assert WITNESS not in str(contents(redacted))
    assert {row[0] for row in contents(redacted)[BatchFile.__tablename__]} == {1}


def test_another_text_of_the_claim_goes_as_a_whole_and_one_with_the_mark_is_taken(
    redacted: Engine, put: Put, contents: Contents
) -> None:
    put(f"{HEAD}1,Office,2024-11-29,Idleb,4,or call {WITNESS},\n", file_name="third.csv")
    assert ("4", "[redacted]", None) in noted(redacted)
    marked = put(f"{HEAD}1,Office,2024-11-29,Idleb,4,seen by [redacted],\n", file_name="fourth.csv")
    assert ("4", "seen by [redacted]", None) in noted(redacted)
    assert "redacted_before" not in [issue.code for issue in marked.issues]
    assert WITNESS not in str(contents(redacted))


def test_a_definition_of_the_same_source_goes_on_under_its_mark(redacted: Engine, put: Put) -> None:
    put(f"{HEAD}9,Office,2024-12-09,Idleb,1,,as {WITNESS} counts\n", file_name="later.csv")
    put(f"{HEAD}9,Monitor,2024-12-09,Idleb,1,,as {WITNESS} counts\n", file_name="other.csv")
    with reading(redacted) as session:
        every = {each.source: each.definition for each in claims(session, Filters()) if each.verbatim == "1"}
    assert every == {"Office": "as [redacted 1.1] counts", "Monitor": f"as {WITNESS} counts"}


def test_a_file_that_was_taken_back_and_sent_again_keeps_the_gap(
    redacted: Engine, put: Put, contents: Contents
) -> None:
    with writing(redacted) as session:
        withdraw(session, 1, by="desk", reason="wrong month")
    put(FILE, file_name="first.csv")
    assert WITNESS not in str(contents(redacted))
    assert ("4", "ask [redacted]", "as [redacted 1.1] counts") in noted(redacted)
