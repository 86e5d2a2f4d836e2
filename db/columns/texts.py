"""Texts of a column on disk: bytes of all of them, each written once, and where each row's text is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

NOWHERE: Final = -1
"""The place of no text."""
_SPARSE: Final = 8
"""Where less than this part of a stretch of bytes is wanted, they are read one by one."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts by name, of equally many rows: ``at`` and ``size`` say which of the ``bytes`` are a row's (UTF-8)."""

    bytes: Any
    at: Mapping[str, Any]
    size: Mapping[str, Any]

    def of(self, name: str, rows: Any) -> list[str | None]:
        """The texts of rows."""
        seen, which = self.distinct(name, rows)
        return [seen[number] for number in which.tolist()]

    def distinct(self, name: str, rows: Any) -> tuple[list[str | None], Any]:
        """The texts of rows, each once, and which of them is each row's."""
        at, size = self.at[name][rows], self.size[name][rows]
        _, first, which = np.unique(at * 2 + (size > 0), return_index=True, return_inverse=True)
        return self._read(at[first].tolist(), size[first].tolist()), which

    def _read(self, at: list[int], size: list[int]) -> list[str | None]:
        known = [begin for begin in at if begin != NOWHERE]
        if not known:
            return [None] * len(at)
        start = min(known)
        end = max(begin + length for begin, length in zip(at, size, strict=True))
        sparse = end - start > _SPARSE * sum(size)
        read: Any = memoryview(self.bytes) if sparse else self.bytes[start:end].tobytes()
        base = 0 if sparse else start
        return [
            None if begin == NOWHERE else str(read[begin - base : begin - base + length], "utf-8")
            for begin, length in zip(at, size, strict=True)
        ]


def columns_of(texts: Mapping[str, Iterable[str | None]]) -> dict[str, Any]:
    """The columns ``bytes``, ``<name>_at`` and ``<name>_size`` that hold texts."""
    written: dict[str, tuple[int, int]] = {}
    pieces: list[bytes] = []
    length = 0
    columns: dict[str, Any] = {}
    for name, column in texts.items():
        places = []
        for text in column:
            if text is None:
                places.append((NOWHERE, 0))
                continue
            if text not in written:
                pieces.append(text.encode())
                written[text] = (length, len(pieces[-1]))
                length += len(pieces[-1])
            places.append(written[text])
        columns[f"{name}_at"] = np.array([at for at, _ in places], np.int64)
        columns[f"{name}_size"] = np.array([size for _, size in places], np.int32)
    return columns | {"bytes": np.frombuffer(b"".join(pieces), np.uint8)}
