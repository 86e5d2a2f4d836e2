"""The Arabic of every message, merged from the ``.po`` files of the rooms."""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from babel.messages.pofile import read_po

MessageId = str | tuple[str, str]
"""A message, or its singular and plural."""

Catalogue = dict[MessageId, tuple[str, ...]]
"""A message's translation; for a plural one text for each form, in the order of the ``Plural-Forms`` header."""


def read_catalogue(file: Traversable, language: str) -> Catalogue:
    """The translated messages of one ``.po`` file; those that are empty or marked fuzzy are left out."""
    with file.open("rb") as stream:
        messages = read_po(stream, locale=language)
    translated: Catalogue = {}
    for message in messages:
        texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if message.id and texts and all(texts) and not message.fuzzy:
            translated[_message_id(message.id)] = texts
    return translated


def _message_id(written: str | list[str] | tuple[str, ...]) -> MessageId:
    return written if isinstance(written, str) else (written[0], written[1])


def catalogue_files(language: str) -> list[Traversable]:
    """The ``.po`` files of a language, by name; none for English, which the code is written in."""
    folder = resources.files("dashboard.locale") / language
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(".po")), key=lambda file: file.name)


@cache
def catalogue(language: str) -> Catalogue:
    """All messages of ``language``. A message that two rooms use is translated the same in both (a test sees to it)."""
    merged: Catalogue = {}
    for file in catalogue_files(language):
        merged.update(read_catalogue(file, language))
    return merged
