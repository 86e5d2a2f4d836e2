"""What a line is of, and the columns that say what it comes to."""

from typing import Final

import polars as pl

from db.vocabulary import Series

START: Final = pl.when(pl.col("series") == Series.CUMULATIVE.number).then("date_from").alias("start")
"""The day that a toll counts from; of another day it is another toll, and neither takes the other's place."""

LINE: Final = (
    *("measure", "series", "source", "origin", "direct", "population", "sex", "age", "unit", "basis", "subset_of"),
    *("start", "place_key", "definition_key"),
)
"""What a line is of."""

WORDS: Final = ("place", "pcode", "definition")
"""What a line is called: of several spellings the newest."""

_FIGURE: Final = ("key", "low", "best", "high", "quantifier", "word", "date_from", "date_to", "speaks_of", "published")
_COVERED: Final = "covered"


def shape(frame: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """The columns of lines; those of periods alone have the days that they cover."""
    covered = [_COVERED] if _COVERED in frame.columns else []
    return frame.select(*keys, *LINE, *WORDS, *_FIGURE, *covered, pl.col("claims").cast(pl.UInt32))
