"""The way into the gazetteer: read, recognise, compare, write; all files of a call or none of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from db.engine import writing
from db.gazetteer.drafts import AliasDraft, BoundaryDraft, Kind, Layer, PlaceDraft, PlaceSetDraft
from db.gazetteer.place_sets import PutPlaces, newest, put_places
from db.gazetteer.populations import PutPopulations, put_populations
from db.models import Place
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.normalize.countries import Country, country, country_of
from ingest.places.alias_list import AliasList
from ingest.places.drafts import Known, KnownPlace, Read, read_layer
from ingest.places.files import Content, read_places
from ingest.places.layer import FileLayer, PlaceFileError
from ingest.places.loaded import About, Loaded, LoadRefusedError, PlaceIssue
from ingest.places.outline import outlines
from ingest.places.population_list import PopulationList
from ingest.places.populations import read_populations

DATASETS: Final[dict[Kind, str]] = {"boundaries": "COD-AB", "points": "COD-PS", "aliases": "Aliases"}
"""What a set is called where nobody says otherwise, before its country's code."""

POPULATIONS: Final = "COD-PS population"
"""The same for lists of how many people live where."""

_ORDER: Final[dict[Kind, int]] = {"boundaries": 0, "points": 1, "aliases": 2}


def load_places(
    engine: Engine, paths: Iterable[Path], about: About | None = None, *, leave_out: bool = False
) -> Loaded:
    """Load files of boundaries, points and aliases, wide areas first, whatever the order they are given in.

    A feature that can't be used refuses the whole call, unless ``leave_out`` says to load the rest. Raises
    :class:`LoadRefusedError`; the gazetteer is then as it was.
    """
    about = about or About()
    within = _country(about)
    try:
        contents = sorted((content for path in paths for content in read_places(path)), key=_order)
        with writing(engine) as session:
            loading = _Loading(session, about, within, [], [], [])
            for content in contents:
                loading.take(content)
            errors = [found for found in loading.issues if found.issue.severity is Severity.ERROR]
            if errors and not leave_out:
                raise LoadRefusedError(errors)
            return Loaded(tuple(loading.sets), tuple(loading.issues), tuple(loading.populations))
    except PlaceFileError as error:
        raise LoadRefusedError((PlaceIssue(error.file, "feature", error.issue),)) from error


def _country(about: About) -> Country | None:
    found = country(about.country) if about.country else None
    if about.country and found is None:
        remedy = "Give two or three letters of ISO 3166-1, such as SY or SYR."
        issue = Issue(Severity.ERROR, "no_country", f"There is no country with the code {about.country!r}.", remedy)
        raise LoadRefusedError((PlaceIssue("--country", "", issue),))
    return found


def _order(content: Content) -> tuple[int, int]:
    """Boundaries before points before aliases; among boundaries, files that name fewer areas around theirs first."""
    if isinstance(content, AliasList):
        return _ORDER["aliases"], 0
    if isinstance(content, PopulationList):
        return len(_ORDER), 0
    read = read_layer(FileLayer(content.name, content.sha256, content.header, content.features[:1]), {})
    return _ORDER[read.kind], read.level.number


