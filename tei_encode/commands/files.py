"""Files that commands read and write: sources whole, outputs replaced whole or not at all."""

from __future__ import annotations

import os
import sys

from tei_encode.errors import OutputError, SourceError


def read_source(path: str) -> tuple[str | None, bytes]:
    """Name without folder, and bytes; `-` is standard input, which has no name.

    Raises:
        SourceError: the file cannot be read.
    """
    if path == "-":
        return None, sys.stdin.buffer.read()
    try:
        with open(path, "rb") as file:
            return os.path.basename(path), file.read()
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


def write_output(target: str, data: bytes) -> None:
    """Write beside the target and rename: it is replaced whole or not at all; `-` is standard output.

    Raises:
        OutputError: it cannot be written; what stood there still stands there.
    """
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
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


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass  # it was never made
