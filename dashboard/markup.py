"""HTML and SVG as text: everything that is written is escaped, but for what was written here before."""

from collections.abc import Iterable
from html import escape
from typing import Any, Final

from dash.development.base_component import Component


class Markup(str):
    """Text that is HTML already. Only this module makes it."""

    __slots__ = ()


Content = Markup | str | Iterable[Any] | None
"""What an element holds: text, elements, or several of them in order."""

Attribute = str | int | float | bool | None
"""Text or a number; True stands bare; False and None are left out."""

DOCTYPE: Final = Markup("<!DOCTYPE html>\n")
_VOID: Final = frozenset({"br", "hr", "input", "link", "meta"})
_SPELT: Final = {"className": "class", "htmlFor": "for"}
_LEFT_OUT: Final = frozenset({"children", "id", "style", "n_clicks", "refresh", "target"})


def tag(element: str, *content: Content, **attributes: Attribute) -> Markup:
    """One element. ``class_`` and ``for_`` are ``class`` and ``for``; an underscore inside a name is a hyphen."""
    written = "".join(_attribute(name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    if element in _VOID:
        return Markup(f"<{element}{written}>")
    return Markup(f"<{element}{written}>{joined(content)}</{element}>")


def joined(content: Content) -> Markup:
    """Several pieces as one, plain text among them escaped."""
    if content is None:
        return Markup()
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(content, quote=False))
    return Markup("".join(map(joined, content)))


def style(css: str, **attributes: Attribute) -> Markup:
    """A style sheet of ours inside the page. Raises ``ValueError`` if it would end the element that holds it."""
    if "</" in css:
        raise ValueError("a style sheet holds '</'")
    return tag("style", Markup(css), **attributes)


def plain(drawn: Any) -> Markup:
    """What Dash would draw from these components, written out; their ids are left away.

    Raises ``TypeError`` for a component that needs a script to be anything.
    """
    if isinstance(drawn, Component):
        return _component(drawn)
    if isinstance(drawn, (list, tuple)):
        return Markup("".join(map(plain, drawn)))
    return Markup() if drawn is None else joined(str(drawn))


def _component(drawn: Component) -> Markup:
    told: dict[str, Any] = drawn.to_plotly_json()  # type: ignore[no-untyped-call]
    is_link = (told["namespace"], told["type"]) == ("dash_core_components", "Link")
    if told["namespace"] != "dash_html_components" and not is_link:
        raise TypeError(f"{told['type']} has no plain form")
    element = "a" if is_link else told["type"].lower()
    attributes = {name: value for name, value in told["props"].items() if name not in _LEFT_OUT}
    written = "".join(_attribute(_SPELT.get(name, name.lower()), value) for name, value in attributes.items())
    return Markup(f"<{element}{written}>{plain(getattr(drawn, 'children', None))}</{element}>")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False or (name == "class" and not value):
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
