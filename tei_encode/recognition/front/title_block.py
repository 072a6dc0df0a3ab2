"""The title block: title, bylines, affiliations, abstract, keywords, reviewed works, up to the first line of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_encode.bibliography.names import leading_names, names_in, without_marker
from tei_encode.language.cues import Cues
from tei_encode.model.document import Decision
from tei_encode.model.record import factory, record
from tei_encode.recognition.front.cover import Cover
from tei_encode.recognition.front.likeness import alike, letters, similar
from tei_encode.recognition.front.lines import Block, is_name_loosely, joined
from tei_encode.recognition.front.opening import EMAIL, Opening
from tei_encode.recognition.observations import Observations

_ZONES = {
    "abstract": "abstract",
    "keywords": "keywords",
    "cite": "history",
    "epigraph": "epigraph",
    "contents": "contents",
    "history": "history",
    "masthead": "header",
    "email": "email",
    "byline": "byline",
    "affiliation": "affiliation",
    "reviewed": "reviewed",
    "noise": "noise",
    "page_number": "page_number",
    "other": "header",
}
_MOST_NAMED = 24  # lines with names: more are an editorial board, not authors
_LEADING = frozenset(("noise", "page_number", "history", "masthead", "email", "affiliation", "byline", "cite"))


@record()
class Front:
    """Zone names by line index, the first line of the text proper, and what the block states."""

    labels: dict[int, str] = factory(default_factory=dict)
    end: int = 0
    title: str = ""
    subtitle: str = ""
    authors: list[str] = factory(default_factory=list)
    author_spans: list[tuple[int, int]] = factory(default_factory=list)  # code points; of names that stand on one line
    emails: list[str] = factory(default_factory=list)
    affiliations: list[str] = factory(default_factory=list)
    keywords: list[str] = factory(default_factory=list)
    epigraphs: list[tuple[int, int]] = factory(default_factory=list)  # lines, the end excluded; behind the block
    statements: list[str] = factory(default_factory=list)  # masthead, DOI, ISSN, dates, licence, its own citation
    decisions: list[Decision] = factory(default_factory=list)


def find_front(observations: Observations, first: int, cover: Cover, cues: Cues, noise: Mapping[int, float]) -> Front:
    """Label the lines of the title block from line `first` on; nothing where no title is to be seen (`#DSTITL`)."""
    opening = Opening(observations, first, cues, noise)
    blocks = opening.blocks()
    builder = _Builder(opening, blocks, cover)
    builder.build()
    return builder.front


class _Builder:
    def __init__(self, opening: Opening, blocks: list[Block], cover: Cover) -> None:
        self.opening, self.blocks, self.cover = opening, blocks, cover
        self.lines = opening.lines
        self.front = Front(end=opening.first)

    def build(self) -> None:
        at = self._known_title()
        if at is None:
            at = self._likely_title()
        if at is None:
            if self.cover.line_count:
                self._after_title(0)
            return
        self._before_title(at)
        block = self.blocks[at]
        self._label(block, "title")
        self.front.title = without_marker(block.text)
        self._after_title(at + 1)

    # ---- which block is the title
    def _known_title(self) -> int | None:
        """The block that repeats the title of the cover sheet; cut at the line where the known title ends."""
        known = letters(self.cover.facts.get("title", ""))
        if not known:
            return None
        for at, block in enumerate(self.blocks[:12]):
            key = letters(self.lines[block.first].text)
            if block.kind in ("noise", "page_number") or len(key) < min(4, len(known)) or not alike(key, known):
                continue
            last = block.first + 1
            while last < len(self.lines) and last - block.first < 8 and len(key) < 0.92 * len(known):
                longer = key + letters(self.lines[last].text)
                if not alike(longer, known):
                    break
                key, last = longer, last + 1
            self._cut(at, last)
            return at
        return None

    def _cut(self, at: int, last: int) -> None:
        """Let a block end at a line; the rest of what was read is read again from there."""
        block = self.blocks[at]
        if block.last != last:
            rest = Opening(self.opening.observations, last, self.opening.cues, self.opening.noise)
            self.blocks[at + 1 :] = rest.blocks()
        self.blocks[at] = Block("candidate", block.first, last, joined(self.lines[block.first : last]))

    def _likely_title(self) -> int | None:
        """The block that is most like a title by its place, its neighbours and its return in running heads."""
        if sum(block.kind == "byline" for block in self.blocks) > _MOST_NAMED:
            return None
        scores = {at: score for at, block in enumerate(self.blocks[:24]) if (score := self._title_score(at, block)) > 0}
        if not scores:
            return None
        best = max(scores, key=lambda at: (scores[at], -at))
        if self.blocks[best].kind == "byline" and self.blocks[best].last - self.blocks[best].first > 1:
            self._cut(best, self.blocks[best].first + 1)
        rivals = tuple((self.blocks[at].text[:60], scores[at]) for at in sorted(scores) if at != best)
        block = self.blocks[best]
        start, end = self.lines[block.first].start, self.lines[block.last - 1].end
        certainty = scores[best] / (scores[best] + max((score for _, score in rivals), default=0.0))
        self.front.decisions.append(Decision("metadata", start, end, "title", round(certainty, 3), (), rivals))
        return best

    def _title_score(self, at: int, block: Block) -> float:
        if block.kind not in ("candidate", "byline"):
            return -9.0
        text = block.text
        before = [item.kind for item in self.blocks[:at]]
        score = 1.5 if not set(before) - _LEADING else 0.3
        words = len(text.split())
        score += 0.22 * min(9, words) - (0.4 if words > 1 else 1.6)
        if words >= 4 and any(item.kind == "candidate" and len(item.text.split()) <= 2 for item in self.blocks[:at]):
            score += 1.0  # what stood before is the name of a section of the journal
        if block.kind == "byline":
            if text.count(",") > 1 or EMAIL.search(text) or block.last - block.first > 1:
                return -9.0
            score -= 2.2 if not self.opening.is_phrase(text) else 0.2
            if without_marker(text) != text and not text[-1].isdigit():
                score -= 1.0
        score += self._neighbours(at, "byline" in before)
        if block.first in self.opening.declared_heads:
            score += 2.5
        if self._returns(block):
            score += 1.0
        if text[0].islower() and text[1:2].islower() and not self._stands_apart(block):
            score -= 3.5
        if self.lines[block.first].is_upper and _has_page_number(text):
            score -= 2.5
        label = self.lines[block.first].label
        if label is not None and (label["sup"] or label["caret"] or label["markdown"]):
            score -= 4.0
        if text[0] in "-–—(":
            score -= 1.5
        if text[-1] in ",;" or (text[-1] == "." and ". " in text[:-1] and len(text) > 160):
            score -= 1.5
        return score

    def _neighbours(self, at: int, byline_before: bool) -> float:
        after = [item.kind for item in self.blocks[at + 1 : at + 4]]
        follows = after[0] if after else ""
        if follows == "byline":
            return 2.0
        if follows == "candidate" and "byline" in after[1:2]:
            return 1.6
        score = 0.0
        if follows in ("abstract", "keywords", "reviewed", "email", "affiliation", "contents"):
            score += 1.0
        elif follows == "candidate" and after[1:2] and after[1] in ("abstract", "affiliation", "email", "history"):
            score += 1.2
        elif follows == "" and "byline" in [item.kind for item in self.blocks[:at]]:
            score -= 0.3  # a head of the text stands there too
        return score + (0.6 if byline_before else 0.0)

    def _returns(self, block: Block) -> bool:
        """Whether running heads repeat the title or its beginning."""
        key = letters(block.text)
        if len(key) < 8:
            return False
        seen = 0
        for line in self.lines[block.last : block.last + 3000]:
            if len(line.key) < 8 or line.length > 130:
                continue
            if key == line.key or (len(key) >= 16 and (line.key[:40] in key or key[:24] in line.key)):
                seen += 1
                if seen >= 2:
                    return True
        return False

    def _stands_apart(self, block: Block) -> bool:
        """Whether lower case may be small capitals misread (`the keepers of the NorD`): behind space, no sentence."""
        line = self.lines[block.first]
        return (block.first == 0 or line.blank_before > 0) and not line.is_terminal

    # ---- labels
    def _label(self, block: Block, zone: str) -> None:
        for index in range(block.first, block.last):
            self.front.labels[index] = zone
        self.front.end = max(self.front.end, block.last)

    def _before_title(self, at: int) -> None:
        for block in self.blocks[:at]:
            kind = block.kind
            if kind == "byline" and self.cover.authors and not self._known(self._names(block)):
                kind = "other"
            if kind == "candidate" and len(block.text) < 60 and self._is_author(block, at):
                kind = "byline"
            self._take(block, "masthead" if kind in ("candidate", "contents") else kind)

    def _is_author(self, block: Block, title: int) -> bool:
        """A garbled name before or after the title, known by the address that follows it."""
        at = self.blocks.index(block)
        near = [item.kind for item in self.blocks[at + 1 : at + 3]]
        personal = any(item.text.casefold().startswith("orcid") for item in self.blocks[at + 1 : at + 3])
        return at != title and is_name_loosely(block.text) and (personal or "affiliation" in near or "email" in near)

    def _after_title(self, start: int) -> None:
        directly = True
        for at in range(start, len(self.blocks)):
            block = self.blocks[at]
            if block.kind == "epigraph":
                # It stands at the head of the text (`#DSAE`), not in the front matter.
                front = self.front
                front.epigraphs = [(item.first, item.last) for item in self.blocks[at:] if item.kind == "epigraph"]
                break
            if block.kind in ("candidate", "other") or (block.kind == "byline" and not self._is_byline(at)):
                zone = self._candidate_zone(at, directly)
                if not zone:
                    break
                if zone == "byline":
                    self._take(block, "byline")
                else:
                    self._label(block, zone)
            else:
                self._take(block, block.kind)
            directly = directly and block.kind in ("noise", "candidate", "history")
        self._give_back()

    def _candidate_zone(self, at: int, directly: bool) -> str:
        """What a line of no known form is behind the title; "" where it heads the text."""
        block = self.blocks[at]
        following = self.blocks[at + 1].kind if at + 1 < len(self.blocks) else ""
        people = any(item.kind == "byline" for item in self.blocks[at + 1 : at + 3])
        if self._is_author(block, -1):
            return "byline"
        if block.kind == "other" or (block.first in self.opening.declared_heads and not people):
            return ""
        summed = following in ("abstract", "keywords", "reviewed") and bool(self.front.authors)
        if directly and len(block.text) < 200 and (people or summed or self._set_off(block)):
            if not self.front.subtitle and self.front.title:
                self._subtitle(block)
                return self.front.labels.get(block.first - 1, "") if self._one_title(block) else "subtitle"
            return "subtitle"
        if following == "abstract" and not directly and len(block.text) < 200:
            return "subtitle"  # the title once more, in the language of the abstract that follows
        if block.kind == "byline" and not self.cover.authors:
            return ""
        if self.front.authors and len(block.text) < 90 and following in ("email", "byline", "history", "abstract"):
            return "affiliation"
        return ""

    def _one_title(self, block: Block) -> bool:
        """Whether the subtitle is nothing but the title's next line: it goes on in lower case, or after a colon."""
        return block.text[0].islower() and self.front.labels.get(block.first - 1) == "title" and not self.front.subtitle

    def _subtitle(self, block: Block) -> None:
        text = without_marker(block.text).strip("–—- ")
        if block.text[0].islower() and self.front.labels.get(block.first - 1) == "title":
            self.front.title = f"{self.front.title} {without_marker(block.text)}"
        else:
            self.front.subtitle = text

    def _set_off(self, block: Block) -> bool:
        return block.text[0] in "–—-(:" or self.front.title.endswith(":")

    def _is_byline(self, at: int) -> bool:
        """A name behind the title is an author, unless the cover names others, or it can only be a head."""
        names = self._names(self.blocks[at])
        if self.front.authors and any(block.kind in ("abstract", "keywords") for block in self.blocks[:at]):
            return False
        if self.cover.authors:
            return len(names) > 1 or self._known(names)
        return bool(names)

    def _known(self, names: Sequence[str]) -> bool:
        keys = [letters(author) for author in self.cover.authors]
        return bool(names) and all(any(similar(letters(name), key) >= 0.75 for key in keys) for name in names)

    def _names(self, block: Block) -> list[str]:
        names = names_in(block.text)
        if names:
            return names
        names = leading_names(block.text)[0]
        if names or not is_name_loosely(block.text):
            return names
        return [without_marker(block.text).title()]

    def _take(self, block: Block, kind: str) -> None:
        """Label a block and note what it states."""
        front = self.front
        match kind:
            case "byline":
                self._byline(block)
            case "email":
                names = leading_names(block.text)[0]
                front.emails.extend(EMAIL.findall(block.text))
                if names:
                    self._byline(block)
                    return
            case "affiliation":
                front.affiliations.append(block.text)
            case "keywords":
                front.keywords.extend(_terms(block.value or block.text, block))
            case "history" | "masthead" | "cite":
                front.statements.append(block.text)
        self._label(block, _ZONES[kind])
        if kind == "abstract" and not block.value:
            front.labels[block.first] = "abstract_head"

    def _byline(self, block: Block) -> None:
        self._label(block, "byline")
        names = self._names(block)
        rest = leading_names(block.text)[1] if not names_in(block.text) else ""
        if rest and rest != block.text:
            front_part = EMAIL.sub("", rest).strip(" •·|,()")
            self.front.emails.extend(EMAIL.findall(rest) if block.kind != "email" else [])
            if front_part:
                self.front.affiliations.append(front_part)
        for name in names:
            self.front.authors.append(name)
            for line in self.opening.observations.lines[block.first : block.last]:
                found = line.text.find(name)
                if found >= 0:
                    self.front.author_spans.append((line.start + found, line.start + found + len(name)))
                    break

    def _give_back(self) -> None:
        """Specks, page numbers and mastheads right before the text belong to the text's own labelling."""
        front = self.front
        while front.end > 0 and front.labels.get(front.end - 1) in ("noise", "header", "page_number"):
            front.end -= 1
            del front.labels[front.end]


def _has_page_number(text: str) -> bool:
    """`9 NORTON STUDIES`: a running head."""
    words = text.split()
    return len(words) > 1 and any(word.isdecimal() and len(word) <= 3 for word in (words[0], words[-1]))


def _terms(text: str, block: Block) -> list[str]:
    """Keywords: what stands behind the cue word, over all its lines."""
    whole = block.text
    if block.value:
        at = whole.find(" ".join(text.split()))
        whole = whole[at:] if at >= 0 else text
    separator = next((mark for mark in (";", "•", "·", "|", " – ", " — ") if mark in whole), ",")
    return [term for part in whole.split(separator) if (term := part.strip(" .*_,"))]
