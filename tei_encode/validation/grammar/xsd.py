"""XML Schema read into patterns, by way of `xmlschema`: for explanations alone, so what no pattern says is left out.

Identity constraints, substitution by xsi:type and counts above a bound are libxml2's affair; it gave the verdict.
"""

from __future__ import annotations

from typing import Any

from tei_encode.validation.grammar import wording
from tei_encode.validation.grammar.automaton import Grammar
from tei_encode.validation.grammar.datatypes import XSD_LIBRARY, Asked, Plain, datatype
from tei_encode.validation.grammar.interning import Patterns
from tei_encode.validation.grammar.names import AnyName, NameClass
from tei_encode.validation.grammar.patterns import Attribute, Data, Element, Pattern, words_of

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_MOST_COPIES = 20  # a count above is taken for "as often as one likes"
_BUILT_IN = {
    "anyURI": "a URI",
    "ID": "an id: a name without colon",
    "language": "a language tag (BCP 47)",
    "date": "a date like 2026-11-24",
    "gYear": "a year like 2026",
    "gYearMonth": "a month like 2026-11",
    "boolean": "true or false",
    "nonNegativeInteger": "a whole number",
    "decimal": "a number",
}


class SimpleType:
    """A simple type of a schema."""

    __slots__ = ("_built_in", "_is_list", "_type", "identity")

    def __init__(self, type_: Any) -> None:
        self._type = type_
        self._is_list = type_.is_list()
        self._built_in = _built_in(type_)
        local = str(type_.name or "").rpartition("}")[2]
        self.identity = local if str(type_.name).startswith(_XS) and local in ("ID", "IDREF", "IDREFS") else ""

    def allows(self, value: str) -> bool:
        # libxml2 is stricter than `xmlschema` with what is built in, and it is libxml2 that is explained.
        parts = words_of(value) if self._is_list else [value]
        if self._built_in is not None and not all(self._built_in.allows(part) for part in parts):
            return False
        return bool(self._type.is_valid(self._type.normalize(value)))

    def words(self) -> str:
        return _words(self._type)


def _built_in(type_: Any) -> Plain | Asked | None:
    """The type of XML Schema that a simple type, or the items of a list, are made of; None for a union."""
    while type_ is not None and not str(type_.name).startswith(_XS):
        if type_.is_union():
            return None
        type_ = getattr(type_, "item_type", None) or type_.base_type
    name = str(type_.name)[len(_XS) :] if type_ is not None else ""
    return None if name in ("", "anySimpleType", "anyAtomicType", "error") else datatype(XSD_LIBRARY, name, ())


def _words(type_: Any) -> str:
    """What a simple type allows, as people read it."""
    if type_.enumeration:
        return wording.listed([str(value) for value in type_.enumeration])
    if type_.is_union():
        members = getattr(type_, "member_types", None) or type_.base_type.member_types
        return wording.listed(list(dict.fromkeys(_words(member) for member in members)))
    if type_.is_list():
        item = getattr(type_, "item_type", None) or type_.base_type.item_type
        return f"a list of: {_words(item)}"
    name = str(type_.name or "").rpartition("}")[2] if str(type_.name).startswith(_XS) else ""
    if name or type_.base_type is None:
        return _BUILT_IN.get(name, "text" if name in ("string", "token", "normalizedString") else f"a value of {name}")
    base = _words(type_.base_type)
    patterns = [pattern for pattern in type_.patterns.regexps] if type_.patterns is not None else []
    return f"{base} of the form {' and '.join(patterns)}" if patterns else base


