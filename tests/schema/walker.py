"""Documents made by walking the XSD: what it accepts, as far as a walk can reach, to hold against tei_all."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
UNBOUNDED = 1 << 30

VALUES = {
    "word": ["a", "x-1"],
    "words": ["a", "a b"],
    "uri": ["#x", "https://example.org/a?b=1"],
    "uris": ["#x", "#x https://example.org/"],
    "date": ["1981", "1981-04", "1981-04-02"],
    "cert": ["high", "medium", "low"],
    "version": ["4.3.0"],
    "appversion": ["0", "0.1.0", "1.2.3.4"],
    "boolean": ["true", "false"],
    "ncname": ["a", "tei_encode"],
    "prefix": ["src", "a.b-c"],
    "lang": ["en", "ru-Latn"],
    "percent": ["0", "100"],
    "string": ["", "x y"],
    "token": ["a", "174"],
    "decimal": ["0", "9", "1.5"],
}


@dataclass
class Particle:
    kind: str  # element, sequence, choice
    low: int
    high: int
    name: str = ""
    parts: list[Particle] = field(default_factory=list)


@dataclass
class Declared:
    name: str
    mixed: bool
    content: Particle | None
    attributes: dict[str, tuple[str, bool]]  # name → (type, required)
    type_name: str


class Schema:
    """The XSD as particles; only the parts of XSD that the schema uses are understood."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(str(path)).getroot()
        self.groups = {g.get("name"): g for g in self.root.findall(f"{XS}group")}
        self.attribute_groups = {g.get("name"): g for g in self.root.findall(f"{XS}attributeGroup")}
        self.types = {t.get("name"): t for t in self.root.findall(f"{XS}complexType")}
        self.enumerations = {
            t.get("name"): [e.get("value") for e in t.iter(f"{XS}enumeration")]
            for t in self.root.findall(f"{XS}simpleType")
        }
        self.elements = {e.get("name"): self._declared(e) for e in self.root.findall(f"{XS}element")}

    def values(self, kind: str) -> list[str]:
        return self.enumerations.get(kind) or VALUES[kind]

    def _declared(self, element: etree._Element) -> Declared:
        if element.get("type"):
            name = element.get("type").removeprefix("tei:")
            return self._from_type(element.get("name"), self.types[name], name)
        inner = element.find(f"{XS}complexType")
        extension = inner.find(f"{XS}complexContent/{XS}extension")
        if extension is None:
            return self._from_type(element.get("name"), inner, "")
        name = extension.get("base").removeprefix("tei:")
        base = self._from_type(element.get("name"), self.types[name], name)
        base.attributes.update(self._attributes(extension))
        return base

    def _from_type(self, name: str, node: etree._Element, type_name: str) -> Declared:
        content = next((self._particle(c) for c in node if c.tag in (f"{XS}sequence", f"{XS}choice")), None)
        return Declared(name, node.get("mixed") == "true", content, self._attributes(node), type_name)

    def _attributes(self, node: etree._Element) -> dict[str, tuple[str, bool]]:
        found: dict[str, tuple[str, bool]] = {}
        for child in node:
            if child.tag == f"{XS}attribute":
                if child.get("ref"):
                    found[XML + child.get("ref")[4:]] = ("id" if child.get("ref") == "xml:id" else "lang", False)
                else:
                    kind = child.get("type").removeprefix("tei:").removeprefix("xs:")
                    found[child.get("name")] = (kind, child.get("use") == "required")
            elif child.tag == f"{XS}attributeGroup":
                found.update(self._attributes(self.attribute_groups[child.get("ref").removeprefix("tei:")]))
        return found

    def _particle(self, node: etree._Element) -> Particle:
        low = int(node.get("minOccurs", "1"))
        high = UNBOUNDED if node.get("maxOccurs") == "unbounded" else int(node.get("maxOccurs", "1"))
        if node.tag == f"{XS}element":
            return Particle("element", low, high, node.get("ref").removeprefix("tei:"))
        if node.tag == f"{XS}group":
            inner = self._particle(self.groups[node.get("ref").removeprefix("tei:")][0])
            return Particle("choice", low, high, "", inner.parts)
        kind = "sequence" if node.tag == f"{XS}sequence" else "choice"
        return Particle(kind, low, high, "", [self._particle(c) for c in node if isinstance(c.tag, str)])

    def children(self, name: str) -> list[str]:
        """Names of all possible children of an element."""
        found: dict[str, None] = {}

        def walk(particle: Particle | None) -> None:
            if particle is None:
                return
            if particle.kind == "element":
                found[particle.name] = None
            for part in particle.parts:
                walk(part)

        walk(self.elements[name].content)
        return list(found)


