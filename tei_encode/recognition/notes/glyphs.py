"""What a printed marker may have been: readings and the cost of taking one glyph for another."""

from __future__ import annotations

import re
from functools import cache

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WRAPPING = re.compile(r"^(?:\$?\^\{?|<sup>|\[\^|\[|\()\s*|\s*(?:\}?\$?|</sup>|\]:?|\))[.:)]*$")

# Pairs of digits that recognition takes for one another when they stand small and raised. The cost is that of one such
# error in nats; any other wrong digit costs `ANY_DIGIT`.
_CONFUSED = {
    frozenset(pair): cost
    for pair, cost in {
        "38": 1.0,
        "35": 1.2,
        "56": 1.0,
        "58": 1.2,
        "68": 1.0,
        "17": 1.0,
        "14": 1.3,
        "12": 1.4,
        "06": 1.1,
        "08": 1.1,
        "09": 1.2,
        "49": 1.2,
        "79": 1.3,
        "27": 1.3,
        "23": 1.3,
        "13": 1.5,
        "45": 1.5,
        "69": 1.3,
        "24": 1.5,
        "16": 1.5,
        "01": 1.5,
        "34": 1.4,
    }.items()
}
ANY_DIGIT = 1.9
OTHER_LENGTH = 2.6  # a digit lost or added
NOT_A_DIGIT = 2.2  # a letter, asterisk or hash for a number
_LETTERS = {"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2"}


def reading(printed: str) -> str:
    """The characters of a marker without what raises or brackets it, superscripts as digits: `^{12}` → `12`."""
    return _WRAPPING.sub("", printed.strip()).translate(SUPERSCRIPTS).strip(" .")


@cache
def confusion(read: str, number: int) -> float:
    """Cost in nats of finding `read` where `number` was printed; 0 where they agree, bounded by 4."""
    wanted = str(number)
    if read == wanted:
        return 0.0
    if not read.isdecimal():
        likely = "".join(_LETTERS.get(c, c) for c in read)
        return 0.8 if likely == wanted else NOT_A_DIGIT
    if len(read) != len(wanted):
        return OTHER_LENGTH + (0.0 if read in wanted or wanted in read else 0.9)
    cost = 0.0
    for one, other in zip(read, wanted):
        if one != other:
            cost += _CONFUSED.get(frozenset((one, other)), ANY_DIGIT)
    return min(4.0, cost)
