"""What axe-core finds on a page that keeps somebody out of it."""

from collections.abc import Sequence
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2 AA and what it is built on, and what axe's authors advise beside it."""
OF_COLOURS: Final = ("color-contrast", "link-in-text-block")
"""The rules that a page may break in one theme and not in another, whose only difference are colours."""

_REMEMBERS_COLOURS: Final = """
(() => {
  const colour = axe.commons.color.Color.prototype, parse = colour.parseString, known = new Map();
  colour.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = parse.call(this, text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
})();
"""
"""Axe reads the same few colours anew for each element, which on a long page is a third of all its work."""

_axe: Final = Axe(AXE_SCRIPT + _REMEMBERS_COLOURS)


def findings(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """A line for each element that breaks a rule: the rule, where the element is, and what is wrong with it.

    Without ``rules`` all of them are looked at that bear one of the tags.
    """
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found = _axe.run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
    ]
