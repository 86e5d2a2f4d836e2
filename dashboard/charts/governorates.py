"""Incidents by governorate: totals grouped by place, to shaded areas and to what no area can show."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from dashboard.charts.classes import breaks, class_labels, class_of
from dashboard.charts.figures import bound_cells, bound_columns, envelope, figure_of, has_figure, in_words, least, size
from dashboard.charts.kinds import one_kind
from dashboard.charts.notes import other_kinds_note, policy_note, range_note
from dashboard.charts.spec import Area, MapSpec, Table
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
    countries: Collection[str] = ("SY",),
    drawn_from: Sequence[str] = (),
) -> MapSpec:
    """The map of ``measure`` from totals by place (``group`` is a P-code; None: the place is not known).

    Districts and settlements count to their governorate. What is known only to the country, to another country or to no
    place stands in ``outside``. Areas are shaded by the least that is claimed. ``countries`` are those drawn;
    ``drawn_from`` says whose boundaries these are.
    """
    gazetteer = {place.pcode: place for place in places}
    kind, rows, others = one_kind(totals, measure)
    by_area = _by_area(rows, gazetteer)
    governorates = [p for p in gazetteer.values() if p.level is PlaceLevel.GOVERNORATE and p.parent in countries]
    inside = {p.name(speaker.language): by_area[p.pcode] for p in governorates if p.pcode in by_area}
    outside = {
        _wider_name(area, gazetteer, countries, speaker): total
        for area, total in by_area.items()
        if area not in {p.pcode for p in governorates}
    }
    counts = kind.counted(speaker)
    edges = breaks([known for total in inside.values() if (known := least(total)) is not None])
    return MapSpec(
        id=f"map-{measure.value}",
        title=starting(speaker.text("{counted} in recorded incidents, by governorate", counted=counts)),
        sentence=_sentence(inside, outside, counts, speaker),
        unit=counts,
        table=_table(inside, outside, speaker),
        notes=_notes(rows, inside, speaker, policy) + other_kinds_note(others, speaker),
        source_line=". ".join(filter(None, (source_line, _boundary_line(drawn_from, speaker)))),
        rtl=speaker.rtl,
        areas=tuple(_area(place, by_area.get(place.pcode), edges, speaker) for place in governorates),
        classes=class_labels(edges, speaker),
        no_claim_label=speaker.text("No claim"),
        outside=tuple((name, figure_of(total, speaker).text) for name, total in outside.items()),
        boundary_note=speaker.text(
            "The boundaries and names on this map do not imply any opinion on the legal status of a territory."
        ),
    )


def _boundary_line(drawn_from: Sequence[str], speaker: Speaker) -> str:
    return speaker.text("Boundaries: {credits}.", credits=speaker.clauses(list(drawn_from))) if drawn_from else ""


def _by_area(rows: Sequence[Total], gazetteer: Gazetteer) -> dict[str | None, Total]:
    """One figure for each governorate, and for each wider area that claims are only known to."""
    parts: dict[str | None, list[Total]] = {}
    for row in sorted(rows, key=lambda row: row.group or "~"):
        parts.setdefault(_governorate(row.group, gazetteer), []).append(row)
    return {area: envelope(totals) for area, totals in parts.items()}


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


def _area(place: PlaceRecord, total: Total | None, edges: Sequence[int], speaker: Speaker) -> Area:
    figure = figure_of(total, speaker) if total is not None and has_figure(total) else None
    known = least(total) if total is not None else None
    shade = class_of(known, edges) if known is not None else None
    return Area(place.pcode, place.name(speaker.language), figure, shade)


def _sentence(inside: Mapping[str, Total], outside: Mapping[str, Total], counts: str, speaker: Speaker) -> str:
    numbered = {name: total for name, total in inside.items() if has_figure(total)}
    if not numbered and not outside:
        return speaker.text("No recorded incident in this view.")
    if not numbered:
        return starting(
            speaker.text("{counted} in recorded incidents: none can be placed in a governorate.", counted=counts)
        )
    most = max(numbered, key=lambda name: least(numbered[name]) or 0)
    values = {"counted": counts, "place": most, "figure": in_words(numbered[most], speaker)}
    if len(numbered) == 1:
        return starting(speaker.text("{counted} in recorded incidents in {place}: {figure}.", **values))
    return starting(speaker.text("{counted} in recorded incidents: most in {place} ({figure}).", **values))


def _table(inside: Mapping[str, Total], outside: Mapping[str, Total], speaker: Speaker) -> Table:
    columns = (speaker.text("Place"), *bound_columns(speaker), speaker.text("Claims"), speaker.text("Incidents"))
    ordered = sorted(inside.items(), key=lambda entry: -size(entry[1]))
    cells = tuple(
        (name, *bound_cells(total, speaker), speaker.number(total.claims), speaker.number(total.incidents))
        for name, total in [*ordered, *outside.items()]
    )
    return Table(columns, cells, numeric=(1, 2, 3, 4, 5, 6))


def _notes(rows: Sequence[Total], inside: Mapping[str, Total], speaker: Speaker, policy: Policy) -> tuple[str, ...]:
    if not rows:
        return ()
    figures = [figure_of(total, speaker) for total in inside.values()]
    shading = speaker.text("Areas are shaded by the least that is claimed; an upper bound alone shades nothing.")
    return policy_note(policy, speaker), shading, *range_note(figures, speaker)
