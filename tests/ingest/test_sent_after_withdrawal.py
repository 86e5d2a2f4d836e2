"""Files that are sent again after a batch was withdrawn do not undo in silence what another has corrected since."""

from collections.abc import Callable

from sqlalchemy import Engine

from db.engine import writing
from db.withdrawal import withdraw
from ingest.outcome import Outcome

Put = Callable[..., Outcome]
HEADER = "id,source,date,governorate,killed\n"
FIRST = HEADER + "1,Office,2024-01-03,Idleb,4\n"
MENDED = HEADER + "1,Office,2024-01-03,Idleb,9\n2,Office,2024-02-03,Idleb,3\n"


def _withdraw(engine: Engine, batch: int) -> None:
    with writing(engine) as session:
        withdraw(session, batch, by="Amal", reason="the wrong file")


def _told(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [(issue.row, issue.code) for issue in outcome.issues if issue.code == "goes_back"]


def test_a_withdrawn_file_that_is_sent_again_says_which_correction_it_undoes(engine: Engine, put: Put) -> None:
    put(FIRST)
    put(MENDED)
    _withdraw(engine, 1)
    outcome = put(FIRST)
    assert (outcome.revised, _told(outcome)) == (1, [(2, "goes_back")])
    said = "The row goes back to what batch 1 said and batch 2 corrected."
    assert [issue.message for issue in outcome.issues if issue.code == "goes_back"] == [said]


def test_a_correction_that_was_withdrawn_is_sent_again_without_a_word(engine: Engine, put: Put) -> None:
    put(FIRST)
    put(MENDED)
    _withdraw(engine, 2)
    outcome = put(MENDED)
    assert (outcome.revised, _told(outcome)) == (2, [])


def test_a_figure_that_two_batches_said_is_told_once_by_the_later(put_sqlite: Put, sqlite_engine: Engine) -> None:
    put_sqlite(FIRST)
    _withdraw(sqlite_engine, 1)
    put_sqlite(FIRST)
    put_sqlite(MENDED)
    outcome = put_sqlite(FIRST + "3,Office,2024-03-03,Idleb,1\n")
    assert _told(outcome) == [(2, "goes_back")]
