"""jing, where it is installed: what it says of files, by file."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_LINE = re.compile(r"(.+?):(\d+):(\d+): (fatal|error): (.*)")
_AT_ONCE = 1000


def found(schema: Path, files: Sequence[Path], *options: str) -> dict[Path, list[tuple[int, str]]]:
    """Lines and messages for each file that it rejects; a test that asks skips where jing is not installed."""
    if not shutil.which("jing"):
        pytest.skip("jing is not installed")
    out: dict[Path, list[tuple[int, str]]] = {}
    at = 0
    while at < len(files):
        command = ["jing", *options, str(schema), *map(str, files[at : at + _AT_ONCE])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        stopped = None
        for line in done.stdout.splitlines():
            match = _LINE.match(line)
            if match:
                out.setdefault(Path(match[1]), []).append((int(match[2]), match[5]))
                stopped = Path(match[1]) if match[4] == "fatal" else stopped
        # A file that is not well-formed ends the run of jing: what comes after it was not looked at.
        at = files.index(stopped) + 1 if stopped is not None else at + _AT_ONCE
    return out
