"""A baseline: the findings of today, which are accepted, so that only new ones fail.

A finding is known by what is wrong in which kind of place of which file, and by how many such there were; where there
are more now, those on lines that the baseline has not seen are the new ones.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from tei_encode.errors import ConfigError
from tei_encode.validation.results import Finding, Result, stable_path

_VERSION = 1


class Baseline:
    """The findings of a baseline that have not been met again."""

    def __init__(self, rows: Iterable[tuple[str, str]] = ()) -> None:
        self._left: dict[str, Counter[str]] = {}
        for fingerprint, near in rows:
            self._left.setdefault(fingerprint, Counter())[near] += 1

    @property
    def gone(self) -> int:
        """How many findings of the baseline were not met."""
        return sum(sum(left.values()) for left in self._left.values())

    def new(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of one file that the baseline does not have."""
        unknown = [finding for finding in findings if not self._take(finding.fingerprint, finding.near)]
        # Lines change: what is left over of the same kind in the same file stands for one each.
        found = []
        for finding in unknown:
            left = self._left.get(finding.fingerprint)
            near = next(iter(left), None) if left else None
            if near is None or not self._take(finding.fingerprint, near):
                found.append(finding)
        return tuple(found)

    def _take(self, fingerprint: str, near: str) -> bool:
        left = self._left.get(fingerprint)
        if not left or not left.get(near):
            return False
        left[near] -= 1
        if not left[near]:
            del left[near]
        return True


def read(data: bytes, path: str) -> Baseline:
    """The baseline in a file.

    Raises:
        ConfigError: it is none.
    """
    try:
        content = json.loads(data)
        if content["baseline"] != _VERSION:
            raise ConfigError(f"{path}: a baseline of version {content['baseline']}; this tei-encode reads {_VERSION}")
        return Baseline((str(row["fingerprint"]), str(row["near"])) for row in content["findings"])
    except (ValueError, KeyError, TypeError) as error:
        words = f"{path}: this is no baseline of tei-encode ({type(error).__name__}: {error})"
        raise ConfigError(f"{words}; write it anew by --write-baseline") from error


def written(results: Iterable[Result]) -> bytes:
    """The baseline of some results: one line a finding, so that a change of it can be read."""
    rows = [
        {
            "file": stable_path(result.path),
            "code": finding.problem.code,
            "message": finding.problem.message,
            "fingerprint": finding.fingerprint,
            "near": finding.near,
        }
        for result in results
        for finding in result.findings
    ]
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"tool": "tei-encode", "baseline": {_VERSION}, "findings": [\n{lines}\n]}}\n'.encode()
