"""The author of a review, who often signs it at its end and stands nowhere else (`#DSOC`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_encode.bibliography.names import is_name
from tei_encode.recognition.observations import Line
from tei_encode.recognition.zones import FURNITURE, Zone

# What may stand behind the signature of an article; any other text shows that it was of something quoted.
_BEHIND = FURNITURE | {Zone.NOTE, Zone.BIBLIOGRAPHY, Zone.ADVERT, Zone.HISTORY, Zone.MARGIN, Zone.BREAK, Zone.HEAD}


def signed_by(lines: Sequence[Line], zones: Sequence[Zone], regions: Mapping[int, str]) -> list[str]:
    """The name with which the text ends, as printed; empty where there is none, or more than one that may be it.

    *Seen*: `Lima, Judith Arkwright`, `Judith Arkwright, Orme`, name and place one below the other. Of a town of two
    words and a name that is printed in capitals the latter is the name. `regions`: lines below a head of the back
    matter, which may stand behind a signature too.
    """
    at = len(zones) - 1
    while at >= 0 and (zones[at] in _BEHIND or at in regions) and zones[at] is not Zone.SIGNED:
        at -= 1
    signed: list[str] = []
    while at >= 0 and zones[at] is Zone.SIGNED:
        signed.extend(part.strip(" .()[]—–-") for part in lines[at].text.split(","))
        at -= 1
    names = [part for part in signed if is_name(part)]
    shown = [name for name in names if _in_capitals(name)]
    return shown if len(shown) == 1 else names if len(names) == 1 else []


def _in_capitals(name: str) -> bool:
    """Whether the surname is printed in capitals."""
    surname = name.split()[-1]
    return len(surname) > 1 and surname.isupper()
