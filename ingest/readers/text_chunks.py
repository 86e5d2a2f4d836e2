"""The text of a file in chunks that end with a line."""

import codecs
from collections.abc import Iterator
from pathlib import Path

CHUNK_BYTES = 4_000_000
_LINES_BACK = 20


def text_chunks(path: Path, codec: str, *, drop_nul: bool = False) -> Iterator[str]:
    """Chunks of text, each ending at the end of a line (the last: of the file); none is blank.

    ``codec`` must be one that the file is known to be in: others raise UnicodeDecodeError on the way.
    """
    decoder = codecs.getincrementaldecoder(codec)()
    held = ""
    with path.open("rb") as file:
        while data := file.read(CHUNK_BYTES):
            text = held + decoder.decode(data)
            text = text.replace("\0", "") if drop_nul else text
            end = _end_of_record(text)
            held = text[end:]
            if end:
                yield text[:end]
    held += decoder.decode(b"", final=True)
    if held:
        yield held


def _end_of_record(text: str) -> int:
    """Where the last line ends that is not inside quotation marks, as far as their number tells; 0 where none does."""
    line = end = _end_of_line(text)
    for _ in range(_LINES_BACK):
        if text.count('"', 0, end) % 2 == 0:
            return end
        end = text.rfind("\n", 0, text.rfind('"', 0, end)) + 1
    return line


def _end_of_line(text: str) -> int:
    """Where the last whole line ends; 0 where none does. A carriage return at the very end may be half a line's end."""
    if end := text.rfind("\n") + 1:
        return end
    return text.rfind("\r", 0, -1) + 1
