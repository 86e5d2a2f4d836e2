"""Everything a PDF snapshot says, as records: no database, no typst.

Whoever answers the questions (filters in, queries, wording) builds one `SnapshotContent`; `render.render` sets it on
paper. All texts are already in the reader's language; the template adds none of its own.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.charts.spec import ChartSpec, Table
from dashboard.snapshot.labels import missing_labels

Language = Literal["en", "ar"]

DATA_NAME = "data.json"
AREAS_NAME = "areas.geojson"
CONTENT_NAME = "content.json"
SEAL_NAME = "seal.json"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the box on the first page: "Period" and "1 January 2019 – 8 May 2024"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class HeadlineCard:
    """One number, never of mixed kinds.

    ``group`` is the kind, printed above the cards that share it ("Recorded incidents", "Tolls as claimed", "Stock").
    ``figure`` is the number as printed ("4+"), ``counts`` what it counts, ``when`` since when and as of when,
    ``said_by`` who says so. ``note`` may be empty.
    """

    label: str
    figure: str
    counts: str
    when: str
    said_by: str
    note: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a reader must know of one source.

    ``grade`` is the letter A–F of the Admiralty scale, empty where nobody has graded the source; ``grade_label`` says
    it in words, ``assessed`` by whom and when ("demo's own assessment, 3 March 2024").
    """

    name: str
    kind: str
    grade: str = ""
    grade_label: str = ""
    assessed: str = ""
    interests: str = ""
    note: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means here."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. ``name`` is ASCII without folders; ``description`` is read out by PDF readers."""

    name: str
    media_type: str
    description: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in lower-case hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class SnapshotContent:
    """One document, in one language.

    ``known_at`` is the moment of knowledge ("as known on"): it is the date of the document, so that the same inputs
    give the same bytes whenever they are rendered. ``known_on`` is the same in words, for the header of each page.
    ``data_version`` and ``filters`` (name and value as in the URL) go into the seal, for `sijill verify` to ask the
    register again; the reader sees them only if they are also among the ``facts``. The SHA-256 of the data is not a
    fact to hand in: it is computed from the attachment ``data.json``, which has to be there (`codec.canonical_json`
    writes it), and printed under the facts.
    ``claims`` has the columns source / origin, measure, words verbatim, low–best–high, when, place, reliability.
    An attachment ``areas.geojson`` holds the areas of the map, without which it is the map of Syria.
    ``records`` are the tables of how often sources revised their figures, ``quality`` those of what claims lack.
    """

    language: Language
    title: str
    subtitle: str
    organisation: str
    known_at: datetime
    known_on: str
    data_version: str
    filters: Mapping[str, str]
    facts: tuple[Fact, ...]
    headline: tuple[HeadlineCard, ...]
    summary: tuple[str, ...]
    charts: tuple[ChartSpec, ...]
    claims: Table
    incidents: Table
    sources: tuple[SourceNote, ...]
    definitions: tuple[Definition, ...]
    method: tuple[str, ...]
    left_out: tuple[str, ...]
    disclaimers: tuple[str, ...]
    labels: Mapping[str, str]
    attachments: tuple[Attachment, ...]
    records: tuple[ChartSpec, ...] = ()
    quality: tuple[ChartSpec, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a document that could not be true or could not be printed; `ValueError` says what to mend."""
        if self.known_at.tzinfo is None:
            raise ValueError(f"known_at {self.known_at.isoformat()} has no time zone; give it one (UTC)")
        if missing := missing_labels(self.labels):
            raise ValueError(f"labels lack {', '.join(missing)}; start from labels.document_labels({self.language!r})")
        specs = (*self.charts, *self.records, *self.quality)
        for table in (self.claims, self.incidents, *(spec.table for spec in specs)):
            _check_table(table)
        _check_unique("chart id", [spec.id for spec in specs])
        _check_attachment_names([attachment.name for attachment in self.attachments])

    @property
    def data(self) -> Attachment:
        """The attachment whose SHA-256 is on the first page."""
        return next(attachment for attachment in self.attachments if attachment.name == DATA_NAME)


def _check_unique(what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{what} {name!r} stands twice; each must be its own")


def _check_table(table: Table) -> None:
    for at, row in enumerate(table.rows):
        if len(row) != len(table.columns):
            raise ValueError(f"row {at} has {len(row)} cells, the table has {len(table.columns)} columns: {row[:3]}")


def _check_attachment_names(names: list[str]) -> None:
    _check_unique("attachment", names)
    if DATA_NAME not in names:
        raise ValueError(f"there is no attachment {DATA_NAME!r}; the document can't be sealed without its data")
    for name in names:
        if name in (CONTENT_NAME, SEAL_NAME):
            raise ValueError(f"attachment {name!r} is written by the renderer; use another name")
        if not name.isascii() or name.startswith(".") or "/" in name or "\\" in name:
            raise ValueError(f"attachment name {name!r} is not a plain ASCII file name")
