"""Deposits that the tests make: a small article of our own, the examples, and what a depositor would state."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tei_encode.config import Config, load_config
from tei_encode.depositing import History, Submission, package
from tei_encode.findings import Finding
from tei_encode.model.record import replace
from tei_encode.packaging.files import File
from tei_encode.pipeline import encode, encode_pages

EXAMPLES = Path(__file__).parents[2] / "examples"
CONFIG = Config(
    publisher="Archive of the Coast",
    date="2026-11-24",
    licence="https://creativecommons.org/licenses/by/4.0/",
    licence_text="The encoding is available under CC BY 4.0.",
    identifier="coast-0042",
    depositor="Society for Coastal History",
    deposit_date="2026-11-25T10:00:00Z",
    doi="10.1234/{id}",
    contact="Ada Quayle",
    contact_email="deposits@example.org",
    address="1 Slipway, Ramsey",
    collection="Notes from the Slipway",
    deposit_identifier="slipway",
)
SOURCE = """The Ferry at Low Water

Hester Quayle

Nobody crosses at low water who can wait. The ferryman counts his passengers twice, once on the slip and once on the
boat, and writes both numbers into a book that nobody reads.¹

The book is in two columns. On the left stand those who paid, on the right those who were known to him; the right one
is the longer, and it ends with a drawing of a dog.²

¹ Harbour Office, ferry book 7, leaf 2.

² The dog paid once, in 1903.
"""


def submission(text: str = SOURCE, config: Config = CONFIG, name: str = "ferry") -> Submission:
    """A small article and its TEI."""
    source = text.encode()
    return Submission(encode(source, name=f"{name}.txt", config=config).xml, ((f"{name}.txt", source),), f"{name}.xml")


@cache
def ferry() -> Submission:
    """The small article as it is; the same for every test."""
    return submission()


@cache
def example(folder: str) -> tuple[Submission, Config]:
    """An example, converted with what a depositor would state on top of its own configuration."""
    place = EXAMPLES / folder
    path = place / "tei-encode.toml"
    stated = {"deposit_date": CONFIG.deposit_date, "doi": CONFIG.doi, "depositor": CONFIG.depositor}
    config = replace(load_config(str(path)), **stated) if path.is_file() else replace(CONFIG, identifier=folder)
    files = [(page.name, page.read_bytes()) for page in sorted(place.glob("pages/*.txt"))]
    files = files or [("article.txt", (place / "article.txt").read_bytes())]
    return Submission(encode_pages(files, config=config).xml, tuple(files), "article.xml"), config


def files_of(
    *submissions: Submission, config: Config = CONFIG, layout: str = "bag", history: History | None = None
) -> list[File]:
    """A package in memory; several articles make a collection."""
    return list(package(submissions, config, layout=layout, collection=len(submissions) > 1, history=history))


def by_path(files: Iterable[File]) -> dict[str, bytes]:
    """Path → bytes."""
    return {file.path: file.data for file in files}


def write(folder: Path, files: Iterable[File]) -> Path:
    """A package as a folder."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return folder


def zipped(path: Path, entries: Iterable[tuple[str, bytes]]) -> Path:
    """A zip with entries as they are given, good or bad."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data)
    return path


def noted(*submissions: Submission, config: Config = CONFIG) -> list[Finding]:
    """The findings that a package makes."""
    found: list[Finding] = []
    for _ in package(submissions, config, notice=lambda label, finding: found.append(finding)):
        pass
    return found
