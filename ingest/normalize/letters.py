"""Letters that are written in several ways, brought to one."""

import unicodedata
from typing import Final

# After decomposition: alef maqsura and Persian ya to ya, ta marbuta to ha, Persian kaf to kaf; no hamza, no tatweel.
_LETTERS: Final = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ء": None, "ـ": None})


def plain_letters(text: str) -> str:
    """``text`` in lower case without diacritics, invisible marks and the variants of Arabic letters.

    For comparing only, never for keeping: ``إدلب`` and ``ادلب`` become the same, and so do ``Türkiye`` and ``turkiye``.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"}).translate(_LETTERS)
