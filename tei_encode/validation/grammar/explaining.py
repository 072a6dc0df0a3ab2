"""A document against a grammar: everything that does not match, where it stands, and what was expected there."""

from __future__ import annotations

from typing import Any

from tei_encode.model.record import record
from tei_encode.validation.document import Document
from tei_encode.validation.grammar import wording
from tei_encode.validation.grammar.automaton import Grammar, State
from tei_encode.validation.grammar.interning import Patterns
from tei_encode.validation.grammar.names import TEI, local_name
from tei_encode.validation.grammar.opening import opening_of
from tei_encode.validation.grammar.patterns import (
    Attribute,
    Choice,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    words_of,
)
from tei_encode.validation.places import Tag, attribute_place
from tei_encode.validation.problems import Problem

_SPACE = " \t\r\n"


@record(frozen=True)
class Fault:
    """One place that does not match. `element` is its number in the order of the document, `about` the name whose
    content or attributes are concerned."""

    code: str
    message: str
    expected: str
    line: int
    column: int
    element: int
    about: str
    related: tuple[tuple[int, int, str], ...] = ()


@record()
class _Open:
    """An element that is open. Without a state nothing is known of it, and anything may stand in it."""

    name: str
    state: State | None
    number: int
    counts: bool  # whether its parent is to know of it when it ends
    last: str = ""  # the name of the child before


