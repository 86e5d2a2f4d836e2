"""Which versions of claims came after a first one, found without reading the register through."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from sqlalchemy import ColumnElement
from sqlmodel import Session

from db.columns.store import copy_for
from db.entries import chunks

MANY: Final = 50_000
"""More later versions than these are found as quickly by reading the register through."""


def later_versions(session: Session, claim: Any) -> Iterator[ColumnElement[bool]]:
    """Conditions on the table ``claim``, no two of which one version fulfils, and one of which each later one does."""
    copy = copy_for(session)
    later = None if copy is None else [part["id"][np.flatnonzero(part["version"] > 1)] for part in copy.parts]
    if later is None or sum(map(len, later)) > MANY:
        yield claim.c.version > 1
        return
    for some in chunks([int(number) for ids in later for number in ids]):
        yield claim.c.id.in_(some)
