"""How right the matching of claims to incidents is: ``python -m tests.benchmarks.bench_matching`` (``make bench``).

UCDP's and Airwars' files of Syria are read into a new register; the matcher, from which all codes are hidden, is
scored on the links of 2017 that are known because UCDP cites Airwars' codes. Weights and thresholds are of January to
June (``fit_matching``), what counts is July to December. Asked are the events with a known link; one may have several.
Beside it in the same run: the plain baseline, and the matcher without what UCDP says of its sources.

Bar: F1 0.12 above the baseline's, and a precision of 0.90 for the links that are made without a person.
"""

import time
from collections import Counter
from datetime import date
from typing import NamedTuple

import polars as pl

from ingest.incidents.scores import score
from ingest.incidents.weights import Rule, shipped_rule
from tests.benchmarks.matching_baseline import nearest
from tests.benchmarks.matching_errors import missed_kinds, wrong_kinds
from tests.benchmarks.matching_truth import (
    CHOSEN_ON,
    REPORTED_ON,
    WHOLE_YEAR,
    Truth,
    truth,
    without_statements,
)

GAIN, PRECISION = 0.12, 0.90
PERIODS = {"January to June": CHOSEN_ON, "July to December": REPORTED_ON, "2017": WHOLE_YEAR}


class Result(NamedTuple):
    """How many links were made, how many of them are right, how many there are."""

    made: int
    right: int
    known: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.made)

    @property
    def recall(self) -> float:
        return self.right / self.known

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.made + self.known)

    def __str__(self) -> str:
        return f"{self.precision:9.3f} {self.recall:7.3f} {self.f1:6.3f} {self.made:6} {self.right:6} {self.known:6}"


def of_baseline(found: Truth, period: tuple[date, date]) -> Result:
    """The baseline's result."""
    known = found.among(period)
    right = set(known.select("event", "incident").iter_rows())
    made = nearest(set(known["event"]))
    return Result(len(made), sum(pair in right for pair in made.items()), len(known))


def of_matcher(found: Truth, labelled: pl.DataFrame, least: pl.Expr, period: tuple[date, date]) -> Result:
    """The result of the pairs from a score on."""
    made = links_made(labelled, least, period)
    return Result(len(made), made["right_answer"].sum(), len(found.among(period)))


def links_made(labelled: pl.DataFrame, least: pl.Expr, period: tuple[date, date]) -> pl.DataFrame:
    """The pairs of events that are asked, from a score on."""
    return labelled.filter("asked", pl.col("day").is_between(*period, closed="left"), pl.col("score") >= least)


def thresholds(rule: Rule) -> dict[str, pl.Expr]:
    """The least scores of links that the rule makes, and of those with the ones that it asks about."""
    return {
        "automatic": pl.when("stated").then(rule.stated.upper).otherwise(rule.unstated.upper),
        "with questions": pl.when("stated").then(rule.stated.lower).otherwise(rule.unstated.lower),
    }


def main() -> None:
    """Run and print; ends with an error where the bar is not met."""
    rule = shipped_rule()
    found = truth(rule)
    begin = time.perf_counter()
    scored = score(found.known.sides, found.known.built, found.evidence, rule)
    took = time.perf_counter() - begin
    print(f"scored    {len(scored):,} pairs of {len(found.known.sides):,} incidents, {took:.1f} s after comparing them")
    unsaid = without_statements(found)
    alone = found.labelled(score(unsaid.known.sides, unsaid.known.built, unsaid.evidence, rule))
    labelled = found.labelled(scored)
    print(f"{'':18} {'':32} precision  recall     F1   made  right  known")
    for name, period in PERIODS.items():
        print(f"{name:18} {'baseline':32} {of_baseline(found, period)}")
        for which, least in thresholds(rule).items():
            print(f"{name:18} {which:32} {of_matcher(found, labelled, least, period)}")
            print(f"{name:18} {which + ', no statements':32} {of_matcher(found, alone, least, period)}")
    _told("wrong", wrong_kinds(found, links_made(labelled, thresholds(rule)["automatic"], REPORTED_ON)))
    _told("missed", missed_kinds(found, labelled, thresholds(rule), REPORTED_ON))
    _judge(of_baseline(found, REPORTED_ON), of_matcher(found, labelled, thresholds(rule)["automatic"], REPORTED_ON))


def _told(what: str, kinds: Counter[str]) -> None:
    print(f"{what:9} of July to December, automatic: {kinds.total()}")
    for kind, count in kinds.most_common():
        print(f"{'':9} {count:4}  {kind}")


def _judge(baseline: Result, matcher: Result) -> None:
    gain = matcher.f1 - baseline.f1
    met = gain >= GAIN and matcher.precision >= PRECISION
    asked = f"F1 {gain:+.3f} (at least {GAIN:+.2f}), precision {matcher.precision:.3f} (at least {PRECISION:.2f})"
    print(f"bar       {asked}: {'met' if met else 'NOT met'}")
    if not met:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