class Explainer:
    """One walk over a document that goes on after every fault."""

    def __init__(self, grammar: Grammar, xml: bytes) -> None:
        self.grammar = grammar
        self.faults: list[Fault] = []
        self._xml = xml
        self._stack = [_Open("", grammar.root, -1, True)]
        self._number = -1
        self._words: list[str] = []
        self._words_at = (0, 0)  # of the first that is more than white space
        self._words_blank = True
        self._ids: dict[str, tuple[int, int]] = {}
        self._pointing: list[tuple[str, str, str, int, int, int]] = []
        self._parser: Any = None

    def run(self) -> list[Fault]:
        """The faults, in the order of the document; references to ids last."""
        from pyexpat import ParserCreate

        parser = self._parser = ParserCreate("utf-8", "}")
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(self._xml, True)
        finally:
            self._parser = None  # it holds this walk, which holds it
        for owner, name, word, line, column, element in self._pointing:
            if word not in self._ids:
                words = f"{local_name(owner)}/@{local_name(name)} points to {word}, which is not in the file"
                self._add("V002", words, "an id of the file", (line, column), element, "")
        return self.faults

    def _add(self, code: str, words: str, expected: str, at: tuple[int, int], element: int, about: str) -> None:
        self.faults.append(Fault(code, words, expected, at[0], at[1], element, about))

    def _here(self) -> Tag:
        parser = self._parser
        return Tag(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex)

    # --- text

    def _text(self, text: str) -> None:
        state = self._stack[-1].state
        if state is None or state.is_mixed:
            return
        if text.strip(_SPACE) or state.has_data:
            if not self._words or (self._words_blank and text.strip(_SPACE)):
                self._words_at = self._first_letter(text)
                self._words_blank = not text.strip(_SPACE)
            self._words.append(text)

    def _first_letter(self, text: str) -> tuple[int, int]:
        here = self._here()
        blank = text[: len(text) - len(text.lstrip(_SPACE))]
        breaks = blank.count("\n")
        if not breaks:
            return here.line, here.column + len(blank)
        return here.line + breaks, len(blank.rpartition("\n")[2]) + 1

    def _flush(self) -> None:
        """Judge the text before a start tag."""
        text = "".join(self._words)
        self._words.clear()
        frame = self._stack[-1]
        if not text.strip(_SPACE) or frame.state is None:
            return
        after = self.grammar.after_text(frame.state, text)
        if after.alternatives:
            frame.state = after
        else:
            self._text_refused(frame, text)

    def _text_refused(self, frame: _Open, text: str) -> None:
        assert frame.state is not None
        words = f"text is not allowed directly in {local_name(frame.name)}: {wording.shown(text)}"
        expected = wording.expected_content(frame.state, frame.name, text=False)
        self._add("X007", words, expected, self._words_at, frame.number, frame.name)

    # --- start tags

    def _start(self, name: str, attributes: list[str]) -> None:
        if self._words:
            self._flush()
        self._number += 1
        here = self._here()
        parent = self._stack[-1]
        counts = True
        if parent.state is None:
            candidates = self.grammar.named.get(name, ())
        else:
            candidates = self.grammar.candidates(parent.state, name)
            if not candidates:
                candidates, counts = self._refused(parent, name, here)
        parent.last = name
        state = self._begun(candidates, name, attributes, here) if candidates else None
        self._stack.append(_Open(name, state, self._number, counts))

    def _refused(self, parent: _Open, name: str, here: Tag) -> tuple[tuple[Element, ...], bool]:
        """Report an element that cannot stand here: what it is taken for, and whether its parent takes it up."""
        state, grammar = parent.state, self.grammar
        assert state is not None
        at = (here.line, here.column)
        known = grammar.named.get(name, ())
        ways = [(element, left.reaching(frozenset(known), grammar.make)) for element, left in state.alternatives]
        ways = [(element, way) for element, way in ways if way is not None]
        if ways:
            missing = [part for _, way in ways[:1] if way is not None for part in way[0]]
            words = f"{wording.needed(missing)} before {local_name(name)} is missing in {wording.owner(parent.name)}"
            self._add("X003", words, wording.needed(missing), at, self._number, parent.name)
            parent.state = grammar.state(tuple((element, way[1]) for element, way in ways if way is not None))
            return grammar.candidates(parent.state, name), True
        words = wording.refused(grammar, name, parent.name, parent.last)
        expected = wording.expected_content(state, parent.name, near=name)
        self._add("X002", words, expected, at, self._number, parent.name)
        return known, False

    def _begun(self, candidates: tuple[Element, ...], name: str, attributes: list[str], here: Tag) -> State:
        """The state within an element; faults of its attributes are those of the candidate that has the fewest."""
        fitting, best = [], None
        for element in candidates:
            judged = _Attributes(self.grammar.make, element, attributes)
            if not judged.wrong and not judged.missing:
                fitting.append((element, judged.left))
            if best is None or len(judged.wrong) + len(judged.missing) < len(best.wrong) + len(best.missing):
                best = judged
        assert best is not None
        for number, code, expected in best.wrong:
            pair = (attributes[2 * number], attributes[2 * number + 1])
            self._attribute_refused(name, pair, code, expected, attribute_place(self._xml, here, number))
        if best.missing:
            words = f"{local_name(name)} has no attribute {wording.listed(best.missing, 'and')}"
            self._add("X005", words, wording.listed(best.missing, "and"), (here.line, here.column), self._number, name)
        for attribute, value, number in best.identities:
            self._identity(attribute, value, name, attribute_place(self._xml, here, number))
        return self.grammar.state(tuple(fitting or [(best.element, best.left)]))

    def _attribute_refused(
        self, owner: str, pair: tuple[str, str], code: str, expected: str, at: tuple[int, int]
    ) -> None:
        name, value = local_name(pair[0]), pair[1]
        words = f"attribute {name} is not allowed on {local_name(owner)}"
        if code == "X006":
            words = f"{local_name(owner)}/@{name} is {wording.shown(value)}"
        self._add(code, words, expected, at, self._number, owner)

    def _identity(self, attribute: Attribute, value: str, owner: str, at: tuple[int, int]) -> None:
        if attribute.identity != "ID":
            for word in words_of(value):
                self._pointing.append((owner, attribute.names.name, word, *at, self._number))
            return
        word = value.strip(_SPACE)
        if word in self._ids:
            words = f"{local_name(attribute.names.name)} {word!r} stands twice"
            first = ((*self._ids[word], "here first"),)
            self.faults.append(Fault("V001", words, "another id", *at, self._number, "", first))
        else:
            self._ids[word] = at

    # --- end tags

    def _end(self, name: str) -> None:
        frame = self._stack[-1]
        if frame.state is None:
            self._words.clear()
            self._stack.pop()
            return
        matched = self._matched(frame)
        self._stack.pop()
        parent = self._stack[-1]
        if frame.counts and parent.state is not None:
            parent.state = self.grammar.after_child(parent.state, matched)

    def _matched(self, frame: _Open) -> frozenset[Element]:
        """What an element that ends has matched; where that is nothing, what it was meant to."""
        text = "".join(self._words)
        self._words.clear()
        state = frame.state
        assert state is not None
        everything = frozenset(element for element, _ in state.alternatives)
        if text or state.has_data:
            matched = self.grammar.matched_by_text(state, text)
            if matched:
                return matched
            if state.has_data and text.strip(_SPACE):
                words = f"the text of {local_name(frame.name)} is {wording.shown(text)}"
                expected = wording.expected_content(state, frame.name)
                self._add("X006", words, expected, self._words_at, frame.number, frame.name)
                return everything
            after = self.grammar.after_text(state, text)
            if text.strip(_SPACE) and not after.alternatives:
                self._text_refused(frame, text)
            elif text.strip(_SPACE):
                state = after
        if not state.ending:
            here = self._here()
            expected, needed = wording.expected_content(state, frame.name), wording.required(state)
            words = f"{local_name(frame.name)} is incomplete" + (f": it has no {needed}" if needed != expected else "")
            self._add("X003", words, expected, (here.line, here.column), frame.number, frame.name)
        return state.ending or everything


