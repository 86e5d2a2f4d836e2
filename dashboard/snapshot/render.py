"""The parts of a document to a PDF: PDF/A-3a and PDF/UA-1, its data inside, the same bytes for the same inputs."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.snapshot.codec import canonical_json, to_json, to_plain
from dashboard.snapshot.content import AREAS_NAME, CONTENT_NAME, SEAL_NAME, Attachment, SnapshotContent
from dashboard.snapshot.errors import SnapshotError
from dashboard.snapshot.parts import check_parts, described_in_each, in_each
from dashboard.snapshot.printable import characters_of, printable
from dashboard.snapshot.seal import FONT_NAMES, KEYWORD_PREFIX, MAP_NAME, asset_files, seal_json, template_files

__all__ = ["SnapshotError", "render"]

TIMEOUT_S = 120
_WORKER = Path(__file__).with_name("worker.py")


def render(*parts: SnapshotContent, assets: Path, timeout_s: float = TIMEOUT_S) -> bytes:
    """The PDF of one document: the whole of it in one language, or in each language one after the other.

    Of several parts each must say the same; they share one set of data and one seal, and pages are counted through.
    ``assets`` holds ``fonts/`` and ``geo/``; no other font and no network is used. Typst runs in a process of its own
    that ends with the document. `SnapshotError` where an asset is missing, typst refuses, or ``timeout_s`` is over,
    `ValueError` where parts differ.
    """
    check_parts(parts)
    for path in asset_files(assets):
        if not path.is_file():
            raise SnapshotError(f"{path} is missing; a snapshot can't be set without it")
    with TemporaryDirectory(prefix="sijill-snapshot-") as name:
        folder = Path(name)
        _prepare(folder, parts, assets)
        return _compile(folder, int(parts[0].known_at.timestamp()), timeout_s)


def _prepare(folder: Path, parts: Sequence[SnapshotContent], assets: Path) -> None:
    """Everything that typst reads, in one folder that is also its root."""
    for name in ("fonts", "geo", "attached", "packages", "parts"):
        (folder / name).mkdir()
    whole, *of_a_part = template_files()
    shutil.copyfile(whole, folder / whole.name)
    for path in asset_files(assets):
        shutil.copyfile(path, folder / path.parent.name / path.name)
    _draw_areas_of(parts[0], folder / "geo")
    own = _own_files(parts, assets)
    files = [_files_of(part, own) for part in parts]
    for file in files[0]:
        (folder / "attached" / file.name).write_bytes(file.data)
    shown = characters_of(assets / "fonts" / FONT_NAMES[0]) & characters_of(assets / "fonts" / FONT_NAMES[1])
    (folder / "whole.json").write_bytes(canonical_json(_whole_to_print(parts, described_in_each(files), shown)))
    for part, inside in zip(parts, files, strict=True):
        place = folder / "parts" / part.language
        place.mkdir()
        for path in of_a_part:
            shutil.copyfile(path, place / path.name)
        (place / "print.json").write_bytes(canonical_json(_part_to_print(part, inside, shown)))


def _draw_areas_of(content: SnapshotContent, geo: Path) -> None:
    """What the map is drawn from: the areas that the document brings along, else Sijill's own of Syria."""
    brought = [attachment.data for attachment in content.attachments if attachment.name == AREAS_NAME]
    (geo / AREAS_NAME).write_bytes(brought[0] if brought else (geo / MAP_NAME).read_bytes())


def _own_files(parts: Sequence[SnapshotContent], assets: Path) -> dict[str, bytes]:
    """The text of all parts, and the seal."""
    text = to_json(*parts)
    return {CONTENT_NAME: text, SEAL_NAME: seal_json(parts, text, assets)}


def _files_of(part: SnapshotContent, own: Mapping[str, bytes]) -> list[Attachment]:
    """The files inside the document, described in the language of a part."""
    labels = {CONTENT_NAME: "file_content", SEAL_NAME: "file_seal"}
    mine = [Attachment(name, "application/json", part.labels[labels[name]], data) for name, data in own.items()]
    return [*part.attachments, *mine]


def _whole_to_print(parts: Sequence[SnapshotContent], files: Sequence[Attachment], shown: frozenset[int]) -> Any:
    """What holds for all parts: the title, the files to attach, and where each part begins, in its language."""
    plain = {
        "title": in_each([part.title for part in parts]),
        "subtitle": in_each([part.subtitle for part in parts]),
        "organisation": in_each([part.organisation for part in parts]),
        "keyword": KEYWORD_PREFIX + parts[0].data.sha256,
        "attachments": _described(files),
        "parts": [
            {"language": part.language, "name": part.labels["language"]}
            | {name: part.labels[name] for name in ("from_page", "digits")}
            for part in parts
        ],
    }
    return printable(plain, shown, parts[0].labels["unprintable"])


def _part_to_print(part: SnapshotContent, files: Sequence[Attachment], shown: frozenset[int]) -> Any:
    """What the template reads of a part: its content, the files inside, and the fingerprint of the data."""
    plain = to_plain(part) | {"attachments": _described(files), "data_sha256": part.data.sha256}
    return printable(plain, shown, part.labels["unprintable"])


def _described(files: Sequence[Attachment]) -> list[dict[str, str]]:
    return [{"name": file.name, "media_type": file.media_type, "description": file.description} for file in files]


def _compile(folder: Path, timestamp: int, timeout_s: float) -> bytes:
    command = [sys.executable, "-I", str(_WORKER), str(folder), str(timestamp)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise SnapshotError(f"the PDF was not ready after {timeout_s:g} s; narrow the filters and try again") from None
    if done.returncode != 0:
        raise SnapshotError(f"typst could not set the document: {done.stderr.strip() or done.returncode}")
    return (folder / "out.pdf").read_bytes()
