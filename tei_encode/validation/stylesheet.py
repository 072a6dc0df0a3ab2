"""A Schematron schema made into a stylesheet that tells which of its checks fail where.

Each pattern is a mode, each rule a template; the first rule that fits a node wins, so rules are ranked by priority. A
failure is an element `f`: the number of its check, the way to its element by positions, the attribute it is about.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml import etree

from tei_encode.errors import ConfigError
from tei_encode.model.record import record
from tei_encode.validation.grammar.rng import parsed
from tei_encode.validation.sources import SchemaSource

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
_DEPTH = 20  # of includes in includes


@record(frozen=True)
class Check:
    """One assert or report."""

    kind: str
    test: str
    role: str


@record()
class Stylesheet:
    """The stylesheet, its version of XSLT ("" for a binding that is none), and its checks by their numbers."""

    root: etree._Element
    version: str
    binding: str
    checks: list[Check]


def stylesheet_of(source: SchemaSource, bindings: Mapping[str, str]) -> Stylesheet:
    """The stylesheet of a schema, or of the rules within a RELAX NG schema.

    Raises:
        ConfigError: it is no Schematron schema, or includes what may not be read.
    """
    root = parsed(source.data, source.address)
    if not str(root.tag).startswith(SCH):
        root = _embedded(root, source.address)
    if root.tag != SCH + "schema":
        raise ConfigError(f"{source.address}:{root.sourceline}: a Schematron schema begins with sch:schema")
    _include(root, source, source.address, 0)
    binding = root.get("queryBinding", "").strip().lower()
    version = bindings.get(binding, "")
    return _Compiler(root, source.address, version or "1.0").compiled(version, binding)


def _embedded(root: etree._Element, address: str) -> etree._Element:
    """A schema of the rules that stand in a RELAX NG schema; TEI writes them in XPath 2."""
    made = etree.Element(SCH + "schema", queryBinding="xslt2")
    for found in root.iter(SCH + "ns", SCH + "pattern", SCH + "let", SCH + "rule"):
        parent = found.getparent()
        if parent is not None and str(parent.tag).startswith(SCH):
            continue
        place = made
        if found.tag == SCH + "rule":
            place = etree.SubElement(made, SCH + "pattern")
        place.append(copy.deepcopy(found))
    if made.find(SCH + "pattern") is None:
        raise ConfigError(f"{address}: there are no Schematron rules in it")
    return made


def _include(node: etree._Element, source: SchemaSource, address: str, depth: int) -> None:
    """Put what `include` and `extends href` name in their places."""
    if depth > _DEPTH:
        raise ConfigError(f"{address}: the schema includes itself")
    for child in list(node.iter(SCH + "include", SCH + "extends")):
        href = child.get("href")
        parent = child.getparent()
        if href is None or parent is None:
            continue
        place, fragment = urldefrag(urljoin(address, href))
        root = parsed(source.files.read(place), place)
        found = root if not fragment else next((e for e in root.iter("*") if e.get("id") == fragment), None)
        if found is None:
            raise ConfigError(f"{address}:{child.sourceline}: {place} has nothing with the id {fragment!r}")
        _include(found, source, place, depth + 1)
        at = parent.index(child)
        parent[at : at + 1] = list(found) if child.tag == SCH + "extends" else [found]


class _Compiler:
    """Makes one stylesheet."""

    def __init__(self, schema: etree._Element, address: str, version: str) -> None:
        self._schema = schema
        self._address = address
        self._checks: list[Check] = []
        names = {prefix: uri for prefix, uri in self._namespaces() if prefix not in ("xml", "xsl")}
        self._root = etree.Element(XSL + "stylesheet", nsmap={**names, "xsl": XSL[1:-1]}, version=version)

    def _namespaces(self) -> Iterator[tuple[str, str]]:
        yield from ((prefix, uri) for prefix, uri in self._schema.nsmap.items() if prefix)
        for declared in self._schema.iter(SCH + "ns"):
            yield declared.get("prefix", ""), declared.get("uri", "")

    def compiled(self, version: str, binding: str) -> Stylesheet:
        for child in self._schema.iterchildren(XSL + "key", XSL + "function", XSL + "variable", XSL + "decimal-format"):
            self._root.append(copy.deepcopy(child))
        patterns = [self._instance(pattern) for pattern in self._active()]
        phase = self._phase()
        for scope in (self._schema, *([phase] if phase is not None else []), *patterns):
            self._lets(scope, self._root)
        start = etree.SubElement(self._root, XSL + "template", match="/")
        outcome = etree.SubElement(start, "r")
        for number, pattern in enumerate(patterns):
            mode = f"pattern{number}"
            etree.SubElement(outcome, XSL + "apply-templates", select="/", mode=mode)
            self._pattern(pattern, mode)
        return Stylesheet(self._root, version, binding, self._checks)

    def _phase(self) -> etree._Element | None:
        wanted = self._schema.get("defaultPhase", "#ALL")
        return next((phase for phase in self._schema.iter(SCH + "phase") if phase.get("id") == wanted), None)

    def _active(self) -> list[etree._Element]:
        """The patterns of the default phase, all where there is none; abstract ones are no patterns themselves."""
        phase = self._phase()
        patterns = [pattern for pattern in self._schema.iter(SCH + "pattern") if pattern.get("abstract") != "true"]
        if phase is None:
            return patterns
        active = {each.get("pattern") for each in phase.iter(SCH + "active")}
        return [pattern for pattern in patterns if pattern.get("id") in active]

    def _instance(self, pattern: etree._Element) -> etree._Element:
        """A pattern as it stands, or the abstract one that it gives values to."""
        wanted = pattern.get("is-a")
        if wanted is None:
            return pattern
        abstract = self._named(SCH + "pattern", wanted, pattern)
        values = {"$" + param.get("name", ""): param.get("value", "") for param in pattern.iter(SCH + "param")}
        made = copy.deepcopy(abstract)
        for element in made.iter("*"):
            attributes: Any = element.attrib.items()
            for name, value in attributes:
                for parameter in sorted(values, key=len, reverse=True):
                    value = value.replace(parameter, values[parameter])
                element.set(name, value)
        return made

    def _named(self, tag: str, identifier: str, user: etree._Element) -> etree._Element:
        found = next((each for each in self._schema.iter(tag) if each.get("id") == identifier), None)
        if found is None:
            raise ConfigError(f"{self._address}:{user.sourceline}: there is no {tag[len(SCH) :]} {identifier!r}")
        return found

    def _lets(self, scope: etree._Element, target: etree._Element) -> None:
        for let in scope.findall(SCH + "let"):
            variable = etree.SubElement(target, XSL + "variable", name=let.get("name", ""))
            if let.get("value") is not None:
                variable.set("select", let.get("value", ""))
            else:
                variable.text = let.text
                variable.extend([copy.deepcopy(child) for child in let])

    def _pattern(self, pattern: etree._Element, mode: str) -> None:
        rules = [rule for rule in pattern.findall(SCH + "rule") if rule.get("abstract") != "true"]
        for number, rule in enumerate(rules):
            context = rule.get("context")
            if context is None:
                raise ConfigError(f"{self._address}:{rule.sourceline}: the rule has no context")
            priority = str(len(rules) - number)
            template = etree.SubElement(self._root, XSL + "template", match=context, mode=mode, priority=priority)
            self._rule(rule, rule, template, 0)
            self._go_on(template, mode)
        for match in ("/", "@*|node()"):
            rest = etree.SubElement(self._root, XSL + "template", match=match, mode=mode, priority="-1")
            self._go_on(rest, mode)

    def _go_on(self, template: etree._Element, mode: str) -> None:
        etree.SubElement(template, XSL + "apply-templates", select="@*|node()", mode=mode)

    def _rule(self, rule: etree._Element, user: etree._Element, template: etree._Element, depth: int) -> None:
        """The checks of a rule, and of the abstract rules that it extends."""
        if depth > _DEPTH:
            raise ConfigError(f"{self._address}:{rule.sourceline}: the rule extends itself")
        self._lets(rule, template)
        for child in rule:
            if child.tag == SCH + "extends" and child.get("rule") is not None:
                abstract = self._named(SCH + "rule", child.get("rule", ""), child)
                self._rule(abstract, user, template, depth + 1)
            elif child.tag in (SCH + "assert", SCH + "report"):
                self._check(child, user, template)

    def _check(self, check: etree._Element, rule: etree._Element, template: etree._Element) -> None:
        kind, test = str(check.tag)[len(SCH) :], check.get("test", "")
        role = check.get("role") or check.get("flag") or rule.get("role") or rule.get("flag") or ""
        condition = test if kind == "report" else f"not({test})"
        branch = etree.SubElement(template, XSL + "if", test=condition)
        failure = etree.SubElement(branch, "f", check=str(len(self._checks)))
        self._checks.append(Check(kind, test, role))
        way = etree.SubElement(etree.SubElement(failure, XSL + "attribute", name="at"), XSL + "for-each")
        way.set("select", "ancestor-or-self::*")
        etree.SubElement(way, XSL + "value-of", select="count(preceding-sibling::*)")
        etree.SubElement(way, XSL + "text").text = "/"
        about = etree.SubElement(failure, XSL + "if", test="count(. | ../@*) = count(../@*)")
        name = etree.SubElement(about, XSL + "attribute", name="attribute")
        space = etree.SubElement(name, XSL + "if", test="namespace-uri()")
        etree.SubElement(space, XSL + "value-of", select="concat('{', namespace-uri(), '}')")
        etree.SubElement(name, XSL + "value-of", select="local-name()")
        self._words(check, failure)
        for identifier in check.get("diagnostics", "").split():
            etree.SubElement(failure, XSL + "text").text = " "
            self._words(self._named(SCH + "diagnostic", identifier, check), failure)

    def _words(self, node: etree._Element, target: etree._Element) -> None:
        """The message: text, and what `name` and `value-of` stand for."""
        _add_text(target, node.text)
        for child in node:
            if child.tag == SCH + "value-of":
                etree.SubElement(target, XSL + "value-of", select=child.get("select", ""))
            elif child.tag == SCH + "name":
                path = child.get("path")
                etree.SubElement(target, XSL + "value-of", select=path if path else "name()")
            elif isinstance(child.tag, str):
                self._words(child, target)
            _add_text(target, child.tail)


def _add_text(target: etree._Element, text: str | None) -> None:
    if text:
        etree.SubElement(target, XSL + "text").text = text
