"""Totals as a page says them: where they are of by the names that the reader knows, and when as far as it is true."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dashboard.charts.running_lines import Reader, place_name
from db.answers import Total


def readable(totals: Iterable[Total], reader: Reader) -> list[Total]:
    """The totals with their places in the reader's language.

    A place is said as narrowly as the source says it: a village keeps its own name where only its governorate has a
    P-code. A sum of the days of a period was not published on its first.
    """
    return [replace(total, place=_place(total, reader), published=_published(total)) for total in totals]


def _published(total: Total) -> date | None:
    early = total.published is not None and total.until is not None and total.published < total.until
    return None if early and total.claims > 1 else total.published


def _place(total: Total, reader: Reader) -> str | None:
    if total.place:
        return place_name(total.place, reader)
    return reader.places.get(total.pcode or "")
