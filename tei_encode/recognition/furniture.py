"""Page furniture: running heads, page numbers and stamps, found by what repeats and by what counts upwards.

A line alone tells little: `240 ANNALS` may be a heading, `5` a table cell. What tells is the document: the same letters
on many pages (`#PHSK`), and numbers that rise by one a page at the distance of a page. Both are inferred over all
candidates together: repetition by clusters that allow for recognition errors, numbers by the best chain.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from tei_encode.model.record import record
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.page_numbers import PageNumber, chain_of, find_numbers, is_number

_LONGEST = 130  # code points; a longer line is text
_SAYS = 16  # letters at the beginning of a title that a line says at least
_ON_MANY_PAGES = 3.0  # log-odds of repetition
_ADDRESS = re.compile(r"https?://|www\.|doi\.org|downloaded (?:from|by|on)|©|\(c\) ", re.I)


@record()
class Furniture:
    """Log-odds by line index; numbers by line index, those of the best chain marked."""

    repeated: dict[int, float]
    numbers: dict[int, PageNumber]
    titled: frozenset[int] = frozenset()  # lines that say what the title, the journal or the authors say

    def repeats(self, index: int, least: float = _ON_MANY_PAGES) -> bool:
        """Whether a line stands on many pages, with these log-odds at least."""
        return self.repeated.get(index, 0.0) >= least


def find_furniture(
    observations: Observations, first: int, title_keys: tuple[str, ...], page_range: tuple[int, int] | None
) -> Furniture:
    """Score every line from `first` on as page furniture.

    `title_keys`: letters of title, journal and authors, case-folded, which running heads repeat or abbreviate.
    `page_range`: the cited first and last page, where the source states them.
    """
    lines = observations.lines
    candidates = [
        line
        for line in lines[first:]
        if line.length <= _LONGEST
        and (not line.text.startswith(("•", "http", "[")) or (line.length <= 8 and is_number(line.text)))
    ]
    repeated, titled = _repetition(candidates, title_keys)
    numbers = find_numbers(candidates, repeated)
    items = list(numbers.values())
    chain = chain_of(items, [_own(item, lines, repeated) for item in items], lines, page_range)
    for at in chain.members:
        items[at].chained = True
        items[at].score += 1.2 * min(len(chain.members), 4)
    for item in items:
        if not item.chained:
            item.score -= 1.0
    return Furniture(repeated, numbers, titled)


def _own(item: PageNumber, lines: list[Line], repeated: dict[int, float]) -> float:
    """What a number by itself has for it: its line repeats, stands beside one that does, or beside a form feed."""
    own = item.score
    line = lines[item.line]
    after = lines[item.line + 1] if item.line + 1 < len(lines) else None
    if line.page_end_before or after is None or after.page_end_before:
        own += 1.5
    if item.alone and any(repeated.get(index, 0.0) >= 1.0 for index in (item.line - 1, item.line + 1)):
        own += 1.0
    return own


def _stem(line: Line) -> str:
    """The letters of a line, which a page number at its head or foot does not change."""
    return line.key[:60]


def _repetition(candidates: list[Line], title_keys: tuple[str, ...]) -> tuple[dict[int, float], frozenset[int]]:
    """Log-odds from repetition, edits allowed, and from saying what title, journal or author say; which lines do."""
    clusters: dict[str, list[Line]] = {}
    buckets: dict[str, list[str]] = {}
    for line in candidates:
        stem = _stem(line)
        if len(stem) < 4:
            continue
        home = stem if stem in clusters else _similar(stem, buckets)
        if home is None:
            home = stem
            for end in {"<" + stem[:5], ">" + stem[-5:]}:
                buckets.setdefault(end, []).append(stem)
        clusters.setdefault(home, []).append(line)
    found: dict[int, float] = {}
    saying: set[int] = set()
    for stem, group in clusters.items():
        pages = len({line.start // 900 for line in group})
        titled = any(_repeats_title(stem, key) for key in title_keys)
        if titled or any(len(key) >= _SAYS and key[:_SAYS] in stem for key in title_keys):
            saying.update(line.index for line in group)
        for line in group:
            # A label makes a line that repeats ("3 Ibid.") a note as likely as a head.
            score = 1.6 * (pages - 1) - 0.4 if pages > 1 else -1.0
            score = min(score, 5.0) * (0.35 if len(stem) < 8 and not line.is_upper else 1.0)
            if titled:
                score += 2.0 if line.is_upper or pages > 1 else 0.8
            if pages > 1 and _ADDRESS.search(line.text):
                score += 1.0
            found[line.index] = score
    return found, frozenset(saying)


def _similar(stem: str, buckets: dict[str, list[str]]) -> str | None:
    """An earlier stem that begins or ends alike and differs by recognition errors only; twelve are looked at."""
    if len(stem) < 8:
        return None
    for end in ("<" + stem[:5], ">" + stem[-5:]):
        for other in buckets.get(end, ())[:12]:
            shorter, longer = sorted((len(stem), len(other)))
            if shorter < 0.7 * longer:
                continue
            if SequenceMatcher(None, stem, other, autojunk=False).ratio() >= 0.82:
                return other
    return None


def _repeats_title(stem: str, key: str) -> bool:
    """Whether a running head's letters are those of a title, journal or author, shortened or a little misread."""
    if len(stem) < 5 or len(key) < 5:
        return False
    if stem in key or key in stem:
        return True
    head = key[: len(stem)]
    # Cheap first: a head a little misread still has one of four pieces of the title whole.
    if not any(stem[at : at + 4] in head for at in (0, 3, len(stem) // 2, len(stem) - 4)):
        return False
    return len(stem) >= 8 and SequenceMatcher(None, stem, head, autojunk=False).ratio() >= 0.8
