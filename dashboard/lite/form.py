"""The filters of the plain page: a form that asks for the same address as the filter bar writes."""

from collections.abc import Iterable
from typing import Final

from dashboard.components.filter_bar import DAY_SHAPE, control_values
from dashboard.components.ids import Control
from dashboard.locale import Speaker, msg
from dashboard.markup import Markup, tag
from dashboard.view import SHOWABLE, words_of
from dashboard.wording import reliability_words, source_words
from db.answers import Choices, PlaceRecord
from db.conventions.registry import Convention
from db.vocabulary import Corroboration, PlaceLevel, Policy, Population, Reliability, Word

MOST_OPTIONS: Final = 150
"""Of places or of sources; where there are more, they are typed."""

_POLICY_UNSAID: Final = msg("None chosen")
_ID: Final = "lite-"
_KEPT: Final = ("lang", "digits", "series", "code")
Option = tuple[str, str]
"""The word in the address and its label."""


def filter_form(choices: Choices, search: str, speaker: Speaker, action: str) -> Markup:
    """The filters of an address, filled in, also those that can't be used."""
    text, values = speaker.text, control_values(search)
    words = words_of(search)
    said = values | {Control.POLICY: words.get(Control.POLICY.parameter, "")}  # a policy that is only implied stays so
    fields = [
        _day(Control.SINCE, text("From"), values, speaker),
        _day(Control.UNTIL, text("To"), values, speaker),
        _chosen_or_typed(Control.PLACE, text("Place"), text("All places"), _places(choices.places, speaker), values),
        _chosen(Control.MEASURE, text("Measure"), text("All measures"), _terms(choices.measures, speaker), values),
        _chosen_or_typed(Control.SOURCE, text("Source"), text("All sources"), _sources(choices, speaker), values),
        _chosen(Control.POPULATION, text("Population"), text("Everyone counted"), _terms(Population, speaker), values),
        _chosen(Control.RELIABILITY, text("Least reliability"), text("Any grade, or none"), _grades(speaker), values),
        _chosen(Control.CORROBORATION, text("Corroboration"), text("Any"), _terms(Corroboration, speaker), values),
        _chosen(Control.POLICY, text("Policy"), text(_POLICY_UNSAID), _terms(Policy, speaker), said),
        _chosen(Control.CONVENTION, text("Convention"), text("None: words stay"), _terms(Convention, speaker), values),
        _day(Control.AS_OF, text("As known on"), values, speaker),
        _field(text("Show"), "show", _select("show", "", _terms(SHOWABLE, speaker), words.get("show", ""))),
    ]
    kept = [tag("input", type="hidden", name=name, value=words[name]) for name in _KEPT if name in words]
    button = tag("button", text("Show this view"), type="submit")
    return tag("form", kept, fields, button, method="get", action=action)


def _day(control: Control, label: str, values: dict[Control, str], speaker: Speaker) -> Markup:
    shape: dict[str, str | int] = {
        "placeholder": speaker.text(DAY_SHAPE),
        "size": len(DAY_SHAPE),
        "maxlength": len(DAY_SHAPE),
        "dir": "ltr",
    }
    return _typed(control, label, values, **shape)


def _typed(control: Control, label: str, values: dict[Control, str], **shape: str | int) -> Markup:
    name = control.parameter
    return _field(label, name, tag("input", id=f"{_ID}{name}", type="text", name=name, value=values[control], **shape))


def _chosen(control: Control, label: str, everything: str, options: list[Option], values: dict[Control, str]) -> Markup:
    return _field(label, control.parameter, _select(control.parameter, everything, options, values[control]))


def _chosen_or_typed(
    control: Control, label: str, everything: str, options: list[Option], values: dict[Control, str]
) -> Markup:
    if len(options) > MOST_OPTIONS:
        return _typed(control, label, values)
    return _chosen(control, label, everything, options, values)


def _select(name: str, everything: str, options: list[Option], value: str) -> Markup:
    """A choice; a value of the address that is none of the options stays one, so that it isn't lost unseen."""
    told = [("", everything), *options] if everything else options
    if value and value not in dict(told):
        told = [*told, (value, value)]
    return tag("select", [_option(each, label, value) for each, label in told], id=f"{_ID}{name}", name=name)


def _option(value: str, label: str, chosen: str) -> Markup:
    return tag("option", label, value=value, selected=value == chosen)


def _field(label: str, name: str, control: Markup) -> Markup:
    return tag("div", tag("label", label, for_=f"{_ID}{name}"), control)


def _terms(words: Iterable[Word], speaker: Speaker) -> list[Option]:
    return [(word.value, speaker.term(word)) for word in words]


def _grades(speaker: Speaker) -> list[Option]:
    """Every grade but F, which is "cannot be judged" and no least of anything."""
    return [(grade.value, reliability_words(grade, speaker)) for grade in Reliability if grade is not Reliability.F]


def _places(places: Iterable[PlaceRecord], speaker: Speaker) -> list[Option]:
    """Countries and governorates; what is smaller is chosen in the full page."""
    wide = (PlaceLevel.COUNTRY, PlaceLevel.GOVERNORATE)
    return [(place.pcode, place.name(speaker.language)) for place in places if place.level in wide]


def _sources(choices: Choices, speaker: Speaker) -> list[Option]:
    return [(name, source_words(name, name_ar, speaker)) for name, name_ar in choices.sources]
