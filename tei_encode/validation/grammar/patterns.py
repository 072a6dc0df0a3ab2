"""Patterns of RELAX NG and their derivatives (Brzozowski 1964; Clark, "An algorithm for RELAX NG validation", 2002).

A pattern is a set of contents: children in order, text between them, attributes beside them. Its derivative by a child
is the pattern of what may follow. Equal patterns are one object (`interning.py` keeps them), so that derivatives can be
looked up, and a document meets only as many patterns as its schema has states.

Unlike Clark's, the derivative is taken by whole elements: `matched` are the element patterns that a child turned out to
match. So no pattern holds what follows outside its element, and the patterns stay few however deep a document is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from tei_encode.validation.grammar.names import NameClass

if TYPE_CHECKING:
    from tei_encode.validation.grammar.interning import Patterns
    from tei_encode.validation.grammar.opening import Opening

_SPACES = re.compile("[ \t\r\n]+")
_KNOWN = 4096  # values whose verdict an attribute remembers
_LONG = 200  # characters of a value that is not remembered


class Type(Protocol):
    """A datatype: of text and of attribute values."""

    @property
    def identity(self) -> str:
        """ID, IDREF, IDREFS, or ""."""

    def allows(self, value: str) -> bool:
        """Whether a text is one of its values."""

    def words(self) -> str:
        """What is expected, as people read it."""


class Pattern:
    """The empty pattern, the one that nothing matches, and the base of all others."""

    __slots__ = ("has_attributes", "has_data", "nullable", "number")

    def __init__(self, nullable: bool, parts: Iterable[Pattern] = ()) -> None:
        self.nullable = nullable
        self.number = 0  # the order in which patterns were made: the same in every run
        self.has_attributes = False
        self.has_data = False
        for part in parts:
            self.has_attributes = self.has_attributes or part.has_attributes
            self.has_data = self.has_data or part.has_data

    def leaves(self) -> Iterator[Pattern]:
        """What may come first: elements, text, data and lists; of attributes, all."""
        return iter(())

    def after(self, matched: frozenset[Element], make: Patterns) -> Pattern:
        """What may follow a child that matches some element patterns."""
        return make.not_allowed

    def after_attribute(self, matched: frozenset[Attribute], make: Patterns) -> Pattern:
        """What is left when an attribute was met that matches some attribute patterns."""
        return make.not_allowed

    def after_text(self, text: str, make: Patterns) -> Pattern:
        """What may follow text."""
        return make.not_allowed

    def closed(self, make: Patterns) -> Pattern:
        """What the children must match, when no attribute comes any more."""
        return self

    def reaching(self, wanted: frozenset[Element], make: Patterns) -> tuple[tuple[Pattern, ...], Pattern] | None:
        """What must be supposed to be there before a wanted element can come, and the pattern in which it can."""
        return None


class Text(Pattern):
    """Any text, the empty one too."""

    __slots__ = ()

    def leaves(self) -> Iterator[Pattern]:
        yield self

    def after_text(self, text: str, make: Patterns) -> Pattern:
        return self


class Data(Pattern):
    """Text that is a value of a datatype, or one value of it, and none of `excepted`."""

    __slots__ = ("excepted", "type")

    def __init__(self, type_: Type, excepted: Pattern | None = None) -> None:
        super().__init__(False)
        self.has_data = True
        self.type = type_
        self.excepted = excepted

    def leaves(self) -> Iterator[Pattern]:
        yield self

    def after_text(self, text: str, make: Patterns) -> Pattern:
        if not self.type.allows(text) or (self.excepted is not None and matches_text(self.excepted, text, make)):
            return make.not_allowed
        return make.empty


class ListOf(Pattern):
    """Words parted by white space, that together match a pattern."""

    __slots__ = ("content",)

    def __init__(self, content: Pattern) -> None:
        super().__init__(False)
        self.has_data = True
        self.content = content

    def leaves(self) -> Iterator[Pattern]:
        yield self

    def after_text(self, text: str, make: Patterns) -> Pattern:
        left = self.content
        for word in words_of(text):
            left = left.after_text(word, make)
        return make.empty if left.nullable else make.not_allowed


class Element(Pattern):
    """An element with a name of a class, and content that is made when it is first looked at."""

    __slots__ = ("_content", "_make_content", "names", "opening")

    def __init__(self, names: NameClass, make_content: Callable[[], Pattern]) -> None:
        super().__init__(False)
        self.names = names
        self._make_content: Callable[[], Pattern] | None = make_content
        self._content: Pattern | None = None
        self.opening: Opening | None = None  # its attributes as a table, once somebody has met it

    @property
    def content(self) -> Pattern:
        """Attributes and children."""
        if self._content is None:
            assert self._make_content is not None
            self._content, self._make_content = self._make_content(), None
        return self._content

    def leaves(self) -> Iterator[Pattern]:
        yield self

    def after(self, matched: frozenset[Element], make: Patterns) -> Pattern:
        return make.empty if self in matched else make.not_allowed

    def reaching(self, wanted: frozenset[Element], make: Patterns) -> tuple[tuple[Pattern, ...], Pattern] | None:
        return ((), self) if self in wanted else None


class Attribute(Pattern):
    """An attribute with a name of a class, and a pattern of its value."""

    __slots__ = ("_known", "identity", "names", "value")

    def __init__(self, names: NameClass, value: Pattern) -> None:
        super().__init__(False)
        self.has_attributes = True
        self.names = names
        self.value = value
        self.identity = value.type.identity if isinstance(value, Data) else ""
        self._known: dict[str, bool] = {}

    def allows(self, value: str, make: Patterns) -> bool:
        """Whether a value matches."""
        known = self._known.get(value)
        if known is not None:
            return known
        if len(value) > _LONG:
            return matches_text(self.value, value, make)
        if len(self._known) >= _KNOWN:
            self._known.clear()
        known = self._known[value] = matches_text(self.value, value, make)
        return known

    def leaves(self) -> Iterator[Pattern]:
        yield self

    def after_attribute(self, matched: frozenset[Attribute], make: Patterns) -> Pattern:
        return make.empty if self in matched else make.not_allowed

    def closed(self, make: Patterns) -> Pattern:
        return make.not_allowed


class Choice(Pattern):
    """One of several patterns, in the order of their numbers."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Pattern]) -> None:
        super().__init__(any(part.nullable for part in parts), parts)
        self.parts = tuple(parts)

    def leaves(self) -> Iterator[Pattern]:
        for part in self.parts:
            yield from part.leaves()

    def after(self, matched: frozenset[Element], make: Patterns) -> Pattern:
        return make.choice([make.after(part, matched) for part in self.parts])

    def after_attribute(self, matched: frozenset[Attribute], make: Patterns) -> Pattern:
        return make.choice([part.after_attribute(matched, make) for part in self.parts])

    def after_text(self, text: str, make: Patterns) -> Pattern:
        return make.choice([part.after_text(text, make) for part in self.parts])

    def closed(self, make: Patterns) -> Pattern:
        return make.choice([make.closed(part) for part in self.parts])

    def reaching(self, wanted: frozenset[Element], make: Patterns) -> tuple[tuple[Pattern, ...], Pattern] | None:
        found = [way for part in self.parts if (way := part.reaching(wanted, make)) is not None]
        return min(found, key=lambda way: len(way[0]), default=None)


