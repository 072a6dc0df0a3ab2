"""Where an article says again what a line of its opening says: in running heads, in how it is cited, in the opening.

A title may read like anything, and a journal's name like a title. But a citation says author, title and journal in that
order, running heads shorten what they repeat, and what stands twice in an opening is one of these two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tei_encode.recognition.front.likeness import alike, letters
from tei_encode.recognition.observations import Line

_LEAST_KEY = 8  # letters of what is looked for elsewhere
_PART = 12  # letters of a title that a running head may have behind an author
_HEAD = 24  # letters of a title that a running head repeats at least
_CITATION = (30, 400)  # code points of a line that cites
_NAME = 11  # letters of the first of several authors, whom alone a citation may name
_LEAD = 24  # letters before the author: `How to cite this article`
_PARTS = 2  # of an opening, that a line has which cites the article


def said_again(opening: Sequence[Line], heads: Iterable[Line]) -> frozenset[int]:
    """Lines of the opening whose words running heads say again, shortened perhaps."""
    keys = {line.key for line in heads if len(line.key) >= _LEAST_KEY}
    found = set()
    for line in opening:
        own = line.key
        if len(own) >= _LEAST_KEY and any(own in key or key in own or key.startswith(own[:_HEAD]) for key in keys):
            found.add(line.index)
    return frozenset(found)


def twins(opening: Sequence[Line]) -> dict[int, str]:
    """Lines of the opening that another one says again: `short` where that one says more, `long`, or `same`."""
    known = [line for line in opening if len(line.key) >= _LEAST_KEY]
    found: dict[int, str] = {}
    for at, line in enumerate(known):
        for other in known[at + 1 :]:
            one, two = line.key, other.key
            if one == two:
                found[line.index] = found[other.index] = "same"
            elif two.startswith(one):
                found[line.index], found[other.index] = "short", "long"
            elif one.startswith(two):
                found[line.index], found[other.index] = "long", "short"
    return found


def printed_alike(opening: Sequence[Line], repeats: Callable[[int], bool]) -> dict[int, list[int]]:
    """For lines of the opening that stand on many pages, the others in it that say the same, or a part, or go on.

    A title is one of them where running heads print it as it is; what it is told by is for the caller to say.
    """
    known = [line for line in opening if len(line.key) >= _LEAST_KEY]
    heads = (line for line in known if repeats(line.index))
    found = {
        head.index: [
            one.index
            for one in known
            if one is not head and (alike(head.key, one.key) or (len(one.key) >= _PART and one.key[:_HEAD] in head.key))
        ]
        for head in heads
    }
    return {index: same for index, same in found.items() if same}


def credited(opening: Sequence[Line], lines: Iterable[Line]) -> dict[int, str]:
    """The place that lines of the opening have in a line that cites the article: `first`, `middle`, `last`.

    Args:
        opening: lines that may be title, names, journal.
        lines: those that may cite it; what is none is passed over.
    """
    known = [line for line in opening if len(line.key) >= _LEAST_KEY]
    found: dict[int, str] = {}
    seen: set[str] = set()
    for line in lines:
        if not _CITATION[0] <= line.length <= _CITATION[1] or not line.digits:
            continue
        key = line.key or letters(line.text)
        if key not in seen:
            seen.add(key)
            found.update(_places(known, line.index, key))
    return found


def _places(opening: Sequence[Line], index: int, citation: str) -> dict[int, str]:
    """The places of lines in a citation, where two or more of them have one."""
    places: list[tuple[int, int]] = []
    for line in opening:
        if line.index == index:
            continue
        at = citation.find(line.key)
        if at < 0 and (at := citation.find(line.key[:_NAME], 0, _LEAD + _NAME)) < 0:
            continue
        places.append((at, line.index))
    starts = sorted({at for at, _ in places})
    if len(starts) < _PARTS:
        return {}
    ranks = {starts[0]: "first", starts[-1]: "last"}
    return {line: ranks.get(at, "middle") for at, line in places}
