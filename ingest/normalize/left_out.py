"""People whom a sentence speaks of and no figure of it counts: "the mayor and 3 civilians were killed".

The rules never guess who they are. Where they are likely, the figures are kept and a note says that there are more.
"""

from collections.abc import Collection, Sequence
from functools import cache

from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.fold import plain
from ingest.normalize.item_list import JOINTS, names_people
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind
from ingest.normalize.totals import begins_total
from ingest.normalize.word_lists import word_lists

_UNKNOWN_WORDS = 3
_WORDS_OF_A_NAME = 6
_WORDS_OF_A_LIST = 3
_ENDS = (Kind.STOP, Kind.BOUNDARY, Kind.WITHIN, Kind.COMMA)
_WORDS_OF_A_SPEAKER = 4
_THE, _AND_THE = "ال", "وال"
_PLUS = "+"
_BY = "ب"
_ARTICLES = frozenset({"a", "an", "the", "un", "une", "le", "la"})


def people_are_left_out(items: Sequence[Item], lexemes: Sequence[Lexeme], read: Collection[int]) -> bool:
    """Whether a number or a person beside the figures was not read; ``read`` are the offsets where figures begin."""
    figures = [_is_read(item, lexemes, read) for item in items]
    vague = not any(figures)
    return any(
        _is_family_of_nobody(items, index, lexemes, figures)
        or _is_unread_number(items, index, lexemes, figures, vague=vague)
        or (figures[index] and _ends_unread(items, index, lexemes))
        or _is_bare_of_list(items, index, lexemes, figures)
        or _is_uncounted_person(items, index, lexemes, figures)
        or _is_other_voice(items, index, lexemes, figures)
        or _is_of_other_verb(items, index, lexemes, figures)
        or _is_unread_total(items, index, lexemes, figures)
        for index in range(len(items))
    ) or _begins_unread(items, lexemes, figures)


def _kinds(items: Sequence[Item], index: int, *kinds: ItemKind) -> bool:
    """Whether the items from ``index`` on are of these kinds."""
    return index >= 0 and tuple(item.kind for item in items[index : index + len(kinds)]) == kinds


def _is_read(item: Item, lexemes: Sequence[Lexeme], read: Collection[int]) -> bool:
    return item.counted is not None and lexemes[item.counted.quantity.start].start in read


