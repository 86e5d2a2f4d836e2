"""Incidents by governorate: totals grouped by place, to shaded areas and to what no area can show."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

from dashboard.charts.area_map import Areas, Words, area_map, with_boundaries
from dashboard.charts.spec import MapSpec
from dashboard.locale import Speaker
from dashboard.wording import starting
from db.answers import PlaceRecord, Total
from db.vocabulary import Measure, PlaceLevel, Policy

Gazetteer = Mapping[str, PlaceRecord]


def governorate_map(
    totals: Sequence[Total],
    measure: Measure,
    places: Iterable[PlaceRecord],
    speaker: Speaker,
    *,
    policy: Policy = Policy.ENVELOPE,
    source_line: str = "",
    recorded: int = 0,
    countries: Collection[str] = ("SY",),
    drawn_from: Sequence[str] = (),
    notes: tuple[str, ...] = (),
) -> MapSpec:
    """The map of ``measure`` from totals by place (``group`` is a P-code; None: the place is not known).

    Districts and settlements count to their governorate. What is known only to the country, to another country or to no
    place stands in ``outside``. ``countries`` are those drawn; ``drawn_from`` says whose boundaries these are;
    ``notes`` stand before those that every map has. ``recorded`` are the incidents of the view.
    """
    gazetteer = {place.pcode: place for place in places}
    drawn = [p for p in gazetteer.values() if p.level is PlaceLevel.GOVERNORATE and p.parent in countries]
    areas = Areas.of(totals, measure, drawn, partial(_governorate, gazetteer=gazetteer))
    counts = areas.kind.counted(speaker)

    def most(place: str, figure: str) -> str:
        said = speaker.text(
            "{counted} in recorded incidents: most in {place} ({figure}).", counted=counts, place=place, figure=figure
        )
        return starting(said)

    words = Words(
        title=starting(speaker.text("{counted} in recorded incidents, by governorate", counted=counts)),
        most=most,
        none_placed=starting(
            speaker.text("{counted} in recorded incidents: none can be placed in a governorate.", counted=counts)
        ),
        outside=partial(_wider_name, gazetteer=gazetteer, countries=countries, speaker=speaker),
        notes=notes,
    )
    line = with_boundaries(source_line, drawn_from, speaker)
    return area_map(areas, words, speaker, policy, line, recorded)


def _governorate(pcode: str | None, gazetteer: Gazetteer) -> str | None:
    """The governorate that a place lies in; the place itself if it is wider or unheard of."""
    area = pcode
    while area is not None and area in gazetteer and gazetteer[area].level is not PlaceLevel.GOVERNORATE:
        area = gazetteer[area].parent
    return area or pcode


def _wider_name(area: str | None, gazetteer: Gazetteer, countries: Collection[str], speaker: Speaker) -> str:
    if area is None:
        return speaker.text("Governorate not known")
    name = gazetteer[area].name(speaker.language) if area in gazetteer else area
    return speaker.text("{country}, governorate not known", country=name) if area in countries else name
