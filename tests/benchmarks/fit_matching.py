"""Make ``ingest/incidents/weights.yml`` again: ``python -m tests.benchmarks.fit_matching [FILE]`` (default: itself).

Weights are those of a logistic regression (ridge 10/3 on standardised features, Newton's method) of the known links
of January to June 2017; nothing later is looked at. ``stated``: the candidates of events that say they are built from
Airwars. ``unstated``: all candidates, the statements taken away, wherever the right answer is known for the event or
for the incident.

The upper scores are chosen out of time: April is scored by weights of January to March, May by those to April, June by
those to May; the least score, in steps of 0.05, from which on 95 % of the links are right (98 % where no recorder says
so). That is more than the 90 % that are asked of later months, because months differ. From the lower score on, one link
in four is right.
"""

import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import yaml

import ingest.incidents
from ingest.incidents.evidence import FEATURES, FIGURE_FEATURES
from ingest.incidents.scores import score
from ingest.incidents.weights import Rule, Scale, shipped_rule
from tests.benchmarks.matching_truth import CHOSEN_ON, Truth, truth, without_statements

RIDGE = 10 / 3
SPEAKS_FOR = {"name", "same_low", "same_high", "same_size", "parties"}
"""Features that speak for one event the more, the greater they are; all others speak against it."""
OUT_OF_TIME = [date(2017, month, 1) for month in (4, 5, 6, 7)]
WANTED = {"stated": 0.95, "unstated": 0.98}
DOUBTFUL = 0.25


def fit(pairs: pl.DataFrame) -> tuple[float, dict[str, float]]:
    """Intercept and weights for labelled pairs. A feature whose weight would count the wrong way is left out (0)."""
    one = (pl.col("reports") == 1).cast(pl.Float64)
    right = pairs["right_answer"].to_numpy().astype(float)
    used = list(FEATURES)
    while True:
        table = pairs.select(pl.col(name) * (one if name in FIGURE_FEATURES else 1.0) for name in used).to_numpy()
        intercept, weights = _newton(table, right)
        wrong = [
            name for name, weight in zip(used, weights, strict=True) if bool(weight > 0) is not (name in SPEAKS_FOR)
        ]
        if not wrong:
            return intercept, dict.fromkeys(FEATURES, 0.0) | dict(zip(used, map(float, weights), strict=True))
        used.remove(max(wrong, key=lambda name: abs(weights[used.index(name)])))


def _newton(features: "np.ndarray[Any, Any]", right: "np.ndarray[Any, Any]") -> tuple[float, "np.ndarray[Any, Any]"]:
    """A logistic regression with a ridge."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread == 0] = 1
    table = np.column_stack([np.ones(len(right)), (features - mean) / spread])
    ridge = np.diag([0.0, *[RIDGE] * features.shape[1]])
    weights = np.zeros(table.shape[1])
    for _ in range(100):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - likely) - ridge @ weights
        step = np.linalg.solve((table * (likely * (1 - likely))[:, None]).T @ table + ridge, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    plain = weights[1:] / spread
    return float(weights[0] - plain @ mean), plain


def scale_of(pairs: pl.DataFrame, upper: float = 0.99, lower: float = 0.1) -> Scale:
    intercept, weights = fit(pairs)
    rounded = {name: round(weight, 3) for name, weight in weights.items()}
    return Scale(upper=upper, lower=lower, intercept=round(intercept, 3), weights=rounded)


Change = Callable[[Rule, Scale], Rule]


def out_of_time(found: Truth, rule: Rule, judged: pl.Expr, change: Change) -> pl.DataFrame:
    """Pairs of April to June with the scores that weights of the months before give them."""
    tables = []
    for begin, end in pairwise(OUT_OF_TIME):
        unscored = found.labelled(score(found.known.sides, found.known.built, found.evidence, rule))
        earlier = unscored.filter(judged, pl.col("day").is_between(CHOSEN_ON[0], begin, closed="left"))
        later = score(found.known.sides, found.known.built, found.evidence, change(rule, scale_of(earlier)))
        tables.append(found.labelled(later).filter(judged, pl.col("day").is_between(begin, end, closed="left")))
    return pl.concat(tables)


def thresholds(scored: pl.DataFrame, wanted: float) -> tuple[float, float]:
    """The upper and the lower score."""
    steps = [step / 100 for step in range(50, 100, 5)]
    upper = next((step for step in steps if _share_right(scored, step, 1.01) >= wanted), 0.95)
    lowers = [step / 100 for step in range(5, 55, 5)]
    lower = next((step for step in lowers if _share_right(scored, step, step + 0.1) >= DOUBTFUL), 0.5)
    return upper, lower


def _share_right(scored: pl.DataFrame, low: float, high: float) -> float:
    return scored.filter(pl.col("score").is_between(low, high, closed="left"))["right_answer"].mean() or 0.0  # type: ignore[return-value]


def fitted(found: Truth, rule: Rule) -> Rule:
    """The rule with weights and thresholds of January to June 2017."""
    stated = _scale(found, rule, "stated", pl.col("asked") & pl.col("stated"))
    unsaid = without_statements(found)
    unstated = _scale(unsaid, rule, "unstated", pl.col("asked") | pl.col("known_incident"))
    return rule.model_copy(update={"stated": stated, "unstated": unstated})


def _scale(found: Truth, rule: Rule, name: str, judged: pl.Expr) -> Scale:
    tried = out_of_time(found, rule, judged, lambda rule, scale: rule.model_copy(update={name: scale}))
    upper, lower = thresholds(tried, WANTED[name])
    pairs = found.labelled(score(found.known.sides, found.known.built, found.evidence, rule))
    return scale_of(pairs.filter(judged, pl.col("day").is_between(*CHOSEN_ON, closed="left")), upper, lower)


def written(rule: Rule) -> str:
    """The file's text."""
    content: dict[str, Any] = rule.model_dump()
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def main() -> None:
    """Fit and write."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(ingest.incidents.__file__).parent / "weights.yml"
    rule = shipped_rule()
    text = target.read_text("utf-8") if target.exists() else ""
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    target.write_text(head + written(fitted(truth(rule), rule)), "utf-8")


if __name__ == "__main__":
    main()
