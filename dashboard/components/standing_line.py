"""The line under the filter bar: what the view covers, how fresh it is, and what its claims lack."""

from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.locale import Speaker
from dashboard.wording import covered_words, newest_words, since_words, standing_convention, uncounted_words
from db.answers import Standing
from db.history.since import Since

CHANGES: Final = "/changes"
"""Where what changed since a view's moment is listed."""
METHOD: Final = "/method"
POLICIES: Final = "policies"
"""Where policies are explained."""


def standing_line(
    standing: Standing, speaker: Speaker, since: Since | None = None, search: str = ""
) -> list[Component]:
    """The standing of a view in words; what changed ``since`` its moment leads to the list for that ``search``."""
    text = speaker.text
    parts = [
        html.Strong(covered_words(standing, speaker)),
        html.Span(text("Newest: {day}", day=newest_words(standing, speaker))),
        dcc.Link(text("Policy: {policy}", policy=speaker.term(standing.policy)), href=f"{METHOD}{search}#{POLICIES}"),
    ]
    if read := standing_convention(standing, speaker):
        parts.append(html.Span(text("Convention: {what}", what=read)))
    if standing.as_of is not None:
        parts.append(html.Span(text("As known on {day}", day=speaker.day(standing.as_of.date())), className="as-of"))
    if since is not None:
        told = text("Since then: {what}", what=since_words(since, speaker))
        parts.append(dcc.Link(told, href=f"{CHANGES}{search}") if since.changes else html.Span(told))
    if lacking := _lacking(standing, speaker):
        parts.append(html.Span(text("Of these claims: {what}", what=speaker.listing(lacking))))
    parts.extend(html.Span(left_out) for left_out in uncounted_words(standing, speaker))
    if standing.outdated:
        parts.append(html.Span(_outdated(standing, speaker)))
    if standing.cuts_incidents:
        parts.append(html.Span(text("Of each incident only the claims that fit these filters are counted")))
    return parts


def _outdated(standing: Standing, speaker: Speaker) -> str:
    """How many stocks are told apart, since they were last told too long before the day that the view looks from."""
    return speaker.plural(
        "{n} figure of people on a day is no longer current (looked at from {day})",
        "{n} figures of people on a day are no longer current (looked at from {day})",
        standing.outdated,
        day=speaker.day(standing.stocks_from),
    )


def _lacking(standing: Standing, speaker: Speaker) -> list[str]:
    """Claims that one chart or another can't show, or that nobody has judged yet; most charts do hold them."""
    counted = (
        (standing.unlocated, speaker.plural("{n} not located", "{n} not located", standing.unlocated)),
        (standing.undated, speaker.plural("{n} not dated", "{n} not dated", standing.undated)),
        (standing.ungraded, speaker.plural("{n} not graded", "{n} not graded", standing.ungraded)),
        (standing.in_review, speaker.plural("{n} in review", "{n} in review", standing.in_review)),
    )
    return [words for number, words in counted if number]
