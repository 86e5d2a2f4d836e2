"""The ids of the frame: what is on every page."""

from enum import StrEnum


class Frame(StrEnum):
    """Ids outside the pages. The first three outlive a change of page; the rest is drawn anew.

    ``PAGE`` and ``VIEW`` are the same address: the page is drawn for the path of the one, its parts follow the query of
    the other, which is there only when they are.
    """

    PAGE = "page"
    ROOT = "root"
    THEME = "theme"
    VIEW = "view"
    THEME_TOGGLE = "theme-toggle"
    PROVIDER = "provider"
    WIDE = "wide"
    NAVIGATION = "navigation"
    LANGUAGE = "language"
    PDF_BUTTON = "pdf-button"
    PDF_STATUS = "pdf-status"
    TAKE = "take"
    TAKE_FOR = "take-for"
    MAKING = "making"
    CHOSEN_PLACE = "chosen-place"
    FILTERS = "filters"
    FILTERS_TOGGLE = "filters-toggle"
    FILTERS_IN_FORCE = "filters-in-force"
    RESET = "reset"
    STANDING = "standing"
    UNREACHABLE = "unreachable"


class Control(StrEnum):
    """Ids of the filter bar's inputs; each value is the name that the filter has in the address, after ``filter-``."""

    SINCE = "filter-from"
    UNTIL = "filter-to"
    PLACE = "filter-place"
    MEASURE = "filter-measure"
    POPULATION = "filter-population"
    SOURCE = "filter-source"
    RELIABILITY = "filter-reliability"
    CORROBORATION = "filter-corroboration"
    POLICY = "filter-policy"
    CONVENTION = "filter-convention"
    AS_OF = "filter-as_of"

    @property
    def parameter(self) -> str:
        """The filter's name in the address."""
        return self.value.removeprefix("filter-")
