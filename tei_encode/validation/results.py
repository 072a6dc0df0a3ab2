"""What came of one file: its problems, each with a fingerprint that survives changes elsewhere in the file."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from tei_encode.model.record import record
from tei_encode.validation.problems import Problem

_POSITIONS = re.compile(r"\[\d+\]|\b(line|byte) \d+")


@record(frozen=True)
class Finding:
    """A problem with its fingerprints.

    `fingerprint` says what is wrong in which kind of place of which file; equal problems of a file share it. `near` is
    of the line that it stands on, and tells those apart.
    """

    problem: Problem
    fingerprint: str
    near: str


@record(frozen=True)
class Result:
    """What came of one file. `failure` says why it could not be read at all, with `exit_code` for that."""

    path: str
    findings: tuple[Finding, ...] = ()
    engines: tuple[str, ...] = ()
    failure: str = ""
    exit_code: int = 0


def findings_of(path: str, data: bytes, problems: Sequence[Problem]) -> tuple[Finding, ...]:
    """The problems of a file with their fingerprints."""
    if not problems:
        return ()
    name = stable_path(path)
    lines = data.split(b"\n")
    return tuple(_finding(name, lines, problem) for problem in problems)


def stable_path(path: str) -> str:
    """A path as it is the same on every machine: from the working directory, with "/" between its parts."""
    if path == "-":
        return path
    absolute, here = os.path.abspath(path), os.getcwd()
    if os.path.splitdrive(absolute)[0] == os.path.splitdrive(here)[0]:
        absolute = os.path.relpath(absolute, here)
    return absolute.replace(os.sep, "/")


def _finding(name: str, lines: Sequence[bytes], problem: Problem) -> Finding:
    what = _POSITIONS.sub("", "\0".join((name, problem.code, problem.path, problem.message)))
    line = lines[problem.line - 1].strip() if 0 < problem.line <= len(lines) else b""
    return Finding(problem, _digest(what.encode("utf-8", "surrogatepass")), _digest(line))


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()[:16]
