"""The opening of an article in blocks: each line or paragraph before the text proper, with what it looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tei_encode.bibliography.fields import repeated_author, work_fields
from tei_encode.bibliography.identifiers import DOI, ORCID
from tei_encode.bibliography.names import leading_names, names_in
from tei_encode.language.cues import Cues
from tei_encode.recognition.front.lines import Block, behind_cue, cleaned, declared_heads, is_numbered_cue, joined
from tei_encode.recognition.observations import Line, Observations

_MOST_LINES = 110  # of a title block with abstract, contents and works
_LONGEST_TITLE = 320  # code points
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_DOTS = re.compile(r"(?:[.·…_] ?){5,}\s*[\dxiv]{0,4}$|…{2,}\s*\d{0,4}$")
_HISTORY = re.compile(
    r"(?:e?-?issn|doi|orcid|©|\(c\)|copyright|licen[sc]e|cc[ -]by|https?://|www\.|jel\b|review\s*:"
    r"|open access|peer.review)",
    re.IGNORECASE,
)
# Words of a masthead with a number behind them: `Vol. 12, No. 3`, `2024, t. 1, s. 27-37`, `Heft 3-2024`.
_MASTHEAD = re.compile(
    r"(?:\b(?:vol(?:ume)?|no|nr|issue|tome|jahrgang|jg|band|bd|heft|numéro|número|anno|année|pp|fasc|t|s|n)\b\.?\s?"
    r"|n[°º]\s?)[\divxl]"
    r"|\(\s?(?:1[5-9]|20)\d\d\s?\)\.?$|special issue",
    re.IGNORECASE,
)
_PAGE = re.compile(r"[\[(–—-]{0,2}\s*(?:p\.\s?)?(?:\d{1,5}|[ivxlc]{1,7})\s*[\])–—-]{0,2}$", re.IGNORECASE)
_DASHES = ("—", "–", "―", "-- ")
_OPENING, _CLOSING = '"“„«‘', '"”“»’'
_ARTICLES = ("der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "the", "la", "le")
# Beginnings of the names of institutions, in many languages.
_STEMS = ("universi", "uniwers", "univerz", "üniversi", "institu", "instytu", "akadem", "academ", "fakult", "facult")


class Opening:
    """Reads blocks from line `first` on, up to the text proper."""

    def __init__(self, observations: Observations, first: int, cues: Cues, noise: Mapping[int, float]) -> None:
        self.observations, self.first, self.cues, self.noise = observations, first, cues, noise
        self.limit = min(len(observations.lines), first + _MOST_LINES)
        # What the opening may look at: a paragraph may go on behind its last line.
        seen = self.limit + 90
        self.lines = [*observations.lines[:first], *cleaned(observations, first, seen), *observations.lines[seen:]]
        self.declared_heads = declared_heads(observations, first, self.limit)
        self.abstract = frozenset(word for word, kind in cues.head_types.items() if kind == "abstract")
        self._common: dict[str, bool] = {}
        self.near = observations.near

    def blocks(self) -> list[Block]:
        """The blocks before the text; the text is never one of them."""
        found: list[Block] = []
        position = self.first
        while position < self.limit:
            block = self._block(position, found)
            if block is None:
                break
            found.append(block)
            position = block.last
        return found

    def _block(self, position: int, before: list[Block]) -> Block | None:
        line = self.lines[position]
        kind, value = self.kind_of(line)
        if kind == "affiliation" and not any(block.kind in ("byline", "email") for block in before):
            kind = "prose" if self._is_prose(position) else "candidate"
        if kind == "stop":
            return None
        if kind in ("prose", "candidate", "other"):
            end = self._epigraph_end(position, before)
            if end:
                return Block("epigraph", position, end, joined(self.lines[position:end]))
        if kind == "prose":
            return self._unheaded_abstract(position, before)
        last = position + 1
        if kind in ("abstract", "keywords", "cite", "contents"):
            return self._headed(kind, position, value)
        if kind == "candidate":
            while last < self.limit and last - position < 6 and self._goes_on(last, position):
                last += 1
        elif kind in ("reviewed", "byline"):
            last = max(last, self._end_of_unit(kind, position))
        return Block(kind, position, last, joined(self.lines[position:last]), value)

    def _epigraph_end(self, position: int, before: list[Block]) -> int:
        """End of a quotation under the byline with its source in the line after it; 0 where there is none.

        *Seen*: a source behind a dash, or a short line behind a quotation in marks, or both set far in. *Not seen*: a
        dialogue, a quotation without its source.
        """
        lines = self.lines
        if not any(block.kind in ("byline", "affiliation", "candidate") for block in before):
            return 0
        if lines[position].text.startswith(_DASHES) or lines[position].length > 700:
            return 0
        for at in range(position + 1, min(position + 11, self.limit - 1)):
            if self._is_source(position, at):
                length = sum(line.length for line in lines[position:at])
                return at + 1 if 20 <= length <= 700 else 0
            if lines[at].length > 200 or lines[at].text.startswith(_DASHES):
                break
        return 0

    def _is_source(self, position: int, at: int) -> bool:
        """Whether a line names the source of the quotation above it."""
        lines = self.lines
        line, quotation, following = lines[at], lines[position:at], lines[at + 1]
        text = line.text.lstrip("—–― *_")
        if line.length > 120 or not text[:1].isupper() or text[-1] in "?!:," or following.text.startswith(_DASHES):
            return False
        if line.text.startswith(_DASHES):
            return not line.text.startswith(("——", "— —"))
        if text[-1] == "." or line.length > 80:
            return False
        inside = quotation[0].text[0] in _OPENING and quotation[-1].text.rstrip(".,")[-1:] in _CLOSING
        far = min(item.indent for item in [*quotation, line]) >= 8 > following.indent
        return (inside and line.length < 80 and following.length > line.length) or far

    def _goes_on(self, index: int, first: int) -> bool:
        """Whether a line goes on with a title: near it, like it, and nothing of its own."""
        before, line = self.lines[index - 1], self.lines[index]
        if line.blank_before > self.near or line.page_end_before or not self.observations.wrapped:
            return False
        short = self.observations.spaced and line.blank_before and before.length < 0.45 * self.observations.width
        if short and not line.text[0].islower():
            return False
        if before.text.endswith(".") and not line.text[0].islower():
            return False
        if before.is_upper and not line.is_upper and line.letters > 8 and not line.text[0].islower():
            return False
        kind = self.kind_of(line)[0]
        filled = line.text[0].islower() or before.length > 0.6 * self.observations.width
        return (
            kind == "candidate" or (filled and kind == "affiliation") or (line.text[0].islower() and kind == "byline")
        )

    def _end_of_unit(self, kind: str, position: int) -> int:
        """End of a description of a book or a list of names that goes on over several lines."""
        own = self.lines[position].text
        if not self.observations.wrapped or (kind == "byline" and names_in(own) and own[-1] not in ",&"):
            return position + 1
        end = self.paragraph_end(position)
        text = joined(self.lines[position : min(end, position + 6)])
        if end - position > 6 or (kind == "byline" and not names_in(text)):
            return position + 1
        return end

    # ---- kinds of lines
    def kind_of(self, line: Line) -> tuple[str, str]:
        """What a line looks like by itself, and the text behind its cue word."""
        text = line.text
        if self.noise.get(line.index, -1.0) > 0:
            return "noise", ""
        if _PAGE.match(text) and (line.digits or line.letters <= 4):
            return "page_number", ""
        cue = self._cue(line)
        if cue is not None:
            return cue
        if _DOTS.search(text, max(0, len(text) - 40)):
            return "contents", ""
        if line.length < 200 and "@" in text and EMAIL.search(text):
            return "email", ""
        if line.length < 200 and _HISTORY.match(text.lstrip("[(•* ")):
            return "history", ""
        if self._is_work(line):
            return "reviewed", ""
        if self._is_masthead(line):
            return "masthead", ""
        if self.is_byline(line):
            return "byline", ""
        if self._is_affiliation(line):
            return "affiliation", ""
        if self._is_prose(line.index):
            return "prose", ""
        return self._candidate(line), ""

    def _is_masthead(self, line: Line) -> bool:
        """Volume, number and year of the issue, or the article's own address, anywhere in a short line."""
        text = line.text
        if not line.digits or line.length > 250:
            return False
        if DOI.search(text):
            return True
        sentences = line.is_terminal and ". " in text and line.length > 60
        return line.length < 130 and not sentences and bool(_MASTHEAD.search(text))

    def _cue(self, line: Line) -> tuple[str, str] | None:
        text = line.text
        folded = text.casefold().strip(" .:*_#—–-") if line.length < 80 else ""
        for kind, words in (
            ("abstract", self.abstract),
            ("keywords", self.cues.of("keywords")),
            ("cite", self.cues.of("cite")),
            ("contents", self.cues.of("contents")),
        ):
            rest = behind_cue(text, words)
            if rest is not None:
                return kind, text[rest:]
        if folded in self.cues.head_types or is_numbered_cue(folded, self.cues):
            return "stop", ""
        rest = behind_cue(text, self.cues.of("history"))
        if rest is not None and line.length < 160 and line.digits:
            return "history", ""
        return None

    def _is_work(self, line: Line) -> bool:
        if line.length > 600 or line.text[0].islower():
            return False
        text = line.text
        if self.observations.wrapped and not line.is_terminal and line.length > 0.5 * self.observations.width:
            end = self.paragraph_end(line.index)
            text = joined(self.lines[line.index : min(end, line.index + 6)]) if end - line.index <= 6 else text
        if len(text) > 600:
            return False
        kinds = {kind.value for _, _, kind, _ in work_fields(text)}
        return {"author", "title", "date"} <= kinds or ("date" in kinds and bool(repeated_author(text)))

    def is_byline(self, line: Line) -> bool:
        """Whether a line holds names, perhaps with posts behind them, and the words are not words of the text."""
        text = line.text
        if line.length > 400 or not (text[0].isalpha() or text[0] in "*†(") or text[-1] in "?!:":
            return False
        names = names_in(text) or self._names_over_lines(line)
        if not names and line.length < 200:
            names, rest = leading_names(text)
            if names and not self._may_follow_a_name(line, rest):
                return False
        return bool(names) and not all(self.is_phrase(name) for name in names)

    def _names_over_lines(self, line: Line) -> list[str]:
        """Names in a list of authors that goes on in the next lines."""
        text = line.text
        if not self.observations.wrapped or "," not in text:
            return []
        if line.length < 0.6 * self.observations.width and text[-1] not in ",&":
            return []
        for following in self.lines[line.index + 1 : line.index + 4]:
            if following.blank_before > self.near:
                break
            text = f"{text} {following.text}"
            names = names_in(text)
            if names:
                return names
        return []

    def _may_follow_a_name(self, line: Line, rest: str) -> bool:
        """Whether what stands behind a name is where the person works or lives."""
        if self._affiliation_words(rest) or EMAIL.search(rest) or ORCID.search(rest):
            return True
        words = rest.split()
        place = 1 <= len(words) <= 3 and all(word[0].isupper() for word in words)
        marked = any(mark in line.text for mark in "*†‡¹²")
        following = self.lines[line.index + 1 : line.index + 2]
        cue = self._cue(following[0]) if following else None
        return place and (marked or (cue is not None and cue[0] in ("abstract", "keywords")))

    def is_phrase(self, name: str) -> bool:
        """Whether most words of what looks like a name stand in the text in lower case: `Social Orders`."""
        words = [word for word in name.split() if len(word.strip(".")) > 2 and word not in _ARTICLES]
        folded = {word.casefold() for word in words}
        if name.casefold() in self.cues.head_types or folded & self.cues.of("affiliation"):
            return True
        return bool(words) and sum(self._is_common(word) for word in words) > len(words) / 2

    def _is_common(self, word: str) -> bool:
        """Whether a word stands in the text in lower case, or behind an article as German nouns do."""
        if word not in self._common:
            self._common[word] = self._look_up(word)
        return self._common[word]

    def _look_up(self, word: str) -> bool:
        text = self.observations.source.text
        if text.find(f" {word.casefold()} ", 0, 200_000) >= 0:
            return True
        noun = word.title() if word.isupper() else word
        return any(text.find(f" {article} {noun} ", 0, 200_000) >= 0 for article in _ARTICLES)

    def _affiliation_words(self, text: str) -> bool:
        words = {word.casefold().strip(".,;()*") for word in text.replace("’", " ").replace("'", " ").split()}
        return not words.isdisjoint(self.cues.of("affiliation")) or any(word.startswith(_STEMS) for word in words)

    def _is_affiliation(self, line: Line) -> bool:
        text = line.text
        if line.length > 200 or (text.endswith(".") and line.length > 80) or not text[0].isupper():
            return False
        return self._affiliation_words(text)

    def _candidate(self, line: Line) -> str:
        text = line.text
        if line.length > _LONGEST_TITLE or line.letters < 3 or (text[-1] in ",;" and not self.observations.wrapped):
            return "other"
        return "candidate"

    # ---- paragraphs
    def paragraph_end(self, position: int) -> int:
        """Index after the last line of the paragraph that begins at a line."""
        lines = self.lines
        end = position + 1
        if not self.observations.wrapped:
            return end
        full = 0.7 * self.observations.width
        while end < len(lines) and end - position < 80:
            line = lines[end]
            if line.blank_before > self.near or line.page_end_before:
                break
            if line.blank_before and lines[end - 1].length < full:
                break
            if lines[end - 1].is_terminal and lines[end - 1].length < full:
                break
            if line.is_upper and line.letters > 8 and not lines[end - 1].is_upper:
                break
            cue = self._cue(line)
            if cue is not None and cue[0] != "history" and (cue[0] != "stop" or line.length < 40):
                break
            end += 1
        return end

    def _is_prose(self, index: int) -> bool:
        line = self.lines[index]
        if not self.observations.wrapped:
            if line.length > 220:
                return True
            inner = ". " in line.text[20:] or ", " in line.text
            return line.length > 110 and line.text[-1] in ".:" and inner and line.text[-4:-1].strip().isalnum()
        if line.length > 1.6 * self.observations.width:
            return line.length > 220
        end = self.paragraph_end(index)
        lines = self.lines[index:end]
        full = sum(item.length >= 0.7 * self.observations.width for item in lines)
        if len(lines) >= 4:
            return full >= 0.7 * (len(lines) - 1) and full >= 3
        if len(lines) >= 2 and full >= len(lines) - 1:
            sentences = lines[-1].text[-1] == "." and ". " in joined(lines)[:-1]
            return sentences and any(item.text[0].islower() for item in lines[1:])
        return line.length > 0.6 * self.observations.width and line.text[-1] == "." and ", " in line.text

    # ---- abstract, keywords, contents
    def _headed(self, kind: str, position: int, value: str) -> Block:
        """A block that a cue word opens, in its line or over it."""
        lines = self.lines
        if kind == "contents":
            last = self._contents_end(position, value)
        elif value:
            last = self.paragraph_end(position)
        else:
            last = position + 1
            if last < self.limit and self.kind_of(lines[last])[0] not in ("stop", "abstract", "keywords", "contents"):
                last = self.paragraph_end(last)
        if kind == "abstract":
            last = self._abstract_end(last)
        start = position if value else position + 1
        text = joined(lines[start:last]) if last > start else ""
        return Block(kind, position, last, text, value)

    def _abstract_end(self, last: int) -> int:
        """An abstract is one paragraph, but where keywords or contents close it further on."""
        position = last
        for _ in range(8):
            if position >= self.limit:
                return last
            kind = self.kind_of(self.lines[position])[0]
            if kind in ("keywords", "abstract"):
                return position
            if kind not in ("prose", "other", "candidate") or self.lines[position].is_upper:
                return last
            end = self.paragraph_end(position)
            if kind == "candidate" and not self.lines[end - 1].is_terminal:
                return last
            position = end
        return last

    def _unheaded_abstract(self, position: int, before: list[Block]) -> Block | None:
        """Prose under the title is an abstract where keywords follow it; else it is the text."""
        if not any(block.kind in ("candidate", "byline") for block in before):
            return None
        last = self._abstract_end(self.paragraph_end(position))
        if last >= self.limit or self.kind_of(self.lines[last])[0] != "keywords":
            return None
        return Block("abstract", position, last, joined(self.lines[position:last]), "prose")

    def _contents_end(self, position: int, value: str) -> int:
        """Entries of a table of contents: dots, or short numbered lines under its head."""
        if value and not _DOTS.search(value):
            return self.paragraph_end(position)
        last = position + 1
        while last < self.limit:
            line = self.lines[last]
            following = self.lines[last + 1] if last + 1 < self.limit else None
            dotted = bool(_DOTS.search(line.text, max(0, len(line.text) - 40)))
            wraps = following is not None and bool(_DOTS.search(following.text, max(0, len(following.text) - 40)))
            if not dotted and not (wraps and not line.is_terminal and line.length < 160):
                break
            last += 1
        return last
