"""The patterns of one grammar: for the same parts always the same object, in its simplest form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tei_encode.validation.grammar.patterns import Choice, Element, Group, Interleave, OneOrMore, Pattern, Text


class Patterns:
    """Makes patterns, and keeps them and their derivatives."""

    def __init__(self) -> None:
        self.empty = Pattern(True)
        self.not_allowed = Pattern(False)
        self.text = Text(True)
        self._kept: dict[tuple[object, ...], Pattern] = {}
        self._afters: dict[tuple[Pattern, frozenset[Element]], Pattern] = {}
        self._closed: dict[Pattern, Pattern] = {}
        self._made = 0
        for pattern in (self.empty, self.not_allowed, self.text):
            self.numbered(pattern)

    def numbered(self, pattern: Pattern) -> Pattern:
        """The pattern, with a number of its own."""
        self._made += 1
        pattern.number = self._made
        return pattern

    def _keep(self, key: tuple[object, ...], make: Callable[[], Pattern]) -> Pattern:
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self.numbered(make())
        return kept

    def choice(self, parts: Sequence[Pattern]) -> Pattern:
        """One of the parts."""
        found: dict[Pattern, None] = {}
        for part in parts:
            if isinstance(part, Choice):
                found.update(dict.fromkeys(part.parts))
            elif part is not self.not_allowed:
                found[part] = None
        if self.empty in found and any(part.nullable for part in found if part is not self.empty):
            del found[self.empty]
        if len(found) < 2:
            return next(iter(found), self.not_allowed)
        ordered = tuple(sorted(found, key=lambda part: part.number))
        return self._keep((Choice, *ordered), lambda: Choice(ordered))

    def optional(self, part: Pattern) -> Pattern:
        """The part or nothing."""
        return self.choice([self.empty, part])

    def group(self, left: Pattern, right: Pattern) -> Pattern:
        """The left part, then the right."""
        if left is self.not_allowed or right is self.not_allowed:
            return self.not_allowed
        if left is self.empty:
            return right
        if right is self.empty:
            return left
        if isinstance(left, Group):
            return self.group(left.left, self.group(left.right, right))
        return self._keep((Group, left, right), lambda: Group(left, right))

    def interleave(self, parts: Sequence[Pattern]) -> Pattern:
        """The parts mixed."""
        found: list[Pattern] = []
        for part in parts:
            if part is self.not_allowed:
                return part
            found.extend(part.parts if isinstance(part, Interleave) else (part,) if part is not self.empty else ())
        ordered = sorted(found, key=lambda part: part.number)
        if self.text in ordered:  # text twice is text once
            ordered = [self.text, *(part for part in ordered if part is not self.text)]
        if len(ordered) < 2:
            return ordered[0] if ordered else self.empty
        return self._keep((Interleave, *ordered), lambda: Interleave(ordered))

    def one_or_more(self, part: Pattern) -> Pattern:
        """The part, once or more often."""
        if part in (self.empty, self.not_allowed, self.text) or isinstance(part, OneOrMore):
            return part
        if isinstance(part, Choice) and self.text in part.parts:
            # Text among other things, as often as one likes: the same as text anywhere between those things.
            others = self.choice([other for other in part.parts if other is not self.text])
            return self.interleave([self.text, self.optional(self.one_or_more(others))])
        return self._keep((OneOrMore, part), lambda: OneOrMore(part))

    def after(self, pattern: Pattern, matched: frozenset[Element]) -> Pattern:
        """The derivative by a child, looked up where it was asked for before."""
        if not isinstance(pattern, (Choice, Group, Interleave, OneOrMore)):
            return pattern.after(matched, self)
        key = (pattern, matched)
        found = self._afters.get(key)
        if found is None:
            found = self._afters[key] = pattern.after(matched, self)
        return found

    def closed(self, pattern: Pattern) -> Pattern:
        """The pattern without its attributes: what children and text must match."""
        if not pattern.has_attributes:
            return pattern
        found = self._closed.get(pattern)
        if found is None:
            found = self._closed[pattern] = pattern.closed(self)
        return found

    def remembered(self) -> int:
        """How many patterns are kept."""
        return len(self._kept)
