"""Binding counted people to what happened to them, by their order in the sentence.

statement = amount (("," | "and") amount)* filler* measure       "8 men and 2 women were killed"
          | measure "of"? amount (("," | "and") amount)*         "deaths of 8 men and 2 women"
          | measure group | group filler* measure                "killed civilians": harm without a number
then      window? parts?                                         "in 48 h, of whom 499 …"
"""

from dataclasses import dataclass, field, replace

from db.vocabulary import Measure, Quantifier
from ingest.normalize.annotations import of_casualties, with_basis, with_reach, within
from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.counted import Counted
from ingest.normalize.cursor import Cursor
from ingest.normalize.dealt_with import are_dealt_with
from ingest.normalize.gathered import Gathered
from ingest.normalize.item_list import JOINTS, ItemList, group_of, names_people, with_group
from ingest.normalize.nothing import is_unnumbered
from ingest.normalize.one_more import says_no_more
from ingest.normalize.origins import are_held, past_held, past_origin
from ingest.normalize.refusing import (
    acts_on_counted,
    are_some_of_them,
    are_unnamed_part,
    is_one_of_a_group,
    is_speaker,
    refuse_active,
    refuse_risen,
    refuse_share,
    refuse_shared,
    refuse_things,
    refuse_trailing,
)
from ingest.normalize.senses import Kind
from ingest.normalize.statement import Statement
from ingest.normalize.subjects import object_behind
from ingest.normalize.things import owns_things
from ingest.normalize.toll import toll_figure, with_verb_before
from ingest.normalize.totals import begins_total, is_lone_toll
from ingest.normalize.trailing import with_quantifier_behind
from ingest.normalize.unreadable import unreadable
from ingest.normalize.windows import Window

_BOUNDS = frozenset({Quantifier.AT_LEAST, Quantifier.MORE_THAN, Quantifier.AT_MOST, Quantifier.LESS_THAN})


