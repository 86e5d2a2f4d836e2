"""The empty form that people fill in: every column of the generic layout, with rows that show how."""

import csv
import io

from ingest.layouts.fields import generic

EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "id": "example-1",
        "source": "Example field office",
        "date": "2024-11-29",
        "place": "Idleb",
        "governorate": "Idleb",
        "pcode": "SY07",
        "killed": "at least 4",
        "injured": "6",
        "population": "civilian",
    },
    {
        "id": "example-2",
        "source": "Example newspaper",
        "origin": "Example rescue service",
        "date": "29–30 November 2024",
        "place": "Aleppo",
        "governorate": "Aleppo",
        "killed": "8–12",
        "injured": "dozens",
        "displaced": "200 families",
        "household_size": "5.1",
        "household_size_source": "Example survey of 2024",
        "published": "2024-12-01",
        "title": "Example article",
        "url": "https://example.org/article",
    },
)

COLUMNS = (
    *("id", "source", "origin", "date", "from", "to", "as_of", "place", "governorate", "pcode"),
    *("killed", "injured", "displaced", "measure", "value", "low", "best", "high", "unit"),
    *("household_size", "household_size_source"),
    *("series", "population", "sex", "age", "subset_of", "basis", "incident", "cause", "attributed_to"),
    *("definition", "title", "publisher", "url", "published", "language", "excerpt", "reason", "notes"),
)


def template_csv(*, with_examples: bool = False) -> str:
    """The template as CSV text, with a byte order mark so that spreadsheet programs read its Arabic.

    Empty unless asked: an example that somebody forgets to delete would be a claim that nobody made.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    if with_examples:
        writer.writerows(EXAMPLES)
    return "\ufeff" + out.getvalue()


def column_help() -> list[tuple[str, str, str]]:
    """Every column as (name, other names it is known by, what it is about), for help texts and the Method page."""
    layout = generic()
    described = [(name, ", ".join(f.columns[1:]), f.about) for name, f in layout.fields.items()]
    return described + [
        (measure.value, ", ".join(names), f"{measure.term.definition} In digits or words.")
        for measure, names in layout.measures.items()
    ]
