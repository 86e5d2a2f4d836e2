"""`sijill hold` and `sijill release` as a person uses them."""

from collections.abc import Callable
from typing import Any

from tests.dashboard.cli.conftest import Sijill

SIGNED = ("--by", "Ana", "--reason", "a digit too many?")


def test_a_toll_is_held_back_listed_and_released(
    empty: None, sijill: Sijill, reports: Callable[..., str], ask: Callable[..., Any]
) -> None:
    sijill("ingest", reports("id,source,date,place,killed", "1,Ministry,2024-11-03,Aleppo,4000"))
    (claim,) = ask("claims", "--format", "json")
    told = sijill("hold", claim["key"], *SIGNED).stdout
    assert told.startswith(f"Judgement 1: {claim['key']} is in review and in no figure")
    assert ask("totals", "--format", "json") == []
    assert [each["status"] for each in ask("claims", "--format", "json")] == ["in_review"]
    assert "in review" in sijill("claims").stdout
    assert "a digit too many?" in sijill("changes").stdout
    assert "said_already" not in sijill("hold", claim["key"], *SIGNED, ok=False).stderr
    assert "counts again" in sijill("release", claim["key"], *SIGNED).stdout
    assert [total["best"] for total in ask("totals", "--format", "json")] == [4000]
