"""What a reading of words gives back: figures with the rule that read them, or the reason why there are none."""

from dataclasses import dataclass, replace

from db.vocabulary import Age, Population, Quantifier, Sex, Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """Low, best and high as whole numbers of ``unit``; None where the words give none (never 0 for "not stated").

    ``rule`` is ``name/version`` of the rule that read the words. ``span`` are the character offsets in ``verbatim``
    that were read as the number. ``subsets`` are parts of this reading ("4 (2 children, 1 woman)"), never added to it.
    ``notes`` are codes of things a person should know (for example ``suppressed`` or ``harm_reported``).
    """

    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier | None
    rule: str
    verbatim: str
    span: tuple[int, int]
    unit: Unit = Unit.PERSON
    population: Population | None = None
    sex: Sex | None = None
    age: Age | None = None
    subsets: tuple["Reading", ...] = ()
    notes: tuple[str, ...] = ()

    def with_notes(self, *codes: str) -> "Reading":
        """The same reading with further notes."""
        return replace(self, notes=(*self.notes, *codes))


class UnreadableError(ValueError):
    """The rules can't read these words. ``code`` names the kind, ``remedy`` the way out; both go into an ``Issue``."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
