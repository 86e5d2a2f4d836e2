"""What the matcher got wrong, by kind, so that the figures of ``bench_matching`` can be understood."""

from collections import Counter
from datetime import date

import polars as pl

from tests.benchmarks.matching_truth import Truth

CITY_KM = 5


def wrong_kinds(found: Truth, made: pl.DataFrame) -> Counter[str]:
    """Links that were made and are not known."""
    wrong = made.filter(~pl.col("right_answer"))
    return Counter(_wrong(found, row) for row in wrong.iter_rows(named=True))


def _wrong(found: Truth, row: dict[str, object]) -> str:
    links = found.links
    own = links.filter(pl.col("event") == row["event"])
    if row["incident"] in set(links["incident"]):
        others = set(links.filter(pl.col("incident") == row["incident"])["event"])
        return f"the incident is known to be of another event{_near(found, str(row['event']), others)}"
    if _reports(found, str(row["event"])) > len(own):
        return "the event lists more reports of Airwars than have a known link: may be right"
    return f"the event is known to be of another incident{_near(found, str(row['incident']), set(own['incident']))}"


def _near(found: Truth, code: str, others: set[str]) -> str:
    """Whether the right one happened beside the wrong one."""
    sides = found.known.sides.select("code", "date_from", "lat", "lon")
    here = sides.filter(pl.col("code") == code)
    near = sides.filter(pl.col("code").is_in(list(others))).join(here, how="cross", suffix="_2")
    beside = near.filter(
        (pl.col("date_from") - pl.col("date_from_2")).dt.total_days().abs() <= 1,
        (pl.col("lat") - pl.col("lat_2")).abs() < CITY_KM / 111,
        (pl.col("lon") - pl.col("lon_2")).abs() < CITY_KM / 90,
    )
    return f", within a day and {CITY_KM} km of this one" if len(beside) else ""


def _reports(found: Truth, event: str) -> int:
    numbers = found.known.sides.filter(pl.col("code") == event).select("id")
    told = found.known.built.join(numbers, on="id").filter(pl.col("built_from") == "Airwars")
    return int(told["reports"].max() or 0)  # type: ignore[arg-type]


def missed_kinds(
    found: Truth, labelled: pl.DataFrame, thresholds: dict[str, pl.Expr], period: tuple[date, date]
) -> Counter[str]:
    """Known links that no rule made."""
    held = set(found.known.sides["code"])
    scored = labelled.with_columns(
        made=pl.col("score") >= thresholds["automatic"], asked_about=pl.col("score") >= thresholds["with questions"]
    ).select("event", "incident", "score", "rival", "made", "asked_about", "reports")
    rows = found.among(period).join(scored, on=["event", "incident"], how="left")
    return Counter(
        _missed(row, held) for row in rows.filter(pl.col("made").fill_null(value=False).not_()).iter_rows(named=True)
    )


def _missed(row: dict[str, object], held: set[str]) -> str:
    if row["event"] not in held:
        return "UCDP counts a period and not an incident"
    if row["incident"] not in held:
        return "Airwars states no figure"
    if row["score"] is None:
        return "too far apart to be compared, or the event is taken to have its report"
    several = "an event of several reports" if int(str(row["reports"])) > 1 else "an event of one report"
    return f"{several}, {'a question for a person' if row['asked_about'] else 'another one is likelier'}"
