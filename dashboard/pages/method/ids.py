"""The ids of the page on method, which are its anchors as well; ``assets/js/method.js`` leads to them."""

from enum import StrEnum


class Method(StrEnum):
    """The page, what tells the script that it is drawn, and its sections in their order."""

    PAGE = "method"
    DRAWN = "method-drawn"
    KINDS = "kinds"
    POLICIES = "policies"
    STOCKS = "standing-stocks"
    CONVENTIONS = "conventions"
    WORDS = "words"
    RULES = "rules"
    TEMPLATE = "template"
    LAYOUTS = "layouts"
    PROBLEMS = "problems"


def word_anchor(vocabulary: str) -> str:
    """Where a vocabulary is explained."""
    return f"words-{vocabulary}"


def convention_anchor(convention: str) -> str:
    """Where a convention is explained."""
    return f"convention-{convention}"


def rule_anchor(group: str) -> str:
    """Where the rules that read one kind of cell are explained."""
    return f"rules-{group}"


def layout_anchor(layout: str) -> str:
    """Where a publisher's layout is explained, by its id."""
    return f"layout-{layout}"


def problem_anchor(group: str) -> str:
    """Where the problems about one thing are explained."""
    return f"problems-{group}"
