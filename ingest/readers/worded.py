"""What one section of a number format puts to a number: 200 that people see as "200 households", 12 as "12+"."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ingest.readers.cell_text import cell_text

_PARTS: Final = re.compile(r'"([^"]*)"|\\(.)|([0#?][0#?.,]*|General)|(\[[^\]]*\]|[_*].)|(.)', re.DOTALL | re.IGNORECASE)
SAYS_MORE: Final = re.compile(r"[^\W_]|[%٪‰+<>~≈≥≤]")
"""A letter, digit or sign that changes what a number says."""
_DIGIT: Final = re.compile(r"\d")
_PLAIN: Final = frozenset(" $-+/():!^&'~{}<>=≈≥≤€£")
"""What stands for itself without quotation marks."""


@dataclass(frozen=True, slots=True)
class Worded:
    """What stands before and after a number, and the signs for its digits; "" where the number is not shown."""

    before: str
    after: str
    digits: str

    def text(self, number: float) -> str:
        """The number, not below zero, as people see it, with all its digits.

        Beside digits that the format writes out it has those alone that are shown: 12.6 as 0"000" is 13000.
        """
        if not self.digits:
            return self.before.strip()
        shown = self._as_shown(number) if _DIGIT.search(self.before + self.after) else cell_text(float(number))
        whole, point, rest = shown.partition(".")
        return f"{self.before}{whole.zfill(self._least())}{point}{rest}{self.after}".strip()

    def _as_shown(self, number: float) -> str:
        whole, _, rest = self.digits.partition(".")
        if self.digits.lower() == "general":
            return cell_text(float(number))
        rounded = Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-len(rest)), ROUND_HALF_UP)
        return f"{rounded:,f}" if "," in whole else f"{rounded:f}"

    def _least(self) -> int:
        """How many digits before the point are shown at least."""
        return self.digits.partition(".")[0].count("0")

    def says_more(self) -> bool:
        """Whether people see more than the number."""
        return self._least() > 1 or SAYS_MORE.search(self.before + self.after) is not None


def worded(section: str) -> Worded | None:
    """What a section adds; None where it adds nothing that says more, or is no plain one of whole numbers."""
    literals = ["", ""]
    number = ""
    for quoted, escaped, digits, unseen, other in _PARTS.findall(section):
        if (digits and number) or (other and other not in _PLAIN):
            return None
        number = number or digits
        literals[bool(number)] += quoted or escaped or other if not (digits or unseen) else ""
    if number.endswith(","):  # a scale: the number itself is the whole one
        return None
    words = Worded(literals[0], literals[1], number)
    return words if words.says_more() else None
