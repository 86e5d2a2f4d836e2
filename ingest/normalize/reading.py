"""What a reading of words gives back: figures with the rule that read them, or the reason why there are none."""

from dataclasses import dataclass, replace

from db.vocabulary import Age, Population, Quantifier, Series, Sex, Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """Low, best and high as whole numbers of ``unit``; None where the words give none (never 0 for "not stated").

    ``rule`` is ``name/version`` of the rule that read the words. ``span`` are the character offsets in ``verbatim``
    that were read as the number. ``subsets`` are parts of this reading ("4 (2 children, 1 woman)"), never added to it.
    ``notes`` are codes of things a person should know (for example ``suppressed``, ``harm_reported`` or ``doubted``).
    ``series`` is the kind of figure that the words themselves state, with the words that do in ``window``: "12 killed
    over three days" is 12 of a period, "12 since 2011" a toll; None where they state none.
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
    series: Series | None = None
    window: str | None = None

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
