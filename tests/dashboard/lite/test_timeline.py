"""The small timeline of the plain page."""

import re

import pytest

from dashboard.charts.timeline import timeline
from dashboard.lite.timeline import timeline_drawing
from dashboard.locale import Speaker, speak
from db.vocabulary import Measure
from tests.dashboard.charts.demo import exactly


@pytest.mark.parametrize("speaker", [speak("en"), speak("ar")], ids=["en", "ar"])
@pytest.mark.parametrize("months", [2, 3, 12])
def test_the_first_and_the_last_bar_stand_over_their_names_at_the_ends(speaker: Speaker, months: int) -> None:
    killed = [exactly(Measure.KILLED, 5, group=f"2024-{month:02}") for month in range(1, months + 1)]
    drawn = str(timeline_drawing(timeline(killed, Measure.KILLED, speaker), speaker))
    width = float(re.findall(r'viewBox="0 0 ([\d.]+)', drawn)[0])
    bars = sorted(float(x) for x in re.findall(r'<path d="M([\d.]+) [^"]*" class="best"', drawn))
    assert len(bars) == months
    assert bars[0] < width / months
    assert bars[-1] > width - width / months
