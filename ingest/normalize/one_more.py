"""One person more, whom a word counts: "one killed and another wounded", "مقتل شخص وإصابة آخر", "وإصابة زوجته".

"آخر" is also "the last" ("مقتل آخر جندي"), "another" may be a strike ("another killed 5"), and a relative may only tell
who somebody is ("بعد مقتل والده"): they are people only where their own measure stands beside them, and joins what
another measure told before.
"""

from collections.abc import Sequence

from db.vocabulary import Measure, Quantifier
from ingest.normalize.amount_rules import bounds
from ingest.normalize.cursor import Cursor
from ingest.normalize.fold import plain
from ingest.normalize.groups import Group
from ingest.normalize.kin import kin_at
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.quantity import Quantity
from ingest.normalize.senses import Kind
from ingest.normalize.windows import NUMBERS

_JOINS = (Kind.AND, Kind.COMMA)
_HARMED = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DETAINED})
_ENDS = (Kind.COMMA, Kind.STOP, Kind.AND, Kind.AUXILIARY, Kind.BOUNDARY, Kind.WITHIN, Kind.SAID_TIME, Kind.WEEKDAY)
_OTHERS = (Kind.POSSESSIVE, Kind.RELATIVE, Kind.VAGUE, Kind.ANOTHER, *NUMBERS)
_BY = "ب"
_CAUSES = frozenset(
    map(plain, ("غارة", "غارات", "قصف", "هجوم", "انفجار", "إطلاق", "رصاص", "نيران", "ضربة", "صاروخ", "لغم", "استهداف"))
)


def take_one_more(cursor: Cursor) -> tuple[Quantity, Group] | None:
    """The person or the two at the cursor, or None with the cursor where it was."""
    here, start = cursor.here, cursor.index
    if here is None:
        return None
    group = _relatives(cursor, here) if here.is_arabic else kin_at(cursor)
    if group is None and _is_another(cursor, here):
        group = Group(names=frozenset({"people"}), count=1)
    if group is None or group.count is None:
        return None
    cursor.index += 1
    figure = Quantity(bounds(Quantifier.EXACT, group.count), Quantifier.EXACT, "exact_words/1", start, cursor.index)
    if not here.is_arabic:
        cursor.skip(Kind.ADJECTIVE)  # "his mother seriously injured"
    return figure, group


def _relatives(cursor: Cursor, here: Lexeme) -> Group | None:
    sense = here.sense(Kind.RELATIVE)
    if sense is None:
        return None
    beside = _follows_one(cursor, sense.group) and _says_cause(cursor, cursor.index + 1)
    told = beside or _follows_new_measure(cursor)
    return sense.group if told and not _begins_list(cursor, cursor.index + 1) else None


def _follows_one(cursor: Cursor, relative: Group | None) -> bool:
    """Whether one person whom a measure counts, and "and", stand right before the cursor: "مقتل رجل و".

    Not one who is told apart by nothing ("مقتل شاب وشقيقه"): two figures of the same people would say nothing sure.
    """
    before = cursor.lexemes[max(cursor.index - 3, 0) : cursor.index]
    if len(before) < 3 or not before[2].sense(Kind.AND):
        return False
    person = before[1].sense(Kind.GROUP)
    one = person is not None and person.group is not None and person.group.count == 1
    alike = person is not None and _who(person.group) == _who(relative)
    return one and not alike and before[0].sense(Kind.MEASURE_BEFORE) is not None and _measure(before[0]) in _HARMED


def _who(group: Group | None) -> tuple[object, ...] | None:
    return (group.population, group.sex, group.age) if group else None


def _is_another(cursor: Cursor, here: Lexeme) -> bool:
    if not here.sense(Kind.ANOTHER):
        return False
    if here.is_arabic:
        alone = not _begins_list(cursor, cursor.index + 1)
        return alone and _follows_new_measure(cursor) and says_no_more(cursor, cursor.index + 1)
    return _precedes_measure(cursor)


def _follows_new_measure(cursor: Cursor) -> bool:
    """Whether "and" with a measure, which nothing told before, stands right before the cursor: "وإصابة"."""
    index = cursor.index - 1
    if index < 2 or not any(cursor.lexemes[index - 1].sense(kind) for kind in _JOINS):
        return False
    return _is_new(cursor.lexemes, index)


def _is_new(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Whether people were harmed otherwise before the measure at ``index``; "a plane was hit, another is missing"."""
    told = {_measure(lexeme) for lexeme in lexemes[:index]} & _HARMED
    measure = _measure(lexemes[index])
    return bool(told) and measure in _HARMED and measure not in told


def _precedes_measure(cursor: Cursor) -> bool:
    """Whether the cursor joins "another" with a measure of nobody else: "and another was wounded."."""
    before = cursor.lexemes[cursor.index - 1 : cursor.index] if cursor.index else ()
    if not any(lexeme.sense(kind) for lexeme in before for kind in _JOINS):
        return False
    index = cursor.index + 1
    while index < len(cursor.lexemes) and cursor.lexemes[index].sense(Kind.AUXILIARY):
        index += 1
    measure = cursor.lexemes[index] if index < len(cursor.lexemes) else None
    told = measure is not None and measure.sense(Kind.MEASURE_AFTER) is not None
    return told and _is_new(cursor.lexemes, index) and says_no_more(cursor, index + 1)


def says_no_more(cursor: Cursor, index: int) -> bool:
    """Whether no noun stands there: the end, a mark, where and when it was, or "by" ("برصاص")."""
    if index >= len(cursor.lexemes):
        return True
    here = cursor.lexemes[index]
    by = here.text.startswith(_BY) and here.is_arabic and not here.senses
    return by or any(here.sense(kind) for kind in _ENDS)


def _says_cause(cursor: Cursor, index: int) -> bool:
    """Whether nothing is said of the relative alone ("وزوجته بحالة حرجة"): the end, a mark, or what killed them all."""
    if index >= len(cursor.lexemes):
        return True
    here, behind = cursor.lexemes[index], cursor.lexemes[index + 1 : index + 2]
    if any(here.sense(kind) for kind in (Kind.COMMA, Kind.STOP, Kind.AND)):
        return True
    within = here.sense(Kind.WITHIN) or here.sense(Kind.BOUNDARY)
    cause = behind[0].text if within and behind else here.text.removeprefix(_BY)
    return cause in _CAUSES


def _begins_list(cursor: Cursor, index: int) -> bool:
    """ "زوجته و3 من أطفاله", "زوجته وأطفاله": others follow, of whom no rule may know how many they are."""
    joined = index
    while joined < len(cursor.lexemes) and any(cursor.lexemes[joined].sense(kind) for kind in _JOINS):
        joined += 1
    following = cursor.lexemes[joined : joined + 1] if joined > index else ()
    return any(lexeme.sense(kind) for lexeme in following for kind in _OTHERS)


def _measure(lexeme: Lexeme) -> Measure | None:
    sense = lexeme.sense(Kind.MEASURE_BEFORE) or lexeme.sense(Kind.MEASURE_AFTER) or lexeme.sense(Kind.MEASURE_COUNTED)
    return sense.measure if sense else None
