"""Where the grammar stands in the lexemes: look, take, and go back."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind, Sense


@dataclass(slots=True)
class Cursor:
    """A position in ``lexemes`` of ``text``. ``decimal`` is the decimal separator where it is known."""

    text: str
    lexemes: Sequence[Lexeme]
    decimal: str | None = None
    index: int = 0

    @property
    def at_end(self) -> bool:
        return self.index >= len(self.lexemes)

    @property
    def here(self) -> Lexeme | None:
        return None if self.at_end else self.lexemes[self.index]

    @property
    def last_end(self) -> int:
        """Offset in the text where the last lexeme taken ends."""
        return self.lexemes[self.index - 1].end

    def see(self, *kinds: Kind) -> Sense | None:
        """The first of ``kinds`` that the next lexeme can be, left in place."""
        if self.index >= len(self.lexemes):
            return None
        senses = self.lexemes[self.index].senses
        for kind in kinds:
            if kind in senses:
                return senses[kind]
        return None

    def take(self, *kinds: Kind) -> Sense | None:
        """The same, stepping over it."""
        if self.index >= len(self.lexemes):
            return None
        senses = self.lexemes[self.index].senses
        for kind in kinds:
            if kind in senses:
                self.index += 1
                return senses[kind]
        return None

    def skip(self, *kinds: Kind) -> bool:
        """Steps over any number of ``kinds``; whether there was one."""
        start = self.index
        while self.take(*kinds):
            pass
        return self.index > start
