"""A grammar as an automaton over open elements: its states are made when a document first gets into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tei_encode.validation.grammar.interning import Patterns
from tei_encode.validation.grammar.names import NameClass
from tei_encode.validation.grammar.opening import opening_of
from tei_encode.validation.grammar.patterns import Attribute, Choice, Element, Group, Interleave, OneOrMore, Pattern

_NAMES = 4096  # of children that a state remembers
Alternatives = tuple[tuple[Element, Pattern], ...]


class State:
    """An open element: which element patterns it may turn out to match, and what each of them still wants."""

    __slots__ = ("after", "alternatives", "ending", "has_data", "is_mixed", "opens", "texted")

    def __init__(self, alternatives: Alternatives, make: Patterns) -> None:
        self.alternatives = alternatives
        self.opens: dict[str, tuple[Element, ...]] = {}
        self.after: dict[frozenset[Element], State] = {}
        self.ending = frozenset(element for element, left in alternatives if left.nullable)
        self.has_data = any(left.has_data for _, left in alternatives)
        self.texted: State | None = None  # after text, where every text is alike
        self.is_mixed = not self.has_data and all(left.after_text("x", make) is left for _, left in alternatives)


class Grammar:
    """All that a schema allows, ready to match documents."""

    def __init__(self, make: Patterns, start: Pattern) -> None:
        self.make = make
        self.document = Element(NameClass(), lambda: start)
        self._states: dict[Alternatives, State] = {}
        self._named: dict[str, tuple[Element, ...]] | None = None

    @property
    def root(self) -> State:
        """The state before the root element."""
        return self.state(((self.document, self.document.content),))

    @property
    def size(self) -> int:
        """How many patterns and states it has grown to."""
        return self.make.remembered() + len(self._states)

    def state(self, alternatives: Alternatives) -> State:
        """The one state of some alternatives."""
        found = self._states.get(alternatives)
        if found is None:
            found = self._states[alternatives] = State(alternatives, self.make)
        return found

    def candidates(self, state: State, name: str) -> tuple[Element, ...]:
        """The element patterns that a child of this name may match here."""
        found = state.opens.get(name)
        if found is None:
            if len(state.opens) >= _NAMES:  # where a schema allows any name, documents must not fill the memory
                state.opens.clear()
            fitting: dict[Element, None] = {}
            for _, left in state.alternatives:
                for leaf in left.leaves():
                    if isinstance(leaf, Element) and leaf.names.holds(name):
                        fitting[leaf] = None
            found = state.opens[name] = tuple(fitting)
        return found

    def begun(self, element: Element, attributes: Sequence[str], met: list[tuple[Attribute, str]]) -> Pattern | None:
        """What the children of an element must match, given its attributes; None if these are wrong.

        `attributes` are name, value, name, value …; `met` receives those that are ids or point to ids.
        """
        opening = element.opening or opening_of(element, self.make)
        table = opening.table
        left = opening.rest
        required = len(opening.required)
        for at in range(0, len(attributes), 2):
            name, value = attributes[at], attributes[at + 1]
            attribute = table.get(name)
            if attribute is None:
                left = self.after_attribute(left, name, value, met)
                if left is self.make.not_allowed:
                    return None
                continue
            if not attribute.allows(value, self.make):
                return None
            if name in opening.required:
                required -= 1
            if attribute.identity:
                met.append((attribute, value))
        if required:
            return None
        left = self.make.closed(left)
        return None if left is self.make.not_allowed else left

    def after_attribute(self, left: Pattern, name: str, value: str, met: list[tuple[Attribute, str]]) -> Pattern:
        """The derivative by an attribute."""
        if not left.has_attributes:
            return self.make.not_allowed
        fitting = [
            leaf
            for leaf in left.leaves()
            if isinstance(leaf, Attribute) and leaf.names.holds(name) and leaf.allows(value, self.make)
        ]
        met += [(leaf, value) for leaf in fitting[:1] if leaf.identity]
        return left.after_attribute(frozenset(fitting), self.make)

    def after_child(self, state: State, matched: frozenset[Element]) -> State:
        """The state when a child has ended that matched some element patterns."""
        found = state.after.get(matched)
        if found is None:
            left = self._still((element, self.make.after(left, matched)) for element, left in state.alternatives)
            found = state.after[matched] = self.state(left)
        return found

    def after_text(self, state: State, text: str) -> State:
        """The state after text that is more than white space, or after all the text of an element without children."""
        if state.texted is not None:
            return state.texted
        make = self.make
        found = self.state(self._still((element, left.after_text(text, make)) for element, left in state.alternatives))
        if not state.has_data:
            state.texted = found
        return found

    def matched_by_text(self, state: State, text: str) -> frozenset[Element]:
        """What an element without children, but with this text, matches."""
        by_text = self.after_text(state, text).ending
        return by_text if text.strip(" \t\r\n") else by_text | state.ending

    def _still(self, alternatives: Iterable[tuple[Element, Pattern]]) -> Alternatives:
        return tuple((element, left) for element, left in alternatives if left is not self.make.not_allowed)

    def elements(self) -> list[Element]:
        """Every element pattern that can be reached, in the order of the schema."""
        seen: dict[Element, None] = {}
        waiting = [leaf for leaf in self.document.content.leaves() if isinstance(leaf, Element)]
        while waiting:
            element = waiting.pop()
            if element in seen:
                continue
            seen[element] = None
            waiting += [part for part in within(element.content) if isinstance(part, Element) and part not in seen]
        return sorted(seen, key=lambda element: element.number)

    @property
    def named(self) -> dict[str, tuple[Element, ...]]:
        """Element patterns by the names that they list."""
        if self._named is None:
            found: dict[str, list[Element]] = {}
            for element in self.elements():
                for name in element.names.names():
                    found.setdefault(name, []).append(element)
            self._named = {name: tuple(elements) for name, elements in found.items()}
        return self._named


def within(pattern: Pattern) -> Iterable[Pattern]:
    """Every leaf of a pattern, wherever it stands."""
    waiting = [pattern]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (Choice, Interleave)):
            waiting += part.parts
        elif isinstance(part, Group):
            waiting += (part.left, part.right)
        elif isinstance(part, OneOrMore):
            waiting.append(part.part)
        else:
            yield part
