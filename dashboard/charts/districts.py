"""Incidents in one governorate by its districts; what names the governorate alone is told beside them."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.area_map import Areas, Words, area_map, with_boundaries
from dashboard.charts.figures import in_words
from dashboard.charts.spec import MapSpec
from dashboard.locale import Speaker, msg
from dashboard.wording import starting
from db.answers import PlaceRecord, Total
from db.vocabulary import Measure, Policy

_TITLE: Final = msg("{counted} in recorded incidents in {governorate}, by district")
_MOST: Final = msg("{counted} in recorded incidents in {governorate}: most in {place} ({figure}).")
_MOST_OF_SOME: Final = msg(
    "{counted} in recorded incidents in {governorate}: of what is known by district, most in {place} ({figure})."
)
_NONE_PLACED: Final = msg("{counted} in recorded incidents in {governorate}: none can be placed in a district.")


def district_map(
    totals: Sequence[Total],
    measure: Measure,
    governorate: PlaceRecord,
    places: Sequence[PlaceRecord],
    drawn: Sequence[PlaceRecord],
    speaker: Speaker,
    *,
    policy: Policy = Policy.ENVELOPE,
    source_line: str = "",
    recorded: int = 0,
    drawn_from: Sequence[str] = (),
) -> MapSpec:
    """The map of ``measure`` from totals by district (``group`` is a P-code; that of the governorate: of it alone).

    ``drawn`` are the districts whose boundaries are known, ``places`` name those of others. What names the governorate
    alone, or a district without a boundary, stands in ``outside`` and is not shared out among the areas.
    ``recorded`` are the incidents of the view.
    """
    areas = Areas.of(totals, measure, drawn, lambda pcode: pcode)
    counts, name = areas.kind.counted(speaker), governorate.name(speaker.language)
    names = {place.pcode: place.name(speaker.language) for place in places}

    def outside(area: str | None) -> str:
        if area == governorate.pcode:
            return speaker.text("{governorate}, district not known", governorate=name)
        return speaker.text("Governorate not known") if area is None else names.get(area, area)

    def most(place: str, figure: str) -> str:
        values = {"counted": counts, "governorate": name, "place": place, "figure": figure}
        return starting(speaker.text(_MOST_OF_SOME if governorate.pcode in areas.by_area else _MOST, **values))

    words = Words(
        title=starting(speaker.text(_TITLE, counted=counts, governorate=name)),
        most=most,
        none_placed=starting(speaker.text(_NONE_PLACED, counted=counts, governorate=name)),
        outside=outside,
        within=governorate.pcode,
        notes=_of_the_whole(areas.by_area.get(governorate.pcode), counts, name, speaker),
    )
    line = with_boundaries(source_line, drawn_from, speaker)
    return area_map(areas, words, speaker, policy, line, recorded)


def _of_the_whole(total: Total | None, counts: str, name: str, speaker: Speaker) -> tuple[str, ...]:
    """What is known to the governorate alone, if anything is."""
    if total is None:
        return ()
    said = speaker.plural(
        "{n} claim names only the governorate of {governorate}; {counted}: {figure}. No district gets a share.",
        "{n} claims name only the governorate of {governorate}; {counted}: {figure}. No district gets a share.",
        total.claims,
        governorate=name,
        figure=in_words(total, speaker),
        counted=counts,
    )
    return (said,)
