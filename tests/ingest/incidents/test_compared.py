"""Letting go of pairs that can't matter changes no score."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.incidents import pairs
from ingest.incidents.compared import compared
from ingest.incidents.evidence import evidence_of
from ingest.incidents.pairs import pairs_of
from ingest.incidents.reading import Known
from ingest.incidents.scores import score
from ingest.incidents.sides import SIDES
from ingest.incidents.weights import shipped_rule

RULE = shipped_rule()

incidents = st.fixed_dictionaries(
    {
        "recorder": st.sampled_from(["Alpha", "Beta", "Gamma"]),
        "day": st.integers(0, 9),
        "lasts": st.sampled_from([0, 0, 0, 4]),
        "place": st.sampled_from(["Ariha", "Saraqib", "Binnish"]),
        "east": st.integers(0, 12),
        "killed": st.one_of(st.none(), st.integers(0, 6)),
        "party": st.sampled_from([[], ["turkey"], ["israel"]]),
        "pointed": st.sampled_from([True, True, True, False]),
    }
)


def _sides(drawn: list[dict[str, object]]) -> pl.DataFrame:
    rows = [_side(number, each) for number, each in enumerate(drawn, start=1)]
    return pl.DataFrame(rows, schema=SIDES)


def _side(number: int, drawn: dict[str, object]) -> dict[str, object]:
    day = date(2017, 3, 1) + timedelta(days=int(str(drawn["day"])))
    point = {"lat": 36.0, "lon": 36.0 + int(str(drawn["east"])) / 20} if drawn["pointed"] else {}
    ends = {f"killed_all_{end}": drawn["killed"] for end in ("low", "best", "high")}
    when = {"date_from": day, "date_to": day + timedelta(days=int(str(drawn["lasts"])))}
    who = {"recorder": drawn["recorder"], "recorders": [drawn["recorder"]], "parties": drawn["party"]}
    own = {"id": number, "code": f"event-{number}", "batch": 1, "text": "", "former": [], "place": drawn["place"]}
    return dict.fromkeys(SIDES) | own | who | when | ends | point | {"governorate": "SY07"}


@settings(max_examples=40, deadline=None)
@given(drawn=st.lists(incidents, min_size=2, max_size=25), built=st.sets(st.integers(1, 25), max_size=4))
def test_pairs_in_pieces_score_as_all_pairs_at_once(drawn: list[dict[str, object]], built: set[int]) -> None:
    sides = _sides(drawn)
    says = [(number, "Beta", 1 + number % 2) for number in sorted(built) if number <= len(drawn)]
    told = pl.DataFrame(says, schema={"id": pl.Int64, "built_from": pl.String, "reports": pl.Int64}, orient="row")
    every = evidence_of(sides, pairs_of(sides, told, RULE.blocking), {})
    whole = pairs.PIECE
    pairs.PIECE = 3  # type: ignore[misc]  # so that a few incidents come in pieces
    try:
        some = compared(Known(sides, told, {}), RULE)
    finally:
        pairs.PIECE = whole  # type: ignore[misc]
    asked = [score(sides, told, each, RULE).filter(pl.col("score") > 0) for each in (every, some)]
    expected, found = (each.select("left", "right", "score", "rival").sort("left", "right") for each in asked)
    assert found.equals(expected)
