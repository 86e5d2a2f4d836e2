"""A link to where somebody else publishes something: the address comes out of files, and may be anything."""

from typing import Final

from dash import html
from dash.development.base_component import Component

_OF_THE_WEB: Final = ("https://", "http://")


def web_link(address: str | None, words: str) -> Component:
    """The words, as a link where the address is one of the web; else they stand alone, for it might run as a script.

    The other side is not told where its reader comes from.
    """
    shown: Component = html.Bdi(words)
    if address is None or not address.casefold().startswith(_OF_THE_WEB):
        return shown
    link: Component = html.A(shown, href=address, rel="noreferrer")
    return link
