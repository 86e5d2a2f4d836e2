"""Families with the people in them: "200 families (1,100 people)" says two things of one group, in either order.

So do "200 families, or about 1,100 people," and "200 familles, soit 1 100 personnes".
"""

from db.vocabulary import Unit
from ingest.normalize.counted import Counted, take_counted
from ingest.normalize.cursor import Cursor
from ingest.normalize.fold import plain
from ingest.normalize.senses import Kind

_WHO_ARE = frozenset(map(plain, ("soit", "أي", "comprising")))


def take_people_of(cursor: Cursor, families: Counted) -> Counted | None:
    """The people who the families at the cursor are; None (cursor unmoved) where they are some of them.

    "200 families (600 children)" does not say how many people the families are.
    """
    start = cursor.index
    if families.group is not None and families.group.unit is Unit.HOUSEHOLD and (end := _take_link(cursor)):
        people = take_counted(cursor)
        whole = people is not None and people.group is not None and not people.group.says_who
        if whole and (cursor.take(end) or end is Kind.COMMA):
            return people
    cursor.index = start
    return None


def _take_link(cursor: Cursor) -> Kind | None:
    """What ends the people, where a bracket or words say that they are those who follow."""
    if cursor.take(Kind.OPEN):
        return Kind.CLOSE
    cursor.take(Kind.COMMA)
    here = cursor.here
    if here is not None and here.text in _WHO_ARE:
        cursor.index += 1
        return Kind.COMMA
    return Kind.COMMA if cursor.take(Kind.OR) else None
