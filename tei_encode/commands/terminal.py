"""What commands print, and where: results on standard output, findings and progress on standard error."""

from __future__ import annotations

import sys
from typing import TextIO

_CLEAR = "\r\x1b[K"
_progress_stands = False  # on the last line of the terminal


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
    global _progress_stands
    if not sys.stderr.isatty():
        return
    shown = "".join(character if character.isprintable() else "?" for character in what[:60])
    sys.stderr.write(f"{_CLEAR}{done}/{all_} {shown}" if done < all_ else _CLEAR)
    sys.stderr.flush()
    _progress_stands = done < all_


def counted(number: int, one: str, many: str = "") -> str:
    """`1 file`, `3 files`, `2 entries`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _write(text: str, stream: TextIO) -> None:
    """Text, whatever the encoding of the terminal; not on the line on which progress stands."""
    global _progress_stands
    if _progress_stands:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
        _progress_stands = False
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
