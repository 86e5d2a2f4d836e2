"""How often figures were revised and by how much: each source's record, and every revision with before and after."""

from collections.abc import Mapping, Sequence

from dashboard.charts.axis import counted_in
from dashboard.charts.running_lines import Reader, cut, cut_note, place_name
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.wording import counted, figure_text, starting, vague_word
from db.answers import SourceRecord
from db.history.revisions import Revision, RevisionRecord, Stated
from db.vocabulary import Quantifier


def revision_records(
    sources: Sequence[SourceRecord], own: Mapping[str, RevisionRecord], said: Mapping[str, int], reader: Reader
) -> ChartSpec:
    """A row for each source: what it said, what of it was revised, and by how much; the most revised first.

    ``said`` is how many figures each ever gave in the view, those that it took back too: of these is the share. Where
    not all rows are wanted, only the sources that revised anything have one: of the others there are only zeros.
    """
    speaker, text = reader.speaker, reader.speaker.text
    columns = (
        text("Source"),
        text("Claims"),
        text("Figures ever given"),
        text("Figures revised"),
        text("Share revised"),
        text("Raised"),
        text("Lowered"),
        text("Without a new number"),
        text("Taken back"),
        text("Usual change"),
    )
    claims = {source.name: source.claims for source in sources}
    claims |= {name: 0 for name in own if name not in claims}
    ordered = sorted(claims, key=lambda name: -own[name].figures if name in own else 1)
    if reader.most_rows is not None:
        ordered = [name for name in ordered if name in own]
    rows = (_record_row(name, claims[name], said.get(name, 0), own.get(name), reader) for name in ordered)
    revised = sum(record.figures for record in own.values())
    revising = sum(bool(record.figures) for record in own.values())
    told = speaker.plural("{n} figure was revised", "{n} figures were revised", revised)
    sentence = (
        text("{figures}, of {sources}.", figures=told, sources=speaker.plural("{n} source", "{n} sources", revising))
        if revised
        else text("No figure in this view was ever revised.")
    )
    return ChartSpec(
        id="revision-records",
        title=text("How often figures were revised"),
        sentence=sentence,
        unit=text("claims"),
        table=Table(columns, cut(rows, reader), numeric=(1, 2, 3, 4, 5, 6, 7, 8, 9)),
        notes=(
            text("The share is of all figures that a source ever gave in this view, those that it took back too."),
            text("The usual change is the middle one of all changes, in percent of the earlier figure, up or down."),
            text("Many revisions can mean care as well as haste: a source that never mends a figure is no better."),
            *_unrevised(len(claims) - len(ordered), speaker),
            *cut_note(len(ordered), reader),
        ),
        rtl=speaker.rtl,
    )


def _unrevised(sources: int, speaker: Speaker) -> tuple[str, ...]:
    if not sources:
        return ()
    return (speaker.plural("{n} more source revised no figure.", "{n} more sources revised no figure.", sources),)


def revision_list(found: Sequence[Revision], reader: Reader) -> ChartSpec:
    """Every revision, the newest first."""
    speaker, text = reader.speaker, reader.speaker.text
    columns = (
        text("Recorded"),
        text("Source"),
        text("What"),
        text("Where"),
        text("When"),
        text("Before"),
        text("After"),
        text("Change"),
        text("In percent"),
        text("Reason"),
    )
    return ChartSpec(
        id="revision-list",
        title=text("What was revised"),
        sentence=_sentence(found, speaker),
        unit=counted_in((each.unit for each in found), speaker),
        table=Table(columns, cut((_row(each, reader) for each in found), reader), numeric=(5, 6, 7, 8)),
        notes=cut_note(len(found), reader),
        rtl=speaker.rtl,
    )


def _sentence(found: Sequence[Revision], speaker: Speaker) -> str:
    if not found:
        return speaker.text("No figure in this view was ever revised.")
    up = sum(bool(each.change and each.change > 0) for each in found)
    down = sum(bool(each.change and each.change < 0) for each in found)
    return speaker.text(
        "{revisions}: {up} up, {down} down, {others} neither, or taken back.",
        revisions=speaker.plural("{n} revision", "{n} revisions", len(found)),
        up=up,
        down=down,
        others=len(found) - up - down,
    )


def _record_row(source: str, claims: int, said: int, record: RevisionRecord | None, reader: Reader) -> tuple[str, ...]:
    speaker = reader.speaker
    stated = (reader.names.get(source, source), speaker.number(claims), speaker.number(said))
    share = 0 if record is None else 100 * record.figures / said if said else None
    if record is None:
        none = speaker.number(0)
        return (*stated, none, _percent(share, speaker), none, none, none, none, NO_FIGURE)
    numbers = (record.raised, record.lowered, record.unchanged, record.taken_back)
    return (
        *stated,
        speaker.number(record.figures),
        _percent(share, speaker),
        *map(speaker.number, numbers),
        _percent(record.median_percent, speaker),
    )


def _row(revision: Revision, reader: Reader) -> tuple[str, ...]:
    speaker = reader.speaker
    change = revision.change
    days = (revision.date_from, revision.date_to) if revision.speaks_of is None else (revision.speaks_of,) * 2
    return (
        speaker.day(revision.recorded_at.date()),
        reader.names.get(revision.source, revision.source),
        starting(counted(revision.measure, speaker, unit=revision.unit, population=revision.population)),
        reader.places.get(revision.pcode or "") or place_name(revision.place or NO_FIGURE, reader),
        speaker.period(*days),
        _stated(revision.before, speaker),
        speaker.text("taken back") if revision.taken_back else _stated(revision.after, speaker),
        NO_FIGURE if change is None else _signed(change, speaker),
        _percent(revision.percent, speaker, signed=True),
        speaker.term(revision.reason),
    )


def _stated(stated: Stated, speaker: Speaker) -> str:
    word = vague_word(stated.verbatim) if stated.quantifier is Quantifier.VAGUE else None
    return figure_text(stated.low, stated.best, stated.high, quantifier=stated.quantifier, word=word, speaker=speaker)


def _signed(number: int, speaker: Speaker) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{speaker.number(abs(number))}"


def _percent(share: float | None, speaker: Speaker, *, signed: bool = False) -> str:
    """A share to one decimal below ten, whole above; what is not 0 is never printed as 0."""
    if share is None:
        return NO_FIGURE
    size = abs(share)
    printed = "0" if not size else "<0.1" if size < 0.05 else f"{size:.1f}" if size < 9.95 else f"{size:,.0f}"
    sign = ("+" if share > 0 else "−" if share < 0 else "") if signed else ""
    return speaker.digits(f"{sign}{printed}%")
