"""Reads a snapshot back: what it carries, whether it is intact, whether it is what its own text renders to.

`seal` says how the seal works and what it can't show.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pikepdf

from dashboard.snapshot.codec import from_json
from dashboard.snapshot.content import CONTENT_NAME, DATA_NAME, SEAL_NAME, SnapshotContent
from dashboard.snapshot.errors import NotASnapshotError
from dashboard.snapshot.render import render
from dashboard.snapshot.seal import FORMAT, KEYWORD_PREFIX, made_with


@dataclass(frozen=True, slots=True)
class SealedData:
    """What a snapshot carries.

    ``files`` are all attachments but the seal, ``sealed_sha256`` what the seal says of each, ``keyword_sha256`` the
    SHA-256 of the data among the PDF's keywords ("" if there is none). ``known_at``, ``data_version``, ``filters`` and
    ``language`` are enough to ask the register the same question again. ``language`` has those of all parts: "en+ar".
    """

    files: Mapping[str, bytes]
    sealed_sha256: Mapping[str, str]
    keyword_sha256: str
    known_at: str
    data_version: str
    filters: Mapping[str, str]
    language: str
    made_with: Mapping[str, str]

    @property
    def data(self) -> bytes:
        """The data, as canonical JSON."""
        return self.files[DATA_NAME]

    @property
    def data_sha256(self) -> str:
        """The SHA-256 of the data as the seal claims it; `faults` says whether that is true."""
        return self.sealed_sha256[DATA_NAME]

    @property
    def tables(self) -> dict[str, bytes]:
        """The attached CSV files by name."""
        return {name: data for name, data in self.files.items() if name.endswith(".csv")}

    @property
    def parts(self) -> tuple[SnapshotContent, ...]:
        """The text of the document, a part in each language; `NotASnapshotError` if it can't be read."""
        try:
            return from_json(self.files[CONTENT_NAME], self.files)
        except ValueError as error:
            raise NotASnapshotError(f"{CONTENT_NAME} can't be read: {error}") from error


class Rerender(Enum):
    """How a file compares with a new rendering of its own content."""

    SAME = "same"
    DIFFERENT = "different"
    OTHER_MAKER = "made with another template, font, map or version of typst: pages can't be compared"


def inspect(pdf: bytes) -> SealedData:
    """What the snapshot carries; `NotASnapshotError` if it is no PDF of ours or lacks its seal, data or content."""
    files, keywords = _read(pdf)
    seal = _seal_of(files.pop(SEAL_NAME, None))
    for name in (DATA_NAME, CONTENT_NAME):
        if name not in files or name not in seal["files"]:
            raise NotASnapshotError(f"the file carries no {name}; it is not a complete snapshot")
    return SealedData(
        files=files,
        sealed_sha256=seal["files"],
        keyword_sha256=_keyword_sha256(keywords),
        known_at=seal["known_at"],
        data_version=seal["data_version"],
        filters=seal["filters"],
        language=seal["language"],
        made_with=seal["made_with"],
    )


def faults(sealed: SealedData) -> tuple[str, ...]:
    """Each thing that does not agree with the seal, in a sentence; nothing if the embedded files are intact."""
    found = [
        f"{name} was changed: its SHA-256 is {_sha256(sealed.files[name])}, the seal says {expected}"
        for name, expected in sorted(sealed.sealed_sha256.items())
        if name in sealed.files and _sha256(sealed.files[name]) != expected
    ]
    found += [f"{name} is missing from the file" for name in sorted(sealed.sealed_sha256.keys() - sealed.files.keys())]
    found += [f"{name} was added after sealing" for name in sorted(sealed.files.keys() - sealed.sealed_sha256.keys())]
    if sealed.keyword_sha256 != sealed.data_sha256:
        found.append(f"the SHA-256 in the PDF's keywords ({sealed.keyword_sha256 or 'none'}) is not that of the seal")
    return tuple(found)


def is_intact(pdf: bytes) -> bool:
    """Whether all embedded files have the SHA-256 that the seal and the PDF's metadata claim.

    The pages are not looked at: that is `rerender`. `NotASnapshotError` as in `inspect`.
    """
    return not faults(inspect(pdf))


def rerender(pdf: bytes, assets: Path) -> Rerender:
    """Render the embedded content again and compare the whole file, byte by byte."""
    sealed = inspect(pdf)
    if dict(sealed.made_with) != made_with(assets):
        return Rerender.OTHER_MAKER
    return Rerender.SAME if render(*sealed.parts, assets=assets) == pdf else Rerender.DIFFERENT


def rerender_matches(pdf: bytes, assets: Path) -> bool:
    """Whether a new rendering of the embedded content gives exactly this file."""
    return rerender(pdf, assets) is Rerender.SAME


def _read(pdf: bytes) -> tuple[dict[str, bytes], str]:
    """The attachments and the keywords."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            files = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
            return files, str(document.docinfo.get("/Keywords", ""))
    except pikepdf.PdfError as error:
        raise NotASnapshotError(f"this is not a readable PDF: {error}") from error


def _seal_of(data: bytes | None) -> dict[str, Any]:
    if data is None:
        raise NotASnapshotError(f"the file carries no {SEAL_NAME}; it is not a snapshot, or its seal was removed")
    try:
        seal = json.loads(data)
    except ValueError as error:
        raise NotASnapshotError(f"{SEAL_NAME} can't be read: {error}") from error
    if not isinstance(seal, dict) or seal.get("format") != FORMAT:
        raise NotASnapshotError(f"{SEAL_NAME} is not in the format {FORMAT}")
    fields = {"files", "known_at", "data_version", "filters", "language", "made_with"}
    if missing := fields - seal.keys():
        raise NotASnapshotError(f"{SEAL_NAME} lacks {', '.join(sorted(missing))}")
    return seal


def _keyword_sha256(keywords: str) -> str:
    for word in keywords.replace(",", " ").split():
        if word.startswith(KEYWORD_PREFIX):
            return word.removeprefix(KEYWORD_PREFIX)
    return ""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
