"""Where a package is written: a folder, a zip or a tar, whole or not at all, and never over what is there."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from tei_encode.errors import OutputError

if TYPE_CHECKING:
    from tei_encode.packaging.files import File


class _Sink(Protocol):
    def add(self, path: str, data: bytes) -> None: ...


def refuse_existing(target: str) -> None:
    """Make sure that nothing is at a place.

    Raises:
        OutputError: something is.
    """
    if os.path.lexists(target):
        words = "there is something of this name already; a deposit is never overwritten"
        raise OutputError(f"{target}: {words}. Choose another name, and --updates {target} for a new version of it")


def write_package(target: str, files: Iterable[File], form: str, base: str) -> int:
    """Write a package beside its place and move it there when it is whole; the number of files.

    Archives hold the files in the order given, uncompressed, so that no version of a compressor shows, all of one time
    and mode. A folder has the times of its writing.

    Args:
        target: where; nothing may be there.
        files: the files, which may be made while they are written.
        form: "folder", "zip" or "tar".
        base: the folder that the files stand in within an archive, with a final "/", or "".

    Raises:
        OutputError: it cannot be written; nothing is left half written.
    """
    refuse_existing(target)
    beside = f"{target}.{os.getpid()}.part"
    count = 0
    try:
        with _SINKS[form](beside) as sink:
            for file in files:
                sink.add(base + file.path, file.data)
                count += 1
        _move(beside, target, form)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror or error}; nothing is left of it") from error
    finally:
        _remove(beside)
    return count


def _move(beside: str, target: str, form: str) -> None:
    refuse_existing(target)
    if form != "folder":
        try:
            os.link(beside, target)  # which fails where something has come to be there since
            return
        except FileExistsError:
            raise
        except OSError:
            pass  # a file system without hard links
    os.rename(beside, target)


def _remove(path: str) -> None:
    if os.path.isdir(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.unlink(path)


class _Folder:
    def __init__(self, root: str) -> None:
        self.root = root

    def add(self, path: str, data: bytes) -> None:
        place = os.path.join(self.root, *path.split("/"))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "xb") as file:
            file.write(data)


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def add(self, path: str, data: bytes) -> None:
        info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))  # the first moment that the format knows
        info.create_system = 3  # Unix, wherever it is made
        info.external_attr = 0o100644 << 16
        self.archive.writestr(info, data, zipfile.ZIP_STORED)


class _Tar:
    def __init__(self, archive: tarfile.TarFile) -> None:
        self.archive = archive

    def add(self, path: str, data: bytes) -> None:
        info = tarfile.TarInfo(path)
        info.size, info.mode = len(data), 0o644
        self.archive.addfile(info, BytesIO(data))


@contextmanager
def _folder(place: str) -> Iterator[_Sink]:
    os.mkdir(place)
    yield _Folder(place)


@contextmanager
def _zip(place: str) -> Iterator[_Sink]:
    with zipfile.ZipFile(place, "x", zipfile.ZIP_STORED) as archive:
        yield _Zip(archive)


@contextmanager
def _tar(place: str) -> Iterator[_Sink]:
    with tarfile.open(place, "x", format=tarfile.PAX_FORMAT) as archive:
        yield _Tar(archive)


_SINKS = {"folder": _folder, "zip": _zip, "tar": _tar}