class Maker:
    """Makes instances; the shortest where nothing else is asked for."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.ids = 0
        self.cost = self._costs()

    def _costs(self) -> dict[str, float]:
        cost = dict.fromkeys(self.schema.elements, float("inf"))
        for _ in range(40):
            for name, declared in self.schema.elements.items():
                cost[name] = 1 + self._least(declared.content, cost)
        return cost

    def _least(self, particle: Particle | None, cost: dict[str, float]) -> float:
        if particle is None or particle.low == 0:
            return 0
        if particle.kind == "element":
            return particle.low * cost[particle.name]
        parts = [self._least(part, cost) for part in particle.parts]
        return particle.low * (sum(parts) if particle.kind == "sequence" else min(parts, default=0))

    def shortest(self, particle: Particle | None) -> list[str]:
        if particle is None or particle.low == 0:
            return []
        if particle.kind == "element":
            return [particle.name] * particle.low
        if particle.kind == "sequence":
            return [name for part in particle.parts for name in self.shortest(part)] * particle.low
        best = min(particle.parts, key=lambda part: self._least(part, self.cost))
        return self.shortest(best) * particle.low

    def random_content(self, particle: Particle | None, rng: random.Random, room: int) -> list[str]:
        if particle is None:
            return []
        most = particle.low + (rng.choice([0, 0, 1, 2, 3]) if particle.high > particle.low and room > 0 else 0)
        times = min(particle.high, most)
        out: list[str] = []
        for _ in range(times):
            if particle.kind == "element":
                out.append(particle.name)
            elif particle.kind == "sequence":
                for part in particle.parts:
                    out += self.random_content(part, rng, room)
            else:
                affordable = [p for p in particle.parts if self._least(p, self.cost) < 30 or p.low == 0]
                out += self.random_content(rng.choice(affordable or particle.parts), rng, room)
        return out

    def attributes(self, element: etree._Element, extra: dict[str, str] | None = None) -> None:
        declared = self.schema.elements[etree.QName(element).localname]
        for name, (kind, required) in declared.attributes.items():
            if required:
                element.set(name, self.schema.values(kind)[0])
        for name, value in (extra or {}).items():
            element.set(name, value)

    def identifier(self) -> str:
        self.ids += 1
        return f"i{self.ids}"

    def element(self, name: str, content: list[str] | None = None) -> etree._Element:
        """An element with its required attributes and the shortest content, or the given children."""
        made = etree.Element(TEI + name, nsmap={None: TEI[1:-1]})
        self.attributes(made)
        declared = self.schema.elements[name]
        names = self.shortest(declared.content) if content is None else content
        for child in names:
            made.append(self.element(child))
        if declared.mixed and not len(made):
            made.text = "text"
        return made

    def random_element(self, name: str, rng: random.Random, room: int) -> etree._Element:
        made = etree.Element(TEI + name, nsmap={None: TEI[1:-1]})
        self.attributes(made)
        declared = self.schema.elements[name]
        for attribute, (kind, required) in declared.attributes.items():
            if not required and rng.random() < 0.25:
                value = self.identifier() if kind == "id" else rng.choice(self.schema.values(kind))
                made.set(attribute, value)
        names = self.random_content(declared.content, rng, room) if room > 0 else self.shortest(declared.content)
        share = max(0, (room - len(names)) // max(1, len(names))) if names else 0
        if len(names) > 12 and declared.content is not None:
            share = 0
        for child in names:
            made.append(self.random_element(child, rng, share))
        if declared.mixed:
            made.text = "words "
        return made


def paths(schema: Schema) -> dict[str, list[str]]:
    """The shortest way from TEI to every element."""
    found = {"TEI": ["TEI"]}
    queue = deque(["TEI"])
    while queue:
        name = queue.popleft()
        for child in schema.children(name):
            if child not in found:
                found[child] = [*found[name], child]
                queue.append(child)
    return found


def content_with(maker: Maker, particle: Particle | None, wanted: str) -> list[str] | None:
    """The shortest content that holds a wanted child; None where there is none."""
    if particle is None:
        return None
    if particle.kind == "element":
        return [wanted] * max(1, particle.low) if particle.name == wanted else None
    if particle.kind == "choice":
        for part in particle.parts:
            inner = content_with(maker, part, wanted)
            if inner is not None:
                return inner + maker.shortest(particle) * 0
        return None
    for position, part in enumerate(particle.parts):
        inner = content_with(maker, part, wanted)
        if inner is not None:
            out: list[str] = []
            for other, sibling in enumerate(particle.parts):
                out += inner if other == position else maker.shortest(sibling)
            return out
    return None


def embed(maker: Maker, way: list[str], last: etree._Element) -> etree._Element:
    """A whole document in which an element stands at the end of a way from the root."""
    inner = last
    for position in range(len(way) - 2, -1, -1):
        name, child = way[position], way[position + 1]
        content = content_with(maker, maker.schema.elements[name].content, child)
        assert content is not None, (name, child)
        outer = etree.Element(TEI + name, nsmap={None: TEI[1:-1]})
        maker.attributes(outer)
        placed = False
        for sibling in content:
            if sibling == child and not placed:
                outer.append(inner)
                placed = True
            else:
                outer.append(maker.element(sibling))
        inner = outer
    return inner


def documents(schema: Schema, count: int, seed: int) -> Iterator[tuple[str, etree._Element]]:
    """(what is tried, document): each element, child pair and attribute value, then random documents."""
    maker = Maker(schema)
    ways = paths(schema)
    full_types: set[str] = set()
    for name, declared in schema.elements.items():
        if name not in ways:
            continue
        yield f"{name}", embed(maker, ways[name], maker.element(name))
        for attribute, (kind, _) in declared.attributes.items():
            for value in [maker.identifier()] if kind == "id" else schema.values(kind):
                made = maker.element(name)
                made.set(attribute, value)
                yield f"{name}/@{attribute}={value!r}", embed(maker, ways[name], made)
        children = schema.children(name)
        free = declared.content is not None and declared.content.kind == "choice" and declared.content.high > 1
        if free and all(part.kind in ("element", "choice") for part in declared.content.parts):
            pairs = [(a, b) for a in children for b in children]
            if declared.type_name and declared.type_name in full_types:
                pairs = [(a, b) for a, b in zip(children, children[1:])]
            full_types.add(declared.type_name)
            yield (
                f"{name}: {len(pairs)} pairs",
                embed(maker, ways[name], maker.element(name, [n for p in pairs for n in p])),
            )
        else:
            for child in children:
                content = content_with(maker, declared.content, child)
                if content is not None:
                    yield f"{name}/{child}", embed(maker, ways[name], maker.element(name, content))
            rng = random.Random(f"{seed} {name}")
            for _ in range(25):
                content = maker.random_content(declared.content, rng, 3)
                yield f"{name}: {content}", embed(maker, ways[name], maker.element(name, content))
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        yield f"random {number}", maker.random_element("TEI", rng, rng.choice([20, 60, 150]))
