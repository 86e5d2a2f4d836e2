"""What recorders say: that an event is built from another's reports, that a code is an incident's former one.

A statement is not a likeness. That one event is built from three reports of a recorder says how many to look for; a
code that is cited says which.
"""

import re
from collections.abc import Mapping
from typing import Final

import polars as pl

_SENTENCE: Final = re.compile(r"\.+(?:\s|$)|\n")
_LISTED: Final = re.compile(r"[:;,/|]|\band\b")
_CODE: Final = r"\b[A-Z]{1,8}[A-Z-]*\d{2,}[A-Za-z]{0,2}\b"
"""What looks like a recorder's code: letters and at least two digits (``S1126a``, ``CS225``, ``DEBSYR260302a``)."""


def built_from(sides: pl.DataFrame, origins: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """``id``, ``built_from`` (a recorder), ``reports``: whose reports each incident is said to be built from, how many.

    It counts how often one sentence lists a recorder by name (``Published by: SOHR;Airwars;Airwars``: two reports).
    ``origins`` (``id``, ``origin``) are the sources that claims relay; ``names`` maps spellings to the register's.
    """
    spelt = {" ".join(spelling.split()).casefold(): name for spelling, name in names.items()}
    counted: dict[tuple[int, str], int] = {}
    for number, text in sides.select("id", "text").iter_rows():
        for sentence in set(_SENTENCE.split(text)):
            listed = [spelt.get(" ".join(word.split()).casefold()) for word in _LISTED.split(sentence)]
            for name in set(listed) - {None}:
                assert name is not None  # noqa: S101  (for the type checker)
                counted[number, name] = max(counted.get((number, name), 0), listed.count(name))
    for number, name in origins.select("id", "origin").drop_nulls().iter_rows():
        counted.setdefault((number, name), 1)
    rows = [(number, name, reports) for (number, name), reports in sorted(counted.items())]
    found = pl.DataFrame(rows, schema=_BUILT, orient="row")
    own = sides.select("id", "recorders").explode("recorders", empty_as_null=False)
    return found.join(own, left_on=["id", "built_from"], right_on=["id", "recorders"], how="anti")


_BUILT: Final = {"id": pl.Int64, "built_from": pl.String, "reports": pl.Int64}


def cited(sides: pl.DataFrame, built: pl.DataFrame) -> pl.DataFrame:
    """``one`` cites a code of ``other``: ``one``, ``other``, ``cited``, ``bearers`` (how many bear the code).

    A code counts where it is one that the named recorder uses or used: letters and figures alone name nothing.
    """
    texts = sides.join(built.select("id", "built_from").unique(), on="id").select(
        one="id", recorder="built_from", cited=pl.col("text").str.extract_all(_CODE)
    )
    naming = texts.explode("cited", empty_as_null=False).unique()
    bearers = _borne(sides)
    return (
        naming.join(bearers, on=["recorder", "cited"])
        .filter(pl.col("one") != pl.col("id"))
        .with_columns(bearers=pl.col("id").n_unique().over("one", "cited"))
        .select("one", other="id", cited="cited", bearers="bearers")
        .unique()
        .sort("one", "other", "cited")
    )


def former(sides: pl.DataFrame) -> pl.DataFrame:
    """``one`` bore a code that ``other`` of its recorder still bears: ``one``, ``other``, ``cited``, ``bearers``."""
    had = sides.select(one="id", recorder="recorder", cited="former").explode("cited", empty_as_null=False)
    borne = sides.select("id", "recorder", cited=_own_code())
    return (
        had.join(borne, on=["recorder", "cited"])
        .filter(pl.col("one") != pl.col("id"))
        .with_columns(bearers=pl.col("one").n_unique().over("id"))
        .select("one", other="id", cited="cited", bearers="bearers")
        .sort("one", "other", "cited")
    )


def _borne(sides: pl.DataFrame) -> pl.DataFrame:
    """``id``, ``recorder``, ``cited``: every code of an incident, the one that it has and those that it had."""
    now = sides.select("id", "recorder", cited=_own_code())
    before = sides.select("id", "recorder", cited="former").explode("cited", empty_as_null=False)
    return pl.concat([now, before]).filter(pl.col("cited").is_not_null()).unique()


def _own_code() -> pl.Expr:
    """``Airwars:CS225`` is ``CS225`` in its recorder's own words."""
    return pl.col("code").str.replace(r"^[^:]*:", "")
