"""One file against all: well-formedness first, then the schema, then every rule."""

from __future__ import annotations

from lxml import etree

from tei_encode.validation.problems import Problem
from tei_encode.validation.rules import RULES, Reading
from tei_encode.validation.xsd import explained, xsd_problems

LARGEST = 1 << 30  # bytes of one file


def _parse(xml: bytes) -> etree._Element:
    # collect_ids: libxml2 otherwise refuses a file with a duplicate id before any rule can say so.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    return etree.fromstring(xml, parser)


def validate(xml: bytes) -> tuple[Problem, ...]:
    """Everything wrong with a TEI file, in the order of its lines; empty where nothing is."""
    problems = list(check(xml))
    if any(problem.code == "X002" for problem in problems):
        schema = explained(xml, [problem for problem in problems if problem.code == "X002"])
        problems = [*schema, *(problem for problem in problems if problem.code != "X002")]
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def check(xml: bytes) -> tuple[Problem, ...]:
    """The same without explanations: fast, for every file that is written."""
    if len(xml) > LARGEST:
        return (Problem("X001", "the file is larger than 1 GiB"),)
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:65536]:
        line = xml[: xml.find(b"<!")].count(b"\n") + 1
        return (Problem("V012", "the file has a DTD; it is not read, for entities could hide anything", line, 1, "", "none"),)
    try:
        root = _parse(xml)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return (Problem("X001", f"not well-formed: {error.msg}", line or 1, column or 1),)
    problems = xsd_problems(root)
    reading = Reading.of(xml, root)
    for rule in RULES:
        problems.extend(rule(reading))
    return tuple(problems)
