"""What names a claim and its incident, so that a later file corrects what an earlier one said and adds nothing twice.

A row's own id names its claims. Without one they are named by who, what, when and where, as read and not as spelt: a
file that a spreadsheet program saved anew writes its dates in another way and names the same claims. The figure never
names a claim. See ``docs/decisions``.
"""

from typing import Any

from db.drafts import digest
from db.vocabulary import Measure, Series
from ingest.layouts.cells import Cells
from ingest.normalize.fold import plain

_PLACE = ("place", "district", "governorate", "pcode")
_READ = ("source", "origin", "date_from", "date_to", "speaks_of", "lat", "lon", "population", "basis")
_WORDS = ("definition", "incident", "subset_of")


def claim_key(cells: Cells, shared: dict[str, Any], measure: Measure) -> str:
    """The stable identity of the row's claim of ``measure``."""
    group = [str(word) for word in (shared["sex"], shared["age"]) if word]
    if own := cells.text("id"):
        return record_key(shared, own, measure, *group)
    named = (measure, *group, cells.word("series", Series), *(shared[name] for name in _READ))
    return f"h-{digest(*named, *(plain(text) for text in cells.texts(*_PLACE, *_WORDS)))}"


def record_key(shared: dict[str, Any], own: str, measure: Measure, *group: str) -> str:
    """The key of a claim that a row with an id of its own makes."""
    return "/".join(_name(word) for word in (shared["source"], own, measure.value, *group))


def incident_code(cells: Cells, shared: dict[str, Any]) -> str:
    """The code of the incident: the file's own, else one for the row's id, else for its speaker, days and place.

    A relay without an id is about the incident of the one whom it relays.
    """
    if code := cells.text("incident"):
        return code
    if own := cells.text("subset_of") or cells.text("id"):
        return "/".join((_name(shared["source"]), _name(own)))
    happened = [shared[name] for name in ("date_from", "date_to", "spot", "lat", "lon")]
    return f"h-{digest(shared['origin'] or shared['source'], *happened)}"


def _name(text: str) -> str:
    """Words as a part of a key; a slash in them is not the one between two parts."""
    return " ".join(text.split()).replace("%", "%25").replace("/", "%2F")
