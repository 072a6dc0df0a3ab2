"""SARIF 2.1.0 (OASIS, 2020), as code scanning services read it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tei_encode import __version__
from tei_encode.findings import Description, Severity, descriptions, severity
from tei_encode.validation.reports import Summary
from tei_encode.validation.results import Finding, Result, stable_path

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_GUIDELINES = "https://tei-c.org/release/doc/tei-p5-doc/en/html/"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_CHAPTERS = {"DTYPES": "ST"}  # sections whose names do not begin with that of their chapter
_FAMILIES = "XVS"  # first letters of the codes that validation reports


class SarifReport:
    """One log with one run."""

    def __init__(self) -> None:
        self._between = ""
        self._failures: list[dict[str, Any]] = []
        self._codes = [code for code in descriptions() if code[0] in _FAMILIES]

    def start(self) -> Iterator[str]:
        """The tool and its rules, up to the first result."""
        rules = [_rule(descriptions()[code]) for code in self._codes]
        tool = {"driver": {"name": "tei-encode", "version": __version__, "rules": rules}}
        yield f'{{"$schema": {json.dumps(_SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {json.dumps(tool)},\n'
        yield '"columnKind": "unicodeCodePoints", "results": ['

    def file(self, result: Result) -> Iterator[str]:
        """A result for each finding."""
        if result.failure:
            self._failures.append(
                {"level": "error", "message": {"text": result.failure}, "locations": [_location(result.path)]}
            )
        equal = Counter[str]()
        for finding in result.findings:
            equal[finding.fingerprint] += 1
            content = self._result(result.path, finding, equal[finding.fingerprint])
            yield f"{self._between}\n{json.dumps(content, ensure_ascii=False)}"
            self._between = ","

    def _result(self, path: str, finding: Finding, number: int) -> dict[str, Any]:
        problem = finding.problem
        expected = f"; expected: {problem.expected}" if problem.expected else ""
        location = _location(path, problem.line, problem.column)
        if problem.path:
            location["logicalLocations"] = [{"fullyQualifiedName": problem.path, "kind": "element"}]
        content: dict[str, Any] = {
            "ruleId": problem.code,
            "ruleIndex": self._codes.index(problem.code),
            "level": _LEVELS[severity(problem.code)],
            "message": {"text": f"{problem.message}{expected}"},
            "locations": [location],
            "partialFingerprints": {"teiEncode/v1": f"{finding.fingerprint}:{number}"},
        }
        if problem.related:
            content["relatedLocations"] = [
                {**_location(path, line, column), "message": {"text": words}} for line, column, words in problem.related
            ]
        if problem.section:
            content["properties"] = {"guidelines": guidelines(problem.section)}
        return content

    def end(self, summary: Summary) -> Iterator[str]:
        """The outcome of the run."""
        invocation: dict[str, Any] = {"executionSuccessful": not summary.failures, "exitCode": summary.exit_code}
        if self._failures:
            invocation["toolExecutionNotifications"] = self._failures
        yield f'\n], "invocations": [{json.dumps(invocation, ensure_ascii=False)}],\n'
        yield f'"properties": {json.dumps({"schemas": list(summary.engines)}, ensure_ascii=False)}}}]}}\n'


def _rule(row: Description) -> dict[str, Any]:
    return {
        "id": row.code,
        "shortDescription": {"text": row.meaning},
        "help": {"text": row.remedy},
        "helpUri": guidelines(row.section),
        "defaultConfiguration": {"level": _LEVELS[row.severity]},
    }


def guidelines(section: str) -> str:
    """The page of the TEI Guidelines on a section, or on an element (`ref-p`)."""
    if section.startswith("ref-"):
        return f"{_GUIDELINES}{section}.html"
    chapter = _CHAPTERS.get(section, section[:2])
    return f"{_GUIDELINES}{chapter}.html" + (f"#{section}" if section != chapter else "")


def _location(path: str, line: int = 0, column: int = 0) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(os.fsencode(stable_path(path)))}}
    if line:
        place["region"] = {"startLine": line, "startColumn": max(column, 1)}
    return {"physicalLocation": place}
