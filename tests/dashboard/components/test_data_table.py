"""Tables as HTML: what they show of a spec's table."""

from dashboard.charts.spec import Table
from dashboard.components.data_table import data_table
from dashboard.components.incident_table import incident_table
from dashboard.markup import plain

TABLE = Table(("When", "Other", "Claims"), (("3 May", "", "1"), ("4 May", "", "2")), numeric=(2,))


def test_a_column_that_says_nothing_is_not_shown_and_the_others_keep_their_headings() -> None:
    for drawn in (plain(data_table(TABLE, "Caption")), plain(incident_table(TABLE, ["a", "b"], {}, "Caption"))):
        assert "Other" not in drawn
        assert '<td class="numeric" data-label="Claims"><bdi>2</bdi></td>' in drawn


def test_a_column_that_any_row_fills_stays_for_all() -> None:
    some = Table(TABLE.columns, (*TABLE.rows, ("5 May", "Detained: 3", "4")))
    assert plain(data_table(some, "Caption")).count('data-label="Other"') == 3
