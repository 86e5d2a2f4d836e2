"""What somebody asks to be exported."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dashboard.exports.columns import Shape, Table, shape_of
from dashboard.exports.small import LEAST, MOST
from db.filters import Filters
from db.queries import By


class Form(StrEnum):
    """The kinds of file."""

    CSV = "csv"
    HXL = "hxl.csv"
    XLSX = "xlsx"
    JSON = "json"
    README = "txt"

    @property
    def media_type(self) -> str:
        """What HTTP calls it."""
        return _MEDIA_TYPES[self]

    @property
    def tells_of_itself(self) -> bool:
        """Whether the file holds its own README; a plain table does not, so one is laid beside it."""
        return self not in (Form.CSV, Form.HXL)


_MEDIA_TYPES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.HXL: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
    Form.README: "text/plain; charset=utf-8",
}


SMALL_IS_PUBLIC: Final = "small counts are coarsened in public exports alone"


@dataclass(frozen=True, slots=True)
class Order:
    """One export: which table of which view; ``by`` groups totals; ``public`` coarsens what could do harm.

    ``small`` (only with ``public``) is the number of people below which counts are coarsened; None: none is.
    """

    table: Table
    filters: Filters = field(default_factory=Filters)
    by: By | None = None
    public: bool = False
    small: int | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be shown to anybody anyway; ``ValueError`` says what to mend."""
        if self.small is not None and not self.public:
            raise ValueError(SMALL_IS_PUBLIC)
        if self.small is not None and not LEAST <= self.small <= MOST:
            raise ValueError(f"small counts are those below {LEAST} to {MOST}, not {self.small}")

    @property
    def shape(self) -> Shape:
        """The columns that its file has."""
        return shape_of(self.table, self.by, small=self.small is not None)

    def file_name(self, form: Form) -> str:
        """What the file is called, unless somebody chooses another name."""
        public = "-public" * self.public + ("" if self.small is None else f"-small-{self.small}")
        return f"sijill-{self.table}{public}.{form}"
