"""Names of sources: one organisation, whatever it is called; a name that nobody knows stays as it is written."""

from collections.abc import Iterable, Mapping

from ingest.normalize.fold import plain

Names = Mapping[str, str]
"""Spelling (folded) to the register's name."""


def known_names(sources: Iterable[tuple[str, str | None, Iterable[str]]]) -> Names:
    """The spellings of all sources of the register, given as (name, Arabic name, aliases); exact names win."""
    exact: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, name_ar, aliases in sources:
        exact[_plain(name)] = name
        others |= {_plain(other): name for other in (name_ar, *aliases) if other}
    return others | exact


def read_source(text: str, names: Names) -> str:
    """The register's name for ``text``; ``text`` itself, white space mended, where the register has not got it."""
    return names.get(_plain(text), " ".join(text.split()))


def _plain(text: str) -> str:
    return plain(text).removeprefix("the ")
