"""The rule's file."""

from typing import Any

import pytest
from pydantic import ValidationError

from ingest.incidents.evidence import FEATURES
from ingest.incidents.weights import Rule, shipped_rule


def test_every_weight_counts_the_way_that_can_be_explained() -> None:
    speaks_for = {"name", "same_low", "same_high", "same_size", "parties"}
    for scale in (shipped_rule().stated, shipped_rule().unstated):
        assert [name for name in FEATURES if scale.weights[name] * (1 if name in speaks_for else -1) < 0] == []


def test_the_rule_signs_with_its_version() -> None:
    assert shipped_rule().id == f"rule match@{shipped_rule().version}"


@pytest.mark.parametrize(
    "change", [{"upper": 0.4}, {"lower": 0.9}, {"lower": 0}, {"weights": {"name": 1.0}}, {"more": 1}]
)
def test_a_rule_that_makes_no_sense_is_refused(change: dict[str, Any]) -> None:
    content = shipped_rule().model_dump()
    content["stated"] |= change
    with pytest.raises(ValidationError):
        Rule.model_validate(content)
