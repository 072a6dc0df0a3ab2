"""What a printed marker may have been: readings, the series they stand in, and the cost of taking one for another."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import repeat
from operator import add

from tei_encode.model.enums import StrEnum

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WRAPPING = re.compile(r"^(?:\$?\^\{?|<sup>|\[\^|\[|\()\s*|\s*(?:\}?\$?|</sup>|\]:?|\))[.:)]*$")
_SYMBOLS = ("*", "†", "‡", "§", "**", "††", "‡‡", "§§")
_OTHER_SYMBOLS = frozenset(("***", "¶", "#", "‖", "||", "+", "++"))

ANY_DIGIT = 1.9
# Pairs of digits that recognition takes for one another when they stand small and raised. The cost is that of one such
# error in nats; any other wrong digit costs `ANY_DIGIT`.
_CONFUSED = {
    both: cost
    for cost, pairs in (
        (1.0, ("38", "56", "68", "17")),
        (1.1, ("06", "08")),
        (1.2, ("35", "58", "09", "49")),
        (1.3, ("14", "79", "27", "23", "69")),
        (1.4, ("12", "34")),
        (1.5, ("13", "45", "24", "16", "01")),
    )
    for pair in pairs
    for both in (pair, pair[::-1])
}
_PAIRS = {digit * 2: 0.0 for digit in "0123456789"} | _CONFUSED  # printed and read: what it costs
OTHER_LENGTH = 2.6  # a digit lost or added
NOT_A_DIGIT = 2.2  # a letter, asterisk or hash for a number
NOT_OF_SERIES = 2.6  # a glyph of another series
_MOST = 4.0
_LETTERS = {"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2"}


class Series(StrEnum):
    """What notes are counted by."""

    NUMBERS = "numbers"
    SYMBOLS = "symbols"
    LETTERS = "letters"


def reading(printed: str) -> str:
    """The characters of a marker without what raises or brackets it, superscripts as digits: `^{12}` → `12`."""
    return _WRAPPING.sub("", printed.strip()).translate(SUPERSCRIPTS).strip(" .")


def series_of(read: str) -> Series | None:
    """The series that a reading belongs to by itself."""
    if read.isdecimal():
        return Series.NUMBERS
    if read in _SYMBOLS or read in _OTHER_SYMBOLS:
        return Series.SYMBOLS
    return Series.LETTERS if len(read) == 1 and read.isalpha() and read.islower() else None


def numeral(series: Series, at: int) -> str:
    """The glyph of the note counted `at`, from 1."""
    if series is Series.NUMBERS:
        return str(at)
    if series is Series.SYMBOLS:
        return _SYMBOLS[(at - 1) % len(_SYMBOLS)]
    return chr(97 + (at - 1) % 26)


@lru_cache(maxsize=16384)  # bounded: the numbers of a document are not
def confusion(read: str, wanted: str) -> float:
    """Cost in nats of finding `read` where `wanted` was printed; 0 where they agree, bounded by 4."""
    if read == wanted:
        return 0.0
    if not wanted.isdecimal():
        return NOT_OF_SERIES if series_of(read) is not series_of(wanted) else ANY_DIGIT
    if not read.isdecimal():
        likely = "".join(_LETTERS.get(c, c) for c in read)
        return 0.8 if likely == wanted else NOT_A_DIGIT
    if len(read) != len(wanted):
        return OTHER_LENGTH + (0.0 if read in wanted or wanted in read else 0.9)
    return min(_MOST, sum(map(_PAIRS.get, map(add, read, wanted), repeat(ANY_DIGIT))))
