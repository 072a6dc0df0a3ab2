"""What commands print, and where: results on standard output, findings and progress on standard error."""

from __future__ import annotations

import sys
from typing import TextIO


def say(line: str) -> None:
    """One line of result on standard output."""
    _write(line, sys.stdout)


def tell(line: str) -> None:
    """One line for the person at the terminal, on standard error."""
    _write(line, sys.stderr)


def progress(done: int, all_: int, what: str) -> None:
    """How far a long run has come, in a terminal; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        return
    sys.stderr.write(f"\r\x1b[K{done}/{all_} {what[:60]}" if done < all_ else "\r\x1b[K")
    sys.stderr.flush()


def counted(number: int, one: str, many: str = "") -> str:
    """`1 file`, `3 files`, `2 entries`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _write(line: str, stream: TextIO) -> None:
    """One line, whatever the encoding of the terminal."""
    try:
        stream.write(line + "\n")
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
