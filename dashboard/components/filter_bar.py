"""The filter bar: what part of the register is looked at. Its state is the address."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.components.ids import Control, Frame
from dashboard.locale import Speaker, msg
from dashboard.view import search_of, without_filters, words_of
from dashboard.wording import reliability_words, source_words
from db.answers import Choices, PlaceRecord
from db.conventions.registry import Convention, implied_policy
from db.filters import Filters
from db.vocabulary import Corroboration, PlaceLevel, Policy, Population, Reliability, Word

Option = dict[str, Any]
DAYS: Final = (Control.SINCE, Control.UNTIL, Control.AS_OF)
DAY_SHAPE: Final = msg("YYYY-MM-DD")
_DAY: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d\d)(\d\d))")
_LATIN_DIGITS: Final = {ord(digit): str(n % 10) for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}


def filter_bar(choices: Choices, search: str, speaker: Speaker, *, hidden: bool = False) -> Component:
    """The bar with the address's values filled in; on a phone its fields are behind a button."""
    text = speaker.text
    return html.Section(
        [
            html.Button(
                [text("Filters"), html.Span(in_force_words(search, speaker), id=Frame.FILTERS_IN_FORCE)],
                id=Frame.FILTERS_TOGGLE,
                className="filters-toggle",
                **aria(expanded="false", controls=Frame.FILTERS),
            ),
            html.Div(_fields(choices, control_values(search), speaker), className="filters-fields"),
            html.Div(reset_link(search, speaker), id=Frame.RESET, className="filters-reset"),
        ],
        id=Frame.FILTERS,
        className="filters",
        hidden=hidden,
        **aria(label=text("Filters")),
        **data(open="false"),
    )


def reset_link(search: str, speaker: Speaker) -> Component:
    """Back to the whole register in one click; the language stays."""
    return dcc.Link(speaker.text("Reset filters"), href=without_filters(search) or "?", className="quiet-link")


def control_values(search: str) -> dict[Control, str]:
    """What each input shows for an address; a moment is shown as its day."""
    words = words_of(search)
    values = {control: words.get(control.parameter, "") for control in Control}
    if (implied := _policy_unsaid(words)) != Filters().policy:
        values[Control.POLICY] = values[Control.POLICY] or implied
    values[Control.AS_OF] = values[Control.AS_OF][: len(DAY_SHAPE)]
    return values


def synchronise(search: str, changed: dict[Control, str | None]) -> str:
    """The address after some inputs were changed; all else in it stays, but for the page of a table, now another."""
    words = words_of(search)
    before = control_values(search)
    for control, value in changed.items():
        written = day_typed(value or "") if control in DAYS else value or ""
        if written != before[control]:
            words[control.parameter] = written
            words.pop("page", None)
    if Control.POLICY in changed and not changed[Control.POLICY] and before[Control.POLICY]:
        words[Control.POLICY.parameter] = Filters().policy  # what stands in the emptied input, whatever is implied
    unsaid = {Control.POLICY.parameter: _policy_unsaid(words)}
    return search_of({name: value for name, value in words.items() if value and value != unsaid.get(name)})


def in_force_words(search: str, speaker: Speaker) -> str:
    """How many filters an address sets, in brackets; nothing for none."""
    words = words_of(search)
    set_there = (*(control.parameter for control in Control), "incident")
    number = sum(1 for name in set_there if words.get(name))
    return f" ({speaker.number(number)})" if number else ""


def day_typed(text: str) -> str:
    """A day as people type it, as the address writes it; what can't be read stays, for the filters to name.

    Only the order year, month, day is read: 03/04/2024 may be in March or in April.
    """
    latin = unicodedata.normalize("NFKC", text.strip()).translate(_LATIN_DIGITS)
    parts = _DAY.fullmatch(latin)
    return "-".join(part.zfill(2) for part in parts.groups() if part) if parts else latin


def _policy_unsaid(words: Mapping[str, str]) -> str:
    """The policy of an address that names none, which its convention may imply."""
    asked = words.get(Control.CONVENTION.parameter)
    return implied_policy(next((convention for convention in Convention if convention == asked), None))


