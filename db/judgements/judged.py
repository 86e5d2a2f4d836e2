"""What has been judged of incidents, as known at a moment: which are one, which are set aside, whose figure holds.

Judgements are few beside claims, so a view reads them all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl
from sqlalchemy import ColumnElement, Connection, or_, select
from sqlmodel import col

from db.entries import chunks
from db.figures import GROUP
from db.filters import Filters
from db.judgements.told_in_one import told_elsewhere
from db.models import Incident, Judgement
from db.vocabulary import Corroboration, JudgementKind, Unit

_VERDICTS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {"incident": pl.String, "verdict": pl.Int16}
_COVERS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {"incident": pl.String, "part": pl.String}
_OVERRIDES: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "incident": pl.String,
    "measure": pl.Int16,
    "population": pl.Int16,
    **dict.fromkeys(("set_low", "set_best", "set_high"), pl.Int64),
    "set_by": pl.String,
}
_VERDICT_OF = {JudgementKind.DISCOUNT: Corroboration.DISCOUNTED, JudgementKind.CONFIRM: Corroboration.CONFIRMED}


def _empty(schema: Mapping[str, pl.DataType | type[pl.DataType]]) -> Callable[[], pl.DataFrame]:
    return lambda: pl.DataFrame(schema=dict(schema))


@dataclass(frozen=True, slots=True)
class Judged:
    """``roots`` maps the id of a merged incident to that of the incident with which its claims count.

    ``codes`` are the codes of those. ``verdicts`` has the corroboration that a person gave, ``overrides`` the figures
    that a person set, ``covers`` the incidents that tell in one what others, their parts, tell one by one. By ids,
    ``special`` are the incidents with a verdict or an override, ``told_in_one`` the pairs of ``covers``.
    """

    roots: Mapping[int, int] = field(default_factory=dict)
    codes: Mapping[int, str] = field(default_factory=dict)
    special: frozenset[int] = frozenset()
    told_in_one: frozenset[tuple[int, int]] = frozenset()
    verdicts: pl.DataFrame = field(default_factory=_empty(_VERDICTS))
    overrides: pl.DataFrame = field(default_factory=_empty(_OVERRIDES))
    covers: pl.DataFrame = field(default_factory=_empty(_COVERS))

    @property
    def named(self) -> frozenset[int]:
        """The incidents about whose figures something was judged."""
        return self.special.union(*self.told_in_one)

    @classmethod
    def of(cls, connection: Connection, filters: Filters) -> "Judged":
        """All that stood at the moment that the filters look at."""
        rows = connection.execute(select(*_COLUMNS).where(*_about_incidents(filters)).order_by(col(Judgement.id))).all()
        if not rows:
            return cls()
        roots = _roots((row.incident_id, row.other_id) for row in rows if row.kind is JudgementKind.MERGE)
        codes = _codes(connection, {roots.get(n, n) for row in rows for n in (row.incident_id, row.other_id) if n})

        def root(number: int) -> int:
            return roots.get(number, number)

        def code(number: int) -> str:
            return codes[root(number)]

        verdicts = {code(row.incident_id): _VERDICT_OF[row.kind].number for row in rows if row.kind in _VERDICT_OF}
        pairs = {(root(r.incident_id), root(r.other_id)) for r in rows if r.kind is JudgementKind.COVERS}
        covers = frozenset((whole, part) for whole, part in pairs if whole != part)
        special = {*_VERDICT_OF, JudgementKind.OVERRIDE}
        overrides = {
            (code(row.incident_id), row.measure.number, row.population.number): (
                *(row.low, row.best, row.high),
                row.decided_by,
            )
            for row in rows
            if row.kind is JudgementKind.OVERRIDE and row.measure and row.population
        }
        return cls(
            roots,
            codes,
            frozenset(root(row.incident_id) for row in rows if row.kind in special),
            covers,
            pl.DataFrame(list(verdicts.items()), schema=_VERDICTS, orient="row"),
            pl.DataFrame([(*key, *value) for key, value in overrides.items()], schema=_OVERRIDES, orient="row"),
            pl.DataFrame(sorted((codes[w], codes[p]) for w, p in covers), schema=_COVERS, orient="row"),
        )


_COLUMNS = tuple(
    col(getattr(Judgement, name))
    for name in ("kind", "incident_id", "other_id", "measure", "population", "low", "best", "high", "decided_by")
)


def _about_incidents(filters: Filters) -> Iterable[ColumnElement[bool]]:
    yield col(Judgement.kind).not_in([JudgementKind.LINK, JudgementKind.UNLINK, JudgementKind.REVIEW])
    yield from held(filters)


def held(filters: Filters) -> Iterable[ColumnElement[bool]]:
    """What was judged and not undone at the moment that the view looks at."""
    undone = col(Judgement.undone_at)
    if filters.as_of is None:
        yield undone.is_(None)
    else:
        yield col(Judgement.recorded_at) <= filters.as_of
        yield or_(undone.is_(None), undone > filters.as_of)


def _roots(merges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """From each merged incident to the end of its chain."""
    into = {other: kept for kept, other in merges}
    roots = {}
    for start in into:
        seen, here = {start}, start
        while here in into and into[here] not in seen:
            here = into[here]
            seen.add(here)
        roots[start] = here
    return roots


def _codes(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(ids):
        statement = select(col(Incident.id), col(Incident.code)).where(col(Incident.id).in_(some))
        found.update({int(number or 0): code for number, code in connection.execute(statement)})
    return found


def with_judgements(figures: pl.DataFrame, judged: Judged, *, one_voice: bool = False) -> pl.DataFrame:
    """The figures of a view with what was judged of them.

    A figure that a person set stands in the place of the reconciled one; ``set_by`` says who. It is the register's own:
    where only ``one_voice`` is listened to, a source's, it is not put into that source's mouth. ``counted`` is false
    for what stays out of sums: the discounted, and what another figure tells too (:mod:`db.judgements.told_in_one`).
    """
    overrides = judged.overrides.clear() if one_voice else judged.overrides
    is_set, plain = pl.col("set_by").is_not_null(), pl.col("sex").is_null() & pl.col("age").is_null()
    found = (
        figures.join(overrides, on=["incident", "measure", "population"], how="left", maintain_order="left")
        .with_columns(set_by=pl.when(plain & (pl.col("unit") == Unit.PERSON.number)).then("set_by"))
        .with_columns(
            *(pl.when(is_set).then(f"set_{name}").otherwise(name).alias(name) for name in ("low", "best", "high")),
            *(pl.when(~is_set).then(name).alias(name) for name in ("quantifier", "word")),
            chosen=pl.when(is_set).then("set_by").otherwise("chosen"),
        )
        .join(judged.verdicts, on="incident", how="left", maintain_order="left")
        .with_columns(corroboration=pl.coalesce("verdict", "corroboration"))
        .drop("set_low", "set_best", "set_high", "verdict")
    )
    stands = pl.col("corroboration") != Corroboration.DISCOUNTED.number
    elsewhere = told_elsewhere(found.filter(stands), judged.covers).with_columns(elsewhere=pl.lit(value=True))
    return (
        found.join(elsewhere, on=list(GROUP), how="left", nulls_equal=True, maintain_order="left")
        .with_columns(counted=stands & pl.col("elsewhere").is_null())
        .drop("elsewhere")
    )
