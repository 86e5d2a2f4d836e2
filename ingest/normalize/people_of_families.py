"""Families with the people in them: "200 families (1,100 people)" says two things of one group, in either order."""

from db.vocabulary import Unit
from ingest.normalize.counted import Counted, take_counted
from ingest.normalize.cursor import Cursor
from ingest.normalize.senses import Kind


def take_people_of(cursor: Cursor, families: Counted) -> Counted | None:
    """The people who the families at the cursor are, in brackets; None (cursor unmoved) where they are some of them.

    "200 families (600 children)" does not say how many people the families are.
    """
    start = cursor.index
    if families.group is not None and families.group.unit is Unit.HOUSEHOLD and cursor.take(Kind.OPEN):
        people = take_counted(cursor)
        whole = people is not None and people.group is not None and not people.group.says_who
        if whole and cursor.take(Kind.CLOSE):
            return people
    cursor.index = start
    return None
