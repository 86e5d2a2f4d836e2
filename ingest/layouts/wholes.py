"""Wholes that no row of a publisher's table states and whose rows all come to: a round of DTM by reason and origin.

The rows of the next round may have other reasons. As parts of a whole they stand as long as it does; each for itself
would stay the newest of its reason for ever, beside the newer round that counts the same people otherwise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from db.vocabulary import Basis
from ingest.layouts.laid import LaidRow
from ingest.layouts.rounds import Total

_OF_ONE_ROW: Final = frozenset({"part", "part_of", "subset_of", "whole", "cause", "issue", "low", "best", "high"})


@dataclass(slots=True)
class _Whole:
    """The first row of a whole, the sum of those that state a number, and whether others do not."""

    first: LaidRow
    total: int = 0
    more: bool = False


@dataclass(slots=True)
class Wholes:
    """Adds up the rows that name the same ``subset_of`` and say what the whole is, in ``whole``, as they are read."""

    _found: dict[tuple[str, str], _Whole] = field(default_factory=dict)

    def add(self, rows: Iterable[LaidRow]) -> None:
        """Take in the rows of a piece."""
        for row in rows:
            if "whole" not in row.texts or "subset_of" not in row.texts:
                continue
            whole = self._found.setdefault((row.texts["subset_of"], row.texts["measure"]), _Whole(row))
            value = row.texts.get("value", "")
            if value.isascii() and value.isdigit():
                whole.total += int(value)
            else:
                whole.more = True

    def totals(self) -> Iterator[Total]:
        """What the parts of each whole come to, where all of them state a number."""
        return (Total(whole.first, whole.total) for whole in self._found.values() if not whole.more)

    def rows(self) -> Iterator[LaidRow]:
        """A row for each whole, under the number of its first part."""
        for whole in self._found.values():
            texts = {name: text for name, text in whole.first.texts.items() if name not in _OF_ONE_ROW}
            texts |= {
                "id": whole.first.texts["subset_of"],
                "definition": whole.first.texts["whole"],
                "value": f"at least {whole.total}" if whole.more else f"{whole.total}",
                "basis": Basis.DERIVED.value,
            }
            yield replace(whole.first, texts=texts)
