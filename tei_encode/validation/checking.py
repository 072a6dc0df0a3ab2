"""One file against all: whether it can be read, then every schema, then every rule."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

from tei_encode.validation.document import Document, opened
from tei_encode.validation.problems import Problem
from tei_encode.validation.rules import RuleSet
from tei_encode.validation.xsd import XsdSchema, schema

OWN = "tei_encode"  # what the project's own schema and all its rules are called


class Schema(Protocol):
    """A schema or a set of rules, loaded once and ready for any number of files."""

    @property
    def ran(self) -> tuple[str, ...]:
        """What has judged the last document, each with its engine: `tei_encode.xsd (libxml2 2.14.6)`."""

    def problems(self, document: Document) -> list[Problem]:
        """What it says against a document."""


def validate(xml: bytes, schemas: Sequence[Schema] | None = None, path: str = "") -> tuple[Problem, ...]:
    """Everything wrong with a TEI file, in the order of its lines; empty where nothing is.

    Without schemas: by the project's own and by all its rules. `tei_encode.validation.engines.load` loads others.
    `path` is that of the file, for schemas that it names itself.
    """
    document = opened(xml, path)
    if isinstance(document, Problem):
        return (document,)
    found = [
        problem
        for schema in (project_schemas() if schemas is None else schemas)
        for problem in schema.problems(document)
    ]
    # Two schemas may say the same, of ids above all.
    once = {(problem.code, problem.line, problem.column, problem.message): problem for problem in found}
    return tuple(sorted(once.values(), key=lambda problem: (problem.line, problem.column)))


@cache
def project_schemas() -> list[Schema]:
    """The project's own schema and all its rules."""
    return [XsdSchema(), RuleSet()]


def check(xml: bytes) -> tuple[Problem, ...]:
    """The same for the project's schema, without explanations: fast, for every file that is written."""
    document = opened(xml)
    if isinstance(document, Problem):
        return (document,)
    compiled = schema()
    found = RuleSet().problems(document)
    if not compiled.validate(document.root):
        log: Any = compiled.error_log
        found.insert(0, Problem("X008", log[0].message, log[0].line))
    return tuple(found)
