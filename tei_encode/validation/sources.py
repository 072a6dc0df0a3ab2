"""Where schemas come from: a file and what stands beside it, or the local catalogue; never the network."""

from __future__ import annotations

import os
from typing import Protocol
from urllib.parse import unquote, urlsplit

from tei_encode.errors import ConfigError
from tei_encode.model.record import record

LARGEST = 64 << 20  # bytes of one schema file


class Pinned(Protocol):
    """The catalogue, as far as it is needed here."""

    def path(self, address: str) -> str:
        """The file that stands for an address."""

    def read(self, address: str) -> bytes:
        """The bytes of that file."""


class Files(Protocol):
    """What a schema may include, by address."""

    def path(self, address: str) -> str:
        """The local file of an address.

        Raises:
            ConfigError: it may not be read, or is not there.
        """

    def read(self, address: str) -> bytes:
        """The bytes of that file."""


@record(frozen=True)
class SchemaSource:
    """One schema file: what the user calls it, its bytes, its address, and what it may include."""

    name: str
    data: bytes
    address: str
    files: Files


def local_path(address: str) -> str | None:
    """The path that a `file:` address or a plain path names; None for other addresses."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        return unquote(parts.path)
    return address if not parts.scheme or len(parts.scheme) == 1 else None  # one letter: a drive of Windows


def read_bounded(path: str) -> bytes:
    """A schema file, if it is not too large.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        if os.path.getsize(path) > LARGEST:
            raise ConfigError(f"{path}: the schema is larger than {LARGEST >> 20} MiB")
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"{path}: the schema cannot be read: {error.strerror}") from error


class Beside:
    """The files of a folder and of those below it; for other addresses, the catalogue."""

    def __init__(self, folder: str, catalogue: Pinned) -> None:
        self._folder = os.path.realpath(folder)
        self._catalogue = catalogue

    def path(self, address: str) -> str:
        path = local_path(address)
        if path is None:
            return self._catalogue.path(address)
        real = os.path.realpath(path)
        if os.path.commonpath((self._folder, real)) != self._folder:
            raise ConfigError(f"{address} is not beside the schema, nor in a folder below it; it is not read")
        return real

    def read(self, address: str) -> bytes:
        return read_bounded(self.path(address)) if local_path(address) is not None else self._catalogue.read(address)
