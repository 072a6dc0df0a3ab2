"""One file against all: well-formedness first, then the schema, then every rule."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from tei_encode.validation.problems import Problem
from tei_encode.validation.rules import RULES, Reading
from tei_encode.validation.xsd import MOST, explained, xsd_problems

LARGEST = 1 << 30  # bytes of one file


def _parse(xml: bytes) -> etree._Element:
    # collect_ids: libxml2 otherwise refuses a file with a duplicate id before any rule can say so.
    # encoding: a file that declares another one could hide a DTD from the search for it.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    return etree.fromstring(xml, parser)


def validate(xml: bytes) -> tuple[Problem, ...]:
    """Everything wrong with a TEI file, in the order of its lines; empty where nothing is."""
    problems, root = _checked(xml)
    from_schema = [problem for problem in problems if problem.code == "X002"]
    if from_schema and root is not None:
        problems = [*explained(root, from_schema), *(problem for problem in problems if problem.code != "X002")]
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def check(xml: bytes) -> tuple[Problem, ...]:
    """The same without explanations: fast, for every file that is written."""
    return tuple(_checked(xml)[0])


def _checked(xml: bytes) -> tuple[list[Problem], etree._Element | None]:
    if len(xml) > LARGEST:
        return [Problem("X001", "the file is larger than 1 GiB")], None
    try:
        xml.decode("utf-8")
    except UnicodeDecodeError as error:
        line = xml.count(b"\n", 0, error.start) + 1
        words = f"the file is not UTF-8: {error.reason} at byte {error.start}"
        return [Problem("V010", words, line, 1, "", "UTF-8")], None
    declared = _document_type(xml)
    if declared >= 0:
        words = "the file has a DTD; it is not read, for entities could hide anything"
        return [Problem("V012", words, xml.count(b"\n", 0, declared) + 1, 1, "", "none")], None
    try:
        root = _parse(xml)
    except etree.XMLSyntaxError as error:
        at, column = error.position
        return [Problem("X001", f"not well-formed: {error.msg}", at or 1, column or 1)], None
    # Before the schema: an engine may follow a schemaLocation that it meets in a file.
    reading = Reading.of(xml, root)
    problems = xsd_problems(root)
    for rule in RULES:
        problems.extend(islice(rule(reading), MOST))
    return problems, root


def _document_type(xml: bytes) -> int:
    """Where a document type declaration stands, -1 where there is none; in comments and later the words may stand."""
    at = 3 if xml.startswith(b"\xef\xbb\xbf") else 0
    while True:
        while xml[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
            at += 1
        if xml.startswith(b"<!--", at):
            end = xml.find(b"-->", at + 4)
        elif xml.startswith(b"<?", at):
            end = xml.find(b"?>", at + 2) + 1
        else:
            return at if xml.startswith(b"<!DOCTYPE", at) else -1
        if end <= 0:
            return -1
        at = end + (3 if xml.startswith(b"-->", end) else 1)
