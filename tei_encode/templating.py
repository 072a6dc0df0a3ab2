"""A file of decisions to be edited: the doubtful places, the most doubtful first, then what is left over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei_encode.summary import SPECKS, Place, doubtful_places, summary

if TYPE_CHECKING:
    from tei_encode.pipeline import Encoding

_KINDS = ("zone", "block", "marker", "note", "page", "column")  # those of which a person can decide
_LONGEST = 60  # code points of a quotation
_BEFORE = 24  # code points before a marker: by themselves markers say little
_SHOWN = 48
_VALUES = {
    "zone": "what the line belongs to",
    "block": '"begins" or "goes on"',
    "marker": 'the number of the note that it calls, or "none"; note = OFFSET names the note',
    "note": 'the number of the note, or "none" where it goes on with the one before',
    "page": 'the number of the page that begins here, "" without one, or "none"',
    "column": '"begins" or "none"',
}
_HEAD = """# Decisions on {name}: the most doubtful places first, then what is left over.
# Look at the printed page, take the # away before `value`, and set it right where it is wrong; entries without a value
# take no part. Then:
#     tei-encode convert {name} --decisions FILE
# by = "your name"
sha256 = "{sha256}"
"""
_UNHOLDABLE = re.compile("[\ud800-\udfff]")


def template(label: str, encoding: Encoding) -> str:
    """The file as text, TOML 1.0."""
    head = _HEAD.format(name=label, sha256=encoding.source.files[0].sha256)
    left = [place for name, places in summary(encoding.document).left_over if name != SPECKS for place in places]
    places = {place.id: place for place in (*doubtful_places(encoding.decisions), *left) if place.kind in _KINDS}
    entries = ["\n".join(_entry(place, encoding.source.text)) for place in places.values()]
    return "\n".join([head, *entries]) if entries else head + "# No place is doubtful.\n"


def _entry(place: Place, text: str) -> Iterator[str]:
    decision = place.decision
    start, end = _range(place, text)
    line = text.count("\n", 0, start) + 1
    shown = " ".join(text[start : start + _SHOWN + 40].split())[:_SHOWN]
    yield f"# line {line}: {_plain(shown)}"
    yield f"# taken for {_plain(decision.taken)}, {decision.probability:.2f}" + "".join(
        f"; else {name}, {probability:.2f}" for name, probability in decision.rivals
    )
    if place.kind == "note":
        yield f'# to link it: a decision of kind "marker" at its marker, with note = {start}'
    yield "[[decision]]"
    yield f"id = {_quoted(place.id)}"
    yield f'kind = "{place.kind}"'
    yield f"at = [{start}, {end}]"
    yield f"text = {_quoted(_quotation(text, start, end))}"
    if place.kind == "marker":
        low = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
        if low < start and not _UNHOLDABLE.search(text[low:start]):
            yield f"before = {_quoted(text[low:start])}"
    yield f"# value = {_quoted(_value(place))}  # {_VALUES[place.kind]}"
    yield ""


def _range(place: Place, text: str) -> tuple[int, int]:
    """The range of an entry: the marker, or the line."""
    decision = place.decision
    if place.kind == "marker":
        return decision.start, decision.end
    start = decision.end if place.kind == "block" else decision.start
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return start, max(start + 1, start + len(text[start:end].rstrip()))


def _value(place: Place) -> str:
    taken = place.decision.taken
    match place.kind:
        case "zone":
            return taken
        case "block":
            return "goes on" if taken == "paragraph goes on" else "begins"
        case "page":
            number = taken.removeprefix("page ")
            return "" if number == "without number" else number
        case "column":
            return "begins" if taken == "second column" else "none"
        case "marker":
            return taken.rpartition(" ")[2]
        case _:
            printed = place.decision.evidence[0].strip(".)([]: ") if place.decision.evidence else ""
            return printed if printed and not any(c.isspace() for c in printed) else "?"


def _quotation(text: str, start: int, end: int) -> str:
    """The text of a range, its beginning and … where it is long or holds what TOML cannot."""
    words = text[start:end]
    broken = _UNHOLDABLE.search(words)
    if broken is not None:
        words = words[: broken.start()]
    return words[:_LONGEST] + "…" if broken is not None or len(words) > _LONGEST else words


def _quoted(words: str) -> str:
    """A basic string of TOML: JSON has the same escapes, but for U+007F."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(words: str) -> str:
    """Words that a comment of TOML can hold."""
    return "".join(c if c.isprintable() else "?" for c in words)
