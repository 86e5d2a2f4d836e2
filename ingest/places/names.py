"""The names that a feature has in its columns: one English, one Arabic, and all the others as aliases."""

from collections.abc import Mapping
from typing import NamedTuple

from ingest.places.columns import NameColumn, PlaceColumns


class Names(NamedTuple):
    """``name_en`` is the name as first shown: English, else the file's main name, else any; empty: none."""

    name_en: str
    name_ar: str | None
    aliases: tuple[str, ...]


def names_at(columns: PlaceColumns, level: int, cells: Mapping[str, str]) -> Names:
    """The names in the columns of a level."""
    said = [
        (column, columns.language(column, cells), text)
        for column in columns.names.get(level, [])
        if (text := cells.get(column.column, ""))
    ]
    ranked = sorted(said, key=lambda entry: _rank(entry[0], entry[1]))
    name_en = ranked[0][2] if ranked else ""
    name_ar = next((text for column, language, text in said if language == "ar" and not column.alias), None)
    others = dict.fromkeys(text for _, _, text in said if text not in {name_en, name_ar})
    return Names(name_en, name_ar, tuple(others))


def _rank(column: NameColumn, language: str | None) -> tuple[bool, int]:
    """English first, then what the file calls nothing else, then other languages than Arabic; aliases last."""
    return column.alias, {"en": 0, None: 1, "ar": 3}.get(language, 2)