def _is_family_of_nobody(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "A father and his 3 children", "امرأة وأطفالها", "the man, his wife and 3 children": one is not counted."""
    if _kinds(items, index, ItemKind.COMMA, ItemKind.POSSESSIVE, ItemKind.OTHER, ItemKind.AND):
        return any(figures[index + 4 : index + 5]) and not _is_belonging(items, index + 2, lexemes)
    if _kinds(items, index, ItemKind.AND, ItemKind.AMOUNT) and lexemes[items[index + 1].start].sense(Kind.RELATIVE):
        told = index > 0 and (figures[index - 1] or items[index - 1].trails)
        return figures[index + 1] and not told  # "a zookeeper and his mother were killed"
    if not _kinds(items, index, ItemKind.AND, ItemKind.POSSESSIVE):
        return False
    if _is_belonging(items, index + 2, lexemes) or (index > 0 and items[index - 1].trails):
        return False  # "a girl was killed and her 3 siblings injured"
    beside = index > 0 and figures[index - 1], index + 2 < len(items) and figures[index + 2]
    return any(beside) and not all(beside)


def _is_belonging(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme]) -> bool:
    """ "… and his body was burned": a thing, of which no figure is wanted."""
    return _kinds(items, index, ItemKind.OTHER) and lexemes[items[index].start].text in _belongings()


@cache
def _belongings() -> frozenset[str]:
    return frozenset(map(plain, word_lists().sentences.belongings))


def _begins_unread(items: Sequence[Item], lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "The mayor and 3 civilians …", "3 hostages and 2 soldiers …": the sentence begins with somebody unknown."""
    if not any(figures[3:4]):
        return False
    named = _kinds(items, 0, ItemKind.OTHER, ItemKind.OTHER, ItemKind.AND) and lexemes[0].text in _ARTICLES
    counted = _kinds(items, 0, ItemKind.AMOUNT, ItemKind.OTHER, ItemKind.AND) and items[0].bare
    return named or counted


def _ends_unread(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme]) -> bool:
    """ "… killed 4 soldiers and a zookeeper.", "… 6 أشخاص والانتحاري": who ends the list behind a figure is unknown."""
    start = _past_joints(items, index + 1)
    named = index + 2 + (_kinds(items, index + 2, ItemKind.OTHER) and _is_unknown(items[index + 2], lexemes))
    joined = not items[index].parts and _kinds(items, index + 1, ItemKind.AND) and _kinds(items, named, ItemKind.GROUP)
    if joined and _is_end(items, named + 1, lexemes):
        return True  # "killed a man and woman", "killed 4 soldiers and civilians", "… and loyal gunmen"
    if _kinds(items, index + 1, ItemKind.MEASURE, ItemKind.AND, ItemKind.GROUP) and _is_end(items, index + 4, lexemes):
        return True  # "12 شهيدا ونساء"
    if start == index + 1:
        return _is_unknown_end(items, start, lexemes, _AND_THE)
    if not lexemes[items[start - 1].start].is_arabic:
        named = _kinds(items, start, ItemKind.OTHER) and lexemes[items[start].start].text in _ARTICLES
        return named and _is_unknown_end(items, start + 1, lexemes)
    of_other = _kinds(items, start, ItemKind.OTHER) and _is_unknown_end(items, start + 1, lexemes)
    return _is_unknown_end(items, start, lexemes) or (of_other and _is_unknown(items[start], lexemes))


def _is_unknown_end(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], begins: str = _THE) -> bool:
    """Whether the last word of a list stands here, which no rule knows; an Arabic one with its article."""
    if index >= len(items) or not _is_unknown(items[index], lexemes) or not _is_end(items, index + 1, lexemes):
        return False
    word = lexemes[items[index].start]
    return word.text.startswith(begins) or not (word.is_arabic or begins == _AND_THE)


