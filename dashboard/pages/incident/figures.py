"""The figures of one incident: under each policy, which one is chosen, and the sentence that explains it."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.pages.incident.ids import Listing
from dashboard.wording import SourceNames, convention_words, counted, figure_text, mid_sentence, starting
from db.incidents.figures import PolicyFigure
from db.vocabulary import Corroboration, Policy, Population

_NOT_SAID = (Population.UNKNOWN, Population.ALL)


def what_words(figure: PolicyFigure, speaker: Speaker) -> str:
    """What a figure counts, apart from the others of its measure: "people killed (not stated)"."""
    what = counted(
        figure.measure, speaker, unit=figure.unit, population=figure.population, sex=figure.sex, age=figure.age
    )
    if figure.population not in _NOT_SAID:
        return what
    return speaker.text("{counted} ({who})", counted=what, who=mid_sentence(speaker.term(figure.population)))


def printed(figure: PolicyFigure, speaker: Speaker) -> str:
    """The figure as printed."""
    bounds = (figure.low, figure.best, figure.high)
    word, convention = figure.word, figure.convention
    return figure_text(*bounds, quantifier=figure.quantifier, word=word, convention=convention, speaker=speaker)


def explained(figure: PolicyFigure, speaker: Speaker, names: SourceNames) -> str:
    """How the figure came about, in sentences; that sums leave it out, if they do."""
    return " ".join((*_arrived_at(figure, speaker, names), *_left_out(figure, speaker)))


def _arrived_at(figure: PolicyFigure, speaker: Speaker, names: SourceNames) -> tuple[str, ...]:
    text = speaker.text
    claims = speaker.plural("{n} claim", "{n} claims", figure.claims)
    voices = speaker.plural("{n} voice", "{n} voices", figure.origins)
    said = {"what": starting(what_words(figure, speaker)), "figure": printed(figure, speaker)}
    if figure.set_by:
        by = {"who": figure.set_by, "claims": claims}
        return (text("{what}: {figure}, set by {who} in the place of what {claims} come to.", **said, **by),)
    meaning = figure.policy.term.meaning(speaker.language)
    told = text("{what}: {figure}. {policy}: {meaning}", **said, policy=speaker.term(figure.policy), meaning=meaning)
    behind = text("Here {claims} by {voices}", claims=claims, voices=voices)
    read = () if figure.convention is None else (convention_words(figure.convention, speaker),)
    if figure.chosen is None:
        unstated = text("{behind}; none states a best figure.", behind=behind)
        return told, unstated, *read, *_alike(figure, speaker, names)
    chosen = names.get(figure.chosen, figure.chosen)
    followed = text("{behind}; the figure follows {source}.", behind=behind, source=chosen)
    return told, followed, *read, *_alike(figure, speaker, names)


def _left_out(figure: PolicyFigure, speaker: Speaker) -> tuple[str, ...]:
    if figure.counted:
        return ()
    if figure.corroboration is Corroboration.DISCOUNTED:
        return (speaker.text("Sums leave it out: it is discounted."),)
    if figure.convention is not None and {figure.low, figure.best, figure.high} == {None}:
        return (speaker.text("Sums leave it out: the convention leaves out all that is claimed of it."),)
    return (speaker.text("Sums leave it out: other incidents tell of the same people."),)


def _alike(figure: PolicyFigure, speaker: Speaker, names: SourceNames) -> tuple[str, ...]:
    """That some voices may be one organisation under two names, and so do not bear each other out."""
    if not figure.alike:
        return ()
    who = speaker.listing([names.get(name, name) for name in figure.alike])
    return (speaker.text("{names} may be one source: they count as one voice until all are graded.", names=who),)


def figures_spec(figures: Sequence[PolicyFigure], policy: Policy, speaker: Speaker, names: SourceNames) -> ChartSpec:
    """A row for each kind, a column for each policy; the one that the view has is explained."""
    text = speaker.text
    kinds = [list(own) for _, own in groupby(figures, lambda figure: figure.kind)]
    chosen = [figure for figure in figures if figure.policy is policy]
    columns = (text("What"), *(_policy_head(each, policy, speaker) for each in Policy), *_behind_heads(speaker))
    return ChartSpec(
        id=Listing.FIGURES.value,
        title=text("The figure, and why"),
        sentence=explained(chosen[0], speaker, names) if chosen else text("No claim of this view is about it."),
        unit=text("people"),
        table=Table(columns, tuple(_row(own, policy, speaker) for own in kinds), numeric=(1, 2, 3, 4, 5, 6)),
        notes=(
            *(explained(figure, speaker, names) for figure in chosen[1:]),
            text("Another policy is chosen in the filters. Lows and highs are an envelope, not a confidence interval."),
        ),
        rtl=speaker.rtl,
    )


def _policy_head(each: Policy, policy: Policy, speaker: Speaker) -> str:
    name = speaker.term(each)
    return speaker.text("{policy} (chosen)", policy=name) if each is policy else name


def _behind_heads(speaker: Speaker) -> tuple[str, str, str]:
    return speaker.text("Claims"), speaker.text("Voices"), speaker.text("Corroboration")


def _row(own: Sequence[PolicyFigure], policy: Policy, speaker: Speaker) -> tuple[str, ...]:
    by_policy = {figure.policy: figure for figure in own}
    here = by_policy.get(policy, own[0])
    figures = (printed(by_policy[each], speaker) if each in by_policy else NO_FIGURE for each in Policy)
    behind = (speaker.number(here.claims), speaker.number(here.origins), speaker.term(here.corroboration))
    return (starting(what_words(here, speaker)), *figures, *behind)
