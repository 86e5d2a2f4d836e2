"""What an address looks at: all in short, one table, one kind of problem or the possible duplicates; which page."""

from dataclasses import dataclass
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.locale import Speaker
from dashboard.view import search_of, words_of

LOOK: Final = "look"
AT: Final = "at"
PAIRS: Final = "pairs"
"""The word for the possible duplicates; others are the names of tables, or else the codes of problems."""

PER_PAGE: Final = 25
_KEPT: Final = ("lang", "digits")


@dataclass(frozen=True, slots=True)
class Look:
    """``what`` is None for everything in short; ``page`` counts from 1."""

    search: str
    what: str | None = None
    page: int = 1

    @classmethod
    def of(cls, search: str) -> "Look":
        """What an address looks at; a page that is no number is the first."""
        words = words_of(search)
        written = words.get(AT, "")
        page = int(written) if written.isdecimal() and 0 < len(written) < 7 else 1
        return cls(search, words.get(LOOK), max(page, 1))

    @property
    def offset(self) -> int:
        """How many come before this page."""
        return (self.page - 1) * PER_PAGE

    def at(self, what: str | None, page: int = 1) -> str:
        """The query that looks at something else; the filters stay."""
        words = {name: value for name, value in words_of(self.search).items() if name not in (LOOK, AT)}
        if what is not None:
            words[LOOK] = what
        if page > 1:
            words[AT] = str(page)
        return search_of(words) or "?"

    def elsewhere(self, path: str, **words: str | int) -> str:
        """The address of another page in this language."""
        kept = {name: value for name, value in words_of(self.search).items() if name in _KEPT}
        return path + search_of(kept | {name: str(value) for name, value in words.items()})


def back(look: Look, speaker: Speaker) -> Component:
    """The way back to everything in short."""
    return html.P(dcc.Link(speaker.text("All of the page on quality"), href=look.at(None), className="quiet-link"))


def turning(look: Look, total: int, speaker: Speaker) -> Component | None:
    """Which of all are shown, and the links to the pages before and after; None where there is one page."""
    if total <= PER_PAGE:
        return None
    text = speaker.text
    first, last = look.offset + 1, min(look.offset + PER_PAGE, total)
    before = dcc.Link(text("Earlier page"), href=look.at(look.what, look.page - 1)) if look.page > 1 else None
    after = dcc.Link(text("Later page"), href=look.at(look.what, look.page + 1)) if last < total else None
    shown = html.Span(text("{first} to {last} of {total}", first=first, last=last, total=total))
    return html.Nav([before, shown, after], className="turning", **aria(label=text("Further pages")))
