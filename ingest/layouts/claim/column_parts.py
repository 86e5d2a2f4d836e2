"""Claims of columns whose names say more than a measure: keys of their own, and the whole that a group is a part of."""

import polars as pl

from ingest.layouts.distinct import LINE


def with_parts_of_columns(claims: pl.DataFrame) -> pl.DataFrame:
    """``key`` and ``subset_of`` of claims, after ``with_keys``: children are a part of the killed of their own row."""
    if claims["column_part"].null_count() == len(claims):
        return claims
    parted = pl.concat_str("key", pl.lit("/"), "column_part")
    named = claims.with_columns(key=pl.coalesce(parted, "key"))
    wholes = named.filter(pl.col("column_whole").is_null()).select(
        LINE, "measure", column_whole=pl.col("column_part").fill_null(""), key_of_whole="key"
    )
    by = [LINE, "measure", "column_whole"]
    joined = named.join(wholes.unique(by, keep="first", maintain_order=True), on=by, how="left", maintain_order="left")
    return joined.with_columns(subset_of=pl.coalesce("subset_of", "key_of_whole")).drop("key_of_whole")
