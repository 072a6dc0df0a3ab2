"""RELAX NG in its XML syntax, read into patterns (RELAX NG specification of 3 December 2001, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from tei_encode.errors import ConfigError
from tei_encode.model.record import record
from tei_encode.validation.grammar.datatypes import One, datatype
from tei_encode.validation.grammar.interning import Patterns
from tei_encode.validation.grammar.names import AnyName, NameChoice, NameClass, name_of
from tei_encode.validation.grammar.patterns import Attribute, Data, Element, ListOf, Pattern

RNG = "{http://relaxng.org/ns/structure/1.0}"
Read = Callable[[str], bytes]  # the bytes of a schema by its address


@record()
class _Grammar:
    """The definitions of one `grammar` element: how they combine, and what they define."""

    parent: _Grammar | None
    bodies: dict[str, list[tuple[etree._Element, str]]]  # name → parts, each with the address of its file
    combine: dict[str, str]
    made: dict[str, Pattern]


class Reader:
    """Reads one schema, with all that it includes."""

    def __init__(self, read: Read) -> None:
        self.make = Patterns()
        self._read = read
        self._busy: list[tuple[_Grammar, str]] = []
        self._including: list[str] = []
        self._external: dict[str, Pattern] = {}

    def start(self, root: etree._Element, address: str) -> Pattern:
        """The pattern of whole documents.

        Raises:
            ConfigError: this is no RELAX NG schema.
        """
        self._including.append(address)
        return self._pattern(root, None, address)

    # --- patterns

    def _pattern(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        kind = _local(node)
        method = getattr(self, f"_read_{kind}", None) if kind else None
        if method is None:
            raise _wrong(node, address, f"{kind or node.tag} is no pattern of RELAX NG")
        found: Pattern = method(node, grammar, address)
        return found

    def _parts(self, node: etree._Element, grammar: _Grammar | None, address: str, skip: int = 0) -> list[Pattern]:
        return [self._pattern(child, grammar, address) for child in list(_children(node))[skip:]]

    def _grouped(self, node: etree._Element, grammar: _Grammar | None, address: str, skip: int = 0) -> Pattern:
        found = self.make.empty
        for part in reversed(self._parts(node, grammar, address, skip)):
            found = self.make.group(part, found)
        return found

    def _read_element(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        names, skip = self._names_of(node, address, _inherited(node, "ns"))
        if next(_children(node, skip), None) is None:
            raise _wrong(node, address, "element has no content; write <empty/> where nothing is meant")
        made = Element(names, lambda: self._grouped(node, grammar, address, skip))
        return self.make.numbered(made)

    def _read_attribute(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        names, skip = self._names_of(node, address, node.get("ns", ""))
        parts = self._parts(node, grammar, address, skip)
        if len(parts) > 1:
            raise _wrong(node, address, "attribute has more than one pattern")
        return self.make.numbered(Attribute(names, parts[0] if parts else self.make.text))

    def _read_group(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self._grouped(node, grammar, address)

    def _read_div(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        raise _wrong(node, address, "div stands among definitions only")

    def _read_choice(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.choice(self._parts(node, grammar, address))

    def _read_interleave(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.interleave(self._parts(node, grammar, address))

    def _read_mixed(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.interleave([self.make.text, self._grouped(node, grammar, address)])

    def _read_optional(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.optional(self._grouped(node, grammar, address))

    def _read_zeroOrMore(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:  # noqa: N802
        return self.make.optional(self.make.one_or_more(self._grouped(node, grammar, address)))

    def _read_oneOrMore(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:  # noqa: N802
        return self.make.one_or_more(self._grouped(node, grammar, address))

    def _read_list(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.numbered(ListOf(self._grouped(node, grammar, address)))

    def _read_empty(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.empty

    def _read_notAllowed(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:  # noqa: N802
        return self.make.not_allowed

    def _read_text(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.text

    def _read_data(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        facets = [(child.get("name", ""), child.text or "") for child in _children(node) if _local(child) == "param"]
        excepted = None
        for child in _children(node):
            if _local(child) == "except":
                excepted = self.make.choice(self._parts(child, grammar, address))
        try:
            kind = datatype(_inherited(node, "datatypeLibrary"), node.get("type", "").strip(), facets)
        except LookupError as error:
            raise _wrong(node, address, str(error)) from error
        return self.make.numbered(Data(kind, excepted))

    def _read_value(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self.make.numbered(Data(One(node.text or "", node.get("type", "token").strip())))

    # --- names

    def _names_of(self, node: etree._Element, address: str, namespace: str) -> tuple[NameClass, int]:
        """The name class of an element or attribute, and how many of its children say it."""
        name = node.get("name")
        if name is not None:
            return NameClass(_qualified(node, name, namespace, address)), 0
        first = next(_children(node), None)
        if first is None:
            raise _wrong(node, address, f"{_local(node)} has no name")
        return self._name_class(first, address), 1

    def _name_class(self, node: etree._Element, address: str) -> NameClass:
        kind = _local(node)
        if kind == "name":
            return NameClass(_qualified(node, node.text or "", _inherited(node, "ns"), address))
        if kind == "choice":
            return NameChoice([self._name_class(child, address) for child in _children(node)])
        if kind not in ("anyName", "nsName"):
            raise _wrong(node, address, f"{kind or node.tag} is no name class")
        excepted = [
            self._name_class(part, address)
            for child in _children(node)
            if _local(child) == "except"
            for part in _children(child)
        ]
        namespaces = frozenset({_inherited(node, "ns")}) if kind == "nsName" else None
        return AnyName(namespaces, NameChoice(excepted) if excepted else None)

    # --- grammars

    def _read_grammar(self, node: etree._Element, parent: _Grammar | None, address: str) -> Pattern:
        grammar = _Grammar(parent, {}, {}, {})
        self._define(node, grammar, address, frozenset())
        if "" not in grammar.bodies:
            raise _wrong(node, address, "the grammar has no start")
        return self._defined(node, "", grammar, address)

    def _define(self, node: etree._Element, grammar: _Grammar, address: str, replaced: frozenset[str]) -> None:
        """Take up the definitions below a node, but for those that an including file replaces."""
        for child in _children(node):
            kind = _local(child)
            if kind == "div":
                self._define(child, grammar, address, replaced)
            elif kind == "include":
                self._include(child, grammar, address, replaced)
            elif kind in ("start", "define"):
                name = "" if kind == "start" else child.get("name", "").strip()
                if name in replaced:
                    continue
                grammar.bodies.setdefault(name, []).append((child, address))
                if child.get("combine"):
                    grammar.combine[name] = child.get("combine", "").strip()
            else:
                raise _wrong(child, address, f"{kind} cannot stand in a grammar")

    def _include(self, node: etree._Element, grammar: _Grammar, address: str, replaced: frozenset[str]) -> None:
        own = frozenset("" if _local(part) == "start" else part.get("name", "").strip() for part in _definitions(node))
        root, place = self._fetch(node, address)
        if _local(root) != "grammar":
            raise _wrong(node, address, "what is included is no grammar")
        self._define(root, grammar, place, replaced | own)
        self._including.pop()
        self._define(node, grammar, address, replaced)

    def _fetch(self, node: etree._Element, address: str) -> tuple[etree._Element, str]:
        """The root of another file; `_including` holds its address until the caller takes it off."""
        place = urljoin(address, node.get("href", ""))
        if place in self._including:
            raise _wrong(node, address, f"{place} includes itself")
        self._including.append(place)
        root = parsed(self._read(place), place)
        if root.get("ns") is None and _inherited(node, "ns"):
            root.set("ns", _inherited(node, "ns"))
        return root, place

    def _read_externalRef(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:  # noqa: N802
        place = urljoin(address, node.get("href", ""))
        if place not in self._external:
            root, place = self._fetch(node, address)
            self._external[place] = self._pattern(root, None, place)
            self._including.pop()
        return self._external[place]

    def _read_ref(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:
        return self._defined(node, node.get("name", "").strip(), grammar, address)

    def _read_parentRef(self, node: etree._Element, grammar: _Grammar | None, address: str) -> Pattern:  # noqa: N802
        parent = grammar.parent if grammar is not None else None
        return self._defined(node, node.get("name", "").strip(), parent, address)

    def _defined(self, node: etree._Element, name: str, grammar: _Grammar | None, address: str) -> Pattern:
        if grammar is None or name not in grammar.bodies:
            raise _wrong(node, address, f"{name!r} is not defined")
        made = grammar.made.get(name)
        if made is not None:
            return made
        if any(busy is grammar and of == name for busy, of in self._busy):
            raise _wrong(node, address, f"{name!r} refers to itself outside an element")
        self._busy.append((grammar, name))
        parts = [self._grouped(body, grammar, place) for body, place in grammar.bodies[name]]
        self._busy.pop()
        if len(parts) > 1 and grammar.combine.get(name) not in ("choice", "interleave"):
            raise _wrong(node, address, f"{name or 'start'!r} is defined twice without combine")
        combined = self.make.choice if grammar.combine.get(name) == "choice" else self.make.interleave
        made = grammar.made[name] = parts[0] if len(parts) == 1 else combined(parts)
        return made


def parsed(data: bytes, address: str) -> etree._Element:
    """The root of a schema file, read without network, DTD or entities.

    Raises:
        ConfigError: it is not well-formed.
    """
    safe: Any = {"no_network": True, "resolve_entities": False, "load_dtd": False}
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, **safe)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigError(f"{address}:{error.lineno}: the schema is not well-formed: {error.msg}") from error


def _local(node: etree._Element) -> str:
    """The name of an element of RELAX NG; "" for annotations."""
    tag = node.tag
    return tag[len(RNG) :] if isinstance(tag, str) and tag.startswith(RNG) else ""


def _children(node: etree._Element, skip: int = 0) -> Iterator[etree._Element]:
    for child in node:
        if _local(child):
            if skip:
                skip -= 1
            else:
                yield child


def _definitions(node: etree._Element) -> Iterator[etree._Element]:
    for child in _children(node):
        if _local(child) == "div":
            yield from _definitions(child)
        else:
            yield child


def _inherited(node: etree._Element, attribute: str) -> str:
    """The value of `ns` or `datatypeLibrary` that holds at a place."""
    at: etree._Element | None = node
    while at is not None:
        value = at.get(attribute)
        if value is not None:
            return str(value)
        at = at.getparent()
    return ""


def _qualified(node: etree._Element, name: str, namespace: str, address: str) -> str:
    prefix, colon, local = name.strip().rpartition(":")
    if not colon:
        return name_of(namespace, local)
    if prefix == "xml":
        return name_of("http://www.w3.org/XML/1998/namespace", local)
    found = node.nsmap.get(prefix)
    if found is None:
        raise _wrong(node, address, f"the prefix {prefix!r} is not declared")
    return name_of(found, local)


def _wrong(node: etree._Element, address: str, words: str) -> ConfigError:
    return ConfigError(f"{address}:{node.sourceline}: {words}")
