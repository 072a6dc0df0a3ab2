"""All that is known, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tei_encode import __version__
from tei_encode.findings import severity
from tei_encode.validation.reports import Summary
from tei_encode.validation.results import Finding, Result, stable_path


class JsonReport:
    """One object: the tool, every file with its findings, the summary."""

    def __init__(self) -> None:
        self._between = ""

    def start(self) -> Iterator[str]:
        """Up to the first file."""
        yield f'{{"tool": "tei-encode", "version": {json.dumps(__version__)}, "files": ['

    def file(self, result: Result) -> Iterator[str]:
        """One object, one line."""
        content: dict[str, Any] = {"file": stable_path(result.path)}
        if result.failure:
            content["failure"] = result.failure
        content["findings"] = [_plain(finding) for finding in result.findings]
        yield f"{self._between}\n{json.dumps(content, ensure_ascii=False)}"
        self._between = ","

    def end(self, summary: Summary) -> Iterator[str]:
        """From the last file on."""
        content = {
            "files": summary.files,
            "unreadable": summary.failures,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notices": summary.notices,
            "in baseline": summary.known,
            "schemas": list(summary.engines),
            "exit code": summary.exit_code,
        }
        yield f'\n], "summary": {json.dumps(content, ensure_ascii=False)}}}\n'


def _plain(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    content: dict[str, Any] = {
        "code": problem.code,
        "severity": str(severity(problem.code)),
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": problem.message,
        "expected": problem.expected,
        "section": problem.section,
        "fingerprint": finding.fingerprint,
    }
    if problem.related:
        content["related"] = [
            {"line": line, "column": column, "message": words} for line, column, words in problem.related
        ]
    return content
