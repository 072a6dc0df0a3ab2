"""The local catalogue of schemas: an XML catalogue (OASIS, 2005) whose entries are pinned by SHA-256.

Other tools that read XML catalogues (xmllint, jing, oXygen) can use the same folder. Nothing here uses the network, and
nothing writes: what there is to write is handed back to `tei-encode schemas`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tei_encode.errors import ConfigError
from tei_encode.model.record import record
from tei_encode.resources import package_bytes
from tei_encode.validation.sources import LARGEST, read_bounded

_CATALOGUE = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_PIN = "{urn:tei-encode:catalogue}sha256"
_PREFIXES: Any = {None: _CATALOGUE[1:-1], "pin": _PIN[1:].partition("}")[0]}
_FILE = "catalog.xml"
_MOST_FILES = 500  # of one schema with all that it includes
_XML_XSD = "schemas/xml_namespace.xsd"
_XML_ADDRESSES = frozenset(
    f"{scheme}://www.w3.org/{path}" for scheme in ("http", "https") for path in ("2001/xml.xsd", "2009/01/xml.xsd")
)


@record(frozen=True)
class Entry:
    """One file of the catalogue: its address, its path in the folder, its SHA-256."""

    address: str
    path: str
    sha256: str

    @property
    def name(self) -> str:
        """What people call it: the last part of its address, without extension."""
        return os.path.splitext(self.address.rstrip("/").rpartition("/")[2])[0]


def default_folder() -> str:
    """`TEI_ENCODE_CATALOGUE`, else a folder of the user's data."""
    named = os.environ.get("TEI_ENCODE_CATALOGUE")
    if named:
        return named
    home = os.path.expanduser("~")
    if os.name == "nt":
        return os.path.join(os.environ.get("LOCALAPPDATA", home), "tei-encode", "schemas")
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    return os.path.join(data, "tei-encode", "schemas")


