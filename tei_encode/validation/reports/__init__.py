"""Reports of validation: one module a format, each written as the files come, so that their number does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol

from tei_encode.model.record import record
from tei_encode.validation.results import Result

FORMATS = (
    # name, module and class, for whom
    ("text", "text", "TextReport", "people, and editors that read file:line:column"),
    ("json", "json", "JsonReport", "programs"),
    ("sarif", "sarif", "SarifReport", "code scanning (SARIF 2.1.0)"),
    ("junit", "junit", "JunitReport", "test reports (JUnit XML)"),
    ("github", "github", "GithubReport", "annotations in GitHub Actions"),
)


@record()
class Summary:
    """The whole run."""

    files: int = 0
    failures: int = 0
    errors: int = 0
    warnings: int = 0
    notices: int = 0
    known: int = 0
    engines: tuple[str, ...] = ()
    exit_code: int = 0


class Report(Protocol):
    """One report: text at the start, for each file, and at the end."""

    def start(self) -> Iterator[str]:
        """What stands before all files."""

    def file(self, result: Result) -> Iterator[str]:
        """What is said of one file."""

    def end(self, summary: Summary) -> Iterator[str]:
        """What stands after all files."""


def report(name: str) -> Report:
    """A new report by the name of its format."""
    module, class_name = next((row[1], row[2]) for row in FORMATS if row[0] == name)
    made: Any = getattr(import_module(f"tei_encode.validation.reports.{module}"), class_name)
    opened: Report = made()
    return opened
