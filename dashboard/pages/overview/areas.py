"""The overview's map: the governorates, or the districts of the one that is chosen."""

from dataclasses import replace
from typing import Final

from sqlmodel import Session

from dashboard.charts.districts import district_map
from dashboard.charts.governorates import governorate_map
from dashboard.charts.spec import MapSpec
from dashboard.components.atlas import Atlas
from dashboard.locale import Speaker, msg
from dashboard.pages.names import view_source_line
from dashboard.view import View
from db import queries
from db.answers import PlaceRecord
from db.deciding.confidential_places import confidential_places
from db.gazetteer.places import Tree
from db.models import Place
from db.sources.history import confidential_sources
from db.views.view import View as Resolved
from db.vocabulary import PlaceLevel
from ingest.places.hidden import HiddenPlaces

_NO_BOUNDARIES: Final = msg(
    "Districts are not drawn: their boundaries (COD-AB, admin2) are not loaded. The command is “sijill places load”."
)
_CONFIDENTIAL: Final = msg("Districts are not drawn on paper: the places of confidential sources are governorates.")
_HIDDEN: Final = msg("Districts are not drawn on paper: a place in this governorate is confidential.")


def map_of_areas(session: Session, view: View) -> MapSpec:
    """The map of a view; with a governorate or a place in it chosen it shows districts, if their boundaries are known.

    What is made to be handed on shows none where sources or places in the governorate are confidential: these are told
    by governorate.
    """
    place = _chosen(session, view)
    governorate = place and Tree.of(session).area(place.pcode, PlaceLevel.GOVERNORATE)
    if place is None or governorate is None:
        return _governorates(session, view, ())
    if view.on_paper and confidential_sources(session):
        return _one_governorate(session, view, _CONFIDENTIAL)
    if view.on_paper and HiddenPlaces.of(session, confidential_places(session)).are_in(governorate.pcode):
        return _one_governorate(session, view, _HIDDEN)
    districts = _with_claims_in_view(session, place, Atlas.of(session, governorate.pcode))
    whole = (view.speaker.text("all governorates"), "")
    if not districts.loaded:
        spec = _one_governorate(session, view, _NO_BOUNDARIES)
        return spec if view.on_paper else replace(spec, wider=(whole,))
    spec = _districts(session, view, governorate, districts)
    up = _district_words(governorate, view.speaker), governorate.pcode
    wider = (whole,) if place.pcode == governorate.pcode else (whole, up)
    return spec if view.on_paper else replace(spec, wider=wider)


def _chosen(session: Session, view: View) -> Place | None:
    """The place that the view is limited to; None for everywhere."""
    tree, within = Tree.of(session), Resolved.of(session, view.shown).pcodes or frozenset()
    return next((tree.places[pcode] for pcode in within if tree.places[pcode].parent not in within), None)


def _with_claims_in_view(session: Session, place: Place, districts: Atlas) -> Atlas:
    """Of districts the one that is chosen or holds what is; drawn beside it, others would seem to have no claim."""
    chosen = Tree.of(session).area(place.pcode, PlaceLevel.DISTRICT)
    return Atlas(tuple(outline for outline in districts.loaded if chosen is None or outline.pcode == chosen.pcode))


def _district_words(governorate: Place, speaker: Speaker) -> str:
    name = (speaker.rtl and governorate.name_ar) or governorate.name_en
    return speaker.text("all districts of {governorate}", governorate=name)


def _one_governorate(session: Session, view: View, why: str) -> MapSpec:
    """The map of governorates where one of them, or a part of it, is in view, and ``why`` districts are not drawn."""
    spec = _governorates(session, view, (view.speaker.text(why),))
    return replace(spec, no_claim_label=view.speaker.text("No figure, or not in this view"))


def _governorates(session: Session, view: View, notes: tuple[str, ...]) -> MapSpec:
    totals = queries.totals(session, view.shown, "place")
    atlas = Atlas.of(session)
    countries = atlas.countries({total.group for total in totals})
    return governorate_map(
        totals,
        view.show,
        queries.choices(session).places,
        view.speaker,
        policy=view.filters.policy,
        source_line=view_source_line(session, view.shown, view.speaker),
        recorded=queries.standing(session, view.filters).incidents,
        countries=countries,
        drawn_from=atlas.credits(countries),
        notes=notes,
    )


def _districts(session: Session, view: View, governorate: Place, atlas: Atlas) -> MapSpec:
    drawn = [
        PlaceRecord(outline.pcode, outline.name_en, outline.name_ar, PlaceLevel.DISTRICT, governorate.pcode)
        for outline in atlas.loaded
    ]
    return district_map(
        queries.totals(session, view.shown, "district"),
        view.show,
        PlaceRecord(governorate.pcode, governorate.name_en, governorate.name_ar, governorate.level, governorate.parent),
        queries.choices(session).places,
        drawn,
        view.speaker,
        policy=view.filters.policy,
        source_line=view_source_line(session, view.shown, view.speaker),
        recorded=queries.standing(session, view.filters).incidents,
        drawn_from=atlas.credits({outline.country for outline in atlas.loaded}),
    )
