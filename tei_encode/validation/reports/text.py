"""One line a finding: `file:line:column: CODE severity: message; expected: … [path]`, as compilers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei_encode.validation.problems import Problem
from tei_encode.validation.reports import Summary
from tei_encode.validation.results import Result


class TextReport:
    """Lines for people."""

    def start(self) -> Iterator[str]:
        """Nothing."""
        return iter(())

    def file(self, result: Result) -> Iterator[str]:
        """A line for each finding."""
        if not result.findings:
            return
        from tei_encode.findings import severity

        for finding in result.findings:
            problem = finding.problem
            where = f" [{problem.path}]" if problem.path else ""
            place = f"{result.path}:{problem.line}:{problem.column}"
            yield one_line(f"{place}: {problem.code} {severity(problem.code)}: {words(problem)}{where}") + "\n"

    def end(self, summary: Summary) -> Iterator[str]:
        """Nothing: the command tells the summary."""
        return iter(())


def one_line(text: str) -> str:
    """Text without line ends and other characters that steer a terminal, or a runner that reads its log."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda found: repr(found[0])[1:-1], text)


def words(problem: Problem) -> str:
    """What is wrong, what was expected, where more is said."""
    from tei_encode.findings import descriptions

    parts = [problem.message]
    if problem.expected:
        parts.append(f"expected: {problem.expected}")
    parts += [f"{what}: line {line}, column {column}" for line, column, what in problem.related]
    section = problem.section or (descriptions()[problem.code].section if problem.code[0] == "V" else "")
    if section:
        parts.append(f"see TEI {section}")
    return "; ".join(parts)
