"""Questions whose one side counts as many as several of the other recorder's incidents do together.

Such a sum is no proof: it is told as evidence, so that a person thinks of an account that tells several events in one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

import polars as pl

from db.vocabulary import JudgementKind
from ingest.incidents.reasons import because
from ingest.incidents.verdicts import Verdict

_KINDS: Final = ("killed_all_best", "killed_civilian_best", "injured_best")
MOST_PARTS: Final = 4
"""More figures than these come to any number by chance."""

_MOST_ASKED: Final = 8
"""Of so many questions about one incident, the likeliest, sums are looked for."""

Figures = dict[int, int]
"""A figure for each incident (id) that states one above 0."""


def with_sums(verdicts: Iterable[Verdict], sides: pl.DataFrame) -> Iterator[Verdict]:
    """The verdicts, but that a question whose side is such a sum says so."""
    told = list(verdicts)
    asked = [verdict for verdict in told if verdict.kind is JudgementKind.POSSIBLE]
    said = _sentences(asked, sides) if len(asked) > 1 else {}
    for verdict in told:
        more = said.get(frozenset((verdict.incident, verdict.other)))
        asks = verdict.kind is JudgementKind.POSSIBLE and more is not None
        yield verdict._replace(reason=f"{verdict.reason} {more}.") if asks else verdict


def _sentences(asked: Sequence[Verdict], sides: pl.DataFrame) -> dict[frozenset[int], str]:
    """What is to be said of each pair that is one of a sum's."""
    about = {number: rest for number, *rest in sides.select("id", "code", "recorder", *_KINDS).iter_rows()}
    beside: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for verdict in sorted(asked, key=lambda verdict: -verdict.score):
        for whole, part in ((verdict.incident, verdict.other), (verdict.other, verdict.incident)):
            beside[whole, about[part][1]].append(part)
    said: dict[frozenset[int], str] = {}
    for (whole, _), parts in beside.items():
        for kind in range(len(_KINDS)):
            counted = {number: about[number][2 + kind] or 0 for number in (whole, *parts[:_MOST_ASKED])}
            if members := _sum(whole, counted):
                codes = " + ".join(about[member][0] for member in members)
                total = f"{' + '.join(str(counted[member]) for member in members)} = {counted[whole]}"
                words = because("sentences", "adds_up", whole=about[whole][0], parts=codes, total=total)
                for member in members:
                    said.setdefault(frozenset((whole, member)), words)
                break
    return said


def _sum(whole: int, counted: Figures) -> tuple[int, ...]:
    """The fewest incidents whose figures come to that of the whole; none where no few do."""
    parts = [number for number, figure in counted.items() if number != whole and 0 < figure < counted[whole]]
    for size in range(2, MOST_PARTS + 1):
        for members in combinations(parts, size):
            if sum(counted[member] for member in members) == counted[whole]:
                return members
    return ()
