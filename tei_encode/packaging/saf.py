"""DSpace Simple Archive Format: a folder an item, with `dublin_core.xml` and the list of its bitstreams, `contents`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.description import Description
from tei_encode.packaging.dublin_core import fields
from tei_encode.packaging.files import PLAIN, Entry, File, Role, entry, metadata
from tei_encode.packaging.records import readme, records
from tei_encode.packaging.xml import serialise

DESCRIPTION = "dublin_core.xml"
CONTENTS = "contents"
LICENCE = "license.txt"
# Fields that DSpace's registry calls otherwise than the element set.
_RENAMED = {"creator": ("contributor", "author")}
_BUNDLES = {Role.METADATA: "METADATA", Role.SCHEMA: "METADATA", Role.REPORT: "METADATA", Role.PROOF: "METADATA"}


def saf(articles: Iterable[Article], common: Sequence[File], deposit: Deposit) -> Iterator[File]:
    """The items of an archive, `item_000` and on; each is whole by itself, in a collection or not."""
    for number, article in enumerate(articles):
        place = f"item_{number:03}/"
        files = [*article.files, *(_flat(file) for file in common)]
        own = [entry(file, file.path) for file in files]
        files += records(article, own, deposit)
        files.append(readme([(article, own[: len(article.files)])], own[len(article.files) :], deposit))
        licence = article.description.licence
        if licence is not None:
            words = "\n".join(filter(None, dict.fromkeys((licence.text, licence.address)))) + "\n"
            files.append(File(LICENCE, words.encode("utf-8"), Role.README, PLAIN))
        yield metadata(place + DESCRIPTION, _dublin_core(article.description, own, deposit))
        yield metadata(place + CONTENTS, _contents(files), PLAIN)
        for file in files:
            yield File(place + file.path, file.data, file.role, file.format, file.original)


def _flat(file: File) -> File:
    """The same file without a folder: an item has none."""
    return File(file.path.rpartition("/")[2], file.data, file.role, file.format)


def _contents(files: Sequence[File]) -> bytes:
    """One line a bitstream: name, bundle, description, and which is the primary one, with tabs between."""
    lines = []
    for file in files:
        bundle = "LICENSE" if file.path == LICENCE else _BUNDLES.get(file.role, "ORIGINAL")
        said = file.role.value + (f", received as {file.original}" if file.original not in ("", file.path) else "")
        primary = "\tprimary:true" if file.role is Role.TEI else ""
        lines.append(f"{file.path}\tbundle:{bundle}\tdescription:{said}{primary}\n")
    return "".join(lines).encode("utf-8")


def _dublin_core(description: Description, entries: Sequence[Entry], deposit: Deposit) -> bytes:
    root = etree.Element("dublin_core", schema="dc")
    for element, qualifier, language, value in fields(description, entries, deposit):
        name, kind = _RENAMED.get(element, (element, qualifier))
        made = etree.SubElement(root, "dcvalue", element=name, qualifier=kind or "none")
        if language:
            made.set("language", language)
        made.text = value
    return serialise(root)
