"""Single lines of the opening of an article: without their delimiters, joined, behind their cue words."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from tei_encode.bibliography.names import is_name, without_marker
from tei_encode.language.cues import Cues
from tei_encode.model.record import record, replace
from tei_encode.model.source import Declared
from tei_encode.recognition.observations import Line, Observations, is_terminal

_DELIMITED = frozenset((Declared.ITALIC, Declared.BOLD, Declared.BOLD_ITALIC, Declared.HEAD))


@record()
class Block:
    """Lines `first` to `last`, the end excluded, that belong together."""

    kind: str
    first: int
    last: int
    text: str
    value: str = ""  # what stands behind a cue word; the names of a byline are read anew


def cleaned(observations: Observations, first: int, last: int) -> list[Line]:
    """Copies of lines without the delimiters their format declares (`*…*`, `# `); offsets stay those of the source."""
    lines = observations.lines[first:last]
    found = observations.source.declarations
    if not found or not lines:
        return lines
    end = lines[-1].end
    cuts: list[tuple[int, int]] = []
    for declared in found:
        if declared.start >= end:
            break
        if declared.kind in _DELIMITED and declared.end > lines[0].start:
            cuts += [(declared.start, declared.inner_start), (declared.inner_end, declared.end)]
    cuts.sort()
    out = []
    for line in lines:
        pieces, at = [], line.start
        for start, stop in cuts[bisect_left(cuts, (line.start, 0)) : bisect_left(cuts, (line.end, 0))]:
            if start >= at and start < stop <= line.end:
                pieces.append(line.text[at - line.start : start - line.start])
                at = stop
        pieces.append(line.text[at - line.start :])
        text = "".join(pieces).strip() or line.text
        out.append(replace(line, text=text, is_terminal=is_terminal(text)) if text != line.text else line)
    return out


def joined(lines: list[Line]) -> str:
    """Lines as one text; a word divided at a line end is whole again."""
    text = lines[0].text
    for line in lines[1:]:
        if text.endswith("-") and text[-2:-1].isalpha() and line.text[0].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}"
    return " ".join(text.split())


def declared_heads(observations: Observations, first: int, limit: int) -> frozenset[int]:
    """Indices of the lines that the format itself declares as heads."""
    lines = observations.lines[first:limit]
    if not lines or not observations.source.declarations:
        return frozenset()
    starts = set()
    for declared in observations.source.declarations:
        if declared.start >= lines[-1].end:
            break
        if declared.kind is Declared.HEAD:
            starts.add(declared.start)
    return frozenset(line.index for line in lines if line.start in starts)


def behind_cue(text: str, words: frozenset[str]) -> int | None:
    """Where a line goes on behind a cue word it begins with, set off by a stop, a colon, capitals or its end."""
    head = text[:80]
    folded = head.casefold()
    lead = len(head) - len(head.lstrip("*_#[( "))
    for length in _lengths(words):
        word, end = folded[lead : lead + length], lead + length
        if word not in words:
            continue
        rest = text[end:].lstrip("*_) ")
        stripped = rest.lstrip(":.—–-]*_ ")
        after = len(text) - len(stripped)
        if not stripped or rest[0] in ":.—–]" or rest[:2] == "- ":
            return after
        if rest[0].isdigit() and len(text) < 90:
            return after
        # `SUMMARY The purpose of` · `ABSTRACT. In`
        if (
            text[lead:end].isupper()
            and len(word) > 4
            and rest[0].isupper()
            and rest[1:2].islower()
            and text[end] == " "
        ):
            return after
    return None


@cache
def _lengths(words: frozenset[str]) -> tuple[int, ...]:
    """Lengths of cue words, the longest first."""
    return tuple(sorted({len(word) for word in words}, reverse=True))


def is_numbered_cue(folded: str, cues: Cues) -> bool:
    """`1. introduction`, `i introduction`: a head of the text proper."""
    lead, _, rest = folded.partition(" ")
    numbered = bool(rest) and len(lead) <= 4 and lead.strip(".)").isalnum()
    return numbered and cues.head_types.get(rest.strip(" .:")) == "section"


def is_name_loosely(text: str) -> bool:
    """A name whose small capitals recognition misread: `renata kUsiak-Winter`."""
    cleaned = without_marker(text)
    words = cleaned.split()
    if not 2 <= len(words) <= 4 or any(len(word) == 1 for word in words) or is_name(cleaned):
        return False
    mixed = cleaned[0].islower() or any(c.isupper() for word in words for c in word[1:])
    return mixed and is_name(cleaned.title())
