"""The areas of a document's map: those that were loaded travel with it, so that it can be rendered again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from sqlmodel import Session

from dashboard.charts.spec import ChartSpec, MapSpec
from dashboard.components.atlas import Atlas
from dashboard.locale import Speaker
from dashboard.snapshot.codec import canonical_json
from dashboard.snapshot.content import AREAS_NAME, Attachment

SHIPPED: Final = "Natural Earth"
"""Whose boundaries those are that Sijill brings along."""


@dataclass(frozen=True, slots=True)
class Areas:
    """What the map of a document is drawn from; ``credits`` names whose boundaries it shows, none without a map.

    ``geojson`` is None where the map is the one of Syria that Sijill brings along.
    """

    credits: tuple[str, ...]
    geojson: bytes | None = None

    @classmethod
    def of(cls, session: Session, charts: Iterable[ChartSpec]) -> Self:
        """Those of the map among the charts."""
        drawn = next((chart for chart in charts if isinstance(chart, MapSpec)), None)
        wanted = {area.pcode for area in drawn.areas} if drawn else set[str]()
        atlas = Atlas.of(session, drawn.within if drawn else "")
        loaded = [outline for outline in atlas.loaded if outline.pcode in wanted]
        if not loaded:
            return cls((SHIPPED,) if wanted else ())
        found = atlas.geojson(wanted)
        own = (SHIPPED,) if len(found["features"]) > len(loaded) else ()
        whose = (*dict.fromkeys(outline.credit for outline in loaded), *own)
        return cls(whose, canonical_json(found))

    def attachments(self, speaker: Speaker) -> tuple[Attachment, ...]:
        """The loaded areas as a file; nothing for those that every document is made with."""
        if self.geojson is None:
            return ()
        about = speaker.text("The boundaries of the map (GeoJSON)")
        return (Attachment(AREAS_NAME, "application/geo+json", about, self.geojson),)
