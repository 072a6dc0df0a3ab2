"""Start tags: attributes that stand for themselves are looked up in a table; only the others need derivatives."""

from __future__ import annotations

from collections.abc import Iterator

from tei_encode.validation.grammar.interning import Patterns
from tei_encode.validation.grammar.patterns import Attribute, Choice, Element, Group, Pattern


class Opening:
    """What a start tag may hold: attributes by name as long as each stands for itself, and the pattern of all else."""

    __slots__ = ("required", "rest", "table")

    def __init__(self, content: Pattern, make: Patterns) -> None:
        self.table: dict[str, Attribute] = {}
        self.required: set[str] = set()
        rest: list[Pattern] = []
        for part in _sequence(content):
            attribute = _alone(part, make)
            if attribute is None or attribute.names.name in self.table:
                rest.append(part)
                continue
            self.table[attribute.names.name] = attribute
            if part is attribute:
                self.required.add(attribute.names.name)
        self._give_back(rest, make)
        self.rest = make.empty
        for part in reversed(rest):
            self.rest = make.group(part, self.rest)

    def _give_back(self, rest: list[Pattern], make: Patterns) -> None:
        """Attributes that the rest knows by the same name do not stand for themselves."""
        others = [leaf for part in rest if part.has_attributes for leaf in part.leaves() if isinstance(leaf, Attribute)]
        for name in [name for name in self.table if any(other.names.holds(name) for other in others)]:
            attribute = self.table.pop(name)
            rest.insert(0, attribute if name in self.required else make.optional(attribute))
            self.required.discard(name)


def _sequence(pattern: Pattern) -> Iterator[Pattern]:
    while isinstance(pattern, Group):
        yield pattern.left
        pattern = pattern.right
    yield pattern


def _alone(pattern: Pattern, make: Patterns) -> Attribute | None:
    """The attribute of which a pattern consists, be it optional."""
    if isinstance(pattern, Choice) and len(pattern.parts) == 2 and make.empty in pattern.parts:
        pattern = next(part for part in pattern.parts if part is not make.empty)
    return pattern if isinstance(pattern, Attribute) and pattern.names.name else None


def opening_of(element: Element, make: Patterns) -> Opening:
    """What the start tag of an element may hold, found out once."""
    if element.opening is None:
        element.opening = Opening(element.content, make)
    return element.opening
