"""Issues are a sequence, each made when it is asked for."""

from db.vocabulary import Severity
from ingest.issues import Issue, Issues

FIRST = Issue(Severity.ERROR, "no_source", "Nobody says it.", "Say who.", 2, "source")
SECOND = Issue(Severity.NOTE, "homonym_place", "Two places.", "Say which.", 3, "place", "Hama")
WHOLE = Issue(Severity.WARNING, "figures_unread", "A column was not read.", "Rename it.")


def test_they_are_what_was_put_in() -> None:
    issues = Issues([FIRST, SECOND, WHOLE])
    assert list(issues) == [FIRST, SECOND, WHOLE]
    assert (issues[0], issues[-1], list(issues[1:])) == (FIRST, WHOLE, [SECOND, WHOLE])
    assert SECOND in issues
    assert issues == (FIRST, SECOND, WHOLE)
    assert issues != (FIRST, SECOND)
    assert issues != [WHOLE, SECOND, FIRST]
    assert Issues() == ()


def test_those_of_a_severity() -> None:
    assert Issues([FIRST, SECOND, WHOLE]).of_severity(Severity.ERROR) == (FIRST,)