@dataclass(slots=True)
class Binder:
    """Walks the ``items`` of one sentence. ``context`` is the measure of people that nothing else in it claims.

    ``passed`` are the items of people who were harmed before and of whom the sentence tells something else.
    """

    cursor: Cursor
    items: list[Item]
    context: Measure | None = None
    passed: set[int] = field(default_factory=set)
    _at: int = 0
    _toll_grew: bool = False
    _casualties: list[Counted] = field(default_factory=list)
    _said: Gathered = field(init=False)
    _seen: ItemList = field(init=False)

    def __post_init__(self) -> None:
        self._seen = ItemList(self.items)
        self._said = Gathered(self.cursor)

    def statements(self) -> list[Statement]:
        """Every statement, with windows, basis and notes. Raises where people or a measure are left over."""
        while self._at < len(self.items):
            self._step(self.items[self._at])
        said = self._said.statements
        if self._casualties:
            said = of_casualties(self._casualties, said, self.cursor.text)
        return with_reach(with_basis(said, self.cursor.lexemes, self.items))

    def _step(self, item: Item) -> None:
        match item.kind:
            case ItemKind.AMOUNT:
                self._bind_amount(item)
            case ItemKind.MEASURE:
                self._bind_measure(item)
            case ItemKind.GROUP:
                self._bind_group(item)
            case ItemKind.WINDOW if item.window is not None:
                self._apply_window(item, item.window)
            case ItemKind.REVISION if item.counted is not None and self._said.statements:
                self._revise(item.counted)
            case ItemKind.REVISION:
                self.items[self._at] = replace(item, kind=ItemKind.AMOUNT)
            case _:
                self._take_beside(item)
                self._at += 1

    def _take_beside(self, item: Item) -> None:
        """What tells more of the figures before it, or tells of nobody."""
        if item.kind is ItemKind.PARTS:
            self._said.attach(item)
        elif item.kind is ItemKind.NOTHING:
            self._said.extend(item.nothing)
        elif item.nearer is not None:
            self._said.bring_nearer(item.nearer)

    # amounts first

    def _bind_amount(self, item: Item) -> None:
        end = self._seen.end_of_list(self._at, own_measure=False)
        after = self._seen.skip_fillers(past_origin(self.cursor, self._seen, end))
        measure = self._seen.measure_at(after)
        if measure is not None and measure.trails and not item.bare:
            refuse_share(self.cursor, self._seen, self._at)
            if after == end and self._pass_over(end, after + 1, measure.measure):
                return
            if are_held(self.cursor, item):
                self._at = past_held(self.cursor, self._seen, end, after)
                return
            if after == end:
                refuse_active(self.cursor, self._seen, item, after)
            amounts = self._seen.amounts(self._at, end)
            self._said.add(with_quantifier_behind(self.cursor, self._seen, amounts, after), measure)
            self._at = self._seen.past_repeated(after + 1, measure.measure)
            self._take_group_behind(item)
            return
        said = item.counted and (item.counted.measure or group_of(item).measure)
        if said and self._pass_over(end, self._at + 1, said):
            return
        self._bind_alone(item)
        self._at += 1

    def _pass_over(self, end: int, behind: int, measure: Measure | None) -> bool:
        """Steps over people who were harmed before, up to the item ``behind`` them; their list ends at ``end``."""
        if measure is None or not are_dealt_with(self.cursor, self._seen, self._at, behind, measure, self.passed):
            return False
        self.passed.update(range(self._at, max(end, behind)))
        self._at = behind
        while self._seen.kind(self._at) in (ItemKind.GROUP, ItemKind.PARTS):
            self._at += 1
        return True

    def _bind_alone(self, item: Item) -> None:
        """An amount with no measure beside it: its noun may be one ("قتيلان", "5 million refugees")."""
        if item.counted is None or is_speaker(self.cursor, item) or are_held(self.cursor, item):
            return
        if is_one_of_a_group(self.cursor, item):
            return
        said = item.counted.measure or group_of(item).measure
        if self._said.statements and are_unnamed_part(self.cursor, item):
            return
        if measure := said or self.context:
            self._said.add([item], Item(ItemKind.MEASURE, item.start, item.end, measure=measure, wide=said is None))
        elif "casualties" in group_of(item).names and self._is_broken_down(item):
            self._casualties.append(item.counted)
        elif names_people(item) or (not self._said.statements and is_lone_toll(self.cursor.lexemes, item.start)):
            raise unreadable("no_measure", self.cursor.text)
        elif item.counted.quantity.quantifier in _BOUNDS and not item.bare:
            # "more than 150 and fewer than 200 killed"
            raise unreadable("several_numbers", self.cursor.text)
        elif self._said.statements and are_some_of_them(self.cursor, item):
            return
        elif self._said.statements and not item.bare and self._seen.kind(self._at - 1) in (*JOINTS, ItemKind.OF):
            # "killed 4 and 6", "a number of dead: 45": a second figure that nothing claims
            raise unreadable("several_numbers", self.cursor.text)

    def _is_broken_down(self, item: Item) -> bool:
        """Whether a colon or a bracket behind the casualties may tell how many were killed and injured."""
        behind = self.cursor.lexemes[item.end :]
        return any(lexeme.sense(kind) for lexeme in behind for kind in (Kind.COLON, Kind.OPEN))

    # measures first

    def _bind_measure(self, item: Item) -> None:
        if figure := toll_figure(self.cursor, self._seen, self._at, told=self._toll_grew):
            refuse_risen(self.cursor, self.items[figure.at])
            self._toll_grew |= figure.grows
            self._said.wide |= figure.grows
            between = self.items[self._at : figure.at]
            self.items[figure.at] = with_verb_before(self.cursor, item, self.items[figure.at])
            self._bind_counted(item, figure.at)
            for window in (each.window for each in between if each.window is not None):
                self._said.apply(window)
            return
        first = self._at + 1
        if self._seen.kind(first) is ItemKind.OF:
            first += 1
        if item.leads and self._seen.kind(first) is ItemKind.AMOUNT and self._are_its_own(item, first):
            self.items[first] = with_verb_before(self.cursor, item, self.items[first])
            self._bind_counted(item, first)
            return
        if item.needs_lives:
            self._at += 1
        elif (behind := object_behind(self.cursor, self._seen, self._at)) is not None:
            self._bind_counted(item, behind)
        else:
            self._bind_harm(item, first)

    def _are_its_own(self, item: Item, first: int) -> bool:
        """Whether the measure is one of the amounts at ``first``: "took" and "claimed" are only of lives."""
        end = self._seen.end_of_list(first, own_measure=True)
        return not item.needs_lives or any("lives" in group_of(each).names for each in self._seen.amounts(first, end))

    def _bind_counted(self, item: Item, first: int) -> None:
        end = self._seen.end_of_list(first, own_measure=True)
        amounts = [with_group(amount, item.group) for amount in self._seen.amounts(first, end)]
        refuse_things(self.cursor, amounts)
        self._at = self._seen.past_repeated(end, item.measure)
        refuse_trailing(self.cursor, self._seen, self._at)
        self._said.add(amounts, item)

    def _bind_harm(self, item: Item, first: int) -> None:
        """ "killed civilians", "deaths were reported": harm without a number."""
        joined = item.harm and self._is_joined_in_arabic(item)
        named = self._seen.kind(first) is ItemKind.GROUP and (item.leads or (joined and self._says_no_more(first)))
        group = self.items[first].group if named else None
        ends = self._seen.kind(self._at + 1) in (None, ItemKind.FILLER, *JOINTS)
        ends = ends or (joined and self._says_no_more(self._at))
        if group is not None and self._pass_over(first, first, item.measure):
            return
        if group is not None and owns_things(self.cursor, self.items[first].end):
            self._at = first + 1
            return
        if group is None and not ((item.harm and ends) or (item.trails and is_unnumbered(self.cursor, item.start))):
            raise unreadable("measure_without_number", self.cursor.text)
        refuse_shared(self.cursor, self._seen, self._at)
        self._at = first + 1 if group else self._at + 1
        self._said.add_harm(item, group, item.start, self.items[self._at - 1].end)

    def _is_joined_in_arabic(self, item: Item) -> bool:
        """ "12 قتيلا وجرحى", "قتلى وجرحى": the noun tells of others, whatever comes behind "where" or "by"."""
        joined = self._at > 0 and self._seen.kind(self._at - 1) is ItemKind.AND
        return joined and self.cursor.lexemes[item.start].is_arabic

    def _says_no_more(self, at: int) -> bool:
        return says_no_more(self.cursor, self.items[at].end)

    def _bind_group(self, item: Item) -> None:
        """People without a number: harm where a measure follows, else nothing is said of them."""
        after = self._seen.skip_fillers(self._at + 1)
        measure = self._seen.measure_at(after)
        if measure is None or not measure.trails:
            self._at += 1
            return
        if item.group is None or item.group.count is not None:
            raise unreadable("measure_without_number", self.cursor.text)
        if after == self._at + 1 and acts_on_counted(self.cursor, self._seen, item.group, after):
            self._at = after
            return
        self._at = after + 1
        self._said.add_harm(measure, item.group, item.start, measure.end)

    # behind the figures

    def _take_group_behind(self, item: Item) -> None:
        """ "200 displaced families": the figure just added, if it names nobody, takes the group behind it."""
        group = self.items[self._at].group if self._seen.kind(self._at) is ItemKind.GROUP else None
        if item.counted is None or item.counted.group is not None or group is None or group.count is not None:
            return
        self._said.name(replace(item.counted, group=group), item.parts)
        self._at += 1

    def _revise(self, figure: Counted) -> None:
        measure = self._said.revise(figure)
        self._at = self._seen.past_repeated(self._at + 1, measure)
        refuse_trailing(self.cursor, self._seen, self._at)

    def _apply_window(self, item: Item, window: Window) -> None:
        """A window counts for what was said since the last one; one that opens the sentence counts for all of it."""
        self._at += 1
        if self._said.statements:
            if not begins_total(self.cursor.lexemes, self._said.end, item.start):
                self._said.apply(window)
            return
        rest = Binder(self.cursor, self.items[self._at :], self.context)
        self._said.statements = [within(statement, window) for statement in rest.statements()]
        self.passed.update(self._at + index for index in rest.passed)
        self._at = len(self.items)