class Group(Pattern):
    """One pattern, then another; as for attributes, both in any order."""

    __slots__ = ("left", "right")

    def __init__(self, left: Pattern, right: Pattern) -> None:
        super().__init__(left.nullable and right.nullable, (left, right))
        self.left = left
        self.right = right

    def leaves(self) -> Iterator[Pattern]:
        yield from self.left.leaves()
        if self.right.has_attributes or self.left.nullable or self.left.has_attributes:
            yield from self.right.leaves()

    def after(self, matched: frozenset[Element], make: Patterns) -> Pattern:
        first = make.group(make.after(self.left, matched), self.right)
        return make.choice([first, make.after(self.right, matched)]) if self.left.nullable else first

    def after_attribute(self, matched: frozenset[Attribute], make: Patterns) -> Pattern:
        first = make.group(self.left.after_attribute(matched, make), self.right) if self.left.has_attributes else None
        second = make.group(self.left, self.right.after_attribute(matched, make)) if self.right.has_attributes else None
        return make.choice([part for part in (first, second) if part is not None])

    def after_text(self, text: str, make: Patterns) -> Pattern:
        first = make.group(self.left.after_text(text, make), self.right)
        return make.choice([first, self.right.after_text(text, make)]) if self.left.nullable else first

    def closed(self, make: Patterns) -> Pattern:
        return make.group(make.closed(self.left), make.closed(self.right))

    def reaching(self, wanted: frozenset[Element], make: Patterns) -> tuple[tuple[Pattern, ...], Pattern] | None:
        way = self.left.reaching(wanted, make)
        if way is not None:
            return way[0], make.group(way[1], self.right)
        way = self.right.reaching(wanted, make)
        if way is None:
            return None
        missing = () if self.left.nullable else (self.left,)
        return (*missing, *way[0]), way[1]


