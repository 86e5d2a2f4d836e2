"""The numbers of lines: each by a hash of what it is of, in the order in which they were met."""

from collections.abc import Iterable, Sequence, Set
from hashlib import blake2b
from typing import Any, Final

import numpy as np

_BYTES: Final = 16


class LineNumbers:
    """The lines that are known by ``digests``, arrays of rows of 16 bytes; :meth:`of` numbers more of them.

    There are tens of thousands while few come in, so the known ones are looked through as columns.
    """

    def __init__(self, digests: Sequence[Any]) -> None:
        self._known = np.concatenate([np.zeros((0, _BYTES), np.uint8), *digests])
        self._heads = np.ascontiguousarray(self._known[:, :8]).view(np.uint64).ravel()
        self._new: dict[bytes, int] = {}

    @property
    def added(self) -> Any:
        """The digests of the lines that are new, in their order."""
        return np.frombuffer(b"".join(self._new), np.uint8).reshape(-1, _BYTES)

    def of(self, lines: Iterable[str]) -> list[int]:
        """The number of each line; a new one gets the next."""
        digests = [blake2b(line.encode(), digest_size=_BYTES).digest() for line in lines]
        known, before = self._found(set(digests) - self._new.keys()), len(self._known)
        return [
            known[digest] if digest in known else self._new.setdefault(digest, before + len(self._new))
            for digest in digests
        ]

    def _found(self, wanted: Set[bytes]) -> dict[bytes, int]:
        heads = np.frombuffer(b"".join(digest[:8] for digest in wanted), np.uint64)
        near = np.flatnonzero(np.isin(self._heads, heads)).tolist()
        found = {self._known[at].tobytes(): at for at in near}
        return {digest: at for digest, at in found.items() if digest in wanted}
