"""The statements of a sentence as they are found, with what is said behind them: parts, windows, mended figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from db.vocabulary import Measure, Series
from ingest.normalize.annotations import noted, revised, said_nearer, within
from ingest.normalize.clause_items import Item
from ingest.normalize.counted import Counted
from ingest.normalize.cursor import Cursor
from ingest.normalize.groups import Group
from ingest.normalize.late_reports import split_late
from ingest.normalize.nearer import Nearer
from ingest.normalize.senses import Kind
from ingest.normalize.statement import Statement
from ingest.normalize.subsets import Part
from ingest.normalize.totals import changes, is_brought_to
from ingest.normalize.unreadable import unreadable
from ingest.normalize.whole_cells import without_figures
from ingest.normalize.windows import Window

_INCIDENTS = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DETAINED})


@dataclass(slots=True)
class Gathered:
    """The ``statements`` so far. What stands behind a figure is said of the latest: one, or the members of a list.

    ``wide`` where no figure is said of one event: the sentence is of a war, or of a toll that rises.
    """

    cursor: Cursor
    statements: list[Statement] = field(default_factory=list)
    _latest: int = 0
    _windowed: int = 0
    wide: bool = field(init=False)

    def __post_init__(self) -> None:
        lexemes = self.cursor.lexemes
        self.wide = any(lexeme.sense(Kind.WIDE_SUBJECT) for lexeme in lexemes) or changes(lexemes)

    @property
    def end(self) -> int:
        """The lexeme behind the last figure; 0 where there is none."""
        until = max((statement.reading.span[1] for statement in self.statements), default=0)
        return sum(lexeme.start < until for lexeme in self.cursor.lexemes)

    def add(self, amounts: Sequence[Item], measure: Item) -> None:
        """A statement of each of ``amounts``: so many people, and what happened to them."""
        self._latest = len(amounts)
        for amount in amounts:
            if amount.counted is None or measure.measure is None:
                continue
            self.statements.append(self._statement(amount.counted, amount.parts, measure))

    def add_harm(self, measure: Item, group: Group | None, start: int, end: int) -> None:
        """Harm without a number, in the words from lexeme ``start`` to ``end``."""
        here, self.cursor.index = self.cursor.index, end
        reading = without_figures(self.cursor, "harm_reported/1", start, group, "harm_reported")
        self.cursor.index = here
        self._latest = 1
        if measure.measure is not None:
            self.statements.append(Statement(measure.measure, self._series(measure.measure, measure), reading))

    def extend(self, statements: Iterable[Statement]) -> None:
        """Statements that were read elsewhere."""
        before = len(self.statements)
        self.statements.extend(statements)
        self._latest = len(self.statements) - before

    def name(self, counted: Counted, parts: Sequence[Part]) -> None:
        """The figure just added, with its group. Raises where several were added."""
        self._refuse_several("measure_without_number")
        reading = counted.reading(self.cursor, tuple(part.reading for part in parts))
        self.statements[-1] = replace(self.statements[-1], reading=reading)

    def attach(self, item: Item) -> None:
        """Parts behind the measure belong to the figure before them: the only one, or the one that brackets touch."""
        if not self.statements:
            return
        parts, bracketed = item.parts, self.cursor.lexemes[item.start].sense(Kind.OPEN) is not None
        if self._latest != 1 or (len(self.statements) > 1 and not bracketed):
            self.statements = [noted(statement, "subset_scope_unclear") for statement in self.statements]
            return
        total = self.statements.pop()
        late = [part for part in parts if part.late]
        if late:
            self.statements.extend(split_late(total, late[0], self.cursor.text))
            return
        readings = (*total.reading.subsets, *(part.reading for part in parts))
        self.statements.append(replace(total, reading=replace(total.reading, subsets=readings)))

    def revise(self, figure: Counted) -> Measure:
        """ "10 killed were revised to 7": the 7 takes the place of the 10. Gives what it counts."""
        self._refuse_several("several_numbers")
        self.statements[-1] = revised(self.statements[-1], figure, self.cursor)
        return self.statements[-1].measure

    def bring_nearer(self, nearer: Nearer) -> None:
        """ "4 to 6 killed, most likely 5". Raises where it is said of none of several, or contradicts the figure."""
        if not self.statements:
            return
        brought = said_nearer(self.statements[-1], nearer)
        self._refuse_several("several_numbers")
        if brought is None:
            raise unreadable("several_numbers", self.cursor.text)
        self.statements[-1] = brought

    def apply(self, window: Window) -> None:
        """The window of what was said since the last one; behind a running total it is that of the total alone."""
        if self.statements and self._is_brought(self.statements[-1]):
            self._windowed = max(self._windowed, len(self.statements) - 1)
        done, new = self.statements[: self._windowed], self.statements[self._windowed :]
        self.statements = [*done, *(within(statement, window) for statement in new)]
        self._windowed = len(self.statements)

    def _is_brought(self, statement: Statement) -> bool:
        start = statement.reading.span[0]
        return is_brought_to(self.cursor.lexemes, sum(lexeme.start < start for lexeme in self.cursor.lexemes))

    def _statement(self, counted: Counted, parts: tuple[Part, ...], measure: Item) -> Statement:
        happened = measure.measure or Measure.KILLED
        group = counted.group.measure if counted.group else None
        return Statement(
            measure=happened,
            series=self._series(happened, measure),
            reading=counted.reading(self.cursor, tuple(part.reading for part in parts)),
            group=group if group is not happened else None,
        )

    def _series(self, happened: Measure, measure: Item) -> Series:
        """One event, unless the verb or the subject is wider: "the war has claimed … lives"."""
        one_event = happened in _INCIDENTS and not (self.wide or measure.wide)
        return Series.INCIDENT if one_event else Series.UNSPECIFIED

    def _refuse_several(self, code: str) -> None:
        if self._latest != 1:
            raise unreadable(code, self.cursor.text)
