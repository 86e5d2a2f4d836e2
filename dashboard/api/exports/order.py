"""What somebody asks to be exported."""

from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.api.exports.columns import Shape, Table, shape_of
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


@dataclass(frozen=True, slots=True)
class Order:
    """One export: which table of which view; ``by`` groups totals; ``public`` coarsens what could do harm."""

    table: Table
    filters: Filters = field(default_factory=Filters)
    by: By | None = None
    public: bool = False

    @property
    def shape(self) -> Shape:
        """The columns that its file has."""
        return shape_of(self.table, self.by)

    def file_name(self, form: Form) -> str:
        """What the file is called, unless somebody chooses another name."""
        public = "-public" if self.public else ""
        return f"sijill-{self.table}{public}.{form}"
