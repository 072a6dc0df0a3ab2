"""From short forms and back references to the works they mean; open where the antecedent is not one.

The order is that of reading: the works reviewed and the bibliography are known from the start, a work cited in a note
from there on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tei_encode.bibliography.works import Mention, Work, same_names, within_title
from tei_encode.model.document import Certainty
from tei_encode.model.record import factory, record


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
    by_name: dict[str, list[Work]] = factory(default_factory=dict)
    cited: dict[int, list[Work | None]] = factory(default_factory=dict)  # note → works, in order
    notes: dict[str, int] = factory(default_factory=dict)  # printed number → position
    certs: dict[int, Certainty | None] = factory(default_factory=dict)  # note → certainty of its last work
    last_note: int = -1

    def add(self, mention: Mention) -> Work:
        """A work from a full reference: a new one, or the one that it cites again."""
        known = self._again(mention)
        if known is not None:
            known.mentions.append(mention)
            if _says(mention) > _says(known.mention) and known.mention.note >= 0:
                known.mention = mention
            return known
        return self._new(mention)

    def _new(self, mention: Mention) -> Work:
        work = Work(mention, [mention])
        self.works.append(work)
        for name in {name[:4] for name in (*mention.surnames[:1], *mention.other_names)}:
            self.by_name.setdefault(name, []).append(work)
        return work

    def _again(self, mention: Mention) -> Work | None:
        """The work that a full reference cites again: same names, same title, no other year."""
        for work in self._by(mention.surnames):
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

    def _by(self, surnames: Sequence[str]) -> Iterable[Work]:
        """The works whose names begin with these."""
        if not surnames:
            return ()
        found = [
            work
            for work in self.by_name.get(surnames[0][:4], ())
            if same_names(surnames, work.mention.surnames, work.mention.others)
        ]
        return found or [
            work
            for work in self.by_name.get(surnames[0][:4], ())
            if len(surnames) == 1 and surnames[0] in work.mention.other_names
        ]

    def resolve(self, mention: Mention) -> Resolved:
        """The work that a mention means, or none; a full reference makes or repeats one."""
        if mention.full:
            return Resolved(self.add(mention), Certainty.HIGH)
        if mention.back in ("ibid", "opcit") and not mention.titles and not mention.surnames:
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
        candidates = list(self._by(mention.surnames))
        if not mention.surnames:
            candidates = list(self.works) if mention.titles or position >= 0 else []
        narrowed = _narrowed(mention, candidates)
        if mention.back == "supra" and position >= 0:
            there = [work for work in self.cited.get(position, []) if work is not None]
            within = [work for work in narrowed if work in there]
            # The note named is the one where the work was cited first, and so in full.
            within = [work for work in within if work.mentions[0].note == position] or within
            narrowed = within or (narrowed if mention.surnames else [])
        if len(narrowed) > 1:
            # One cited in full is meant rather than one that was itself cited in short.
            narrowed = [work for work in narrowed if work.mention.full] or narrowed
        if not candidates and not mention.back and mention.surnames:
            return Resolved(self._new(mention), Certainty.HIGH)  # what follows may refer to it
        found = narrowed[0] if len(narrowed) == 1 else None
        if found is None or (not mention.surnames and not _distinctive(mention) and position < 0):
            return Resolved(None, None, position)
        sure = mention.surnames and (mention.titles or mention.year or position >= 0)
        return Resolved(found, Certainty.HIGH if sure else Certainty.MEDIUM, position)

    def close(self, mention: Mention, resolved: Resolved) -> None:
        """Remember what a note cites."""
        if mention.note >= 0:
            self.cited.setdefault(mention.note, []).append(resolved.work)
            self.certs[mention.note] = resolved.cert
            if resolved.work is not None and not mention.full:
                resolved.work.mentions.append(mention)


def _narrowed(mention: Mention, works: Sequence[Work]) -> list[Work]:
    """The works that the title and year of a mention allow."""
    found = []
    for work in works:
        known = work.mention
        if mention.year and known.year and mention.year != known.year:
            continue
        if mention.year and not known.year and not mention.titles:
            continue
        if mention.titles and not any(within_title(mention.titles[0], title) for title in known.titles):
            continue
        found.append(work)
    if len(found) > 1 and mention.titles:
        # `Essays` may be within two titles and be the beginning of one.
        leading = [w for w in found if any(t[: len(mention.titles[0])] == mention.titles[0] for t in w.mention.titles)]
        found = leading if len(leading) == 1 else found
    return found


def _distinctive(mention: Mention) -> bool:
    """Whether a title alone says which work is meant."""
    return bool(mention.titles) and sum(map(len, mention.titles[0])) >= 6


def _says(mention: Mention) -> int:
    return len(mention.fields)
