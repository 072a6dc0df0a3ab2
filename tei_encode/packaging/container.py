"""A package as it lies on disk: a folder, a zip or a tar, listed before it is read, and never unpacked.

Whatever comes from outside is suspect. A name that leads out of the package, a link, two names that some system takes
for one, an archive that says it holds far more than it is: each is a fault, and nothing of such a package is read.
"""

from __future__ import annotations

import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from hashlib import new
from typing import IO, Any

from tei_encode.errors import SourceError
from tei_encode.model.record import record
from tei_encode.packaging.names import fault, folded, windows_fault

_CHUNK = 1 << 20


@record(frozen=True)
class Limits:
    """How much of a package is read: bytes of all files and of one, files, and what a zip may expand to."""

    total: int = 64 << 30
    single: int = 4 << 30
    files: int = 200_000
    ratio: int = 200  # times its compressed size, for a file larger than `free`
    free: int = 1 << 20
    whole: int = 1 << 30  # of an archive as a whole, what is free


@record(frozen=True)
class Fault:
    """Something wrong with a package. `code` is a key of codes.toml; `path` within the package, "" for the whole."""

    code: str
    path: str
    message: str
    line: int = 0
    column: int = 0


class UnreadableError(Exception):
    """A file of an archive that cannot be read to its end, or is not what the listing says."""


