"""A map as a YAML file that people edit: read with the line of whatever is wrong in it, and written to be filled in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import yaml

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.header.column_name import MEASURES, said_of
from ingest.layouts.mapping.checked import Path, map_of
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.propose import Proposal

MAX_BYTES: Final = 1_000_000
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LONGEST: Final = 40


def read_map(text: str, name: str = "the map") -> ColumnMap:
    """The map that a YAML file holds. Raises :class:`ColumnMapError` whose issues name the line and the column.

    Texts are taken as they are written: a column called ``2024`` or ``no`` is that, and no number or answer.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader) if len(text) <= MAX_BYTES else None
    except yaml.YAMLError as error:
        raise ColumnMapError(_unreadable(error, name)) from error
    lines: dict[Path, int] = {(): 1}
    twins: list[Issue] = []
    raw = _values(node, (), lines, twins, name)
    if twins:
        raise ColumnMapError(*twins)
    return map_of(raw, lambda path: f"Line {lines.get(path, 1)} of {name}: ")


def _values(node: Any, path: Path, lines: dict[Path, int], twins: list[Issue], name: str) -> Any:
    """The node as plain values, no deeper than a map goes; ``lines`` and ``twins`` are filled on the way."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NOTHING else node.value
    if not isinstance(node, yaml.MappingNode) or len(path) > 2:
        return []
    made: dict[str, Any] = {}
    for key, value in node.value:
        word, line = str(key.value) if isinstance(key, yaml.ScalarNode) else "?", key.start_mark.line + 1
        here = (*path, word)
        if here in lines:
            twins.append(_twice(word, lines[here], line, name))
        lines[here] = line
        made[word] = _values(value, here, lines, twins, name)
    return made


def map_text(name: str, proposals: Sequence[Proposal], missing: Iterable[str] = ()) -> str:
    """The map of a file to edit: what its names say is filled in; what is only offered waits in a comment.

    ``missing`` are needed fields that no column is, for which the file may state a constant.
    """
    return "\n".join((*_lines(name, proposals, tuple(missing)), ""))


def _lines(name: str, proposals: Sequence[Proposal], missing: Sequence[str]) -> Iterator[str]:
    yield f"# How the columns of {_shown(name)} are read: `sijill ingest FILE --map map.yml`."
    yield "# Write a field behind each column, or ~ for what is kept and not read."
    yield "# `sijill template --columns` explains the fields."
    yield "columns:" if proposals else "columns: {}"
    for proposal in proposals:
        field = proposal.field if proposal.taken and proposal.field else "~"
        yield f"  {_quoted(proposal.column)}: {field}  # {_comment(proposal)}"
    yield ""
    yield "# What holds for every row because no column says it."
    yield "constants:"
    for field in missing or ("source",):
        yield f"#  {field}: Field office X"
    yield ""
    yield "# The file's own words for controlled ones."
    yield "words:"
    yield "#  sex: {M: male, F: female}"


def _comment(proposal: Proposal) -> str:
    seen = f" ({', '.join(map(_shown, proposal.first))})" if proposal.first else ""
    if proposal.taken:
        part = said_of(proposal.column).part if proposal.field in MEASURES else ""
        return proposal.why.value + (f", counting {part}" if part else "") + seen
    if proposal.field:
        return f"{proposal.field}? {proposal.why.value} {_shown(proposal.like)}".rstrip() + seen
    return f"{proposal.why.value} {_shown(proposal.like)}".rstrip() + seen


def _quoted(text: str) -> str:
    """Always between quotation marks, so that no name means anything to YAML."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf")).rstrip("\n")


def _shown(text: str) -> str:
    """A text for a comment: one line, nothing unseen, not long."""
    line = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _twice(word: str, first: int, second: int, name: str) -> Issue:
    message = f"Line {second} of {name}: {word!r} stands in line {first} already."
    return Issue(Severity.ERROR, "named_twice", message, "Take one of the two out.", column=word)


def _unreadable(error: yaml.YAMLError, name: str) -> Issue:
    mark = getattr(error, "problem_mark", None)
    where = f"Line {mark.line + 1} of {name}" if mark else name.capitalize()
    what = getattr(error, "problem", None) or "it can't be read"
    message = f"{where} is no YAML: {what}."
    return Issue(Severity.ERROR, "no_yaml", message, "Put names between quotation marks and mind the indentation.")
