"""One file against all: whether it can be read, then every schema, then every rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from tei_encode.validation.document import Document, opened
from tei_encode.validation.problems import Problem
from tei_encode.validation.rules import rule_problems
from tei_encode.validation.xsd import schema


class Schema(Protocol):
    """A schema or a set of rules, loaded once and ready for any number of files."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def engine(self) -> str:
        """What runs it."""

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
    if schemas is None:
        from tei_encode.validation.engines import project_schemas

        schemas = project_schemas()
    found = {
        (problem.code, problem.line, problem.column, problem.message): problem
        for schema in schemas
        for problem in schema.problems(document)
    }
    return tuple(sorted(found.values(), key=lambda problem: (problem.line, problem.column)))


def check(xml: bytes) -> tuple[Problem, ...]:
    """The same for the project's schema, without explanations: fast, for every file that is written."""
    document = opened(xml)
    if isinstance(document, Problem):
        return (document,)
    compiled = schema()
    if compiled.validate(document.root):
        return tuple(rule_problems(document))
    log: Any = compiled.error_log
    first = log[0]
    return (Problem("X008", first.message, first.line), *rule_problems(document))
