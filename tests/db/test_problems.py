"""Problems as numbers: a kind is kept once, and nothing of a problem is lost or told twice."""

from typing import NamedTuple

from db.problems import Kinds, Problems
from db.vocabulary import Severity


class Trouble(NamedTuple):
    severity: Severity
    code: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    message: str = "So it is."
    remedy: str = "Mend it."


NO_SOURCE = Trouble(Severity.ERROR, "no_source", 5, "source")
HOMONYM = Trouble(Severity.NOTE, "homonym_place", 4, "place", "Hama")
UNREAD = Trouble(Severity.NOTE, "unread_column", None, "weather")


def _told(problems: Problems) -> list[tuple[str, int | None]]:
    return [(problems.kinds[kind].code, row) for row, kind in problems.told.iter_rows()]


def test_problems_that_differ_in_their_row_are_of_one_kind() -> None:
    problems = Problems([HOMONYM, HOMONYM._replace(row=9), HOMONYM._replace(value="Homs")])
    assert [kind.value for kind in problems.kinds] == ["Hama", "Homs"]
    assert problems.told.rows() == [(4, 0), (9, 0), (4, 1)]


def test_each_is_told_once_by_row_and_of_one_row_as_they_were_found() -> None:
    problems = Problems([NO_SOURCE, HOMONYM, NO_SOURCE, HOMONYM._replace(row=5), UNREAD])
    assert _told(problems.each_once()) == [
        ("unread_column", None),
        ("homonym_place", 4),
        ("no_source", 5),
        ("homonym_place", 5),
    ]
    assert len(problems) == 5, "the others are left as they were"


def test_errors_break_their_rows() -> None:
    problems = Problems([NO_SOURCE, NO_SOURCE._replace(code="no_figure"), HOMONYM, NO_SOURCE._replace(row=None)])
    assert problems.broken_rows() == [5]
    assert _told(problems.without_rows([5])) == [("homonym_place", 4), ("no_source", None)]


def test_problems_of_other_numbers_are_added_under_our_own() -> None:
    problems = Problems([UNREAD])
    problems.extend(Problems([NO_SOURCE, UNREAD, HOMONYM]))
    problems.extend([HOMONYM._replace(row=7)])
    assert _told(problems) == [
        ("unread_column", None),
        ("no_source", 5),
        ("unread_column", None),
        ("homonym_place", 4),
        ("homonym_place", 7),
    ]
    assert len(problems.kinds) == 3


def test_kinds_that_become_one_by_a_new_name_are_one() -> None:
    problems = Problems([HOMONYM, HOMONYM._replace(column="الموقع")])
    named = Problems()
    named.extend(problems, lambda column: "الموقع" if column == "place" else column)
    assert [kind.column for kind in named.kinds] == ["الموقع"]
    assert len(named) == 2
    assert len(named.each_once()) == 1


def test_the_same_problem_in_many_rows() -> None:
    problems = Problems([HOMONYM])
    problems.in_each(NO_SOURCE, Problems([UNREAD._replace(row=row) for row in (8, 3)]).told["row"])
    assert _told(problems) == [("homonym_place", 4), ("no_source", 8), ("no_source", 3)]


def test_problems_that_share_their_kinds_are_put_together_as_they_are() -> None:
    kinds = Kinds()
    here, there = Problems([HOMONYM], of=kinds), Problems([NO_SOURCE, HOMONYM._replace(row=9)], of=kinds)
    here.extend(there)
    assert _told(here) == [("homonym_place", 4), ("no_source", 5), ("homonym_place", 9)]
    assert len(kinds.said) == 2


def test_problems_of_pieces_are_adopted_under_one_number_a_kind() -> None:
    kinds, whole = Kinds(), Problems()
    for row in (3, 4):
        whole.extend(Problems([HOMONYM._replace(row=row), UNREAD], of=kinds), str.upper)
    assert [kind.column for kind in whole.kinds] == ["PLACE", "WEATHER"]
    assert _told(whole) == [
        ("homonym_place", 3),
        ("unread_column", None),
        ("homonym_place", 4),
        ("unread_column", None),
    ]