class Catalogue:
    """The schemas of one folder."""

    def __init__(self, folder: str | None = None) -> None:
        self.folder = folder or default_folder()
        self._entries: dict[str, Entry] | None = None

    @property
    def entries(self) -> dict[str, Entry]:
        """Every entry by its address, in the order of the file.

        Raises:
            ConfigError: the catalogue cannot be read, or an entry is not pinned.
        """
        if self._entries is None:
            place = os.path.join(self.folder, _FILE)
            self._entries = {entry.address: entry for entry in _read(place)} if os.path.isfile(place) else {}
        return self._entries

    def find(self, name: str) -> Entry | None:
        """The entry of an address or of a short name; None where there is none.

        Raises:
            ConfigError: several entries have this short name.
        """
        if name in self.entries:
            return self.entries[name]
        found = [entry for entry in self.entries.values() if name in (entry.name, entry.address.rpartition("/")[2])]
        if len(found) > 1:
            addresses = ", ".join(entry.address for entry in found)
            raise ConfigError(f"several schemas of the catalogue are called {name}: {addresses}; give the address")
        return found[0] if found else None

    def path(self, address: str) -> str:
        """The file that stands for an address, if it is still the one that was added.

        Raises:
            ConfigError: there is none, or it was changed.
        """
        entry = self.entries.get(address)
        if entry is None:
            words = f"{address} is neither beside the schema nor in the catalogue {self.folder}"
            raise ConfigError(f"{words}; add it: tei-encode schemas add {address}")
        path = self._place(entry)
        if _digest(read_bounded(path)) != entry.sha256:
            raise ConfigError(f"{path} is not the file that was added as {address}: its SHA-256 differs; add it again")
        return path

    def read(self, address: str) -> bytes:
        """The bytes of that file; those of the XML namespace's own schema stand in the package."""
        if address in _XML_ADDRESSES and address not in self.entries:
            return package_bytes(_XML_XSD)
        return read_bounded(self.path(address))

    def add(self, address: str, get: Callable[[str], bytes], pinned: str = "") -> list[tuple[str, bytes]]:
        """Add a schema and all that it includes: the files to write, the schema's own first, the catalogue last.

        `get` gives the bytes of an address. An entry of the same address is replaced.

        Raises:
            ConfigError: something cannot be had, is too large, or has not the SHA-256 that was asked for.
        """
        waiting, found = [address], dict[str, bytes]()
        while waiting:
            at = waiting.pop(0)
            if at in found:
                continue
            found[at] = data = get(at)
            if len(found) > _MOST_FILES or sum(map(len, found.values())) > LARGEST:
                raise ConfigError(f"{address} includes more than {_MOST_FILES} files or {LARGEST >> 20} MiB")
            waiting += [place for place in references(data, at) if place not in _XML_ADDRESSES]
        digest = _digest(found[address])
        if pinned and digest != pinned.lower():
            raise ConfigError(f"{address} has the SHA-256 {digest}, not {pinned.lower()}; nothing was added")
        written = [self._put(at, data) for at, data in found.items()]
        return [*written, self._written()]

    def remove(self, name: str) -> tuple[Entry, str, tuple[str, bytes]]:
        """Take an entry out: the entry, the file to delete ("" where another entry has it too), the catalogue to write.

        Raises:
            ConfigError: there is no such entry.
        """
        entry = self.find(name)
        if entry is None:
            raise ConfigError(f"the catalogue {self.folder} has no schema {name!r}; see: tei-encode schemas list")
        del self.entries[entry.address]
        shared = any(other.path == entry.path for other in self.entries.values())
        return entry, "" if shared else self._place(entry), self._written()

    def _place(self, entry: Entry) -> str:
        return os.path.join(self.folder, *entry.path.split("/"))

    def _put(self, address: str, data: bytes) -> tuple[str, bytes]:
        digest = _digest(data)
        name = urlsplit(address).path.rpartition("/")[2].lstrip(".") or "schema"
        safe = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
        entry = self.entries[address] = Entry(address, f"{digest[:16]}/{safe}", digest)
        return self._place(entry), data

    def _written(self) -> tuple[str, bytes]:
        root = etree.Element(_CATALOGUE + "catalog", nsmap=_PREFIXES)
        for entry in self.entries.values():
            etree.SubElement(root, _CATALOGUE + "uri", {"name": entry.address, "uri": entry.path, _PIN: entry.sha256})
        etree.indent(root)
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
        return os.path.join(self.folder, _FILE), data


def _read(place: str) -> Iterator[Entry]:
    from tei_encode.validation.grammar.rng import parsed

    for row in parsed(read_bounded(place), place).iter(_CATALOGUE + "uri"):
        address, path, digest = row.get("name", ""), row.get("uri", ""), row.get(_PIN, "")
        parts = path.split("/")
        if not address or ".." in parts or os.path.isabs(path) or ":" in path or "\\" in path:
            raise ConfigError(f"{place}:{row.sourceline}: an entry needs a name, and a uri within the folder")
        if len(digest) != 64:
            raise ConfigError(f"{place}:{row.sourceline}: {address} is not pinned; add it by tei-encode schemas add")
        yield Entry(address, path, digest)


def references(data: bytes, address: str) -> list[str]:
    """The addresses that a schema includes, in its order."""
    from tei_encode.validation.grammar.rng import parsed
    from tei_encode.validation.relaxng import as_xml

    found = []
    for element in parsed(as_xml(data, address), address).iter("*"):
        namespace, _, local = str(element.tag)[1:].rpartition("}")
        if local in ("include", "import", "redefine", "override", "externalRef", "extends") and namespace in _LANGUAGES:
            href = element.get(_LANGUAGES[namespace])
            if href:
                found.append(urljoin(address, href).partition("#")[0])
    return found


_LANGUAGES = {
    "http://www.w3.org/2001/XMLSchema": "schemaLocation",
    "http://relaxng.org/ns/structure/1.0": "href",
    "http://purl.oclc.org/dsdl/schematron": "href",
}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
