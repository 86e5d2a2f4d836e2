"""A part of a page that is only read: sent as one component with its HTML in it.

Dash looks at every component of a page at each change of any other: a page of two thousand cells took a browser ten
seconds and more. What has no ids and answers to nothing is written out here and put in place by ``assets/js/still.js``,
where links lead on as they do elsewhere.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from dash.development.base_component import Component

from dashboard.components.aria import data
from dashboard.markup import plain

Whole = TypeVar("Whole", bound=Component)
FEW: Final = 12
"""Components that are not worth writing out."""


def still(drawn: Whole) -> Whole:
    """The component with what is in it written out; its own attributes stay. Ids and callbacks within are lost."""
    told = drawn.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    own = {name: value for name, value in told.items() if name != "children"}
    return type(drawn)(**own, **data(still=plain(getattr(drawn, "children", None))))


def stilled(parts: Iterable[Any]) -> list[Any]:
    """Parts of a page, of which those are written out that are large and only read."""
    return [still(part) if _is_only_read(part) else part for part in parts]


def _is_only_read(part: Any) -> bool:
    if not isinstance(part, Component) or part._namespace != _HTML:
        return False
    within = list(_within(part))
    return len(within) > FEW and all(map(_has_plain_form, within))


def _within(part: Any) -> Iterator[Component]:
    held = getattr(part, "children", None)
    for child in held if isinstance(held, (list, tuple)) else [held]:
        if isinstance(child, Component):
            yield child
            yield from _within(child)


def _has_plain_form(part: Component) -> bool:
    is_link = (part._namespace, part._type) == _LINK
    return getattr(part, "id", None) is None and (is_link or part._namespace == _HTML)


_HTML: Final = "dash_html_components"
_LINK: Final = ("dash_core_components", "Link")
