"""Files that commands read and write: sources whole, outputs replaced whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tei_encode.errors import ConfigError, OutputError, SourceError


def read_source(path: str) -> tuple[str | None, bytes]:
    """Name without folder, and bytes; `-` is standard input, which has no name.

    Raises:
        SourceError: the file cannot be read.
    """
    from tei_encode.readers import LARGEST

    if path == "-":
        return None, sys.stdin.buffer.read(LARGEST + 1)
    try:
        with open(path, "rb") as file:
            return os.path.basename(path), file.read(LARGEST + 1)
    except IsADirectoryError as error:
        advice = f"give its files, or --pages {path} for one article of page files"
        raise SourceError(f"{path}: is a folder; {advice}") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error


def page_files(folder: str) -> list[str]:
    """The page files of a folder, in natural order: its text files, or whatever it holds where it has none.

    Raises:
        SourceError: the folder cannot be read, or holds no file.
    """
    from tei_encode.readers import natural_order

    try:
        names = [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError as error:
        raise SourceError(f"{folder}: cannot be read as a folder of pages: {error.strerror}") from error
    names = [name for name in names if os.path.isfile(os.path.join(folder, name))]
    texts = [name for name in names if name.endswith((".txt", ".md", ".text"))] or names
    if not texts:
        raise SourceError(f"{folder}: holds no page files")
    return [os.path.join(folder, name) for name in sorted(texts, key=lambda name: (natural_order(name), name))]


def tei_files(paths: Sequence[str]) -> list[str]:
    """The files that paths name: files themselves, the .xml files of folders and of those below, what globs match.

    In the order of the paths, those of one folder or glob sorted, none twice.

    Raises:
        ConfigError: a folder or a glob has none.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == "-" or not (os.path.isdir(path) or _is_glob(path)):
            found[path] = None
            continue
        files = _xml_files(path) if os.path.isdir(path) else _matched(path)
        if not files:
            raise ConfigError(f"{path}: {'holds no XML file' if os.path.isdir(path) else 'matches no file'}")
        found.update(dict.fromkeys(files))
    return list(found)


def _is_glob(path: str) -> bool:
    return not os.path.exists(path) and any(mark in path for mark in "*?[")


def _matched(pattern: str) -> list[str]:
    from glob import glob

    return sorted(path for path in glob(pattern, recursive=True) if os.path.isfile(path))


def _xml_files(folder: str) -> list[str]:
    """The .xml files below a folder; hidden folders and links to folders are left out."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(place, name) for name in names if name.lower().endswith(".xml") and name[0] != "."]
    return sorted(found)


def make_folder(path: str) -> None:
    """Make a folder, and those above it, where it is not there yet.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: the folder cannot be made: {error.strerror}") from error


def write_output(target: str, data: bytes) -> None:
    """Write beside the target and rename: it is replaced whole or not at all; `-` is standard output.

    A device or a pipe is written to: it must not become a file.

    Raises:
        OutputError: it cannot be written; what stood there still stands there.
    """
    if target == "-" or (os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target)):
        _pour(target, data)
        return
    beside = f"{target}.{os.getpid()}.part"
    try:
        with open(beside, "wb") as file:
            file.write(data)
            file.flush()
        os.replace(beside, target)
    except OSError as error:
        _remove(beside)
        words = f"{target}: cannot be written: {error.strerror}; what stood there still stands there"
        raise OutputError(words) from error
    except BaseException:
        _remove(beside)
        raise


def _pour(target: str, data: bytes) -> None:
    try:
        if target == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            with open(target, "wb") as file:
                file.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if target == "-" else target
        raise OutputError(f"{name}: cannot be written: {error.strerror}; what has come out is not whole") from error


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass  # it was never made