class Interleave(Pattern):
    """Several patterns, their contents mixed in any way."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Pattern]) -> None:
        super().__init__(all(part.nullable for part in parts), parts)
        self.parts = tuple(parts)

    def leaves(self) -> Iterator[Pattern]:
        for part in self.parts:
            yield from part.leaves()

    def _each(self, derive: Callable[[Pattern], Pattern], make: Patterns) -> Pattern:
        """One part after another derived, the rest as it is."""
        found = []
        for at, part in enumerate(self.parts):
            left = derive(part)
            if left is not make.not_allowed:
                found.append(make.interleave([*self.parts[:at], left, *self.parts[at + 1 :]]))
        return make.choice(found)

    def after(self, matched: frozenset[Element], make: Patterns) -> Pattern:
        return self._each(lambda part: make.after(part, matched), make)

    def after_attribute(self, matched: frozenset[Attribute], make: Patterns) -> Pattern:
        return self._each(lambda part: part.after_attribute(matched, make), make)

    def after_text(self, text: str, make: Patterns) -> Pattern:
        return self._each(lambda part: part.after_text(text, make), make)

    def closed(self, make: Patterns) -> Pattern:
        return make.interleave([make.closed(part) for part in self.parts])

    def reaching(self, wanted: frozenset[Element], make: Patterns) -> tuple[tuple[Pattern, ...], Pattern] | None:
        for at, part in enumerate(self.parts):
            way = part.reaching(wanted, make)
            if way is not None:
                return way[0], make.interleave([*self.parts[:at], way[1], *self.parts[at + 1 :]])
        return None


class OneOrMore(Pattern):
    """A pattern, once or more often."""

    __slots__ = ("part",)

    def __init__(self, part: Pattern) -> None:
        super().__init__(part.nullable, (part,))
        self.part = part

    def leaves(self) -> Iterator[Pattern]:
        return self.part.leaves()

    def after(self, matched: frozenset[Element], make: Patterns) -> Pattern:
        return make.group(make.after(self.part, matched), make.optional(self))

    def after_attribute(self, matched: frozenset[Attribute], make: Patterns) -> Pattern:
        return make.group(self.part.after_attribute(matched, make), make.optional(self))

    def after_text(self, text: str, make: Patterns) -> Pattern:
        return make.group(self.part.after_text(text, make), make.optional(self))

    def closed(self, make: Patterns) -> Pattern:
        return make.one_or_more(make.closed(self.part))

    def reaching(self, wanted: frozenset[Element], make: Patterns) -> tuple[tuple[Pattern, ...], Pattern] | None:
        way = self.part.reaching(wanted, make)
        return None if way is None else (way[0], make.group(way[1], make.optional(self)))


def words_of(text: str) -> list[str]:
    """What white space parts, as XML knows it: a no-break space belongs to its word."""
    return [word for word in _SPACES.split(text) if word]


def matches_text(pattern: Pattern, text: str, make: Patterns) -> bool:
    """Whether a pattern of text holds a text; white space alone is as good as nothing (RELAX NG, section 6.2.7)."""
    return pattern.after_text(text, make).nullable or (pattern.nullable and not text.strip(" \t\r\n"))