def _fields(choices: Choices, values: dict[Control, str], speaker: Speaker) -> list[Component]:
    text = speaker.text
    measures = choices.measures
    return [
        _day(Control.SINCE, text("From"), values, speaker),
        _day(Control.UNTIL, text("To"), values, speaker),
        _choice(Control.PLACE, text("Place"), text("All places"), place_options(choices.places, speaker), values),
        _choice(Control.MEASURE, text("Measure"), text("All measures"), _terms(measures, speaker), values),
        _choice(Control.SOURCE, text("Source"), text("All sources"), _sources(choices, speaker), values),
        _choice(Control.POPULATION, text("Population"), text("Everyone counted"), _terms(Population, speaker), values),
        _choice(Control.RELIABILITY, text("Least reliability"), text("Any grade, or none"), _grades(speaker), values),
        _choice(Control.CORROBORATION, text("Corroboration"), text("Any"), _terms(Corroboration, speaker), values),
        _choice(Control.POLICY, text("Policy"), speaker.term(Policy.ENVELOPE), _terms(Policy, speaker), values),
        _choice(Control.CONVENTION, text("Convention"), text("None: words stay"), _terms(Convention, speaker), values),
        _day(Control.AS_OF, text("As known on"), values, speaker),
    ]


def _day(control: Control, label: str, values: dict[Control, str], speaker: Speaker) -> Component:
    """A day, year first. A browser's own input shows 3 April as 04/03 or as 03/04, after the browser's language."""
    field: Component = dmc.TextInput(
        id=control,
        label=label,
        placeholder=speaker.text(DAY_SHAPE),
        value=values[control],
        debounce=True,  # half a day is none: read when it is left or entered
        inputProps={"dir": "ltr", "autoComplete": "off", "maxLength": len(DAY_SHAPE)},
        size="sm",
    )
    return field


def _choice(
    control: Control, label: str, everything: str, options: list[Option], values: dict[Control, str]
) -> Component:
    field: Component = dmc.Select(
        id=control,
        label=label,
        data=options,
        value=values[control] or None,
        placeholder=everything,
        clearable=True,
        searchable=True,
        size="sm",
        comboboxProps={"shadow": "md", "withinPortal": False},  # stays in the landmark of the filters
        withScrollArea=False,  # the list itself scrolls, which assistive technology expects of a list
        attributes={"options": {"tabIndex": -1}},  # and the Tab key goes past it
        clearButtonProps={"aria-label": f"{label}: {everything}", "aria-hidden": False, "tabIndex": 0},
    )
    return field


def _terms(words: Iterable[Word], speaker: Speaker) -> list[Option]:
    return [{"value": word.value, "label": speaker.term(word)} for word in words]


def _grades(speaker: Speaker) -> list[Option]:
    """Every grade but F, which is "cannot be judged" and no least of anything."""
    grades = [grade for grade in Reliability if grade is not Reliability.F]
    return [{"value": grade.value, "label": reliability_words(grade, speaker)} for grade in grades]


def _sources(choices: Choices, speaker: Speaker) -> list[Option]:
    return [{"value": name, "label": source_words(name, name_ar, speaker)} for name, name_ar in choices.sources]


def place_options(places: Iterable[PlaceRecord], speaker: Speaker) -> list[Option]:
    """Governorates, each with its districts under it; places that lie in no governorate under their level."""
    by_code = {place.pcode: place for place in places}
    groups: dict[str, list[Option]] = {}
    for place in sorted(by_code.values(), key=lambda place: (place.level.number, place.name(speaker.language))):
        top = _governorate(place, by_code)
        heading = speaker.term(place.level) if top is None else top.name(speaker.language)
        groups.setdefault(heading, []).append({"value": place.pcode, "label": place.name(speaker.language)})
    return [{"group": heading, "items": items} for heading, items in groups.items()]


def _governorate(place: PlaceRecord, by_code: dict[str, PlaceRecord]) -> PlaceRecord | None:
    found: PlaceRecord | None = place
    while found is not None and found.level is not PlaceLevel.GOVERNORATE:
        found = by_code.get(found.parent) if found.parent else None
    return found
