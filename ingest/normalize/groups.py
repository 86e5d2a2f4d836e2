"""Who is counted: the attributes that nouns and adjectives give to a figure."""

from dataclasses import dataclass, fields, replace
from typing import Any

from db.vocabulary import Age, Measure, Population, Sex, Unit


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes of the people counted; None where the words do not say.

    ``names`` are the entries of ``words.yml`` that were used. ``count`` is the number that the noun itself carries:
    1 for a singular, 2 for an Arabic dual, None for a plural.
    """

    names: frozenset[str] = frozenset()
    unit: Unit | None = None
    population: Population | None = None
    sex: Sex | None = None
    age: Age | None = None
    measure: Measure | None = None
    count: int | None = None

    @property
    def says_who(self) -> bool:
        """Whether it says more than that they are people: "2 children" is a part of a total, "12,000 people" is not."""
        return any((self.unit, self.population, self.sex, self.age, self.measure))

    def joined(self, other: "Group") -> "Group | None":
        """Both together ("Syrian civilians", "civilian lives"); None where they exclude each other."""
        merged: dict[str, Any] = {}
        for name in (field.name for field in fields(self) if field.name not in {"names", "count"}):
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours is not None and theirs is not None and ours != theirs:
                return None
            merged[name] = theirs if ours is None else ours
        return replace(self, names=self.names | other.names, **merged)
