"""Every rule that turns words into values, with its sentence in each language: what a claim's rule means."""

from functools import cache
from importlib import resources

from ingest.issue_codes import Told
from ingest.knowledge import knowledge
from ingest.normalize.amount_rules import RULES


class RuleGroup(Told):
    """The rules that read one kind of cell, by ``name/version``; ``en`` and ``ar`` are the heading above them."""

    rules: dict[str, Told]


@cache
def reading_rules() -> dict[str, RuleGroup]:
    """Every rule, by what it reads. Raises ``ValueError`` for a sentence that is missing or stands in two places."""
    text = resources.files("ingest").joinpath("reading_rules.yml").read_text(encoding="utf-8")
    groups = knowledge(text)
    for rules in (group["rules"] for group in groups.values()):
        if twice := sorted(rule for rule in rules if rule in RULES and "en" in rules[rule]):
            raise ValueError(f"reading_rules.yml: {', '.join(twice)} has its sentence in amount_rules.py")
        rules.update({rule: {"en": RULES[rule], **said} for rule, said in rules.items() if rule in RULES})
    return {name: RuleGroup.model_validate(group) for name, group in groups.items()}
