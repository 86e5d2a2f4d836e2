"""The weights of the evidence, as ``weights.yml`` has them: what each feature says, from which score on it counts.

A score is between 0 and 1: the share of an incident's reports that a pair takes, see ``ingest.incidents.share``.
"""

from functools import cache
from importlib import resources
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from ingest.incidents.evidence import FEATURES


class Scale(BaseModel):
    """Weights of one kind of pair (log odds), with the scores between which a pair goes to a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    upper: float
    lower: float
    intercept: float
    weights: dict[str, float]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.weights) != set(FEATURES):
            raise ValueError(f"weights.yml: features and weights differ: {sorted(set(self.weights) ^ set(FEATURES))}")
        if not 0.5 <= self.upper <= 1 or not 0 < self.lower < self.upper:
            raise ValueError("weights.yml: upper is 0.5 or more, so that no report is given to two; lower is below it")
        return self


class Blocking(BaseModel):
    """How far apart two incidents may be to be compared at all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: int
    km: float


class Rule(BaseModel):
    """The rule that judges: ``name@version`` stands in every judgement that it makes.

    ``nothing`` is the log odds of having no counterpart, beside which those of all candidates are weighed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: int
    obtained: str
    blocking: Blocking
    nothing: float
    stated: Scale
    unstated: Scale

    @property
    def id(self) -> str:
        """What signs a judgement, as ``rule match@1``."""
        return f"rule {self.name}@{self.version}"


@cache
def shipped_rule() -> Rule:
    """The rule of ``weights.yml``."""
    text = resources.files("ingest.incidents").joinpath("weights.yml").read_text(encoding="utf-8")
    return Rule.model_validate(yaml.safe_load(text))
