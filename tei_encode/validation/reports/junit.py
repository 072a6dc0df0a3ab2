"""JUnit XML: each file is a test case, which fails with its findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from xml.sax.saxutils import escape, quoteattr

from tei_encode.validation.reports import Summary
from tei_encode.validation.reports.text import TextReport
from tei_encode.validation.results import Result, stable_path

_IN_MEMORY = 1 << 20  # bytes of test cases; the counts stand before them and are known last
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_SUITE = "tei-encode validate"


class JunitReport:
    """One suite. Warnings that do not fail the run do not fail a test; they stand in its output."""

    def __init__(self) -> None:
        # closed by `end`
        self._cases = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self._failures = 0
        self._errors = 0
        self._lines = TextReport()

    def start(self) -> Iterator[str]:
        """The declaration."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'

    def file(self, result: Result) -> Iterator[str]:
        """Kept until the counts are known."""
        name = _attribute(stable_path(result.path))
        self._cases.write(f"<testcase classname={_attribute(_SUITE)} name={name}>")
        lines = "".join(self._lines.file(result))
        wrong = sum(finding.problem.is_error for finding in result.findings)
        if result.failure:
            self._errors += 1
            self._cases.write(f"<error type='unreadable' message={_attribute(result.failure)}/>")
        elif wrong:
            self._failures += 1
            first = next(finding.problem for finding in result.findings if finding.problem.is_error)
            message = first.message if wrong == 1 else f"{wrong} errors, first: {first.message}"
            kind = _attribute(first.code)
            self._cases.write(f"<failure type={kind} message={_attribute(message)}>{_text(lines)}</failure>")
        elif lines:
            self._cases.write(f"<system-out>{_text(lines)}</system-out>")
        self._cases.write("</testcase>\n")
        return iter(())

    def end(self, summary: Summary) -> Iterator[str]:
        """The counts, and the test cases."""
        counts = f'tests="{summary.files}" failures="{self._failures}" errors="{self._errors}"'
        yield f"<testsuites>\n<testsuite name={_attribute(_SUITE)} {counts}>\n"
        self._cases.seek(0)
        while piece := self._cases.read(1 << 16):
            yield piece
        self._cases.close()
        yield "</testsuite>\n</testsuites>\n"


def _allowed(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _text(text: str) -> str:
    return escape(_allowed(text))