class Container:
    """The files of a package by their paths.

    `faults` are those of the listing: where there are any, nothing should be read.
    """

    def __init__(self, label: str, limits: Limits) -> None:
        self.label, self.limits = label, limits
        self.sizes: dict[str, int] = {}
        self.faults: list[Fault] = []
        self._openers: dict[str, Callable[[], IO[bytes]]] = {}
        self._folded: dict[str, str] = {}
        self._total = 0

    def paths(self) -> list[str]:
        """Every file, in order of its path."""
        return sorted(self.sizes)

    def chunks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file in pieces, never more than the listing says.

        Raises:
            UnreadableError: the archive is damaged, or says something else of the file than it holds.
        """
        left = self.sizes[path]
        try:
            with self._openers[path]() as file:
                while piece := file.read(min(_CHUNK, left + 1)):
                    left -= len(piece)
                    if left < 0:
                        raise UnreadableError("holds more than the listing says")
                    yield piece
        except (OSError, EOFError, RuntimeError, ValueError, zlib.error, zipfile.BadZipFile, tarfile.TarError) as error:
            raise UnreadableError(f"cannot be read: {error}") from error
        if left > 0:
            raise UnreadableError("holds less than the listing says")

    def read(self, path: str, most: int = 1 << 30) -> bytes:
        """The bytes of a file, which must be no more than `most`.

        Raises:
            UnreadableError: it is larger, or cannot be read.
        """
        if self.sizes[path] > most:
            raise UnreadableError(f"has {self.sizes[path]} bytes; no more than {most} are read")
        return b"".join(self.chunks(path))

    def digests(self, path: str, algorithms: frozenset[str]) -> dict[str, str]:
        """Digests of a file in hexadecimal, in one reading.

        Raises:
            UnreadableError: it cannot be read.
        """
        digesting = {name: new(name, usedforsecurity=False) for name in sorted(algorithms)}
        for piece in self.chunks(path):
            for digest in digesting.values():
                digest.update(piece)
        return {name: digest.hexdigest() for name, digest in digesting.items()}

    # ---- listing
    def list_file(self, path: str, size: int, opener: Callable[[], IO[bytes]]) -> None:
        """Take a file into the listing, or say what is wrong with it."""
        if not self.is_safe(path):
            return
        self._total += size
        if size > self.limits.single or self._total > self.limits.total or len(self.sizes) >= self.limits.files:
            if not any(fault.code == "B012" for fault in self.faults):
                words = f"is more than is read of a package ({self.limits.total} bytes, {self.limits.files} files)"
                self.blame("B012", path, words)
            return
        self.sizes[path] = size
        self._openers[path] = opener

    def is_safe(self, path: str) -> bool:
        """Whether a name may stand in a package, beside those before it."""
        wrong = fault(path)
        if wrong:
            self.blame("B008", path, f"the name {wrong}")
            return False
        reserved = windows_fault(path)
        if reserved:
            self.blame("B010", path, f"the name {reserved}")
        other = self._folded.setdefault(folded(path), path)
        if other == path and path in self.sizes:
            self.blame("B009", path, "the name stands twice")
            return False
        if other != path:
            self.blame("B009", path, f"some systems cannot tell the name from {other!r}")
        return not reserved and other == path

    def blame(self, code: str, path: str, message: str) -> None:
        """Note a fault of the listing."""
        self.faults.append(Fault(code, path, message))


def open_container(path: str, limits: Limits | None = None) -> Container:
    """The package at a path, listed.

    Raises:
        SourceError: there is nothing, or nothing that is a folder, a zip or a tar.
    """
    limits = limits or Limits()
    container = Container(path, limits)
    try:
        if os.path.isdir(path):
            _list_folder(container, path)
            return container
        with open(path, "rb") as file:
            start = file.read(4)
        if start in (b"PK\x03\x04", b"PK\x05\x06"):
            _list_zip(container, zipfile.ZipFile(path))
        else:
            _list_tar(container, tarfile.open(path, "r:"))  # noqa: SIM115  (read from as long as the container is)
    except (zipfile.BadZipFile, tarfile.TarError, NotImplementedError, ValueError, EOFError) as error:
        words = "neither a folder, a zip nor a tar that can be read (a compressed tar must be decompressed first)"
        raise SourceError(f"{path}: is {words}: {error}") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
    return container


def _list_folder(container: Container, root: str) -> None:
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(os.path.join(root, folder)) as found:
            for item in sorted(found, key=lambda item: item.name):
                path = f"{folder}/{item.name}" if folder else item.name
                mode = item.stat(follow_symlinks=False)
                if stat.S_ISDIR(mode.st_mode):
                    if container.is_safe(path):
                        waiting.append(path)
                elif stat.S_ISREG(mode.st_mode):
                    container.list_file(path, mode.st_size, _opener(os.path.join(root, path)))
                else:
                    container.blame("B011", path, "is a link or a special file")


def _opener(place: str) -> Callable[[], IO[bytes]]:
    # Without following a link that has taken the file's place since it was listed.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return lambda: open(os.open(place, flags), "rb")


def _list_zip(container: Container, archive: zipfile.ZipFile) -> None:
    said, held = sum(info.file_size for info in archive.infolist()), os.path.getsize(container.label)
    if said > max(container.limits.whole, held * container.limits.ratio):
        # Members may share their bytes: each is modest, all of them together are not.
        container.blame("B012", "", f"an archive of {held} bytes says that it holds {said}")
    for info in archive.infolist():
        name = info.orig_filename
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            container.blame("B011", name, "is a link or a special file")
        elif info.flag_bits & 0x1:
            container.blame("B013", name, "is encrypted")
        elif name.endswith("/"):
            container.is_safe(name.rstrip("/") or "/")
        elif info.file_size > max(container.limits.free, info.compress_size * container.limits.ratio):
            words = (
                f"expands from {info.compress_size} to {info.file_size} bytes: more than {container.limits.ratio} times"
            )
            container.blame("B012", name, words)
        else:
            container.list_file(name, info.file_size, _member(archive, info))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _list_tar(container: Container, archive: tarfile.TarFile) -> None:
    for info in archive:
        if info.isdir():
            container.is_safe(info.name.rstrip("/") or "/")
        elif not info.isreg() or info.issparse():
            container.blame("B011", info.name, "is a link, a sparse or a special file")
        elif info.size < 0:
            container.blame("B013", info.name, "has a size below nothing")
        else:
            container.list_file(info.name, info.size, _extracted(archive, info))
        if len(container.faults) > container.limits.files:
            return


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], IO[bytes]]:
    def opener() -> IO[bytes]:
        file: Any = archive.extractfile(info)
        return file  # type: ignore[no-any-return]

    return opener
