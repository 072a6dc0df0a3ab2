"""Workflow commands of GitHub Actions: a finding becomes an annotation at its line."""

from __future__ import annotations

from collections.abc import Iterator

from tei_encode.findings import Severity, severity
from tei_encode.validation.reports import Summary
from tei_encode.validation.reports.text import words
from tei_encode.validation.results import Result, stable_path

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10  # annotations of one kind that GitHub shows for a step


class GithubReport:
    """A command a finding."""

    def start(self) -> Iterator[str]:
        """Nothing."""
        return iter(())

    def file(self, result: Result) -> Iterator[str]:
        """Annotations of one file."""
        name = _property(stable_path(result.path))
        if result.failure:
            yield f"::error file={name}::{_data(result.failure)}\n"
        for finding in result.findings:
            problem = finding.problem
            place = f"file={name},line={problem.line},col={problem.column},title={_property(problem.code)}"
            yield f"::{_COMMANDS[severity(problem.code)]} {place}::{_data(words(problem))}\n"

    def end(self, summary: Summary) -> Iterator[str]:
        """A word on what GitHub leaves out."""
        if max(summary.errors, summary.warnings, summary.notices) > _SHOWN:
            yield f"::notice::GitHub shows {_SHOWN} annotations of a kind; all findings stand in the log of this step\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
