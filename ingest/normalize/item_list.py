"""Looking around in the items of a sentence: what stands where, and how far a list of people reaches."""

from dataclasses import dataclass, replace

from db.vocabulary import Measure
from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.groups import Group

JOINTS = (ItemKind.AND, ItemKind.COMMA)
"""What stands between the members of a list."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """The ``items`` of one sentence, by their index."""

    items: list[Item]

    def kind(self, index: int) -> ItemKind | None:
        """The kind of an item; None behind the last."""
        return self.items[index].kind if index < len(self.items) else None

    def measure_at(self, index: int) -> Item | None:
        """The measure at an index; None where another item stands."""
        return self.items[index] if self.kind(index) is ItemKind.MEASURE else None

    def skip_fillers(self, index: int) -> int:
        """The index of the first item from there on that says something."""
        while self.kind(index) is ItemKind.FILLER:
            index += 1
        return index

    def past_repeated(self, index: int, measure: Measure | None) -> int:
        """Behind a measure that only repeats ``measure``: "the number of killed is 45 dead", "martyred and killed"."""
        after = self.skip_fillers(index + 1 if self.kind(index) is ItemKind.AND else index)
        again = self.measure_at(after)
        if again is None or not again.trails or again.measure is not measure:
            return index
        return index if self.kind(after + 1) in (ItemKind.AMOUNT, ItemKind.OF, ItemKind.GROUP) else after + 1

    def amounts(self, start: int, end: int) -> list[Item]:
        """The amounts of a part of the sentence."""
        return [item for item in self.items[start:end] if item.kind is ItemKind.AMOUNT]

    def end_of_list(self, start: int, *, own_measure: bool) -> int:
        """Where the list of amounts at ``start`` ends; a further member names its people.

        With ``own_measure`` a member that has one behind it is left out ("killed four people and six were injured").
        """
        end = start + 1
        while True:
            member = end
            while self.kind(member) in (*JOINTS, ItemKind.POSSESSIVE):
                member += 1
            if member == end or self.kind(member) is not ItemKind.AMOUNT or not names_people(self.items[member]):
                return end
            if not own_measure and not names_people(self.items[start]):
                return end
            if own_measure and self.measure_at(self.skip_fillers(member + 1)) is not None:
                return end
            end = member + 1


def names_people(item: Item) -> bool:
    """Whether an amount says of whom it is."""
    return item.counted is not None and item.counted.group is not None


def group_of(item: Item) -> Group:
    """Of whom an amount is; a group that says nothing where it does not tell."""
    return (item.counted.group if item.counted else None) or Group()


def with_group(item: Item, group: Group | None) -> Item:
    """The amount with the group that its measure names, where it names none of its own."""
    if group is None or item.counted is None or item.counted.group is not None:
        return item
    return replace(item, counted=replace(item.counted, group=group))
