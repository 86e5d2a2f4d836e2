"""What `sijill verify` says of a PDF: is it intact, and does the register still say the same?"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine

from dashboard.locale import speak
from dashboard.snapshot.codec import canonical_json
from dashboard.snapshot.data import CONTACTS, DECISION, PLACES_DECISION, data_of
from dashboard.snapshot.discreet import Veil
from dashboard.snapshot.redacted_since import redacted_since
from dashboard.snapshot.verify import Rerender, SealedData, faults, inspect, rerender
from db.engine import reading
from db.filters import FilterError, Filters
from db.sources.history import confidential_after


@dataclass(frozen=True, slots=True)
class Verdict:
    """Sentences for the reader. ``intact``: the file is as it was made, as far as can be told here."""

    intact: bool
    lines: tuple[str, ...]


def check_snapshot(pdf: bytes, engine: Engine | None, assets: Path) -> Verdict:
    """Check a PDF against itself and, where there is one, against the register.

    Raises ``NotASnapshotError`` for a file that Sijill did not make.
    """
    sealed = inspect(pdf)
    found = list(faults(sealed))
    lines = [f"Known at {sealed.known_at}, register version {sealed.data_version}, data SHA-256 {sealed.data_sha256}."]
    if len(languages := sealed.language.split("+")) > 1:
        named = " and ".join(speak("en").locale.languages[language] for language in languages)
        lines.append(f"One set of data, told in {named}.")
    pages = rerender(pdf, assets) if not found else None
    if pages is Rerender.DIFFERENT:
        found.append("The pages are not what the document's own text renders to: somebody changed them.")
    lines += [f"NOT INTACT: {fault}" for fault in found] or ["Intact: data, text and seal agree."]
    if pages is Rerender.SAME:
        lines.append("Rendered again from its own text, it is the same to the byte.")
    elif pages is Rerender.OTHER_MAKER:
        lines.append(f"Its pages could not be compared: {pages.value}.")
    lines.append(_against_register(sealed, engine))
    return Verdict(not found, tuple(lines))


def _against_register(sealed: SealedData, engine: Engine | None) -> str:
    if engine is None:
        return "There is no register here to compare it with."
    filters = Filters.from_words(dict(sealed.filters))
    try:
        with reading(engine) as session:
            held = json.loads(sealed.data)
            decision, of_places = (held.get(name) for name in (DECISION, PLACES_DECISION))
            veil = Veil.of(session, speak("en"), confidential_after(session, decision or 0), of_places or 0)
            said, now = (
                _as_told_in(held, data_of(session, view, veil, decision, contacts_withheld=bool(held.get(CONTACTS))))
                for view in (filters, filters.but(as_of=None))
            )
            then = canonical_json(said)
            redacted = then != sealed.data and redacted_since(session, held, json.loads(then), sealed.known_at)
    except FilterError as error:
        return f"The register can't answer the same question: {error}."
    if redacted:
        return redacted
    if then != sealed.data:
        return "The register here holds other data as of that moment: it is another register, or was tampered with."
    if canonical_json(_figures(now)) == canonical_json(_figures(held)):
        return "The register still says the same."
    return f"The register said so then; since, it has changed (now version {now['data_version']})."


def _as_told_in(held: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Data with the columns that the sealed rows have: a later Sijill may say more of each, and count more things."""
    counts = str(held.get("data_version")).split(".")
    version = ".".join(str(data["data_version"]).split(".")[: len(counts)])
    return {**data, "data_version": version} | {
        name: [{column: row[column] for column in rows[0] if column in row} for row in data[name]]
        for name in _ROWS
        if (rows := held[name])
    }


def _figures(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _ROWS}


_ROWS: Final = ("totals", "claims", "sources")
