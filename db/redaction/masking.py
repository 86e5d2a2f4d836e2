"""Texts with a gap: what is taken out of the words, the notes and the other texts of a claim, and what stays.

The figure stays as it was said, since no number may change; so do the codes that rules noted on reading.
"""

import re
from typing import Final, NamedTuple

MARK: Final = "[redacted]"
"""What stands in the place of a text that was taken away."""

Span = tuple[int, int] | None
"""Where the figure stands in the words."""

SINGLE_CODES: Final = frozenset(
    {"about", "derived", "documented", "doubted", "reported", "revised", "suppressed", "verified"}
)
"""What rules note in one word; their other codes have an underscore. A name among the notes is none of these."""

_CODE: Final = re.compile(r"[a-z]+(_[a-z]+)+")
_BETWEEN: Final = "; "
_DIGITS_OF_A_FIGURE: Final = 6
_MARKED: Final = re.compile(r"\s*(?:\[redacted(?: [0-9.]+)?\]\s*)+")


class Words(NamedTuple):
    """The exact words of a claim and where its figure stands in them."""

    text: str
    span: Span


def without_words(words: Words, exact: str | None) -> Words:
    """The words with all but the figure taken away, or with the ``exact`` text; words that are a figure alone stay.

    A figure that holds the exact text goes too.
    """
    if words.span is None:
        plain = exact is None and is_only_a_figure(words.text)
        return words if plain else Words(without(words.text, exact), None)
    start, end = words.span
    before, figure, after = words.text[:start], words.text[start:end], words.text[end:]
    if exact is not None:
        before, after = without(before, exact), without(after, exact)
        if exact in before + figure + after:
            return Words(without(words.text, exact), None)
    else:
        before, after = f"{MARK} " if _says(before) else before, f" {MARK}" if _says(after) else after
    return Words(before + figure + after, (len(before), len(before) + len(figure)))


def figure_alone(words: Words) -> Words:
    """The words with nothing left but the figure and the gap."""
    start, end = words.span or (0, 0)
    figure = words.text[start:end]
    before = f"{MARK} "
    return Words(before + figure, (len(before), len(before) + len(figure)))


def without(text: str, exact: str | None) -> str:
    """The mark alone, or the text with the mark in the place of the ``exact`` one."""
    return MARK if exact is None else text.replace(exact, MARK)


def without_notes(notes: str, exact: str | None) -> str:
    """The notes with the words of the source or the file taken away; what rules noted stays."""
    if exact is not None:
        return without(notes, exact)
    own, rules = notes.split(_BETWEEN), list[str]()
    while own and (own[-1] in SINGLE_CODES or _CODE.fullmatch(own[-1])):
        rules.insert(0, own.pop())
    return _BETWEEN.join([*([MARK] if own else []), *rules])


def numbered_mark(redaction: int, number: int) -> str:
    """A mark that no other text has, for texts that tell things apart."""
    return f"{MARK[:-1]} {redaction}.{number}]"


def has_gap(text: str) -> bool:
    """Whether a text has a mark in it."""
    return _MARKED.search(text) is not None


def is_only_a_figure(text: str) -> bool:
    """Whether a text says nothing but a number that is too short for a telephone."""
    return not any(letter.isalpha() for letter in text) and sum(map(str.isdigit, text)) <= _DIGITS_OF_A_FIGURE


def is_only(text: str, exact: str) -> bool:
    """Whether nothing is left of a text without the exact one by which it could be known again."""
    return not _says(text.replace(exact, ""))


def fits(text: str, gap: str) -> bool:
    """Whether a text is what a text with a gap was, as far as the rest of it tells."""
    return re.fullmatch(r"\s*\S.*?".join(map(re.escape, _MARKED.split(gap))), text, re.DOTALL) is not None


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
