"""Marks of footnotes on the names of columns and on figures: "Killed*", "Killed [1]", "12†", "12 (a)"."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ingest.layouts.cells import Cells
from ingest.normalize.reading import Reading, UnreadableError

_ON_NAMES: Final = re.compile(r"(?:\s*(?:[*†‡§¹²³⁰-⁹]+|[\[(]\s*(?:\d{1,2}|[a-eأبجد]|[*†‡§]+)\s*[\])]))+$")
_BEFORE_NAMES: Final = re.compile(r"^[*†‡§]+\s*")
_ON_FIGURES: Final = re.compile(r"(?<=\w)\s*(?:[*†‡]+|[\[(][a-dأبجد][\])])$")
"""What can be no part of a figure: a raised digit may be a power, a number in brackets another figure, and a letter as
statisticians put it ("e", "p", "r") says that the figure is an estimate, provisional or revised."""


def bare_mark(mark: str) -> str:
    """A mark as it is compared, however it is set: "(a)" and "[a]" are one."""
    return "".join(character for character in mark if character not in "[]() ")


def without_mark(name: str) -> tuple[str, str]:
    """The name of a column without marks of footnotes, and these; the name stays where it is nothing else."""
    bare = _BEFORE_NAMES.sub("", name.strip())
    before = name.strip()[: len(name.strip()) - len(bare)].strip()
    found = _ON_NAMES.search(bare)
    if found is None:
        return (bare, before) if bare else (name, "")
    kept = bare[: found.start()].rstrip()
    return (kept, f"{before}{found.group().strip()}") if kept else (name, "")


def read_marked(cells: Cells, field: str, read: Callable[[str], Reading], text: str) -> Reading:
    """The words of a figure, read without the mark of a footnote behind them where they can't be read with it."""
    found = _ON_FIGURES.search(text.rstrip())
    if found is None:
        return read(text)
    try:
        return read(text)
    except UnreadableError as error:
        bare = _read_bare(read, text[: found.start()])
        if bare is None:
            raise error from None
    mark = found.group().strip()
    if explained := cells.footnotes.get(bare_mark(mark)):
        message = f"{text!r} carries the mark {mark!r}; a note below the table says of it “{explained}”."
    else:
        message = f"{text!r} carries the mark {mark!r}, whose footnote is not read; the figure is taken."
    cells.warn("footnote_mark", message, "Look what the footnote says; mend the row if it changes the figure.", field)
    return replace(bare, verbatim=text)


def _read_bare(read: Callable[[str], Reading], text: str) -> Reading | None:
    try:
        return read(text)
    except UnreadableError:
        return None
