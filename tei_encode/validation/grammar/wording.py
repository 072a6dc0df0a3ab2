"""How faults are told to people who edit TEI."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tei_encode.validation.grammar.automaton import Grammar, State, within
from tei_encode.validation.grammar.names import local_name
from tei_encode.validation.grammar.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Text,
)

_SHOWN = 40  # characters of a text that is quoted
_NAMED = 12  # names of a list that is cut


def shown(text: str) -> str:
    """A text in quotation marks, cut."""
    words = " ".join(text.split()) or text
    return repr(words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…")


def listed(names: Sequence[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    return f" {last} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def choice_of(names: Iterable[str], near: str = "") -> str:
    """Names in their order; of very many, those that look like `near` first, and the others are counted."""
    ordered = sorted(set(names), key=lambda name: (name.casefold(), name))
    if len(ordered) <= _NAMED:
        return listed(ordered)
    from difflib import get_close_matches

    first = get_close_matches(near, ordered, 4, 0.6) if near else []
    first += [name for name in ordered if name not in first][: _NAMED - len(first)]
    return f"{', '.join(first)} or {len(ordered) - len(first)} others"


def owner(name: str) -> str:
    """What an element is called as a parent; the document where there is none."""
    return local_name(name) if name else "the document"


def expected_content(state: State, name: str, near: str = "", text: bool = True) -> str:
    """What may come next in an element."""
    leaves = [leaf for _, left in state.alternatives for leaf in left.leaves()]
    words = []
    if text and any(isinstance(leaf, Text) for leaf in leaves):
        words.append("text")
    words += sorted({value_words(leaf) for leaf in leaves if isinstance(leaf, (Data, ListOf))})
    elements = [leaf.names for leaf in leaves if isinstance(leaf, Element)]
    names = [local_name(each) for names in elements for each in names.names()]
    words += [names.words() for names in elements if not names.names()][:1]
    if names:
        words.append(choice_of(names, local_name(near)))
    if state.ending and name:
        words.append(f"the end of {local_name(name)}")
    return "; ".join(words) or "nothing"


def expected_value(pattern: Pattern) -> str:
    """What an attribute may hold."""
    if isinstance(pattern, Choice):
        parts = [part for part in pattern.parts if isinstance(part, (Data, ListOf))]
        return choice_of([value_words(part) for part in parts]) or "nothing"
    return value_words(pattern)


def value_words(pattern: Pattern) -> str:
    """A pattern of text as people read it."""
    if isinstance(pattern, Data):
        return pattern.type.words()
    if isinstance(pattern, ListOf):
        parts = {part.type.words() for part in within(pattern.content) if isinstance(part, Data)}
        return f"a list of: {choice_of(parts)}"
    if isinstance(pattern, Choice):
        return expected_value(pattern)
    return "text" if isinstance(pattern, Text) else "nothing"


def refused(grammar: Grammar, name: str, parent: str, last: str) -> str:
    """That an element cannot stand here, and why."""
    local, inside = local_name(name), owner(parent)
    known = grammar.named.get(name)
    if known is None:
        namespace = name.rpartition("}")[0]
        others = sorted({other.rpartition("}")[0] for other in grammar.named if local_name(other) == local})
        if others:
            stands = f"the namespace {namespace}" if namespace else "no namespace"
            return f"element {local} is in {stands}; the schema has it in {others[0] or 'none'}"
        similar = choice_of_similar(local, grammar)
        return f"the schema has no element {local}" + (f"; did you mean {similar}?" if similar else "")
    content = [part for element in grammar.named.get(parent, ()) for part in within(element.content)]
    if any(part in known for part in content):
        return f"element {local} is not allowed here in {inside}" + (f", after {local_name(last)}" if last else "")
    if not parent:
        return f"element {local} is not allowed as the root"
    parents = choice_of(_parents(grammar, known))
    return f"element {local} is not allowed in {inside}" + (f"; it may stand in {parents}" if parents else "")


def choice_of_similar(local: str, grammar: Grammar) -> str:
    """Names of elements that look like one that is not known."""
    from difflib import get_close_matches

    return listed(get_close_matches(local, sorted({local_name(name) for name in grammar.named}), 3, 0.6))


def _parents(grammar: Grammar, wanted: tuple[Element, ...]) -> list[str]:
    """The elements that may hold an element."""
    return [
        local_name(name)
        for name, elements in grammar.named.items()
        if any(part in wanted for element in elements for part in within(element.content))
    ]


def needed(missing: Sequence[Pattern]) -> str:
    """What is missing, of patterns that must come in this order."""
    return listed([_needed(part) for part in missing], "and")


def _needed(pattern: Pattern) -> str:
    names = [local_name(name) for leaf in pattern.leaves() if isinstance(leaf, Element) for name in leaf.names.names()]
    return choice_of(names) or "something"


def required(state: State) -> str:
    """What an element that ends too early still needs."""
    found = [" and ".join(dict.fromkeys(_needed(part) for part in _wanted(left))) for _, left in state.alternatives]
    return " or ".join(dict.fromkeys(words for words in found if words)) or "its content"


def _wanted(pattern: Pattern) -> list[Pattern]:
    """The parts of a pattern that cannot be left out."""
    if pattern.nullable:
        return []
    if isinstance(pattern, Group):
        return [*_wanted(pattern.left), *_wanted(pattern.right)]
    if isinstance(pattern, Interleave):
        return [wanted for part in pattern.parts for wanted in _wanted(part)]
    if isinstance(pattern, OneOrMore):
        return _wanted(pattern.part)
    return [pattern]


def required_attributes(pattern: Pattern) -> list[str]:
    """Attributes that a pattern wants; of a choice those that all its parts want, or all where there are none."""
    if isinstance(pattern, Attribute):
        return [pattern.names.words()]
    if isinstance(pattern, Choice):
        if pattern.nullable:
            return []
        parts = [required_attributes(part) for part in pattern.parts]
        common = [name for name in parts[0] if all(name in part for part in parts)]
        return common or [listed([" and ".join(part) for part in parts if part])]
    if isinstance(pattern, (Interleave, Group)):
        inner = pattern.parts if isinstance(pattern, Interleave) else (pattern.left, pattern.right)
        return [name for part in inner for name in required_attributes(part)]
    return required_attributes(pattern.part) if isinstance(pattern, OneOrMore) else []