class _Maker:
    """Patterns of one schema; each declaration of an element once."""

    def __init__(self, schema: Any) -> None:
        self.make = Patterns()
        self._schema = schema
        self._elements: dict[int, Pattern] = {}
        self._anything: Pattern | None = None
        # xsi:type and its like are allowed everywhere, and no declaration names them.
        instance = self.make.numbered(Attribute(AnyName(frozenset({_XSI})), self.make.text))
        self._instance = self.make.optional(self.make.one_or_more(instance))

    def element(self, declared: Any) -> Pattern:
        """An element, or one of those that may stand for it."""
        declared = declared.ref if getattr(declared, "ref", None) is not None else declared
        found = self._elements.get(id(declared))
        if found is None:
            others = self._schema.maps.substitution_groups.get(declared.name, ())
            parts = [] if getattr(declared, "abstract", False) else [self._one(declared)]
            self._elements[id(declared)] = found = self.make.choice(parts)
            if others:
                parts += [self.element(each) for each in others]
                found = self._elements[id(declared)] = self.make.choice(parts)
        return found

    def _one(self, declared: Any) -> Pattern:
        name = NameClass(_name(declared.name))
        return self.make.numbered(Element(name, lambda: self._content(declared.type)))

    def _content(self, type_: Any) -> Pattern:
        if type_.is_simple():
            return self._text(type_)
        attributes = [self._instance, *self._attributes(type_.attributes)]
        if type_.has_simple_content():
            content = self._text(type_.content)
        elif type_.name == f"{_XS}anyType":
            content = self._any(AnyName())
        else:
            content = self._particle(type_.content)
        if type_.mixed:
            content = self.make.interleave([self.make.text, content])
        for attribute in reversed(attributes):
            content = self.make.group(attribute, content)
        return content

    def _text(self, type_: Any) -> Pattern:
        if type_.name in (f"{_XS}string", f"{_XS}anySimpleType"):
            return self.make.text
        return self.make.numbered(Data(SimpleType(type_)))

    def _attributes(self, group: Any) -> list[Pattern]:
        found = []
        for name, declared in group.items():
            if name is None:  # anyAttribute
                anything = Attribute(_wildcard(declared), self.make.text)
                found.append(self.make.optional(self.make.one_or_more(self.make.numbered(anything))))
            elif declared.use != "prohibited":
                value = Data(SimpleType(declared.type))
                attribute = self.make.numbered(Attribute(NameClass(_name(name)), self.make.numbered(value)))
                found.append(attribute if declared.use == "required" else self.make.optional(attribute))
        return found

    def _particle(self, particle: Any) -> Pattern:
        model = getattr(particle, "model", "")
        if model:
            parts = [self._particle(part) for part in particle]
            if model == "choice":
                once = self.make.choice(parts)
            elif model == "all":
                once = self.make.interleave(parts)
            else:
                once = self.make.empty
                for part in reversed(parts):
                    once = self.make.group(part, once)
        elif hasattr(particle, "process_contents"):
            once = self._any(_wildcard(particle))
        else:
            once = self.element(particle)
        return self._repeated(once, particle.min_occurs, particle.max_occurs)

    def _repeated(self, once: Pattern, low: int, high: int | None) -> Pattern:
        low = min(low, _MOST_COPIES)
        if high is None or high > _MOST_COPIES:
            found = self.make.one_or_more(once)
            found = self.make.optional(found) if low == 0 else found
            copies = low - 1
        else:
            found = self.make.empty
            for _ in range(high - low):
                found = self.make.optional(self.make.group(once, found))
            copies = low
        for _ in range(copies):
            found = self.make.group(once, found)
        return found

    def _any(self, names: AnyName) -> Pattern:
        """An element of some names with any content."""
        if self._anything is None:
            attribute = self.make.numbered(Attribute(AnyName(), self.make.text))
            attributes = self.make.optional(self.make.one_or_more(attribute))
            self._anything = self.make.numbered(Element(AnyName(), lambda: self.make.group(attributes, inside())))

        def inside() -> Pattern:
            assert self._anything is not None
            return self.make.interleave([self.make.text, self.make.optional(self.make.one_or_more(self._anything))])

        anything = self._anything
        assert isinstance(anything, Element)
        return self.make.numbered(Element(names, lambda: anything.content))


def _wildcard(particle: Any) -> AnyName:
    """The names of `any` and `anyAttribute`."""
    namespaces = list(particle.namespace)
    if "##any" in namespaces:
        return AnyName()
    own = particle.schema.target_namespace
    if "##other" in namespaces:
        return AnyName(besides=frozenset({own, ""}))
    named = {"##targetNamespace": own, "##local": ""}
    return AnyName(frozenset(named.get(each, each) for each in namespaces))


def _name(name: str) -> str:
    return name.removeprefix("{")


def grammar_of(schema: Any) -> Grammar:
    """The grammar of an `xmlschema.XMLSchema`; any of its global elements may be the root."""
    maker = _Maker(schema)
    # The schema of schemas is in the maps too.
    own = [element for name, element in schema.maps.elements.items() if not name.startswith(_XS)]
    start = maker.make.choice([maker.element(element) for element in own])
    return Grammar(maker.make, start)
