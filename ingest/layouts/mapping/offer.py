"""What a person is shown of a file to say what its columns are: proposals, and what was said the last time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session

from ingest.layouts.mapping.checked import map_of
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.content import Known
from ingest.layouts.mapping.mapped import missing_fields
from ingest.layouts.mapping.propose import SAMPLE_ROWS, Proposal, propose
from ingest.layouts.mapping.saved import kept_map
from ingest.layouts.recognise import publisher_of
from ingest.readers import read_pieces


@dataclass(frozen=True, slots=True)
class Offer:
    """The columns of a file that is of no publisher's layout. ``kept`` is the map kept for them; None if none is."""

    proposals: tuple[Proposal, ...]
    kept: ColumnMap | None

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(proposal.column for proposal in self.proposals)

    @property
    def names_source(self) -> bool:
        """Whether a column says who makes the claims, by its name."""
        return "no_source_column" not in {issue.code for issue in missing_fields(self._taken)}

    @property
    def guesses(self) -> bool:
        """Whether something is offered that nobody has said yet."""
        return self.kept is None and any(p.field and not p.taken for p in self.proposals)

    @property
    def _taken(self) -> Sequence[str]:
        return tuple(proposal.field for proposal in self.proposals if proposal.taken and proposal.field)

    def with_words(self, said: dict[str, str | None], source: str = "") -> ColumnMap:
        """The map of what a person says now; words, and constants but the source, are carried over from what was kept.

        Raises ``ColumnMapError``.
        """
        before = self.kept or ColumnMap({})
        carried = {field: text for field, text in before.constants.items() if field != "source"}
        constants = carried | ({"source": source} if source.strip() else {})
        words = {field: dict(meant) for field, meant in before.words.items()}
        made = map_of({"columns": said, "constants": constants, "words": words})
        return replace(made, carried=frozenset(carried), days=before.days)


def offer(session: Session, path: Path, *, file_name: str | None = None, sheet: str | None = None) -> Offer | None:
    """The offer for a file, or for a sheet of it; None for one of a publisher's layout, whose columns are known.

    Raises ``UnreadableFileError``.
    """
    first = next(next(read_pieces(path, file_name=file_name, sheet=sheet)).pieces(SAMPLE_ROWS))
    if publisher_of(first.header, first.tags) is not None:
        return None
    proposals = propose(first.header, (row.cells for row in first.rows), Known.of(session))
    try:
        kept = kept_map(session, first.header)
    except ColumnMapError:
        kept = None  # of an earlier version of the fields: the person says it anew
    return Offer(proposals, kept)
