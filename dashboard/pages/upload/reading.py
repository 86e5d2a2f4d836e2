"""How a file is to be read, as its sender says: which sheet, day or month first, decimals, how many a household has."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import data
from dashboard.locale import Speaker, msg
from dashboard.pages.upload.ids import Upload
from ingest.issues import Issue
from ingest.layouts.stated import DecimalMark, Stated, stated_in_words
from ingest.normalize.date import DayOrder
from ingest.ways_out import ON_THE_PAGE

TITLE: Final = msg("How to read this file")

READING: Final = "reading"
"""What the page sends of it, among what is said of an upload."""

_FIELDS: Final = {
    "sheet": Upload.READ_SHEET,
    "day_order": Upload.READ_DAYS,
    "decimal_mark": Upload.READ_DECIMALS,
    "household_size": Upload.READ_SIZE,
    "household_size_source": Upload.READ_SIZE_SOURCE,
}
_OF_SHEETS: Final = frozenset({"other_sheets", "hidden_sheets", "sheet_chosen", "no_such_sheet"})
_DAYS: Final = {
    "": msg("as their column shows"),
    DayOrder.DAY_FIRST.value: msg("the day comes first"),
    DayOrder.MONTH_FIRST.value: msg("the month comes first"),
}
_DECIMALS: Final = {
    "": msg("as they show themselves"),
    DecimalMark.POINT.value: msg("a point stands before decimals"),
    DecimalMark.COMMA.value: msg("a comma stands before decimals"),
}


def words_of_reading(said: Mapping[str, Any] | None) -> dict[str, str]:
    """What was said of how to read a file, by field, without what is blank."""
    sent = (said or {}).get(READING)
    words = {name: str(sent.get(name) or "").strip() for name in _FIELDS} if isinstance(sent, dict) else {}
    return {name: word for name, word in words.items() if word}


def stated_of(said: Mapping[str, Any] | None) -> Stated:
    """The same as the pipeline takes it. Raises ``HouseholdSizeError``."""
    return stated_in_words(**words_of_reading(said))


def reading_step(words: Mapping[str, str], token: str, issues: Sequence[Issue], speaker: Speaker) -> Component:
    """The fields, with what was said, and the button that previews the file anew; open where a way out points here."""
    text = speaker.text
    explained = text(
        "This settles what could be read in two ways, in this file alone. A row that contradicts it is rejected."
    )
    return html.Details(
        [
            html.Summary(text(TITLE)),
            html.P(explained),
            html.Div(_fields(words, token, issues, speaker), className="reading-fields"),
            html.Div(html.Button(text("Read it so"), id=Upload.READ, className="button"), className="onward"),
        ],
        id=Upload.READING,
        open=bool(words) or any(ON_THE_PAGE in issue.remedy for issue in issues),
        className="as-table reading-step",
        **data(token=token, fields=" ".join(f"{name}={part}" for name, part in _FIELDS.items())),
    )


def _fields(words: Mapping[str, str], token: str, issues: Sequence[Issue], speaker: Speaker) -> list[Component]:
    text = speaker.text
    about_sheet = text("Without a name the first that has a table of claims is read.")
    sheet = _input("sheet", text("Sheet of the workbook"), about_sheet, words)
    several = "sheet" in words or not _OF_SHEETS.isdisjoint(issue.code for issue in issues)
    return [
        *([sheet] if several else []),
        _select("day_order", text("Dates such as 03/04/2024"), _DAYS, words, token, speaker),
        _select("decimal_mark", text("Numbers such as 1.200"), _DECIMALS, words, token, speaker),
        _input("household_size", text("People in a household"), text("Only where no row says it."), words),
        _input("household_size_source", text("Who says so"), text("No size is kept without."), words),
    ]


def _select(
    name: str, label: str, options: Mapping[str, str], words: Mapping[str, str], token: str, speaker: Speaker
) -> Component:
    """A plain select; ``key`` draws it anew for another file, or once another answer holds."""
    chosen = words.get(name, "")
    offered = [
        html.Option(speaker.text(said), value=value, selected=value == chosen) for value, said in options.items()
    ]
    select = html.Select(offered, id=_FIELDS[name], key=f"{token} {chosen}", className="column-select")
    return html.Label([label, select], htmlFor=_FIELDS[name])


def _input(name: str, label: str, description: str, words: Mapping[str, str]) -> Component:
    field: Component = dmc.TextInput(
        id=_FIELDS[name],
        label=label,
        description=description,
        value=words.get(name, ""),
        debounce=True,  # known as soon as it is left, and not one timer later
    )
    return field
