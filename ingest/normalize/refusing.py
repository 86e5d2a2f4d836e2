"""Sentences whose order leaves open who did what to whom, or to how many: they are refused, not guessed."""

from collections.abc import Iterable

from db.vocabulary import Population
from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.cursor import Cursor
from ingest.normalize.groups import Group
from ingest.normalize.item_list import JOINTS, ItemList, group_of, names_people
from ingest.normalize.senses import Kind
from ingest.normalize.unreadable import unreadable
from ingest.normalize.windows import NUMBERS

_HOW = frozenset({"critically", "seriously", "severely"})
_OF = "de"
_UP_TO = "up to"
_OWNS = ("'s", "s'")
_WORDS_OF_AN_OWNER = 5
_ARTICLES = frozenset({"the", "these", "those", "les", "ces"})


def refuse_share(cursor: Cursor, seen: ItemList, at: int) -> None:
    """ "one in three were killed", "5 of the 6 civilians were killed", "half of the 2 million were displaced" """
    if _is_share_of(cursor, seen, at):
        raise unreadable("percentage", cursor.text)
    before = seen.items[max(at - 2, 0) : at]
    kinds = [item.kind for item in before]
    if kinds == [ItemKind.AMOUNT, ItemKind.OTHER] and cursor.lexemes[before[1].start].sense(Kind.WITHIN):
        raise unreadable("percentage", cursor.text)


def _is_share_of(cursor: Cursor, seen: ItemList, at: int) -> bool:
    """Whether a number or a word for a part stands with "of" before the amount at ``at``."""
    before = _past_owner(cursor, seen, at - 1)
    if before > 0 and cursor.lexemes[seen.items[before].start].text in _ARTICLES:
        before -= 1
    if before < 1 or seen.kind(before) is not ItemKind.OF:
        return False
    if cursor.lexemes[seen.items[before].start].sense(Kind.COLON):
        return False
    part = seen.items[before - 1]
    return part.kind is ItemKind.AMOUNT or cursor.lexemes[part.end - 1].sense(Kind.SHARE) is not None


def _past_owner(cursor: Cursor, seen: ItemList, before: int) -> int:
    """Before the words of whom or what has those who are counted: "two thirds of the camp's 9,000 residents"."""
    if before < 1 or not cursor.lexemes[seen.items[before].start].text.endswith(_OWNS):
        return before
    first = max(before - _WORDS_OF_AN_OWNER, 0)
    while before > first and seen.kind(before) is not ItemKind.OF:
        before -= 1
    return before


def refuse_active(cursor: Cursor, seen: ItemList, subject: Item, at: int) -> None:
    """ "two soldiers killed four civilians": the four are left without a measure; so are "civilians" alone.

    ``at`` is the measure right behind the ``subject``.
    """
    if not seen.items[at].leads:
        return
    if names_people(subject) and seen.kind(at + 1) is ItemKind.GROUP:
        raise unreadable("ambiguous_subject", cursor.text)
    if seen.kind(at + 1) is not ItemKind.AMOUNT:
        return
    following = seen.measure_at(seen.skip_fillers(seen.end_of_list(at + 1, own_measure=False)))
    if following is None and seen.items[at + 1].window is None:
        raise unreadable("ambiguous_subject", cursor.text)


def acts_on_counted(cursor: Cursor, seen: ItemList, people: Group, at: int) -> bool:
    """ "rebels killed 3 civilians": ``people`` without a number, before the measure at ``at``, did it to those behind.

    Not in "civilians killed 3", which may be a label. Raises for "gunmen killed and wounded 3", of two measures.
    """
    behind = at + 1
    while seen.kind(behind) is ItemKind.AND and (other := seen.measure_at(behind + 1)) is not None and other.leads:
        behind += 2
    if not seen.items[at].leads or seen.kind(behind) is not ItemKind.AMOUNT:
        return False
    if seen.measure_at(seen.skip_fillers(seen.end_of_list(behind, own_measure=False))) is not None:
        return False
    if not (names_people(seen.items[behind]) or people.population is Population.COMBATANT):
        return False
    if behind > at + 1:
        raise unreadable("several_measures", cursor.text)
    return True


