"""What commands print, and where: results on standard output, findings and progress on standard error."""

from __future__ import annotations

import sys
from typing import TextIO


def say(line: str) -> None:
    """One line of result on standard output."""
    _write(line + "\n", sys.stdout)


def say_text(text: str) -> None:
    """Text of a report on standard output, as it is."""
    if text:
        _write(text, sys.stdout)


def tell(line: str) -> None:
    """One line for the person at the terminal, on standard error."""
    _write(line + "\n", sys.stderr)


def progress(done: int, all_: int, what: str) -> None:
    """How far a long run has come, in a terminal; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        return
    sys.stderr.write(f"\r\x1b[K{done}/{all_} {what[:60]}" if done < all_ else "\r\x1b[K")
    sys.stderr.flush()


def counted(number: int, one: str, many: str = "") -> str:
    """`1 file`, `3 files`, `2 entries`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _write(text: str, stream: TextIO) -> None:
    """Text, whatever the encoding of the terminal."""
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
