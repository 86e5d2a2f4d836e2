"""How many people a household has: for a whole file, in a later file, and once a file is taken back."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from db.engine import writing
from db.households import HouseholdSize
from db.models import Claim
from db.vocabulary import Severity
from db.withdrawal import withdraw
from ingest.layouts.household_size import HouseholdSizeError, stated
from ingest.layouts.stated import Stated
from ingest.outcome import Outcome

Put = Callable[..., Outcome]
OpenClaims = Callable[[Engine], list[Claim]]
Sized = tuple[int | None, float | None, str | None]

DTM, CENSUS = HouseholdSize(5.1, "IOM DTM 2023"), HouseholdSize(6, "Census of 2024")
REPORTS = "id,source,date,place,displaced\n1,Office,2024-11-29,Aleppo,200 families\n2,Office,2024-11-29,Aleppo,300\n"


@pytest.fixture
def sizes(engine: Engine, open_claims: OpenClaims) -> Callable[[], list[Sized]]:
    """The best figure, factor and its source of each claim that stands, by key."""

    def read() -> list[Sized]:
        claims = sorted(open_claims(engine), key=lambda claim: claim.key)
        return [(claim.best, claim.factor, claim.factor_source) for claim in claims]

    return read


def test_a_size_for_the_whole_file_is_that_of_its_households_alone(put: Put, sizes: Callable[[], list[Sized]]) -> None:
    outcome = put(REPORTS, stated=Stated(household=DTM))
    assert sizes() == [(200, 5.1, "IOM DTM 2023"), (300, None, None)]
    [note] = outcome.issues
    assert (note.severity, note.code) == (Severity.NOTE, "household_size_of_file")
    assert note.message == (
        "The file was sent with 5.1 people a household by 'IOM DTM 2023'; its claims of households have it: 1."
    )


def test_a_size_for_a_file_without_households_is_told(put_sqlite: Put) -> None:
    [warning] = put_sqlite("source,date,displaced\nOffice,2024-11-29,300\n", stated=Stated(household=DTM)).issues
    assert (warning.severity, warning.code) == (Severity.WARNING, "household_size_of_file")


def test_what_a_row_says_goes_before_the_size_of_the_file(put: Put, sizes: Callable[[], list[Sized]]) -> None:
    put(
        "id,source,date,displaced,household_size,household_size_source\n1,Office,2024-11-29,200 families,4,Survey\n"
        "2,Office,2024-11-29,100 families,,\n3,Office,2024-11-29,50 families,4,\n",
        stated=Stated(household=DTM),
    )
    assert sizes() == [(200, 4, "Survey"), (100, 5.1, "IOM DTM 2023"), (50, None, None)]


def test_another_size_is_a_revision_and_goes_back_with_its_file(
    engine: Engine, put: Put, sizes: Callable[[], list[Sized]]
) -> None:
    put(REPORTS, stated=Stated(household=DTM))
    again = put(REPORTS, stated=Stated(household=CENSUS))
    assert (again.new, again.revised, again.unchanged) == (0, 1, 1)
    assert sizes()[0] == (200, 6, "Census of 2024")
    with writing(engine) as session:
        withdraw(session, again.batch or 0, by="Amal", reason="another country's census")
    assert sizes()[0] == (200, 5.1, "IOM DTM 2023")


@pytest.mark.parametrize("many", [0, 50_000], ids=["many claims", "few claims"])
def test_a_file_that_says_nothing_of_household_sizes_takes_none_back(
    put: Put, sizes: Callable[[], list[Sized]], monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("db.writing.recall.WHOLE_TABLE", many)
    put(REPORTS, stated=Stated(household=DTM))
    assert put(REPORTS).revised == 0
    assert put(REPORTS.replace("200", "210")).revised == 1
    assert sizes()[0] == (210, 5.1, "IOM DTM 2023")
    assert put(REPORTS.replace("200 families", "1000")).revised == 1
    assert sizes()[0] == (1000, None, None)


def test_a_column_that_is_blank_takes_a_size_back(put: Put, sizes: Callable[[], list[Sized]]) -> None:
    put(REPORTS, stated=Stated(household=DTM))
    blank = REPORTS.replace("displaced\n", "displaced,household_size\n").replace("families\n", "families,\n")
    assert put(blank).revised == 1
    assert sizes()[0] == (200, None, None)


@pytest.mark.parametrize(
    ("size", "source", "code"),
    [
        ("5.1", "", "unsourced_household_size"),
        ("", "IOM", "no_household_size"),
        ("0", "IOM", "no_such_household_size"),
        ("31", "IOM", "no_such_household_size"),
        ("nan", "IOM", "no_such_household_size"),
        ("5.1.2", "IOM", "no_such_household_size"),
    ],
)
def test_a_size_that_can_not_be_kept_is_refused_before_the_file_is_read(size: str, source: str, code: str) -> None:
    with pytest.raises(HouseholdSizeError) as refused:
        stated(size, source)
    assert (refused.value.issue.code, refused.value.issue.severity) == (code, Severity.ERROR)


def test_a_size_is_read_in_the_digits_of_either_script() -> None:
    assert stated(" ٥٫١ ", " IOM ") == stated("5,1", "IOM") == HouseholdSize(5.1, "IOM")
    assert stated("", " ") is None
