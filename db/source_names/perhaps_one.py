"""Speakers of one figure that may be one organisation under two names, and so are no second origin.

Two spellings of a name would corroborate each other. They count as one origin while one of them is not graded: to grade
both (F, if nothing more is known) is to say that they are two.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl

from db.source_names.nearness import may_be_one
from db.vocabulary import Reliability

_GRADED: Final = len(Reliability)


def perhaps_one(claims: pl.DataFrame, group: Sequence[str]) -> pl.DataFrame:
    """A row for each ``group`` with such speakers: their names, ``alike``, and by how many they are ``too_many``.

    ``claims`` have ``speaker`` and ``rank``, as :func:`db.views.frame.load` gives them.
    """
    found = _near_pairs(claims, group)
    rows = [(*key, *_in_words(pairs)) for *key, pairs in found.iter_rows()]
    kinds = {name: claims.schema[name] for name in group}
    return pl.DataFrame(rows, schema={**kinds, "alike": pl.List(pl.String), "too_many": pl.UInt32}, orient="row")


def _near_pairs(claims: pl.DataFrame, group: Sequence[str]) -> pl.DataFrame:
    """The pairs of names by group."""
    spoke = claims.select(*group, "speaker", "rank").drop_nulls("speaker").unique([*group, "speaker"])
    several = spoke.filter(pl.struct(group).is_duplicated())
    both = several.join(several, on=list(group), nulls_equal=True, suffix="_other").filter(
        pl.col("speaker") < pl.col("speaker_other"),
        (pl.col("rank") > _GRADED) | (pl.col("rank_other") > _GRADED),
    )
    names = both.select("speaker", "speaker_other").unique()
    near = [pair for pair in names.iter_rows() if may_be_one(*pair)]
    table = pl.DataFrame(near, schema={"speaker": pl.String, "speaker_other": pl.String}, orient="row")
    own = both.join(table, on=["speaker", "speaker_other"], how="semi")
    return own.group_by(group).agg(pairs=pl.struct("speaker", "speaker_other"))


def _in_words(pairs: Iterable[dict[str, str]]) -> tuple[list[str], int]:
    """The names in their order, and how many of them are another's."""
    heads: dict[str, str] = {}

    def head(name: str) -> str:
        while (other := heads.setdefault(name, name)) != name:
            name = other
        return name

    for pair in pairs:
        one, other = sorted(head(name) for name in pair.values())
        heads[other] = one
    return sorted(heads), len(heads) - len({head(name) for name in heads})
