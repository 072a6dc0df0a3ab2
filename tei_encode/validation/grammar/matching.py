"""A document against a grammar: whether it matches."""

from __future__ import annotations

from typing import Any

from tei_encode.validation.grammar.automaton import Grammar, State
from tei_encode.validation.grammar.patterns import Attribute, words_of

_SPACE = " \t\r\n"


class NotMatchingError(Exception):
    """The document does not match; nothing else is told."""


class Matcher:
    """One walk over a document."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.stack: list[State] = [grammar.root]
        self.ids: list[tuple[Attribute, str]] = []
        self.words: list[str] = []  # text since the last tag, where it counts

    def run(self, xml: bytes) -> None:
        """Walk over a well-formed document without DTD.

        Raises:
            NotMatchingError: it does not match.
        """
        from pyexpat import ParserCreate

        parser: Any = ParserCreate("utf-8", "}")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.Parse(xml, True)

    def text(self, text: str) -> None:
        """Text, in one piece or several."""
        state = self.stack[-1]
        if not state.is_mixed and (state.has_data or text.strip(_SPACE)):
            self.words.append(text)

    def start(self, name: str, attributes: list[str]) -> None:
        """A start tag."""
        grammar, state = self.grammar, self.stack[-1]
        if self.words:
            state = self._flushed(state)
        alternatives = []
        for element in state.opens.get(name) or grammar.candidates(state, name):
            left = grammar.begun(element, attributes, self.ids)
            if left is not None:
                alternatives.append((element, left))
        if not alternatives:
            raise NotMatchingError
        self.stack.append(grammar.state(tuple(alternatives)))

    def end(self, name: str) -> None:
        """An end tag."""
        stack = self.stack
        state = stack.pop()
        if self.words or (state.has_data and not state.ending):
            matched = self.grammar.matched_by_text(state, "".join(self.words))
            self.words.clear()
        else:
            matched = state.ending
        if not matched:
            raise NotMatchingError
        parent = stack[-1]
        stack[-1] = parent.after.get(matched) or self.grammar.after_child(parent, matched)

    def _flushed(self, state: State) -> State:
        """The state after the text before a start tag."""
        text = "".join(self.words)
        self.words.clear()
        if text.strip(_SPACE):
            state = self.stack[-1] = self.grammar.after_text(state, text)
            if not state.alternatives:
                raise NotMatchingError
        return state


def matches(grammar: Grammar, xml: bytes) -> bool:
    """Whether a document matches a grammar, its ids and what points to them too."""
    matcher = Matcher(grammar)
    try:
        matcher.run(xml)
    except NotMatchingError:
        return False
    return _sound(matcher.ids)


def _sound(met: list[tuple[Attribute, str]]) -> bool:
    """Whether every id stands once, and every reference to an id has one."""
    ids = [value.strip(_SPACE) for attribute, value in met if attribute.identity == "ID"]
    known = set(ids)
    pointing = (word for attribute, value in met if attribute.identity != "ID" for word in words_of(value))
    return len(known) == len(ids) and all(word in known for word in pointing)


__all__ = ["Matcher", "NotMatchingError", "matches"]
