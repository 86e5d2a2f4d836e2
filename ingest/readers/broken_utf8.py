"""Texts in UTF-8 of which some lines are not: cut within a letter, or pasted from a file in another encoding.

No one encoding reads all of such a file, and nobody can say what the letters of the broken lines were.
"""

import re
from pathlib import Path
from typing import Final

from ingest.readers.problems import unreadable

_LETTERS: Final = re.compile(r"[\u00a0-\u024f\u0370-\u06ff\u0750-\u077f\u2000-\u206f\ufb50-\ufdff\ufe70-\ufefc]")
"""Characters beyond ASCII that texts hold, and bytes of other encodings seldom make when they are taken for UTF-8."""
_FEWEST: Final = 2
_TIMES: Final = 10
"""Bytes that are not UTF-8 for each character that is: in a text of another encoding there are hundreds."""
_NAMED: Final = 5
_SHOWN: Final = 40
_REPLACED: Final = "\ufffd"


def refuse_broken_utf8(path: Path, *, marked: bool = False) -> None:
    """Raise :class:`UnreadableFileError`, which names the lines, where a file is UTF-8 but for some.

    ``marked``: the file says itself that it is UTF-8.
    """
    letters = wrong = 0
    broken: list[str] = []
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            try:
                letters += len(_LETTERS.findall(line.decode()))
            except UnicodeDecodeError:
                text = line.decode(errors="replace")
                right, replaced = len(_LETTERS.findall(text)), text.count(_REPLACED)
                letters += right if right > replaced else 0  # a line in a code page makes a letter here and there
                wrong += replaced
                broken.append(f"{number} (“{_around(text)}”)")
    if broken and (marked or letters >= max(_FEWEST, wrong / _TIMES)):
        named = ", ".join(broken[:_NAMED]) + (" …" if len(broken) > _NAMED else "")
        raise unreadable(
            f"it is UTF-8, and of its lines these are not: {named}",
            "Write the letters of these lines anew, and save the file as “CSV UTF-8”.",
        )


def _around(text: str) -> str:
    """The text at the first broken letter."""
    start = max(text.index(_REPLACED) - _SHOWN // 2, 0)
    return text[start : start + _SHOWN].strip()
