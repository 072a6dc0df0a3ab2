"""A grammar written as RELAX NG: so that jing can be asked about the project's XSD in its own language."""

from __future__ import annotations

from typing import Any

import xmlschema
from lxml import etree

from tei_encode.validation.grammar.automaton import Grammar
from tei_encode.validation.grammar.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    Text,
)
from tei_encode.validation.grammar.xsd import grammar_of

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_XS = "{http://www.w3.org/2001/XMLSchema}"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def rng_of_xsd(path: str) -> bytes:
    """The RELAX NG of an XSD of which every element is global."""
    return _Writer(grammar_of(xmlschema.XMLSchema(path))).written()


class _Writer:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.root = etree.Element(f"{{{RNG}}}grammar", nsmap={None: RNG}, datatypeLibrary=XSD)

    def written(self) -> bytes:
        self.pattern(self.grammar.document.content, self.add(self.root, "start"))
        for element in self.grammar.elements():
            define = self.add(self.root, "define", name=self.reference(element))
            namespace, _, local = element.names.name.rpartition("}")
            node = self.add(define, "element", name=local, ns=namespace)
            self.pattern(element.content, node)
        return etree.tostring(self.root, pretty_print=True)

    def add(self, parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{RNG}}}{tag}", attributes)

    def reference(self, element: Element) -> str:
        return f"{element.names.name.rpartition('}')[2]}.{element.number}"

    def pattern(self, pattern: Pattern, parent: etree._Element) -> None:
        match pattern:
            case Element():
                self.add(parent, "ref", name=self.reference(pattern))
            case Attribute():
                self.attribute(pattern, parent)
            case Choice() | Interleave():
                node = self.add(parent, "choice" if isinstance(pattern, Choice) else "interleave")
                for part in pattern.parts:
                    self.pattern(part, node)
            case Group():
                node = self.add(parent, "group")
                self.pattern(pattern.left, node)
                self.pattern(pattern.right, node)
            case OneOrMore():
                self.pattern(pattern.part, self.add(parent, "oneOrMore"))
            case Text():
                self.add(parent, "text")
            case Data():
                self.data(pattern.type._type, parent)  # type: ignore[attr-defined]
            case _:
                self.add(parent, "empty" if pattern.nullable else "notAllowed")

    def attribute(self, pattern: Attribute, parent: etree._Element) -> None:
        if not pattern.names.name:  # of XML Schema instances, which jing does not expect
            self.add(parent, "notAllowed")
            return
        namespace, _, local = pattern.names.name.rpartition("}")
        self.pattern(pattern.value, self.add(parent, "attribute", name=local, ns=namespace))

    def data(self, type_: Any, parent: etree._Element) -> None:
        if type_.enumeration:
            choice = self.add(parent, "choice")
            for value in type_.enumeration:
                self.add(choice, "value", type="token").text = str(value)
        elif type_.is_union():
            choice = self.add(parent, "choice")
            for member in type_.member_types:
                self.data(member, choice)
        elif type_.is_list():
            item = getattr(type_, "item_type", None) or type_.base_type.item_type
            self.data(item, self.add(self.add(parent, "list"), "oneOrMore"))
        else:
            self.atom(type_, parent)

    def atom(self, type_: Any, parent: etree._Element) -> None:
        facets = []
        while not str(type_.name).startswith(_XS):
            facets += [("pattern", each) for each in (type_.patterns.regexps if type_.patterns is not None else ())]
            for name in ("minInclusive", "maxInclusive"):
                facet = type_.facets.get(_XS + name)
                facets += [(name, str(facet.value))] if facet is not None else []
            type_ = type_.base_type
        node = self.add(parent, "data", type=type_.name.removeprefix(_XS))
        for name, value in dict.fromkeys(facets):
            self.add(node, "param", name=name).text = value