def refuse_trailing(cursor: Cursor, seen: ItemList, end: int) -> None:
    """ "killed 4 injured": whose the 4 are is unclear, unless the second measure has a number of its own."""
    own = (ItemKind.AMOUNT, ItemKind.OF, ItemKind.GROUP)
    if seen.measure_at(end) is not None and seen.kind(end + 1) not in own:
        raise unreadable("several_measures", cursor.text)


def refuse_shared(cursor: Cursor, seen: ItemList, at: int) -> None:
    """ "dozens of dead and wounded", "20 deaths and injuries": the measure at ``at`` may share the figure before it.

    So may a participle behind another ("12 tués et blessés", "12 killed and injured people"), in English and French.
    "12 killed and injuries reported", "12 morts et des blessés" and "12 قتيلا وجرحى" tell of others.
    """
    before = at - 1
    if seen.kind(before) is ItemKind.OF and cursor.lexemes[seen.items[before].start].text == _OF:
        before -= 1
    first = seen.measure_at(before - 1) if before > 0 and _joins(cursor, seen.items[before]) else None
    if first is None or seen.kind(before - 2) is not ItemKind.AMOUNT:
        return
    participle = seen.items[at].leads and not cursor.lexemes[seen.items[at].start].is_arabic
    if first.harm or participle:
        raise unreadable("several_measures", cursor.text)


def _joins(cursor: Cursor, item: Item) -> bool:
    """ "and", a comma or a slash between two measures."""
    return item.kind in JOINTS or cursor.lexemes[item.start].sense(Kind.SLASH) is not None


def refuse_risen(cursor: Cursor, amount: Item) -> None:
    """ "death toll up to 45": the most that it may be, or what it has risen to."""
    before = cursor.lexemes[max(amount.start - 1, 0) : amount.start]
    said = cursor.lexemes[amount.start]
    if said.text == _UP_TO and any(lexeme.sense(Kind.TOLL) for lexeme in before):
        raise unreadable("measure_without_number", cursor.text)


def refuse_things(cursor: Cursor, amounts: Iterable[Item]) -> None:
    """ "killed 4 sheep" """
    if any(amount.bare for amount in amounts):
        raise unreadable("measure_without_number", cursor.text)


def are_some_of_them(cursor: Cursor, item: Item) -> bool:
    """ "…, 12 of them critically", "، 13 منهم في غزة": how or where some of those counted before were harmed."""
    behind = cursor.lexemes[item.end : item.end + 2]
    told = len(behind) == 2 and behind[0].sense(Kind.OF_THEM) is not None
    return told and (behind[1].sense(Kind.WITHIN) is not None or behind[1].text in _HOW)


def are_unnamed_part(cursor: Cursor, item: Item) -> bool:
    """ "6 killed, including 4 members of one family": a part of which nothing is told that a figure could be of."""
    before = cursor.lexemes[max(item.start - 1, 0) : item.start]
    return not group_of(item).says_who and any(lexeme.sense(Kind.SUBSET) for lexeme in before)


def is_one_of_a_group(cursor: Cursor, item: Item) -> bool:
    """ "قال لاجئ سوري إن …", "a refugee from Homs …": one without a numeral tells a story; a stock has a number."""
    if item.counted is None or item.counted.measure is not None:
        return False
    group, words = group_of(item), cursor.lexemes[item.start : item.end]
    one = group.measure is not None and group.count == 1
    return one and not any(word.sense(kind) for word in words for kind in NUMBERS)


def is_speaker(cursor: Cursor, item: Item) -> bool:
    """Whether people only tell of others: "A doctor said …" counts no doctor."""
    behind = cursor.lexemes[item.end : item.end + 1]
    return names_people(item) and any(lexeme.sense(Kind.SAYING) for lexeme in behind)
