"""The metadata records of an article, and what a package says to a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_encode.packaging.datacite import datacite
from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.dublin_core import citation, dublin_core
from tei_encode.packaging.files import MEANING, PLAIN, Entry, File, Role, metadata
from tei_encode.packaging.premis import premis

# The name of a format as demands know it, the file, and what makes it.
RECORDS = (
    ("premis", "premis.xml", premis),
    ("datacite", "datacite.xml", datacite),
    ("dublin-core", "dublin-core.xml", dublin_core),
)


def records(article: Article, entries: Sequence[Entry], deposit: Deposit) -> Iterator[File]:
    """The metadata files of one article; `entries` are its files and the schemas by their paths in the package."""
    for name, path, make in RECORDS:
        if name != "datacite" or deposit.datacite:
            yield metadata(path, make(article, entries, deposit))


def readme(articles: Sequence[tuple[Article, Sequence[Entry]]], others: Sequence[Entry], deposit: Deposit) -> File:
    """README.txt: what is in the package, who made it, with what rights, and how to check it."""
    lines = [f"Deposit of {deposit.date}" + (f", version {deposit.version}" if deposit.version > 1 else "")]
    if deposit.title:
        lines.insert(0, deposit.title)
    if deposit.depositor:
        lines.append(f"Deposited by {deposit.depositor}")
    if deposit.predecessor is not None:
        lines.append(f"Succeeds the deposit {deposit.predecessor.label}, which stays as it is")
    if deposit.description:
        lines += ["", deposit.description]
    for article, entries in articles:
        lines += ["", *_of_article(article), "", *_files(entries)]
    lines += ["", "For the whole package", "", *_files(others), "", *_CHECKING]
    return File("README.txt", ("\n".join(lines) + "\n").encode("utf-8"), Role.README, PLAIN)


_CHECKING = (
    "How to check this package",
    "",
    "With tei-encode: tei-encode verify-package PACKAGE says whether it is complete and unaltered, whether each TEI",
    "file is valid, and whether it still holds every character of its source.",
    "Without it: the checksums stand in the manifests, or in the PREMIS record of each article; a TEI file is checked",
    "against tei_encode.xsd, a subset of TEI P5, or against the schema of the TEI Consortium that it names.",
)


def _of_article(article: Article) -> Iterator[str]:
    description, checks = article.description, article.checks
    yield ": ".join(filter(None, (description.title or description.id, description.subtitle)))
    if description.creators:
        yield "; ".join(creator.name for creator in description.creators)
    printed = citation(description)
    if printed:
        yield printed
    for identifier in dict.fromkeys(filter(None, (description.name, description.identifier))):
        yield f"Identifier: {identifier}"
    if description.publisher:
        yield f"Encoding published by {description.publisher}"
    for right in description.rights:
        yield f"Rights: {right.line}"
    yield f"Proved: all {checks.characters} characters of the source are in the TEI"


def _files(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        renamed = entry.original and entry.original != entry.path.rpartition("/")[2]
        received = f" (received as {entry.original})" if renamed else ""
        yield f"  {entry.path}: {MEANING[entry.role]}{received}"
