"""Why the rule judges as it does, in a sentence that names the evidence."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from ingest.incidents.reasons import because

_NAMES = {"killed_all": "killed", "killed_civilian": "civilians", "injured": "injured"}
"""The figures of a side, and the codes of their words."""


def reasons(sides: pl.DataFrame, scored: pl.DataFrame) -> pl.Series:
    """A reason for each row of ``scored``."""
    figures = [f"{kind}_{end}" for kind in _NAMES for end in ("low", "high")]
    about = sides.select("id", "recorder", "date_from", "date_to", "place", *figures)
    second = about.rename({name: f"{name}_2" for name in about.columns if name != "id"})
    told = scored.join(about, left_on="left", right_on="id", maintain_order="left").join(
        second, left_on="right", right_on="id", maintain_order="left"
    )
    return pl.Series("reason", [". ".join(_parts(row)) + "." for row in told.iter_rows(named=True)], dtype=pl.String)


def _parts(row: dict[str, Any]) -> Iterator[str]:
    yield "; ".join([_days(row), _where(row), *_figures(row)])
    if row["stated"]:
        said = {"recorder": row["recorder"], "other": row["recorder_2"], "reports": row["reports"]}
        yield because("sentences", "builds_on" if row["reports"] == 1 else "builds_on_reports", **said)
    scores = {"score": f"{row['score']:.2f}", "rival": f"{row['rival']:.2f}"}
    yield because("sentences", "score_rival" if row["reports"] == 1 else "score", **scores)


def _days(row: dict[str, Any]) -> str:
    one, other = (f"{row[f'date_from{side}']}" for side in ("", "_2"))
    if one == other and row["date_to"] == row["date_to_2"]:
        return because("days", "same_day" if row["date_from"] == row["date_to"] else "same_days")
    return because("days", "other_days", one=_range(row, ""), other=_range(row, "_2"))


def _range(row: dict[str, Any], side: str) -> str:
    begin, end = row[f"date_from{side}"], row[f"date_to{side}"]
    return f"{begin}" if begin == end else f"{begin} to {end}"


def _where(row: dict[str, Any]) -> str:
    named = {"one": row["place"] or "?", "other": row["place_2"] or "?"}
    if row["km"] is None:
        return because("places", "no_distance", **named)
    return because("places", "apart", km=f"{row['km']:.1f}", **named)


def _figures(row: dict[str, Any]) -> Iterator[str]:
    yield because("figures", "against", one=figures_of(row), other=figures_of(row, "_2"))


def figures_of(row: dict[str, Any], side: str = "") -> str:
    """The figures of a row of ``ingest.incidents.sides`` in words; "no figure" where it has none."""
    return ", ".join(filter(None, (_figure(row, kind, side) for kind in _NAMES))) or because("sides", "nothing")


def _figure(row: dict[str, Any], kind: str, side: str) -> str:
    low, high = row[f"{kind}_low{side}"], row[f"{kind}_high{side}"]
    if low is None and high is None:
        return ""
    if low is None:
        return because("sides", f"{_NAMES[kind]}_up_to", figure=high)
    stated = f"{low}+" if high is None else f"{low}" if low == high else f"{low}–{high}"
    return because("sides", _NAMES[kind], figure=stated)
