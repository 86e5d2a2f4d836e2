"""Makes a map of plain values (of a YAML file, a page, the register) and says everything that is wrong with them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from rapidfuzz import process

from db.vocabulary import Severity, registry
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.layouts.mapping.column_map import OF_ONE_ROW, ColumnMap, ColumnMapError, is_left_alone, mappable_fields
from ingest.normalize.fold import plain

Path = tuple[str, ...]
"""Where something stands in the map: ("columns", "Ort")."""
Where = Callable[[Path], str]
"""Words for that place, to begin a message with: "Line 3 of map.yml: "; blank where there are no lines."""

PARTS: Final = ("columns", "constants", "words")
_NEAR: Final = 60.0
_VOCABULARY: Final = {"reason": "revision_reason"}


def map_of(raw: Any, where: Where = lambda _path: "") -> ColumnMap:
    """The map that plain values describe. Raises :class:`ColumnMapError` with an issue for each thing that is wrong."""
    if issues := tuple(_wrong(raw, where)):
        raise ColumnMapError(*issues)
    columns = raw.get("columns") or {}
    words = {
        field: {plain(word): meant for word, meant in meanings.items()}
        for field, meanings in (raw.get("words") or {}).items()
    }
    constants = {field: " ".join(text.split()) for field, text in (raw.get("constants") or {}).items()}
    return ColumnMap(dict(columns), constants, words)


def allowed_words(field: str) -> tuple[str, ...]:
    """The controlled words that a field may hold; none where it holds free text."""
    if field == "direct":
        return ("yes", "no")
    return tuple(registry().get(_VOCABULARY.get(field, field), ()))


def _wrong(raw: Any, where: Where) -> Iterator[Issue]:
    if not isinstance(raw, Mapping):
        yield _error("no_map", f"{where(())}This is no map of columns.", "`sijill map FILE` writes one to edit.")
        return
    for part, content in raw.items():
        path = (str(part),)
        if part not in PARTS:
            remedy = f"A map has the parts {', '.join(PARTS)}."
            yield _error("unknown_part", f"{where(path)}{part!r} is no part of a map.", remedy)
        elif content is not None and not isinstance(content, Mapping):
            remedy = "Write one “name: field” to a line under it, indented."
            yield _error("no_map", f"{where(path)}{part!r} holds no names.", remedy)
        elif content:
            check = {"columns": _columns, "constants": _constants, "words": _words}[part]
            yield from check(content, where)


def _columns(columns: Mapping[Any, Any], where: Where) -> Iterator[Issue]:
    for column, field in columns.items():
        at = where(("columns", str(column)))
        if field is not None and is_left_alone(str(column)):
            message = f"{at}Column {column!r} belongs to Sijill's own files of rejected rows and is never read."
            yield _error("left_alone", message, "Rename it in the file, or take the line out.", str(column))
        elif field is not None and field not in mappable_fields():
            yield _error("unknown_field", f"{at}{field!r} is no field.", _nearest(str(field)), str(column))


def _constants(constants: Mapping[Any, Any], where: Where) -> Iterator[Issue]:
    for field, text in constants.items():
        at = where(("constants", str(field)))
        if field not in mappable_fields():
            yield _error("unknown_field", f"{at}{field!r} is no field.", _nearest(str(field)))
        elif field in OF_ONE_ROW:
            message = f"{at}{field!r} can't be the same in every row."
            yield _error("constant_of_one_row", message, "Name the column that holds it under “columns”.")
        elif not isinstance(text, str) or not text.strip():
            yield _error("no_constant", f"{at}Nothing is stated for {field!r}.", "State it, or take the line out.")
        elif not _is_word(field, text):
            yield _unknown_word(at, field, text)


def _words(words: Mapping[Any, Any], where: Where) -> Iterator[Issue]:
    for field, meanings in words.items():
        at = where(("words", str(field)))
        if field not in mappable_fields():
            yield _error("unknown_field", f"{at}{field!r} is no field.", _nearest(str(field)))
        elif not allowed_words(field):
            message = f"{at}{field!r} is read as it is written, in words that nobody prescribes."
            yield _error("no_words", message, "Take the line out. Only controlled words can be translated here.")
        elif not isinstance(meanings, Mapping):
            yield _error("no_map", f"{at}{field!r} holds no words.", "Write one “word: meaning” to a line under it.")
        else:
            for word, meant in meanings.items():
                if meant not in allowed_words(field):
                    yield _unknown_word(where(("words", field, str(word))), field, str(meant))


def _is_word(field: str, text: str) -> bool:
    """Whether a constant is a word that the field's cells may hold; free text always is."""
    allowed = allowed_words(field)
    return not allowed or plain(text) in {plain(word) for word in (*allowed, *generic().words.get(field, {}))}


def _unknown_word(at: str, field: str, text: str) -> Issue:
    return _error("unknown_word", f"{at}{text!r} is no {field}.", f"Write one of: {', '.join(allowed_words(field))}.")


def _nearest(text: str) -> str:
    near = process.extractOne(plain(text).replace(" ", "_"), mappable_fields(), score_cutoff=_NEAR)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"{hint}`sijill template --columns` explains the fields; ~ keeps a column without reading it."


def _error(code: str, message: str, remedy: str, column: str | None = None) -> Issue:
    return Issue(Severity.ERROR, code, message, remedy, column=column)
