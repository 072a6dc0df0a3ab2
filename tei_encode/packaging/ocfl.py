"""An OCFL 1.1 object (Oxford Common File Layout): content by version, and an inventory that names every state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha512
from typing import Any

from tei_encode.errors import ConfigError, SourceError
from tei_encode.packaging.deposit import Article, Deposit, Earlier
from tei_encode.packaging.files import JSON, PLAIN, Entry, File, entry, metadata
from tei_encode.packaging.records import readme, records
from tei_encode.packaging.ro_crate import NAME, Part, ro_crate

CONFORMANCE = "0=ocfl_object_1.1"
INVENTORY = "inventory.json"
SIDECAR = f"{INVENTORY}.sha512"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"


def ocfl(articles: Iterable[Article], common: Sequence[File], deposit: Deposit) -> Iterator[File]:
    """The files of an object; those of earlier versions are copied as they stand.

    Args:
        articles: taken one after the other.
        common: files for the whole object.
        deposit: the occasion; its date has a time, and it knows the object as it was before this version.
    """
    writer = _Version(deposit)
    yield metadata(CONFORMANCE, (CONFORMANCE[2:] + "\n").encode(), PLAIN)
    yield from writer.copied()
    shared = [entry(file, file.path) for file in common]
    for file in common:
        yield from writer.content(file.path, file)
    parts: list[Part] = []
    described: list[Entry] = []
    for article in articles:
        folder = f"{article.description.id}/" if deposit.collection else ""
        own = [entry(file, folder + file.path) for file in article.files]
        for file, noted in zip(article.files, own):
            yield from writer.content(noted.path, file)
        for file in records(article, [*own, *shared], deposit):
            place = f"metadata/{folder}{file.path}"
            described.append(entry(file, place))
            yield from writer.content(place, file)
        parts.append((Article(article.description, (), article.checks), folder, own))
    text = readme([(article, own) for article, _, own in parts], shared, deposit)
    yield from writer.content(text.path, text)
    crate = ro_crate(parts, [*shared, entry(text, text.path), *described], deposit)
    yield from writer.content(NAME, metadata(NAME, crate, JSON))
    first = parts[0][0].description
    names = (deposit.identifier,) if deposit.collection else (first.name, first.identifier)
    yield from writer.inventory(names)


class _Version:
    """A version in the making: its state, and the content that no version before it holds."""

    def __init__(self, deposit: Deposit) -> None:
        self.deposit = deposit
        self.earlier: Earlier | None = deposit.earlier
        old: dict[str, Any] = self.earlier.inventory if self.earlier else {}
        self.versions: dict[str, Any] = dict(old.get("versions", {}))
        self.manifest: dict[str, list[str]] = {key: list(paths) for key, paths in old.get("manifest", {}).items()}
        self.id = old.get("id", "")
        if old and old.get("head") != f"v{len(self.versions)}":
            raise SourceError("the OCFL object numbers its versions with leading zeros; it cannot be added to here")
        self.head = f"v{len(self.versions) + 1}"
        self.state: dict[str, list[str]] = {}

    def copied(self) -> Iterator[File]:
        """All that earlier versions hold, but for what says which is the newest."""
        if self.earlier is not None:
            for path in self.earlier.paths:
                if "/" in path:
                    yield metadata(path, self.earlier.read(path))

    def content(self, path: str, file: File) -> Iterator[File]:
        """A file of this version's state; nothing is written where an earlier version holds the same bytes (3.5.3)."""
        digest = sha512(file.data).hexdigest()
        self.state.setdefault(digest, []).append(path)
        if digest not in self.manifest:
            place = f"{self.head}/content/{path}"
            self.manifest[digest] = [place]
            yield File(place, file.data, file.role, file.format, file.original)

    def inventory(self, names: tuple[str, ...]) -> Iterator[File]:
        """The inventory, of the object and of this version, each with its digest (3.5, 3.6).

        Args:
            names: what the object may be called, the first being what a new one is.
        """
        if self.id and self.id not in names:
            words = f"the OCFL object to update is {self.id}, and this deposit is {' or '.join(filter(None, names))}"
            raise ConfigError(f"{words}; an object keeps its identifier")
        version: dict[str, Any] = {
            "created": self.deposit.date,
            "message": f"Deposited with tei_encode {self.deposit.tool_version}",
            "state": {digest: sorted(paths) for digest, paths in self.state.items()},
        }
        if self.deposit.depositor:
            version["user"] = {"name": self.deposit.depositor}
            if self.deposit.contact_email:
                version["user"]["address"] = f"mailto:{self.deposit.contact_email}"
        document = {
            "id": self.id or names[0],
            "type": _TYPE,
            "digestAlgorithm": "sha512",
            "head": self.head,
            "manifest": self.manifest,
            "versions": {**self.versions, self.head: version},
        }
        data = (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
        sidecar = f"{sha512(data).hexdigest()} {INVENTORY}\n".encode()
        for place in (f"{self.head}/", ""):
            yield metadata(place + INVENTORY, data, JSON)
            yield metadata(place + SIDECAR, sidecar, PLAIN)
