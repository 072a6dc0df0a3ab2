"""Author-date citations in running text, to the entries of the bibliography: `Marsh 1931`, `(Marsh and Weil 1931a)`."""

from __future__ import annotations

import re

from tei_encode.bibliography.runs import Field
from tei_encode.bibliography.works import Work, folded, same_word
from tei_encode.model.document import Kind
from tei_encode.model.record import factory, record

_YEAR = re.compile(r"(?<![\d-])(1[4-9]\d\d|20\d\d)([a-k])?(?![\d–-])")
_BEFORE = 70  # code points before the year in which the names stand
# A name with what may stand between it and the year: other names, et al., a bracket.
_NAMES = re.compile(
    r"(?P<name>[^\W\d_][\w’'‐-]+)(?P<rest>(?:(?:,|;|\s|&|/|\()+(?:and|und|et|y|e|en|al\.?|u\.|a\.|others|the|von|van|de|der|"
    r"[^\W\d_a-zß-ÿ][\w.’'-]*))*[\s,(:’s]*)$"
)


@record()
class Entries:
    """The entries of the bibliography by year."""

    works: list[Work] = factory(default_factory=list)
    by_year: dict[str, list[tuple[Work, str]]] = factory(default_factory=dict)

    def add(self, work: Work, text: str) -> None:
        """Take in an entry; the letter behind its year tells it from others of the same author."""
        year = work.mention.year
        if not year or not work.mention.surnames:
            return
        self.works.append(work)
        at = text.find(year) + len(year)
        letter = text[at : at + 1] if text[at : at + 1].isalpha() and not text[at + 1 : at + 2].isalpha() else ""
        self.by_year.setdefault(year, []).append((work, letter))


def running_text(text: str, entries: Entries) -> list[Field]:
    """A `ref type="bibr"` for each citation whose entry is one (`#COBICOB`); in order, none overlaps another."""
    found: list[Field] = []
    last = 0
    for match in _YEAR.finditer(text):
        known = entries.by_year.get(match[1])
        if not known:
            continue
        start = max(last, match.start() - _BEFORE)
        names = _name(text[start : match.start()], known, match[2] or "")
        if names is None:
            continue
        offset, work = names
        found.append(
            Field(start + offset, match.end(), Kind.REF, {"type": "bibr"}, pointers={"target": (work.mention.key,)})
        )
        last = match.end()
    return found


def _name(before: str, known: list[tuple[Work, str]], letter: str) -> tuple[int, Work] | None:
    """Where the names of the one work begin that stands before a year; None where it is none or several."""
    match = _NAMES.search(before)
    found: dict[int, tuple[int, Work]] = {}
    while match is not None:
        name = folded(match["name"].removesuffix("’s").removesuffix("'s"))
        for work, suffix in known:
            if same_word(name, work.mention.surnames[0]) and letter in ("", suffix):
                found.setdefault(id(work), (match.start(), work))
        if found:
            break
        match = _NAMES.search(before, match.end("name"))
    return next(iter(found.values())) if len(found) == 1 else None
