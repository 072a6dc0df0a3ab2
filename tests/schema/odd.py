"""What the ODD leaves of TEI P5, reckoned from tei_all: its elements, their attributes, what is required, which values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
# Attribute classes of TEI modules that the ODD does not take in: without the module they give their members nothing.
ELSEWHERE = {
    "att.enjamb": "verse",
    "att.metrical": "verse",
    "att.msExcerpt": "msdescription",
    "att.translatable": "tagdocs",
}


@dataclass
class Attribute:
    """One attribute of one element; `values` is empty where they are not enumerated."""

    source: str  # the class that gives it, "" for the element itself
    required: bool
    values: tuple[str, ...]


class TeiAll:
    """Attributes in tei_all: its patterns are named after the classes of TEI."""

    def __init__(self, path: Path) -> None:
        self.patterns = {d.get("name"): d for d in etree.parse(str(path)).getroot().iter(f"{RNG}define")}

    def attributes(self, element: str) -> dict[str, Attribute]:
        return dict(self._walk(self.patterns[element].find(f"{RNG}element"), "", False))

    def _walk(self, node: etree._Element, source: str, optional: bool) -> Iterator[tuple[str, Attribute]]:
        for child in node:
            if child.tag == f"{RNG}attribute":
                values = tuple(v.text for v in child.iter(f"{RNG}value"))
                open_list = child.find(f".//{RNG}data") is not None
                yield _name(child.get("name")), Attribute(source, not optional, () if open_list else values)
            elif child.tag == f"{RNG}ref":
                name = child.get("name")
                if ".attribute." in name:
                    yield from self._walk(self.patterns[name], name.split(".attribute.")[0], optional)
                elif name.endswith(".attributes"):
                    yield from self._walk(self.patterns[name], name.removesuffix(".attributes"), optional)
            elif child.tag != f"{RNG}element":
                yield from self._walk(child, source, optional or child.tag in (f"{RNG}optional", f"{RNG}choice"))

    def superclasses(self, name: str) -> list[str]:
        refs = (ref.get("name") for ref in self.patterns[f"{name}.attributes"].iter(f"{RNG}ref"))
        return [ref.removesuffix(".attributes") for ref in refs if ref.endswith(".attributes")]


class Odd:
    """The ODD, read; only the parts of ODD that it uses are understood."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()
        self.schema = next(self.root.iter(f"{TEI}schemaSpec"))

    @cached_property
    def modules(self) -> dict[str, tuple[str, ...]]:
        return {m.get("key"): tuple((m.get("include") or "").split()) for m in self.schema.findall(f"{TEI}moduleRef")}

    @cached_property
    def elements(self) -> set[str]:
        return {name for names in self.modules.values() for name in names}

    @cached_property
    def specs(self) -> dict[str, etree._Element]:
        """elementSpec and classSpec by what they change; none stands twice."""
        found = [*self.schema.findall(f"{TEI}classSpec"), *self.schema.findall(f"{TEI}elementSpec")]
        assert len({spec.get("ident") for spec in found}) == len(found)
        return {spec.get("ident"): spec for spec in found}

    def attributes(self, element: str, tei: TeiAll) -> dict[str, Attribute]:
        """Attributes of an element after every change, by the rules of ODD: classes first, then the element's own."""
        left = {}
        for name, attribute in tei.attributes(element).items():
            spec = self.specs.get(attribute.source)
            gone = attribute.source in ELSEWHERE or (spec is not None and spec.get("mode") == "delete")
            changed = attribute if spec is None else _changed(name, attribute, spec)
            if not gone and changed is not None:
                left[name] = changed
        spec = self.specs.get(element)
        if spec is None:
            return left
        own = {name: _changed(name, attribute, spec) for name, attribute in left.items()}
        for defined in spec.iter(f"{TEI}attDef"):
            if defined.get("mode") == "add":
                own[_name(defined.get("ident"))] = Attribute("", defined.get("usage") == "req", _values(defined))
        return {name: attribute for name, attribute in own.items() if attribute is not None}

    def idle(self, tei: TeiAll) -> list[str]:
        """Statements of the ODD that change nothing: about what is not there, or no more."""
        found = []
        for ident, spec in self.specs.items():
            members = [e for e in self.elements if ident in (e, *(a.source for a in tei.attributes(e).values()))]
            if not members:
                found.append(ident)
            for defined in spec.iter(f"{TEI}attDef"):
                name = _name(defined.get("ident"))
                if not any(name in tei.attributes(member) for member in members):
                    found.append(f"{ident}/@{name}")
        return found


def _name(name: str) -> str:
    return name.replace("xml:", XML)


def _values(defined: etree._Element) -> tuple[str, ...]:
    return tuple(item.get("ident") for item in defined.iter(f"{TEI}valItem"))


def _changed(name: str, attribute: Attribute, spec: etree._Element) -> Attribute | None:
    for defined in spec.iter(f"{TEI}attDef"):
        if _name(defined.get("ident")) != name or defined.get("mode") == "add":
            continue
        if defined.get("mode") == "delete":
            return None
        required = attribute.required if defined.get("usage") is None else defined.get("usage") == "req"
        return Attribute(attribute.source, required, _values(defined) or attribute.values)
    return attribute