class _Attributes:
    """The attributes of a start tag against one element pattern."""

    def __init__(self, make: Patterns, element: Element, attributes: list[str]) -> None:
        opening = opening_of(element, make)
        self.element = element
        self.wrong: list[tuple[int, str, str]] = []  # number, code, expected
        self.identities: list[tuple[Attribute, str, int]] = []
        self._make = make
        self._table = opening.table
        self.left = opening.rest
        names = attributes[::2]
        self.missing = sorted(local_name(name) for name in opening.required if name not in names)
        for number, name in enumerate(names):
            value = attributes[2 * number + 1]
            attribute = self._table.get(name)
            if attribute is None:
                self._dependent(number, name, value)
            elif attribute.allows(value, make):
                self._note(attribute, value, number)
            else:
                self.wrong.append((number, "X006", wording.expected_value(attribute.value)))
        closed = make.closed(self.left)
        if closed is make.not_allowed:
            self.missing += [name for name in wording.required_attributes(self.left) if name not in self.missing]
            closed = _without_attributes(self.left, make)
        self.left = closed

    def _dependent(self, number: int, name: str, value: str) -> None:
        """An attribute that is no row of the table: its pattern may depend on others."""
        named = [leaf for leaf in self.left.leaves() if isinstance(leaf, Attribute) and leaf.names.holds(name)]
        fitting = [leaf for leaf in named if leaf.allows(value, self._make)]
        if not named:
            others = [leaf.names for leaf in self.left.leaves() if isinstance(leaf, Attribute)]
            allowed = [local_name(each) for each in (*self._table, *(n for names in others for n in names.names()))]
            self.wrong.append((number, "X004", wording.choice_of(allowed, local_name(name)) or "no attribute"))
            return
        if not fitting:
            self.wrong.append((number, "X006", " or ".join(wording.expected_value(leaf.value) for leaf in named)))
        for leaf in fitting[:1]:
            self._note(leaf, value, number)
        self.left = self.left.after_attribute(frozenset(fitting or named), self._make)

    def _note(self, attribute: Attribute, value: str, number: int) -> None:
        if attribute.identity:
            self.identities.append((attribute, value, number))


def _without_attributes(pattern: Pattern, make: Patterns) -> Pattern:
    """The pattern as if every attribute that it still wants were there."""
    if not pattern.has_attributes:
        return pattern
    if isinstance(pattern, Choice):
        return make.choice([_without_attributes(part, make) for part in pattern.parts])
    if isinstance(pattern, Interleave):
        return make.interleave([_without_attributes(part, make) for part in pattern.parts])
    if isinstance(pattern, Group):
        return make.group(_without_attributes(pattern.left, make), _without_attributes(pattern.right, make))
    if isinstance(pattern, OneOrMore):
        return make.one_or_more(_without_attributes(pattern.part, make))
    return make.empty


def faults(grammar: Grammar, xml: bytes) -> list[Fault]:
    """Everything in a well-formed document without DTD that does not match a grammar."""
    return Explainer(grammar, xml).run()


def problems(grammar: Grammar, document: Document) -> list[Problem]:
    """The same as problems of a file, each with its path and the page of the Guidelines on its element."""
    places = document.places
    return [
        Problem(
            fault.code,
            fault.message,
            fault.line,
            fault.column,
            places.path(places.elements[fault.element]),
            fault.expected,
            f"ref-{local_name(fault.about)}" if fault.about.startswith(f"{TEI}}}") else "",
            fault.related,
        )
        for fault in faults(grammar, document.xml)
    ]
