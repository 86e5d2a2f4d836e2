"""What the map draws: the boundaries that were loaded; for Syria without any, those that Sijill brings along."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlmodel import Session

from dashboard.settings import assets_dir
from db.gazetteer.boundaries import Outline, outlines
from db.vocabulary import PlaceLevel
from ingest.normalize.country import SHIPPED_COUNTRY

GeoJson = dict[str, Any]


@cache
def shipped() -> GeoJson:
    """The governorates of Syria that Sijill brings along, as GeoJSON."""
    text = (assets_dir() / "geo" / "syria_admin1.geojson").read_text(encoding="utf-8")
    return dict(json.loads(text))


@dataclass(frozen=True, slots=True)
class Atlas:
    """The areas that can be drawn: governorates in all countries, or the districts of one governorate."""

    loaded: tuple[Outline, ...]

    @classmethod
    def of(cls, session: Session, within: str = "") -> "Atlas":
        """The atlas of a register; of the districts ``within`` a governorate there is none that Sijill brings along."""
        if within:
            return cls(tuple(outlines(session, PlaceLevel.DISTRICT, within)))
        return cls(tuple(outlines(session)))

    def countries(self, claimed: Collection[str | None]) -> tuple[str, ...]:
        """Which countries to draw: those with a claim in one of their areas, else all that were loaded, else Syria.

        ``claimed`` are the P-codes of areas that claims are about.
        """
        country = {feature["properties"]["pcode"]: SHIPPED_COUNTRY for feature in shipped()["features"]}
        country |= {outline.pcode: outline.country for outline in self.loaded}
        found = {country[pcode] for pcode in claimed if pcode is not None and pcode in country}
        return tuple(sorted(found or {outline.country for outline in self.loaded} or {SHIPPED_COUNTRY}))

    def credits(self, countries: Collection[str]) -> tuple[str, ...]:
        """Dataset, version and licence of each loaded set of boundaries that is drawn; they stand under the map."""
        return tuple(dict.fromkeys(outline.credit for outline in self.loaded if outline.country in countries))

    def geojson(self, pcodes: Iterable[str]) -> GeoJson:
        """The areas with these P-codes; with Sijill's own of Syria comes the zone beside them, which has no P-code."""
        wanted = set(pcodes)
        features = [_feature(outline) for outline in self.loaded if outline.pcode in wanted]
        drawn = {outline.pcode for outline in self.loaded}
        if not any(outline.country == SHIPPED_COUNTRY for outline in self.loaded):
            own = [one for one in shipped()["features"] if one["properties"]["pcode"] in wanted - drawn]
            zones = [one for one in shipped()["features"] if one["properties"]["pcode"] is None]
            features += [*own, *zones] if own else []
        return {"type": "FeatureCollection", "features": features}


def _feature(outline: Outline) -> GeoJson:
    names = {"pcode": outline.pcode, "name_en": outline.name_en, "name_ar": outline.name_ar}
    return {"type": "Feature", "properties": names, "geometry": outline.geometry}