@dataclass(slots=True)
class _Loading:
    """One call: what was put so far, and what was noticed."""

    session: Session
    about: About
    within: Country | None
    sets: list[PutPlaces]
    populations: list[PutPopulations]
    issues: list[PlaceIssue]

    def take(self, content: Content) -> None:
        """Put one layer or list, a set for each country in it."""
        known = _known(self.session)
        if isinstance(content, PopulationList):
            self._take_populations(content, known)
            return
        if isinstance(content, AliasList):
            drafts = self._of_aliases(content, known)
        else:
            read = read_layer(content, known, within=self.within)
            self._note(content.name, content.counted, read.issues)
            drafts = self._of_layer(content, read)
        for draft in drafts:
            self._refuse_older(draft)
            self.sets.append(put_places(self.session, draft))

    def _take_populations(self, listed: PopulationList, known: Known) -> None:
        read = read_populations(listed, known, self.about.valid_on)
        self._note(listed.name, listed.counted, read.issues)
        for code, drafts in read.by_country.items():
            dataset = self.about.dataset or f"{POPULATIONS} {code}".strip()
            put = put_populations(
                self.session, drafts, file_name=listed.name, dataset=dataset, refused=read.refused[code]
            )
            self.populations.append(put)

    def _note(self, file: str, counted: str, issues: Iterable[Issue]) -> None:
        self.issues.extend(PlaceIssue(file, counted, issue) for issue in issues)

    def _of_layer(self, file: FileLayer, read: Read) -> Iterator[PlaceSetDraft]:
        drawn = dict(zip(read.shapes, outlines(list(read.shapes.values())), strict=True)) if read.shapes else {}
        alone = self.within.code if self.within else next(iter(read.countries.values()), "")
        refused = Counter(code or alone for code in read.refused.values())
        for code in sorted({*read.countries.values(), *refused}):
            places = [
                replace(place, boundary=BoundaryDraft(read.shapes[pcode].wkb, drawn[pcode]) if pcode in drawn else None)
                for pcode, place in read.places.items()
                if read.countries[pcode] == code
            ]
            yield replace(
                self._draft(file, Layer(read.kind, code, read.level, self._dataset(read.kind, code))),
                places=[*_around(places, read.areas), *places],
                read=len(places) + refused[code],
                refused=refused[code],
                version=self.about.version or _first(file, read.columns.version),
                valid_on=self.about.valid_on or _latest(file, read.columns.valid_on, read.columns.updated),
            )

    def _of_aliases(self, listed: AliasList, known: Known) -> Iterator[PlaceSetDraft]:
        by_country: dict[str, list[AliasDraft]] = {}
        refused: Counter[str] = Counter()
        for entry in listed.entries:
            pcode = entry.pcode.upper()
            if pcode in known:
                by_country.setdefault(known[pcode].country, []).append(AliasDraft(pcode, entry.aliases))
                continue
            begins = country_of(pcode)
            refused[begins.code if begins else ""] += 1
            message = f"The P-code {entry.pcode!r} is not in the gazetteer."
            remedy = "Correct it, or load the boundaries or points that have the place first."
            issue = Issue(Severity.ERROR, "unknown_pcode", message, remedy, entry.number, entry.column, entry.pcode)
            self._note(listed.name, listed.counted, (issue,))
        if "" in refused and by_country:
            refused[min(by_country)] += refused.pop("")
        for code in sorted({*by_country, *refused}):
            aliases = by_country.get(code, [])
            yield replace(
                self._draft(listed, Layer("aliases", code, None, self._dataset("aliases", code))),
                aliases=aliases,
                read=len(aliases) + refused[code],
                refused=refused[code],
                version=self.about.version,
                valid_on=self.about.valid_on,
            )

    def _draft(self, file: Content, layer: Layer) -> PlaceSetDraft:
        return PlaceSetDraft(layer, file.name, file.sha256, read=0, refused=0, licence=self.about.licence)

    def _dataset(self, kind: Kind, code: str) -> str:
        return self.about.dataset or f"{DATASETS[kind]} {code}".strip()

    def _refuse_older(self, draft: PlaceSetDraft) -> None:
        last = newest(self.session, draft.layer)
        if last and last.valid_on and draft.valid_on and draft.valid_on < last.valid_on:
            message = (
                f"The file is of {draft.valid_on}; {last.file_name}, of {last.valid_on}, was loaded for the same areas."
            )
            remedy = "Load the newer file, or give the older one a --dataset of its own."
            issue = Issue(Severity.ERROR, "older_version", message, remedy)
            raise LoadRefusedError((PlaceIssue(draft.file_name, "feature", issue),))


def _around(places: Sequence[PlaceDraft], areas: dict[str, PlaceDraft]) -> list[PlaceDraft]:
    """The areas that hold the places, as the file names them."""
    found: dict[str, PlaceDraft] = {}
    for place in places:
        parent = place.parent
        while parent is not None and parent in areas and parent not in found:
            found[parent] = areas[parent]
            parent = areas[parent].parent
    return list(found.values())


def _known(session: Session) -> dict[str, KnownPlace]:
    """Every place of the gazetteer, with the country that holds it."""
    rows = session.execute(select(col(Place.pcode), col(Place.level), col(Place.parent))).all()
    parents = {pcode: parent for pcode, _, parent in rows}

    def top(pcode: str) -> str:
        while (parent := parents[pcode]) is not None:
            pcode = parent
        return pcode

    return {pcode: KnownPlace(level, top(pcode)) for pcode, level, _ in rows}


def _first(file: FileLayer, column: str | None) -> str | None:
    return next((text for feature in file.features if column and (text := feature.cells.get(column))), None)


def _latest(file: FileLayer, *columns: str | None) -> date | None:
    """The latest day in the first of the columns that has any."""
    for column in columns:
        days = {day for feature in file.features if column and (day := _day(feature.cells.get(column, "")))}
        if days:
            return max(days)
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        return None
