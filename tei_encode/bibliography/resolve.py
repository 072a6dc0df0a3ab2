"""From short forms and back references to the works they mean; open where the antecedent is not one.

The order is that of reading: the works reviewed and the bibliography are known from the start, a work cited in a note
from there on.
"""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.works import Mention, Work, among, asked_words, within_title
from tei_encode.model.document import Certainty
from tei_encode.model.record import factory, record

_MOST = 250  # works whose names or titles begin alike that are looked at, those named last


@record(frozen=True)
class Resolved:
    """The work that a mention means and how surely; for ibid the note it refers to."""

    work: Work | None
    cert: Certainty | None = None
    note: int = -1  # position of the note referred to


@record()
class Register:
    """The works known so far, and what each note cites."""

    works: list[Work] = factory(default_factory=list)
    by_word: dict[str, list[Work]] = factory(default_factory=dict)  # first letters of a word of a name or title
    by_any: dict[str, list[Work]] = factory(default_factory=dict)  # those of any word of its reference
    cited: dict[int, list[Work | None]] = factory(default_factory=dict)  # note → works, in order
    notes: dict[str, int] = factory(default_factory=dict)  # printed number → position
    certs: dict[int, Certainty | None] = factory(default_factory=dict)  # note → certainty of its last work

    def add(self, mention: Mention) -> Work:
        """A work from a full reference: a new one, or the one that it cites again."""
        known = self._again(mention)
        if known is not None:
            known.mentions.append(mention)
            if len(mention.fields) > len(known.mention.fields) and known.mention.note >= 0:
                known.mention = mention
            return known
        return self._new(mention)

    def _new(self, mention: Mention) -> Work:
        work = Work(mention, [mention])
        self.works.append(work)
        for start in {word[:4] for word in (*_names(work), *_title(work))}:
            self.by_word.setdefault(start, []).append(work)
        for start in {word[:4] for word in mention.said if mention.full and not word.isdigit()}:
            self.by_any.setdefault(start, []).append(work)
        return work

    def _again(self, mention: Mention) -> Work | None:
        """The work that a full reference cites again: same names, same title, no other year."""
        for work in self._known(mention.names[:1]):
            other = work.mention
            if len(other.surnames) != len(mention.surnames) and len(mention.surnames) != 1:
                continue
            if mention.year and other.year and mention.year != other.year:
                continue
            if not other.titles or not mention.titles:
                continue
            one, two = mention.titles[0], other.titles[0]
            if within_title(one, two) or within_title(two, one):
                return work
        return None

    def _known(self, words: Sequence[str]) -> list[Work]:
        """The works of a name, or of a title where there is no name."""
        if not words:
            return []
        last = self.by_word.get(words[0][:4], [])[-_MOST:]
        return [work for work in last if among(words[0], (*_names(work), *_title(work)))]

    def resolve(self, mention: Mention) -> Resolved:
        """The work that a mention means, or none; a full reference makes or repeats one."""
        if mention.full:
            return Resolved(self.add(mention), Certainty.HIGH)
        if mention.back in ("ibid", "opcit") and not mention.titles and not mention.names:
            return self._ibidem(mention)
        return self._short(mention)

    def _ibidem(self, mention: Mention) -> Resolved:
        here = self.cited.get(mention.note, [])
        if mention.in_note and here:
            return Resolved(here[-1], Certainty.HIGH if here[-1] else None, mention.note)
        before = mention.note - 1
        works = self.cited.get(before, [])
        if mention.note < 0 or not works:
            return Resolved(None, None, before if mention.note > 0 else -1)
        first = works[0]
        if first is None or any(work is not first for work in works):
            return Resolved(None, None, before)
        sure = self.certs.get(before)
        return Resolved(first, Certainty.HIGH if sure is Certainty.HIGH else Certainty.MEDIUM, before)

    def _short(self, mention: Mention) -> Resolved:
        position = next((self.notes[number] for number in mention.supra if number in self.notes), -1)
        asked = (*mention.names, *(word for title in mention.titles for word in title))
        candidates = self._known(asked) if asked else []
        if mention.names:
            # A word of a title is a name only where no name is that word; and what stands before a title begins it.
            named_so = [work for work in candidates if among(mention.names[0], _names(work))]
            candidates = named_so or [work for work in candidates if _may_begin(mention, work)]
        narrowed = _narrowed(mention, candidates)
        if mention.back == "supra" and position >= 0:
            narrowed = self._of_note(position, narrowed, bool(asked))
        if len(narrowed) > 1:
            # One cited in full is meant rather than one that was itself cited in short.
            narrowed = [work for work in narrowed if work.mention.full] or narrowed
        if not narrowed and (told := self._told(mention)) is not None:
            return Resolved(told, Certainty.MEDIUM, position)
        if not candidates and not mention.back and mention.names:
            return Resolved(self._new(mention), Certainty.HIGH)  # what follows may refer to it
        found = narrowed[0] if len(narrowed) == 1 else None
        if found is None or (not mention.names and not _distinctive(mention) and position < 0):
            return Resolved(None, None, position)
        named = mention.names and among(mention.names[0], _names(found))
        sure = named and (mention.titles or mention.year or position >= 0)
        return Resolved(found, Certainty.HIGH if sure else Certainty.MEDIUM, position)

    def _told(self, mention: Mention) -> Work | None:
        """The one work whose reference has every word of a short one, wherever either was thought to stand.

        A name alone is not enough. Where a work says et al. or Idem, authors may be named that it leaves out.
        """
        asked = list(asked_words(mention))
        if len(asked) + bool(mention.year) < 2:
            return None
        found = []
        for work in self.by_any.get(max(asked, key=len)[:4], [])[-_MOST:] if asked else ():
            if mention.year and mention.year not in work.mention.said:
                continue
            missing = [word for word in asked if not among(word, work.mention.said)]
            silent = work.mention.others or work.mention.repeats_author
            if not silent and not _may_begin(mention, work):
                continue
            unnamed = silent and _distinctive(mention) and set(missing) <= set(mention.names)
            if not missing or unnamed:
                found.append(work)
        return found[0] if len(found) == 1 else None

    def _of_note(self, position: int, works: list[Work], asked: bool) -> list[Work]:
        """Of some works those that a note cites, first for the first time; all it cites where nothing else is said."""
        there = [work for work in self.cited.get(position, []) if work is not None]
        within = [work for work in works if work in there] if asked else there
        return [work for work in within if work.mentions[0].note == position] or within or (works if asked else [])

    def close(self, mention: Mention, resolved: Resolved) -> None:
        """Remember what a note cites."""
        if mention.note >= 0:
            self.cited.setdefault(mention.note, []).append(resolved.work)
            self.certs[mention.note] = resolved.cert
            if resolved.work is not None and mention not in resolved.work.mentions[-1:]:
                resolved.work.mentions.append(mention)


