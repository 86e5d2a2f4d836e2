"""What an incident is: where and when, how far it is corroborated, and what stands between it and others."""

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.incident_table import CODE, OF_THE_LIST, incident_address
from dashboard.components.notice import notice
from dashboard.locale import Speaker
from dashboard.pages.incident.charts import code_of, found
from dashboard.pages.overview.incidents import incident_place
from dashboard.view import View, search_of, without_filters, words_of
from dashboard.wording import judge_words, mid_sentence, reason_words, when_words
from db.answers import IncidentRecord
from db.deciding.still_told import codes_still_told
from db.incidents.one_incident import Decision, OneIncident
from db.vocabulary import JudgementKind


def head(session: Session, view: View) -> list[Component]:
    """Place and time, its code, and its neighbours."""
    text, words = view.speaker.text, dict(view.asked)
    kept = {name: value for name, value in words.items() if name not in (CODE, *OF_THE_LIST)}
    back = dcc.Link(text("All incidents"), href=f"/incidents{search_of(kept)}", className="quiet-link")
    one = found(session, view)
    if one is None:
        return [back, *_nothing(view)]
    record, speaker = one.incident, view.speaker
    when = when_words(record.date_from, record.date_to, record.date_precision, speaker)
    precise = [
        text("{what}: {figure}", what=what, figure=mid_sentence(speaker.term(word)))
        for what, word in ((text("Place known"), record.place_precision), (text("Date known"), record.date_precision))
        if word
    ]
    claims = speaker.plural("{n} claim", "{n} claims", len(one.claims))
    comma = speaker.listing(["", ""])
    return [
        back,
        html.H2([html.Bdi(incident_place(record, speaker)), comma, when], className="incident-title"),
        html.P(
            [
                html.Span(text("Code {code}", code=record.code)),
                html.Span(claims),
                *(html.Span(words) for words in precise),
                *(html.Strong(words) for words in _corroborations(record, speaker)),
            ],
            className="incident-facts",
        ),
        *_neighbours(session, view, one),
    ]


def _corroborations(record: IncidentRecord, speaker: Speaker) -> list[str]:
    return list(dict.fromkeys(speaker.term(figure.corroboration) for figure in record.figures))


def _nothing(view: View) -> list[Component]:
    """Why there is nothing to show, and the way out."""
    text, code = view.speaker.text, code_of(view)
    if not code:
        return [notice(text("The address names no incident."), text("Choose one in the list of incidents."))]
    bare = words_of(without_filters(search_of(dict(view.asked))))
    link = dcc.Link(text("Look for it without filters"), href=incident_address(code, bare))
    return [notice(text("No claim of this view is about the incident {code}.", code=code)), html.P(link)]


def _neighbours(session: Session, view: View, one: OneIncident) -> list[Component]:
    """The judgements that stand between it and others, each with the way to the other."""
    between = [each for each in one.decisions if each.other is not None and each.undone_at is None]
    if not between:
        return []
    code, words, speaker = one.incident.code, dict(view.asked), view.speaker
    told = codes_still_told(session, view.filters, [_other(each, code) for each in between])
    rows = [
        html.Li([*_neighbour(each, code, words, speaker), *_gone(_other(each, code) in told, speaker)])
        for each in between
    ]
    return [html.Ul(rows, className="neighbours")]


def _other(each: Decision, code: str) -> str:
    return (each.other if each.incident == code else each.incident) or ""


def _gone(told: bool, speaker: Speaker) -> list[Component | str]:
    """That a neighbour is only a name by now: its file was withdrawn, or its source took it back."""
    return [] if told else [" ", html.Em(speaker.text("Its claims no longer stand."))]


def _neighbour(each: Decision, code: str, words: dict[str, str], speaker: Speaker) -> list[Component | str]:
    whole, other = each.incident == code, _other(each, code)
    score = "" if each.score is None else speaker.text("score {score}", score=speaker.digits(f"{each.score:.2f}"))
    behind = speaker.listing([part for part in (judge_words(each.by, speaker), score) if part])
    if each.kind is JudgementKind.COVERS:
        kind = speaker.text("Tells in one, among others") if whole else speaker.text("Is told in one by")
    else:
        kind = speaker.term(each.kind)
    link = dcc.Link(html.Bdi(other), href=incident_address(other, words))
    reason = html.Span(reason_words(each.reason, speaker), dir="auto", className="why")
    return [html.Strong(f"{kind}: "), link, f" ({behind}) ", reason]
