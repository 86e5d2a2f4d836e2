"""What a publisher's layout does, told for people: the page on method is made of this."""

from dataclasses import dataclass

from db.vocabulary import Severity
from ingest.layouts.field_text import Conditions, FieldText
from ingest.layouts.publisher import ClaimTemplate, PublisherLayout
from ingest.layouts.publisher import publisher_layouts as layouts


@dataclass(frozen=True, slots=True)
class ClaimDescription:
    """One claim that a row makes. ``figures`` is low, best, high or value to where it is taken from.

    ``words`` are the controlled words that the layout states (measure, series, population ...); ``only_if`` are the
    conditions in words, blank if there are none.
    """

    part: str
    part_of: str | None
    words: dict[str, str]
    figures: dict[str, str]
    definition: str
    only_if: str
    drop_zero: bool
    issue: str | None


@dataclass(frozen=True, slots=True)
class LayoutDescription:
    """A layout for the page on method. ``told_by`` are the looks by which the table is recognised, each a list of
    columns, patterns or tags; ``fields`` is field to where its text comes from; ``skipped`` are the reasons for which
    rows are left out; ``left_alone`` are columns that are not read; ``issues`` is code to severity, message, remedy."""

    id: str
    version: int
    name: str
    publisher: str
    about: str
    documentation: tuple[str, ...]
    licence: str
    told_by: tuple[tuple[str, ...], ...]
    fields: dict[str, str]
    claims: tuple[ClaimDescription, ...]
    skipped: tuple[str, ...]
    left_alone: tuple[str, ...]
    issues: dict[str, tuple[Severity, str, str]]


def describe(layout: PublisherLayout) -> LayoutDescription:
    """What a layout does, as data for a page."""
    return LayoutDescription(
        layout.id,
        layout.version,
        layout.name,
        layout.publisher,
        layout.about,
        layout.documentation,
        layout.licence,
        tuple((*look.columns, *look.patterns, *look.tags) for look in layout.recognise),
        {field: in_words(text) for field, text in layout.fields.items()},
        (*(_claim(layout, claim) for claim in layout.claims), *_tagged(layout)),
        tuple(dict.fromkeys([rule.why for rule in layout.skip] + [section.why for section in layout.sections])),
        layout.left_alone,
        {code: (issue.severity, issue.message, issue.remedy) for code, issue in layout.issues.items()},
    )


def described_layouts() -> tuple[LayoutDescription, ...]:
    """Every publisher's layout, described, by name."""
    return tuple(sorted((describe(layout) for layout in layouts()), key=lambda described: described.name.casefold()))


def in_words(text: FieldText) -> str:
    """Where a text comes from: a column by its name, a constant in quotation marks, a template as it is."""
    if text.text is not None:
        return f"“{text.text}”"
    if text.template is not None:
        return text.template
    if text.cases is not None:
        return "; ".join(f"{in_words(case.then)}{_if(case)}" for case in text.cases)
    return (text.column or "").replace(" | ", " or ")


def _claim(layout: PublisherLayout, claim: ClaimTemplate) -> ClaimDescription:
    figures = {name: in_words(text) for name, text in claim.figures.items()}
    if claim.each is not None:
        figures["value"] = f"each column {claim.each}"
    definition = claim.fields.get("definition") or layout.fields.get("definition")
    return ClaimDescription(
        claim.part,
        claim.part_of,
        claim.words,
        figures,
        in_words(definition).strip("“”") if definition else "",
        _if(claim).removeprefix(" if "),
        claim.drop_zero,
        claim.issue,
    )


def _tagged(layout: PublisherLayout) -> tuple[ClaimDescription, ...]:
    """One description for each set of attributes that say what is counted."""
    if layout.tagged is None:
        return ()
    tags = ", ".join(sorted(layout.tagged.hashtags))
    return tuple(
        ClaimDescription(
            "+".join(sorted(each.attributes)),
            None,
            {"measure": each.measure.value},
            {"value": f"columns tagged {tags} with +{' +'.join(sorted(each.attributes))}"},
            "the name of the column and its tag, and where people came from",
            "",
            drop_zero=False,
            issue=None,
        )
        for each in layout.tagged.measures
    )


def _if(rule: Conditions) -> str:
    told = [f"{column} holds {pattern}" for column, pattern in rule.when.items()]
    told += [f"{column} does not hold {pattern}" for column, pattern in rule.unless.items()]
    told += [f"{' and '.join(rule.equal)} are the same"] if rule.equal else []
    told += [f"{' and '.join(rule.differ)} differ"] if rule.differ else []
    return f" if {' and '.join(told)}" if told else ""
