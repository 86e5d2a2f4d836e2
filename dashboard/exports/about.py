"""What an export says of itself: the view, the moment, the policy, what its columns and words mean, how to cite it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from textwrap import fill
from typing import Any, Final

from sqlmodel import Session

from dashboard.exports.columns import Column
from dashboard.exports.discretion import STATEMENT, Discretion
from dashboard.exports.order import Order
from dashboard.exports.small import statement
from dashboard.locale import speak
from dashboard.wording import standing_convention, uncounted_words
from db import queries
from db.views.frame import View
from db.vocabulary import Policy, registry

RULES: Final = (
    "Incidents, periods, tolls since a start and figures on a day are never added to each other. A part (children, "
    "women) is never added to its total. Blank is not known, and never 0. Lows and highs of a sum are an envelope, "
    "not a confidence interval."
)
NEUTRAL: Final = (
    "A text that a spreadsheet would run as a formula has an apostrophe before it in CSV, and is marked as text in "
    "XLSX; in JSON it stands as it was said."
)
_BUT_SMALL: Final = STATEMENT.replace("Figures are not changed.", "Figures that are no small counts are not changed.")
_LINE: Final = 100
"""Letters of a line of running text."""


@dataclass(frozen=True, slots=True)
class About:
    """The README of one export. ``known_at`` is the moment of knowledge that it speaks of; None: nothing is known yet.

    ``convention`` says what the convention of the view does to it; empty without one. ``filters`` are in their written
    forms, as in an address. ``uncounted`` says what of the view no sum holds. The same order of the same register gives
    the same README.
    """

    title: str
    what: str
    filters: dict[str, str]
    known_at: datetime | None
    policy: Policy
    convention: str
    data_version: str
    claims: int
    incidents: int
    uncounted: tuple[str, ...]
    organisation: str
    public: bool
    small: int | None
    columns: dict[str, Column]

    @classmethod
    def of(cls, session: Session, order: Order, organisation: str) -> "About":
        """Ask the register. Raises :class:`db.filters.FilterError`."""
        standing = queries.standing(session, order.filters)
        shape = order.shape
        return cls(
            title=f"Sijill: {order.table}" + (f" by {order.by}" if order.by else ""),
            what=shape.about,
            filters=_written(session, order),
            known_at=order.filters.as_of or queries.changed_at(session),
            policy=order.filters.policy,
            convention=standing_convention(standing, speak("en")),
            data_version=standing.data_version,
            claims=standing.claims,
            incidents=standing.incidents,
            uncounted=tuple(uncounted_words(standing, speak("en"))),
            organisation=organisation,
            public=order.public,
            small=order.small,
            columns=shape.columns,
        )

    @property
    def known(self) -> str:
        """The moment of knowledge, as it is written."""
        return "nothing is recorded yet" if self.known_at is None else self.known_at.isoformat()

    @property
    def citation(self) -> str:
        """How to cite the file."""
        who = f"{self.organisation}, " if self.organisation else ""
        view = ", ".join(f"{name} {value}" for name, value in self.filters.items()) or "the whole register"
        return f"{who}{self.title} ({view}), as known {self.known}, register version {self.data_version}."

    @property
    def made_public(self) -> str:
        """What was coarsened for a file that anybody may see."""
        return STATEMENT if self.small is None else f"{_BUT_SMALL} {statement(self.small)}"

    def facts(self) -> Iterator[tuple[str, str]]:
        """What there is to say, as names and sentences."""
        yield "File", self.title
        yield "What it holds", self.what
        yield "Filters", "; ".join(f"{name}: {value}" for name, value in self.filters.items()) or "none"
        yield "As known", self.known
        yield "Policy", f"{self.policy.term.en} ({self.policy}): {self.policy.term.definition}"
        if self.convention:
            yield "Convention", self.convention
        yield "Register version", self.data_version
        yield "Claims in the view", f"{self.claims:,}"
        yield "Incidents in the view", f"{self.incidents:,}"
        if self.uncounted:
            yield "Not counted", f"{'; '.join(self.uncounted)}."
        if self.public:
            yield "Made public", self.made_public
        yield "Rules", RULES
        yield "Formulas", NEUTRAL
        yield "Citation", self.citation

    def definitions(self) -> Iterator[tuple[str, str, str]]:
        """The words that stand in the columns: vocabulary, word, what it means."""
        used = {column.words: None for column in self.columns.values() if column.words}
        for vocabulary in used:
            for word, term in registry()[vocabulary].items():
                yield vocabulary, word, f"{term.en}. {term.definition}"

    def text(self) -> str:
        """The README as plain text."""
        facts = "\n".join(fill(f"{name}: {said}", _LINE, subsequent_indent="  ") for name, said in self.facts())
        columns = "\n".join(_entry(name, column.says) for name, column in self.columns.items())
        words = "\n".join(_entry(f"{vocabulary} {word}", said) for vocabulary, word, said in self.definitions())
        return f"{facts}\n\nColumns\n\n{columns}\n\nWords\n\n{words}\n"

    def document(self) -> dict[str, Any]:
        """The README as values for JSON."""
        words: dict[str, dict[str, str]] = {}
        for vocabulary, word, said in self.definitions():
            words.setdefault(vocabulary, {})[word] = said
        return {
            "title": self.title,
            "what": self.what,
            "filters": self.filters,
            "known_at": self.known_at and self.known_at.isoformat(),
            "policy": self.policy,
            "policy_definition": self.policy.term.definition,
            "convention": self.convention or None,
            "data_version": self.data_version,
            "claims": self.claims,
            "incidents": self.incidents,
            "not_counted": list(self.uncounted),
            "public": self.made_public if self.public else None,
            "rules": RULES,
            "citation": self.citation,
            "columns": {name: column.says for name, column in self.columns.items()},
            "words": words,
        }


def _entry(name: str, said: str) -> str:
    return fill(f"{name}: {said}", _LINE, subsequent_indent="  ")


def _written(session: Session, order: Order) -> dict[str, str]:
    if not order.public:
        return order.filters.to_words()
    return Discretion.of(session).view(View.of(session, order.filters)).to_words()
