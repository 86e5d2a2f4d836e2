"""Names found in running text, however they are spelt: folded, in Arabic behind prefixes, in addresses and codes.

Thousands of names are looked for at once: the expression shares what they have in common at their beginnings.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final
from urllib.parse import unquote

from ingest.normalize.fold import Folded, fold

_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_LETTER: Final = r"[^\W\d_]"
_PREFIXES: Final = "[وفبكل]{0,2}(?:ال|ل)?"
"""What Arabic writes to the beginning of a name: and, so, in, as, to, the."""

_ANYWHERE_FROM: Final = 4
"""Letters from which an Arabic name counts inside words too; shorter ones are part of many other words."""

_IN_CODES_FROM: Final = 5
"""Letters and digits from which a name counts inside the words of a code or an address."""

_BETWEEN: Final = r"[\W_]*"
"""What may stand between the words of a name: "Kafr-Nobol", "kafr_nobol", "Kafrnobol"."""

_END: Final = ""


@dataclass(frozen=True)
class NameFinder:
    """Finds ``names`` and ``codes`` in texts, each with whatever it stands for.

    Names without two letters, and codes without one, are not looked for: they would be found in every figure.
    """

    names: Mapping[str, Any]
    codes: Mapping[str, Any]

    def over(self, text: str, instead: Callable[[Any], str]) -> str:
        """The text with ``instead`` of what each name stands for in the place of it; the very text without any."""
        if not self._in_text.search(_folded(text)):
            return text
        folded, said, last = _unaccented(text), [], 0
        for found in self._in_text.finditer(folded.text):
            start, end = folded.span(*found.span(found.lastgroup or 0))
            said += [text[last:start], instead(self._meant[_bare(found[found.lastgroup or 0])])]
            last = end
        return "".join((*said, text[last:]))

    def is_in(self, text: str) -> bool:
        """Whether a text names one of them."""
        return bool(self._in_text.search(_folded(text)))

    def is_in_code(self, code: str) -> bool:
        """Whether a code or an address names one of them, also inside its words."""
        folded = _folded(unquote(code))
        return bool(self._in_text.search(folded) or self._in_codes.search(folded))

    @cached_property
    def _meant(self) -> dict[str, Any]:
        return {alike(name): meant for name, meant in [*self.codes.items(), *self.names.items()]}

    @cached_property
    def _in_text(self) -> re.Pattern[str]:
        kinds = {kind: [n for n in map(_folded, self.names) if _kind(n) == kind] for kind in ("latin", "long", "short")}
        latin, long, short = (_any_of(kinds[kind]) for kind in ("latin", "long", "short"))
        codes = _any_of(code for code in map(_folded, self.codes) if re.search(_LETTER, code))
        return re.compile(
            rf"(?<!{_LETTER})(?P<latin>{latin})(?!{_LETTER})|(?P<long>{long})"
            rf"|(?<!{_LETTER}){_PREFIXES}(?P<short>{short})(?!{_LETTER})|(?<![^\W_])(?P<code>{codes})(?![^\W_])"
        )

    @cached_property
    def _in_codes(self) -> re.Pattern[str]:
        every = map(_folded, (*self.names, *self.codes))
        return re.compile(_any_of(n for n in every if len(_bare(n)) >= _IN_CODES_FROM and re.search(_LETTER, n)))


def _kind(name: str) -> str | None:
    letters = len(re.findall(_LETTER, name))
    if letters < 2:
        return None
    if not _ARABIC.search(name):
        return "latin"
    return "long" if letters >= _ANYWHERE_FROM else "short"


def alike(name: str) -> str:
    """What two spellings have in common that are found as one name."""
    return _bare(_folded(name))


def _bare(folded: str) -> str:
    """What of a folded name tells it from others: letters and digits."""
    return re.sub(r"[\W_]", "", folded)


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    return _unaccented(text).text


def _unaccented(text: str) -> Folded:
    """Folded, and letters without their diacritics: Ḥārim is harim."""
    folded = fold(text)
    if folded.text.isascii():
        return folded
    pairs = [
        (part, offset)
        for letter, offset in zip(folded.text, folded.origin, strict=True)
        for part in unicodedata.normalize("NFKD", letter)
        if unicodedata.category(part) != "Mn"
    ]
    return Folded(text, "".join([part for part, _ in pairs]), tuple([offset for _, offset in pairs]))


Branch = dict[str, Any]


def _any_of(names: Iterable[str]) -> str:
    """An expression for any of the names, the longest first; one that nothing matches where there is none."""
    root: Branch = {}
    for name in names:
        branch, between = root, False
        for sign in name:
            if re.match(r"[\W_]", sign):
                between = bool(branch is not root)
                continue
            for part in (_BETWEEN, re.escape(sign)) if between else (re.escape(sign),):
                branch = branch.setdefault(part, {})
            between = False
        if branch is not root:
            branch[_END] = {}
    return _written(root) if root else "(?!)"


def _written(branch: Branch) -> str:
    parts = [sign + _written(after) for sign, after in branch.items() if sign != _END]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 and _END not in branch else f"(?:{'|'.join(parts)})"
    return f"{whole}?" if _END in branch else whole