def _may_begin(mention: Mention, work: Work) -> bool:
    """Whether the name before a title is one of a work, or the first word of its title taken for a name."""
    if not mention.names or not mention.titles:
        return True
    return among(mention.names[0], _names(work)) or among(mention.names[0], _title(work)[:1])


def _names(work: Work) -> tuple[str, ...]:
    return (*work.mention.names, *work.mention.other_names)


def _title(work: Work) -> tuple[str, ...]:
    return work.mention.titles[0] if work.mention.titles else ()


def _narrowed(mention: Mention, works: Sequence[Work]) -> list[Work]:
    """The works that have every word of a mention, in name or title, and no other year."""
    asked = [*mention.names, *(word for title in mention.titles for word in title if len(word) > 2)]
    found = []
    for work in works:
        words = (*_names(work), *(word for title in work.mention.titles for word in title))
        if mention.year and work.mention.year != mention.year and mention.year not in words:
            continue
        # Of several names one may have been left out of a work by et al.
        missing = [word for word in asked if not among(word, words)]
        if not missing or (work.mention.others and all(word in mention.names[1:] for word in missing)):
            found.append(work)
    if len(found) > 1 and mention.titles:
        # `Essays` may be within two titles and be the beginning of one; so may `On Tolls`, small words told apart too.
        begun = [work for work in found if _begins(mention.printed[0], work.mention.printed)]
        begun = begun if len(begun) == 1 else [w for w in found if _begins(mention.titles[0], w.mention.titles)]
        found = begun if len(begun) == 1 else found
    elif len(found) > 1 and mention.other_names:
        # `Weil, Lamps, 12`: what was taken for a forename is the title.
        hinted = [work for work in found if any(among(word, _title(work)) for word in mention.other_names)]
        found = hinted if len(hinted) == 1 else found
    return found


def _begins(short: tuple[str, ...], titles: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of some titles begins with a short one."""
    return any(title[: len(short)] == short for title in titles)


def _distinctive(mention: Mention) -> bool:
    """Whether a title alone says which work is meant."""
    return bool(mention.titles) and sum(map(len, mention.titles[0])) >= 6
