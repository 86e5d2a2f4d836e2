"""Texts that must not be said, and what is said in their place: names of confidential sources, wherever they stand."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, Self

_ARABIC: Final = re.compile("[\u0600-\u06ff]")


class Instead(NamedTuple):
    """An expression that finds texts, and what stands in the place of each, by the text in small letters."""

    pattern: re.Pattern[str]
    instead: Mapping[str, str]

    @classmethod
    def of(cls, found: Mapping[str, str]) -> Self:
        """The longest is found first. Arabic joins words to each other, so its names count inside words too."""
        longest = sorted(found, key=len, reverse=True)
        each = (re.escape(text) if _ARABIC.search(text) else rf"(?<!\w){re.escape(text)}(?!\w)" for text in longest)
        return cls(re.compile("|".join(each) or "(?!)", re.IGNORECASE), {t.casefold(): i for t, i in found.items()})

    @classmethod
    def of_names(cls, kinds: Mapping[str, str]) -> Self:
        """What finds names and says their kinds; a kind stays as it is, though a name be a part of it."""
        return cls.of({**kinds, **{kind: kind for kind in kinds.values()}})

    def over(self, text: str) -> str:
        """The text with each of them replaced."""
        return self.pattern.sub(lambda found: self.instead.get(found.group().casefold(), "…"), text)


NOTHING: Final = Instead.of({})
"""Finds nothing."""
