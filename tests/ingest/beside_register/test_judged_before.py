"""Files that change what is said of an incident of which a person has judged: the judgement holds, and that is told."""

from collections.abc import Callable

from sqlalchemy import Engine

from db.deciding.judging import link, merge
from db.deciding.verdicts import confirm, counting_nowhere, discount, override
from db.engine import reading, writing
from db.vocabulary import Measure, Population
from ingest.outcome import Outcome

Put = Callable[..., Outcome]
HEADER = "id,source,date,place,killed,injured,incident,population,reason\n"
CLAIMED = HEADER + "a,Office,2024-01-03,Idleb,4,9,A,civilian,\nb,Monitor,2024-01-03,Idleb,7,,B,civilian,\n"
HOLDS = "It holds until somebody judges anew or undoes it, on the incident's page or with `sijill incidents undo`."


def _set(engine: Engine, code: str) -> None:
    with writing(engine) as session:
        override(session, code, Measure.KILLED, Population.CIVILIAN, (4, 5, None), by="Amal", reason="the hospital")


def _told(outcome: Outcome) -> list[tuple[int | None, str]]:
    found = [issue for issue in outcome.issues if issue.code == "judged_before"]
    assert {issue.remedy for issue in found} <= {HOLDS}
    return [(issue.row, issue.message) for issue in found]


SET = "Judgement 1 by Amal set the killed of incident 'A' to '4 / 5 / –'; the row says"


def test_a_claim_that_is_corrected_and_one_that_is_new_are_told_beside_a_figure_that_was_set(
    engine: Engine, put: Put
) -> None:
    put(CLAIMED)
    _set(engine, "A")
    outcome = put(
        HEADER
        + "a,Office,2024-01-03,Idleb,12,8,A,civilian,correction\n"
        + "c,Rescuers,2024-01-03,Idleb,13,,A,civilian,\n"
        + "b,Monitor,2024-01-03,Idleb,8,,B,civilian,correction\n"
    )
    assert _told(outcome) == [(2, f"{SET} '12' in place of '4'."), (3, f"{SET} '13', which is new.")]


def test_a_figure_of_people_whose_claims_are_reclassified_counts_nowhere(engine: Engine, put: Put) -> None:
    put(CLAIMED)
    _set(engine, "A")
    with reading(engine) as session:
        assert counting_nowhere(session, "A") == set()
    outcome = put(HEADER + "a,Office,2024-01-03,Idleb,4,9,A,combatant,reclassification\n")
    nowhere = "No claim of those people is left, so that figure counts nowhere."
    assert _told(outcome) == [(2, f"{SET} '4' (combatants) in place of '4' (civilians). {nowhere}")]
    with reading(engine) as session:
        assert counting_nowhere(session, "A") == {1}


def test_a_claim_that_is_taken_back_is_told(engine: Engine, put: Put) -> None:
    put(CLAIMED + "c,Rescuers,2024-01-03,Idleb,5,,A,civilian,\n")
    _set(engine, "A")
    outcome = put(HEADER + "a,Office,2024-01-03,Idleb,,,A,civilian,retraction\n")
    assert _told(outcome) == [(2, f"{SET} that '4' no longer stands.")]


def test_a_verdict_on_a_merged_event_is_told_for_the_claims_of_all_of_it(engine: Engine, put: Put) -> None:
    put(CLAIMED)
    with writing(engine) as session:
        merge(session, "A", "B", by="Amal", reason="one")
        discount(session, "A", by="Amal", reason="a hoax")
    outcome = put(HEADER + "b,Monitor,2024-01-03,Idleb,8,,B,civilian,correction\n")
    assert _told(outcome) == [(2, "Judgement 2 by Amal discounted incident 'A'; the row says '8' in place of '7'.")]


def test_a_claim_that_a_judgement_links_to_the_incident_is_told_too(put_sqlite: Put, sqlite_engine: Engine) -> None:
    put_sqlite(CLAIMED)
    with writing(sqlite_engine) as session:
        link(session, "Monitor/b/killed", "A", by="Amal", reason="one")
        confirm(session, "A", by="Amal", reason="the army says so")
    outcome = put_sqlite(HEADER + "b,Monitor,2024-01-03,Idleb,8,,B,civilian,correction\n")
    assert _told(outcome) == [(2, "Judgement 2 by Amal confirmed incident 'A'; the row says '8' in place of '7'.")]


def test_an_old_file_that_changes_nothing_is_told_nothing(put_sqlite: Put, sqlite_engine: Engine) -> None:
    put_sqlite(CLAIMED)
    put_sqlite(HEADER + "a,Office,2024-01-03,Idleb,12,9,A,civilian,correction\n")
    _set(sqlite_engine, "A")
    assert _told(put_sqlite(CLAIMED)) == []
    assert _told(put_sqlite(CLAIMED + "z,Office,2024-01-05,Homs,1,,Z,civilian,\n")) == [
        (2, f"{SET} '4' in place of '12'.")
    ]
