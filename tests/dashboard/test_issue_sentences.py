"""The sentences of problems and the code that makes them: what the one says the other knows, and nothing else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dashboard.locale import speak
from dashboard.wording.issues import issue_templates, said_by
from dashboard.wording.telling import Telling
from ingest.layouts.lay_out import NO_FIGURE
from ingest.layouts.publisher import publisher_layouts
from ingest.normalize.date_unreadable import DATE_CODES, refusal
from ingest.normalize.reading import UnreadableError
from ingest.normalize.unreadable import CODES, unreadable

ROOT = Path(__file__).parents[2]
NO_PROBLEMS = {"amount_rules.py", "template.py"}
"""Rooms whose sentences are told by others: the rules of reading and the columns of the template."""
OF_OTHERS = ("reason_of_system", "vocabulary", "definition", "circumstances", "cause", "refused_filter", "filter")
"""Parts that the source of ``ingest`` does not write down: what the system says of a file, names of vocabularies,
definitions (of the demo) and their words, and what filters say."""
PUT_TOGETHER = {
    "The row repeats row {n:,}{apart}.",
    "Rows that are struck through were read like every other, {n:,} in all: {names}.",
    "Incident {code!r} is in None here and in another governorate in {stand}.",
}
"""Sentences that the source makes of pieces of fewer than three words."""
SENTENCE, VALUE = re.compile(r"[A-Z{`].* .*[.?] ?"), re.compile(r"{[^}]*}")
CLAUSE = re.compile(r"{[^}]*}|[.,;:()“”]")
AR = speak("ar")


def tellings() -> list[Telling]:
    known = issue_templates()
    return [
        *known.remedies,
        *(telling for own in [*known.messages.values(), *known.parts.values()] for telling in own),
    ]


def pieces(said: ast.AST) -> list[str]:
    """The fixed pieces of a text, between its values."""
    if isinstance(said, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "\0" for part in said.values]
        return "".join(parts).split("\0")
    return VALUE.split(said.value) if isinstance(said, ast.Constant) and isinstance(said.value, str) else []


def texts(file: Path) -> Iterator[tuple[str, ...]]:
    """The pieces of every text of a module that is not what a module, class or function says of itself."""
    tree = ast.parse(file.read_text("utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    told_elsewhere = alone | inside
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) or id(node) not in told_elsewhere:
            yield tuple(pieces(node))


@cache
def made() -> dict[str, list[tuple[str, ...]]]:
    """The pieces of all texts of the source, by module."""
    files = sorted((ROOT / "ingest").rglob("*.py"))
    return {str(file.relative_to(ROOT)): list(texts(file)) for file in files if file.name not in NO_PROBLEMS}


def spelt_out() -> Iterator[str]:
    """Every known sentence with a blank for each value, and with its values' own sentences in it."""
    parts = issue_templates().parts
    for telling in tellings():
        yield telling.en
        for value in VALUE.findall(telling.en):
            for part in parts.get(value.strip("{}").rstrip("0123456789"), []):
                yield telling.en.replace(value, part.en)


def test_every_sentence_that_the_source_makes_of_a_problem_is_known() -> None:
    known = "\n".join(VALUE.sub("\0", sentence) for sentence in spelt_out())
    said = {text for found in made().values() for text in found if SENTENCE.fullmatch("{}".join(text))}
    assert len(said) > 250
    assert [
        piece for text in sorted(said) for piece in text if " " in piece.strip() and piece.strip() not in known
    ] == []


def test_no_sentence_is_left_over_from_a_problem_that_is_told_otherwise_now() -> None:
    said = "\n".join("\0".join(text) for found in made().values() for text in found)
    said += "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "ingest" / "layouts").rglob("*.yml")))
    left = {telling.en for telling in tellings() if not any(clause in said for clause in clauses(telling))}
    elsewhere = {part.en for name in OF_OTHERS for part in issue_templates().parts[name]}
    assert left - elsewhere == PUT_TOGETHER


def clauses(telling: Telling) -> list[str]:
    """What a sentence is known again by: its clauses of three words or more, else what stands between its values."""
    found = [clause.strip() for clause in CLAUSE.split(telling.en)]
    long = [clause for clause in found if len(clause.split()) > 2]
    return long or [piece.strip() for piece in VALUE.split(telling.en)]


@pytest.mark.parametrize("code", sorted(CODES))
def test_words_that_are_no_number_are_told_with_the_words(code: str) -> None:
    told(code, unreadable(code, "many of Dar'a"))


@pytest.mark.parametrize("code", sorted(DATE_CODES))
def test_words_that_are_no_date_are_told_with_the_words(code: str) -> None:
    told(code, refusal(code, "many of Dar'a"))


def told(code: str, error: UnreadableError) -> None:
    known = issue_templates()
    message, remedy = said_by(known.messages[code], error.message, AR), said_by(known.remedies, error.remedy, AR)
    assert message is not None
    assert remedy
    assert ("many of Dar'a" in message) == ("many of Dar'a" in error.message)


def test_what_publishers_layouts_say_of_their_rows_is_told() -> None:
    messages, remedies = issue_templates().messages, issue_templates().remedies
    declared = [(code, said) for layout in publisher_layouts() for code, said in layout.issues.items()]
    whys = {rule.why for layout in publisher_layouts() for rule in layout.skip} | {NO_FIGURE}
    whys |= {section.why for layout in publisher_layouts() for section in layout.sections}
    known = [*messages["no_data"], *messages["no_figure"], *messages["section_heading"]]
    assert len(whys) > 9
    assert [said.message for code, said in declared if not said_by(messages[code], said.message, AR)] == []
    assert [said.remedy for _, said in declared if not said_by(remedies, said.remedy, AR)] == []
    assert sorted(why for why in whys if not said_by(known, why, AR)) == []
