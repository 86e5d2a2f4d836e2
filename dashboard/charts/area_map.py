"""What every map says: one kind's figures in the areas that are drawn, and what none of these can show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from dashboard.charts.classes import breaks, class_labels, class_of
from dashboard.charts.figures import (
    best_known,
    bound_cells,
    bound_columns,
    envelope,
    figure_of,
    has_figure,
    in_words,
    most_of,
    none_counted,
    size,
)
from dashboard.charts.kinds import Kind, one_kind
from dashboard.charts.notes import convention_notes, other_kinds_note, policy_note, range_note
from dashboard.charts.spec import Area, MapSpec, Table
from dashboard.locale import Speaker
from dashboard.wording import starting
from db.answers import PlaceRecord, Total
from db.vocabulary import Measure, Policy

AreaOf = Callable[[str | None], str | None]
"""In which area a place is put, both by P-code."""


@dataclass(frozen=True, slots=True)
class Areas:
    """The figures of one kind by area, of those that are ``drawn`` and of others; ``others`` are the kinds left out."""

    kind: Kind
    others: Sequence[Kind]
    drawn: Sequence[PlaceRecord]
    by_area: Mapping[str | None, Total]

    @classmethod
    def of(cls, totals: Sequence[Total], measure: Measure, drawn: Sequence[PlaceRecord], area_of: AreaOf) -> Self:
        """Totals by place put together by their areas."""
        kind, rows, others = one_kind(totals, measure)
        parts: dict[str | None, list[Total]] = {}
        for row in sorted(rows, key=lambda row: row.group or "~"):
            parts.setdefault(area_of(row.group), []).append(row)
        return cls(kind, others, drawn, {area: envelope(found) for area, found in parts.items()})

    def inside(self, speaker: Speaker) -> dict[str, Total]:
        """What is known of the areas that are drawn, by name."""
        return {
            place.name(speaker.language): self.by_area[place.pcode]
            for place in self.drawn
            if place.pcode in self.by_area
        }

    def outside(self) -> dict[str | None, Total]:
        """What no area that is drawn can show, by P-code; None: the place is not known."""
        drawn = {place.pcode for place in self.drawn}
        return {area: total for area, total in self.by_area.items() if area not in drawn}


@dataclass(frozen=True, slots=True)
class Words:
    """What differs from map to map, put into words: its title, ``most`` and ``none_placed`` for its sentence.

    ``within`` is the P-code of the area whose parts are drawn, ``notes`` stand before all others. ``most`` has places
    for ``{place}`` and ``{figure}``.
    """

    title: str
    most: Callable[[str, str], str]
    none_placed: str
    outside: Callable[[str | None], str]
    within: str = ""
    notes: tuple[str, ...] = ()


def area_map(areas: Areas, words: Words, speaker: Speaker, policy: Policy, source_line: str, recorded: int) -> MapSpec:
    """The map, its areas shaded by the best that is known; ``source_line`` names sources and boundaries.

    ``recorded`` are the incidents of the view.
    """
    inside = areas.inside(speaker)
    outside = {words.outside(area): total for area, total in areas.outside().items()}
    edges = breaks([known for total in inside.values() if (known := best_known(total)) is not None])
    return MapSpec(
        id=f"map-{areas.kind.measure.value}",
        title=words.title,
        sentence=_sentence(inside, areas.kind, words, speaker)
        if areas.by_area
        else none_counted(areas.kind.counted(speaker), recorded, speaker),
        unit=areas.kind.counted(speaker),
        table=_table(inside, outside, speaker),
        notes=words.notes + _notes(areas, inside, speaker, policy) + other_kinds_note(areas.others, speaker),
        source_line=source_line,
        rtl=speaker.rtl,
        areas=tuple(_area(place, areas.by_area.get(place.pcode), edges, speaker) for place in areas.drawn),
        classes=class_labels(edges, speaker),
        no_claim_label=speaker.text("No figure"),
        outside=tuple((name, figure_of(total, speaker).text) for name, total in outside.items()),
        boundary_note=speaker.text(
            "The boundaries and names on this map do not imply any opinion on the legal status of a territory."
        ),
        within=words.within,
    )


def with_boundaries(source_line: str, drawn_from: Sequence[str], speaker: Speaker) -> str:
    """The line of sources and of those whose boundaries are drawn."""
    whose = speaker.clauses(list(drawn_from))
    drawn = speaker.text("Boundaries: {credits}.", credits=whose) if drawn_from else ""
    return ". ".join(filter(None, (source_line, drawn)))


def _area(place: PlaceRecord, total: Total | None, edges: Sequence[int], speaker: Speaker) -> Area:
    figure = figure_of(total, speaker) if total is not None and has_figure(total) else None
    known = best_known(total) if total is not None else None
    shade = class_of(known, edges) if known is not None else None
    return Area(place.pcode, place.name(speaker.language), figure, shade)


def _sentence(inside: Mapping[str, Total], kind: Kind, words: Words, speaker: Speaker) -> str:
    numbered = {name: total for name, total in inside.items() if has_figure(total)}
    counts = kind.counted(speaker)
    if inside and not numbered:
        return starting(
            speaker.text("{counted} in recorded incidents: no number is stated for an area of the map.", counted=counts)
        )
    if not numbered:
        return words.none_placed
    if len(numbered) == 1:
        [(place, total)] = numbered.items()
        values = {"counted": counts, "place": place, "figure": in_words(total, speaker)}
        return starting(speaker.text("{counted} in recorded incidents in {place}: {figure}.", **values))
    most = most_of(list(numbered.values()))
    if most is None:
        return starting(
            speaker.text("{counted} in recorded incidents: which place had most is not known.", counted=counts)
        )
    return words.most(next(name for name, total in numbered.items() if total is most), in_words(most, speaker))


def _table(inside: Mapping[str, Total], outside: Mapping[str, Total], speaker: Speaker) -> Table:
    columns = (speaker.text("Place"), *bound_columns(speaker), speaker.text("Claims"), speaker.text("Incidents"))
    ordered = sorted(inside.items(), key=lambda entry: -size(entry[1]))
    cells = tuple(
        (name, *bound_cells(total, speaker), speaker.number(total.claims), speaker.number(total.incidents))
        for name, total in [*ordered, *outside.items()]
    )
    return Table(columns, cells, numeric=(1, 2, 3, 4, 5, 6))


def _notes(areas: Areas, inside: Mapping[str, Total], speaker: Speaker, policy: Policy) -> tuple[str, ...]:
    if not areas.by_area:
        return ()
    figures = [figure_of(total, speaker) for total in inside.values()]
    shading = speaker.text(
        "Areas are shaded by the best figure, or the least that is claimed; an upper bound alone shades nothing."
    )
    return policy_note(policy, speaker), shading, *range_note(figures, speaker), *convention_notes(figures, speaker)