def _is_bare_of_list(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "3 civilians and 5 Ruritanian members", "5 Ruritanian members and 3 civilians": a list has people unknown."""
    if items[index].kind is not ItemKind.AMOUNT or figures[index]:
        return False
    before = index > 0 and items[index - 1].kind in JOINTS and any(figures[:index])
    end = index + 1
    while end < len(items) and end <= index + _UNKNOWN_WORDS + 1 and _is_of_name(items[end], lexemes):
        end += 1
    behind = _past_joints(items, end)
    leads = behind > end > index + 1 and end <= index + _WORDS_OF_A_LIST and any(figures[behind : behind + 1])
    leads = leads and names_people(items[behind])
    return leads or (before and (_is_end(items, end, lexemes) or items[end].kind is ItemKind.GROUP))


def _past_joints(items: Sequence[Item], index: int) -> int:
    while index < len(items) and items[index].kind in JOINTS:
        index += 1
    return index


def _is_uncounted_person(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "The mayor and 3 civilians …": one person, whom no article counts."""
    group = items[index].group
    alone = items[index].kind is ItemKind.GROUP and group is not None and group.count is not None
    behind = _past_joints(items, index + 1)
    behind += behind < len(items) and lexemes[items[behind].start].text == _PLUS
    return alone and behind > index + 1 and any(figures[behind : behind + 1])


def _is_other_voice(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "the army said 5 were killed while activists said 9": a figure that only somebody else's word claims."""
    item = items[index]
    if item.kind is not ItemKind.AMOUNT or figures[index] or item.bare:
        return False
    before = item.start - 1
    first = before - _WORDS_OF_A_SPEAKER
    while before > max(first, 0) and lexemes[before].is_arabic and not lexemes[before].senses:
        before -= 1  # in Arabic the speaker's name stands behind the verb
    if before < 0:
        return False
    return lexemes[before].sense(Kind.SAYING) is not None or _is_told_by(lexemes[max(first, 0) : before + 1])


def _is_of_other_verb(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "… killed 3 and maimed 5.": a number behind a word that no rule knows, and nothing behind it."""
    item = items[index]
    unread = item.kind is ItemKind.AMOUNT and not figures[index] and not item.bare and any(figures[:index])
    if not unread or index < 2 or not _kinds(items, index - 2, ItemKind.AND):
        return False
    return _is_unknown(items[index - 1], lexemes) and lexemes[items[index - 1].start].text.isalpha()


def _is_told_by(lexemes: Sequence[Lexeme]) -> bool:
    """Whether a voice stands there, and nothing ends between it and the figure: "according to the opposition"."""
    voice = next((index for index, lexeme in enumerate(lexemes) if lexeme.sense(Kind.VOICE)), None)
    return voice is not None and not any(lexeme.sense(kind) for lexeme in lexemes[voice:] for kind in _ENDS)


def _is_unread_total(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "… bringing the total this week to 23", "…; toll now 900": the total of whom the figures are a part."""
    item = items[index]
    start = next((items[before].end for before in range(index - 1, -1, -1) if figures[before]), 0)
    return item.kind is ItemKind.AMOUNT and not figures[index] and begins_total(lexemes, start, item.start)


def _is_of_name(item: Item, lexemes: Sequence[Lexeme]) -> bool:
    return item.kind is ItemKind.OF or _is_unknown(item, lexemes)


def _is_unknown(item: Item, lexemes: Sequence[Lexeme]) -> bool:
    return item.kind is ItemKind.OTHER and item.time is None and not lexemes[item.start].senses


def _is_end(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme]) -> bool:
    """Whether a list ends here: at the end of its sentence, or before where and when it was."""
    if index >= len(items) or items[index].time is not None or items[index].kind is ItemKind.WINDOW:
        return True
    here = lexemes[items[index].start]
    by = here.is_arabic and here.text.startswith(_BY) and not here.senses
    return by or any(here.sense(kind) for kind in _ENDS)


def _is_unread_number(
    items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool], *, vague: bool
) -> bool:
    """ "… In total, 9 that day", "… (possibly 4)", "… and then 3 more": no measure; any number, beside mere harm."""
    item = items[index]
    if item.kind is not ItemKind.AMOUNT or figures[index]:
        return False
    before = next((other for other in reversed(items[:index]) if other.kind is not ItemKind.COMMA), None)
    is_total = before is not None and lexemes[before.end - 1].sense(Kind.TOTAL) is not None
    bracketed = any(figures[:index]) and not item.bare and lexemes[item.start - 1].sense(Kind.OPEN) is not None
    revised = any(other.kind is ItemKind.REVISION for other in items[index:])
    if _kinds(items, index - 1, ItemKind.MEASURE) and items[index - 1].leads and not item.bare and not revised:
        return True  # "… and civilians injured 5"
    more = vague or lexemes[item.end - 1].sense(Kind.ADJECTIVE) is not None
    return is_total or bracketed or (_names_a_group_behind(items, index, lexemes) if item.bare else more)


def _names_a_group_behind(items: Sequence[Item], index: int, lexemes: Sequence[Lexeme]) -> bool:
    """ "Three Ruritanian soldiers killed", "5 mine accident deaths": an unknown word parts the number from them."""
    end = index + 1
    while end <= index + _WORDS_OF_A_NAME and end < len(items) and items[end].kind in (ItemKind.OTHER, ItemKind.OF):
        end += 1
    if end > index + 1 and _kinds(items, end, ItemKind.MEASURE) and items[end].harm:
        return all(_is_unknown(item, lexemes) for item in items[index + 1 : end])
    if end == index + 1 or not _kinds(items, end, ItemKind.GROUP):
        return False
    end += 1
    while _kinds(items, end, ItemKind.FILLER):
        end += 1
    return _kinds(items, end, ItemKind.MEASURE)
