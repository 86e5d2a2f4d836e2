"""What a PDF does not say, so that nobody comes to harm by it: it is made to be handed on.

A confidential source is named as its kind, what is in its own words is left out, and its places are their governorate.
So are confidential places, whoever speaks of them. What of this can be told from a record is done on the record; then
every text of the document is searched for what is left: names, definitions, places that nobody else speaks of, and all
that names a confidential place. A row that names a confidential source also loses the places that others speak of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, Final, Self, TypeVar

from sqlmodel import Session

from dashboard.charts.panels import Curve
from dashboard.charts.spec import RangeRow, Table
from dashboard.exports.discretion import Discretion
from dashboard.instead import Instead
from dashboard.locale import Speaker
from dashboard.rows.records import Row
from dashboard.snapshot.content import HeadlineCard
from dashboard.snapshot.secrets import Secrets, called
from dashboard.wording import vague_word
from db.answers import ClaimRecord, Total
from db.deciding.confidential_places import confidential_after, last_decision, shown_instead
from db.vocabulary import Quantifier

Record = TypeVar("Record")

_OF_ONE_SOURCE: Final = (RangeRow, Curve, HeadlineCard)
"""Records that speak of one source, as a row of a table does."""


@dataclass(frozen=True)
class Veil:
    """Lies over the records and texts of a document; ``secrets`` of its ``sources`` (ids) are in its language."""

    discretion: Discretion
    speaker: Speaker
    secrets: Secrets
    sources: frozenset[int]
    places_as_of: int = 0

    @classmethod
    def of(cls, session: Session, speaker: Speaker, sources: frozenset[int], places_as_of: int | None = None) -> Self:
        """A veil over the sources of these ids, and over the places that were confidential after a decision.

        ``places_as_of`` is its number (see :mod:`db.deciding.confidential_places`); None: the latest. Without anything
        that is confidential it hides nothing.
        """
        decision = last_decision(session) if places_as_of is None else places_as_of
        discretion = Discretion.of(session, sources, confidential_after(session, decision))
        return cls(discretion, speaker, Secrets.of(session, speaker, sources), sources, decision)

    @property
    def hides(self) -> bool:
        """Whether there is anything to hide."""
        return bool(self.sources) or bool(self.discretion.hidden)

    def told(self) -> tuple[str, ...]:
        """What the document says of the confidential places that it does not show; nothing without any."""
        count = len(self.discretion.hidden.marked)
        if not count:
            return ()
        return (
            self.speaker.plural(
                "{n} place is confidential: it and what lies in it are shown as their governorate.",
                "{n} places are confidential: they and what lies in them are shown as their governorates.",
                count,
            ),
        )

    def claim(self, claim: ClaimRecord) -> ClaimRecord:
        """The claim as it may be shown: figures stay, words go, places are coarse."""
        if not self._is_hidden(claim):
            return self._of_hidden_place(claim)
        area = shown_instead(self.discretion.tree, claim.pcode)
        word = vague_word(f"{claim.verbatim}{_END}") if claim.quantifier is Quantifier.VAGUE else _END
        known = not word.endswith(_END)
        return replace(
            claim,
            verbatim=word if known else self.speaker.text("not shown"),
            span=(0, len(word)) if known else None,
            excerpt=None,
            definition=None,
            notes=None,
            factor=None,
            factor_source=None,
            place=called(area, self.speaker) if area else None,
            place_name=area.name_en if area else None,
            place_name_ar=area.name_ar if area else None,
        )

    def _of_hidden_place(self, claim: ClaimRecord) -> ClaimRecord:
        """The claim without its place, if that is confidential; the vague word of it is found again where it stands."""
        verbatim = self._text(claim.verbatim) if self.hides else claim.verbatim
        if verbatim != claim.verbatim and claim.span is not None:
            word = claim.verbatim[slice(*claim.span)]
            at = verbatim.find(word)
            claim = replace(claim, verbatim=verbatim, span=(at, at + len(word)) if at >= 0 else None)
        if not self.discretion.hides_place(claim.pcode, claim.incident, claim.place):
            return claim
        area = shown_instead(self.discretion.tree, claim.pcode)
        names = (called(area, self.speaker), area.name_en, area.name_ar) if area else (None, None, None)
        return replace(claim, place=names[0], place_name=names[1], place_name_ar=names[2])

    def total(self, total: Total) -> Total:
        """The total as it may be shown: a word that is the source's own is only said to be one."""
        if total.word is None or not self._is_hidden(total):
            return total
        word = vague_word(f"{total.word}{_END}")
        return replace(total, word=self.speaker.text("in words") if word.endswith(_END) else word)

    def row(self, row: Row) -> Row:
        """A row of the data as it may be shown, keys and codes that name a confidential source replaced by numbers."""
        if not self.hides:
            return row
        shown = self.discretion.of_confidential(row)
        return {name: self._text(value) if type(value) is str else value for name, value in shown.items()}

    def over(self, value: Record) -> Record:
        """The same with every text in it as it may be shown."""
        shown: Any = self._any(value) if self.hides else value
        return shown  # type: ignore[no-any-return]

    def is_confidential(self, source: str) -> bool:
        """Whether a source must not be named."""
        return source in self.discretion.kinds

    def _is_hidden(self, record: ClaimRecord | Total) -> bool:
        return any(name is not None and self.is_confidential(name) for name in (record.source, record.origin))

    def _any(self, value: Any) -> Any:
        if type(value) is str:
            return self._text(value)
        if isinstance(value, Table):
            return replace(value, rows=tuple(self._row(cells) for cells in value.rows))
        if isinstance(value, tuple):
            return tuple(self._any(each) for each in value)
        if isinstance(value, Mapping):
            return {name: self._any(each) for name, each in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        return self._record(value)

    def _record(self, record: Any) -> Any:
        held = {field.name: getattr(record, field.name) for field in fields(record)}
        of_hidden = isinstance(record, _OF_ONE_SOURCE) and self._tells(held.values())
        if not of_hidden:
            return replace(record, **{name: self._any(each) for name, each in held.items()})
        texts = {name: self._text(each, of_hidden=True) for name, each in held.items() if type(each) is str}
        return replace(record, **texts)

    def _row(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        told = self._tells(cells)
        return tuple(self._text(cell, of_hidden=told) for cell in cells)

    def _tells(self, values: Iterable[Any]) -> bool:
        """Whether one of these names a confidential source."""
        return any(type(value) is str and self._names.pattern.search(value) for value in values)

    def _text(self, text: str, *, of_hidden: bool = False) -> str:
        said = self._names.over(self._words.over(text))
        said = (self._places if of_hidden else self._own_places).over(said)
        return self.discretion.hidden.over(said, self._instead)

    def _instead(self, pcode: str | None) -> str:
        """What stands in the place of a confidential place's name."""
        area = self.discretion.tree.places.get(pcode or "")
        text = self.speaker.text
        return text("[place in {area}]", area=called(area, self.speaker)) if area else text("[place not shown]")

    @cached_property
    def _names(self) -> Instead:
        return Instead.of_names(self.secrets.names)

    @cached_property
    def _words(self) -> Instead:
        return Instead.of(self.secrets.words)

    @cached_property
    def _places(self) -> Instead:
        return Instead.of(self.secrets.places)

    @cached_property
    def _own_places(self) -> Instead:
        return Instead.of(self.secrets.own_places)


_END: Final = "\0"
"""Behind words, so that a vague one among them can be told from all of them, which stand for one that is not known."""
