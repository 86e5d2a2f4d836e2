"""`SnapshotContent` to a PDF: PDF/A-3a and PDF/UA-1, its data inside, the same bytes for the same inputs."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.snapshot.codec import canonical_json, to_json, to_plain
from dashboard.snapshot.content import AREAS_NAME, CONTENT_NAME, SEAL_NAME, Attachment, SnapshotContent
from dashboard.snapshot.errors import SnapshotError
from dashboard.snapshot.printable import characters_of, printable
from dashboard.snapshot.seal import FONT_NAMES, KEYWORD_PREFIX, MAP_NAME, asset_files, seal_json, template_files

__all__ = ["SnapshotError", "render"]

TIMEOUT_S = 120
_WORKER = Path(__file__).with_name("worker.py")


def render(content: SnapshotContent, *, assets: Path, timeout_s: float = TIMEOUT_S) -> bytes:
    """The PDF of one document.

    ``assets`` holds ``fonts/`` and ``geo/``; no other font and no network is used. Typst runs in a process of its own
    that ends with the document. `SnapshotError` where an asset is missing, typst refuses, or ``timeout_s`` is over.
    """
    for path in asset_files(assets):
        if not path.is_file():
            raise SnapshotError(f"{path} is missing; a snapshot can't be set without it")
    with TemporaryDirectory(prefix="sijill-snapshot-") as name:
        folder = Path(name)
        _prepare(folder, content, assets)
        return _compile(folder, int(content.known_at.timestamp()), timeout_s)


def _prepare(folder: Path, content: SnapshotContent, assets: Path) -> None:
    """Everything that typst reads, in one folder that is also its root."""
    for name in ("fonts", "geo", "attached", "packages"):
        (folder / name).mkdir()
    for path in template_files():
        shutil.copyfile(path, folder / path.name)
    for path in asset_files(assets):
        shutil.copyfile(path, folder / path.parent.name / path.name)
    _draw_areas_of(content, folder / "geo")
    attached = [*content.attachments, *_own_attachments(content, assets)]
    for attachment in attached:
        (folder / "attached" / attachment.name).write_bytes(attachment.data)
    (folder / "print.json").write_bytes(canonical_json(_to_print(content, attached, assets)))


def _draw_areas_of(content: SnapshotContent, geo: Path) -> None:
    """What the map is drawn from: the areas that the document brings along, else Sijill's own of Syria."""
    brought = [attachment.data for attachment in content.attachments if attachment.name == AREAS_NAME]
    (geo / AREAS_NAME).write_bytes(brought[0] if brought else (geo / MAP_NAME).read_bytes())


def _own_attachments(content: SnapshotContent, assets: Path) -> tuple[Attachment, Attachment]:
    text = to_json(content)
    seal = seal_json(content, text, assets)
    return (
        Attachment(CONTENT_NAME, "application/json", content.labels["file_content"], text),
        Attachment(SEAL_NAME, "application/json", content.labels["file_seal"], seal),
    )


def _to_print(content: SnapshotContent, attached: list[Attachment], assets: Path) -> Any:
    """What the template reads: the content, the files to attach, and the fingerprint of the data."""
    shown = characters_of(assets / "fonts" / FONT_NAMES[0]) & characters_of(assets / "fonts" / FONT_NAMES[1])
    plain = to_plain(content) | {
        "attachments": [
            {"name": each.name, "media_type": each.media_type, "description": each.description, "bytes": len(each.data)}
            for each in attached
        ],
        "data_sha256": content.data.sha256,
        "keyword": KEYWORD_PREFIX + content.data.sha256,
    }
    return printable(plain, shown, content.labels["unprintable"])


def _compile(folder: Path, timestamp: int, timeout_s: float) -> bytes:
    command = [sys.executable, "-I", str(_WORKER), str(folder), str(timestamp)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise SnapshotError(f"the PDF was not ready after {timeout_s:g} s; narrow the filters and try again") from None
    if done.returncode != 0:
        raise SnapshotError(f"typst could not set the document: {done.stderr.strip() or done.returncode}")
    return (folder / "out.pdf").read_bytes()
