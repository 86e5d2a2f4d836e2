"""The columns of sex and age, read beside each other: "girls" in one of them speaks of both, "all" of neither."""

from db.vocabulary import Age, Sex
from ingest.layouts.cells import Cells
from ingest.layouts.fields import generic
from ingest.normalize.fold import plain
from ingest.normalize.word import sex_and_age_of


def sex_and_age(cells: Cells) -> tuple[Sex | None, Age | None]:
    """Whom the two columns of a row count; None where they say nothing, or that it is everybody or not known.

    A word of both columns' kinds must not contradict the other column, which rejects the row. "Women" in a column of
    sexes says nothing of their age, as "female" does: such columns seldom have another word for girls.
    """
    sex, of_sex = _said(cells, "sex")
    of_age, age = _said(cells, "age")
    of_sex = None if of_sex is Age.ADULT else of_sex
    if of_sex is not None and age is not None and age is not of_sex:
        _differ(cells, "age", of_sex, age)
    if sex is not None and of_age is not None and of_age is not sex:
        _differ(cells, "sex", of_age, sex)
    return sex or of_age, age or of_sex


def _said(cells: Cells, field: str) -> tuple[Sex | None, Age | None]:
    text = cells.text(field)
    if not text or plain(text) in {plain(word) for word in generic().no_group}:
        return None, None
    both = sex_and_age_of(text)
    if both is not None:
        return both
    return (cells.word("sex", Sex), None) if field == "sex" else (None, cells.word("age", Age))


def _differ(cells: Cells, field: str, one: Sex | Age, other: Sex | Age) -> None:
    told = "age" if field == "sex" else "sex"
    message = (
        f"{cells.text(told)!r} speaks of {one.term.en.lower()}, where column {field!r} says {other.term.en.lower()}."
    )
    cells.reject(f"{field}_differs", message, "Mend one of the two.", told)
