"""The registries of issue codes and reading rules hold what the source says, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.issue_codes import issue_codes
from ingest.layouts.describe import described_layouts
from ingest.normalize.amount_rules import RULES
from ingest.normalize.date_unreadable import DATE_CODES
from ingest.normalize.unreadable import CODES
from ingest.reading_rules import reading_rules

INGEST = Path(__file__).parents[2] / "ingest"
CODE_AT = {
    **{"UnreadableError": 0, "unreadable": 0, "refusal": 0, "RefusedError": 0, "reject": 0, "warn": 0, "note": 0},
    **{"warning": 0, "_error": 0, "Issue": 1, "Finding": 1, "PlaceFileError": 1, "say": 1, "_twin": 1},
    **{"issue_of": 2, "_days": 2, "SkippedRow": 1},
}
"""Which argument of a call is the code of the problem that it raises, by the name of what is called."""

CODE, RULE = re.compile(r"[a-z]+(_[a-z]+)+"), re.compile(r"[a-z]+(_[a-z]+)*/\d+")
WITHOUT_SPACES = re.compile(r"[a-z_\[\]+-]+")


def listed() -> set[str]:
    return {code for group in issue_codes().values() for code in group.codes}


def trees() -> list[ast.Module]:
    return [ast.parse(file.read_text("utf-8")) for file in INGEST.rglob("*.py")]


def texts(tree: ast.AST) -> Iterator[str]:
    """Every whole text in the source, and of an f-string a pattern of what it may become."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield pattern(node)


def pattern(said: ast.JoinedStr) -> str:
    parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+" for part in said.values)
    return "".join(parts)


def raised(tree: ast.AST) -> Iterator[str]:
    """A pattern for the code of every call that raises a problem with a code of its own."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        said = node.args[CODE_AT[name]] if CODE_AT.get(name, 99) < len(node.args) else None
        if isinstance(said, ast.Constant) and isinstance(said.value, str) and CODE.fullmatch(said.value):
            yield said.value
        elif isinstance(said, ast.JoinedStr) and WITHOUT_SPACES.fullmatch(pattern(said)):
            yield pattern(said)


def declared() -> set[str]:
    """The codes that publishers' layouts raise, and those of the registries of messages."""
    return {code for layout in described_layouts() for code in layout.issues} | set(CODES) | set(DATE_CODES)


def test_every_code_that_is_raised_has_its_meaning() -> None:
    codes = {code for tree in trees() for code in raised(tree)} | declared()
    assert len(codes) > 100
    assert sorted(code for code in codes if not any(re.fullmatch(code, known) for known in listed())) == []


def test_no_meaning_is_left_over_from_a_code_that_is_gone() -> None:
    said = {text for tree in trees() for text in texts(tree)} | declared()
    made = (
        text
        for text in said
        if "[" in text and WITHOUT_SPACES.fullmatch(text) and ("_differs" in text or "_above_" in text)
    )
    patterns = re.compile("|".join(sorted(made)))
    assert sorted(code for code in listed() if code not in said and not patterns.fullmatch(code)) == []


def test_every_rule_of_the_source_has_its_sentence_and_no_other_has() -> None:
    said = {text for tree in trees() for text in texts(tree) if RULE.fullmatch(text)} | set(RULES)
    assert {rule for group in reading_rules().values() for rule in group.rules} == said


def test_every_meaning_is_a_sentence_in_both_languages() -> None:
    told = [entry for group in issue_codes().values() for entry in group.codes.values()]
    told += [entry for group in reading_rules().values() for entry in group.rules.values()]
    assert [entry.en for entry in told if not re.match(r"[A-Z0-9“].*\.$", entry.en)] == []
    assert [entry.ar for entry in told if not re.search(r"[\u0621-\u064a].*\.$", entry.ar)] == []
