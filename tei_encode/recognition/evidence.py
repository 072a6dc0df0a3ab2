"""What the recognisers of single phenomena say of lines, gathered before any line is labelled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tei_encode.bibliography.names import leading_names, names_in
from tei_encode.language.cues import Cues
from tei_encode.language.detect import foreign_lines, function_words
from tei_encode.model.record import factory, record
from tei_encode.model.source import Declared, Source
from tei_encode.recognition.front import Cover, Front
from tei_encode.recognition.front.byline import inverted_name
from tei_encode.recognition.front.cover import is_provider_line
from tei_encode.recognition.front.elsewhere import credited, printed_alike, said_again, twins
from tei_encode.recognition.front.likeness import letters, similar
from tei_encode.recognition.front.mentions import common_words, mentions
from tei_encode.recognition.front.opening import Opening
from tei_encode.recognition.front.wording import phrases, rubrics
from tei_encode.recognition.furniture import Furniture
from tei_encode.recognition.notes.series import series_candidates
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.profiles import Profile
from tei_encode.recognition.zones import Zone

_LETTERS = re.compile(r"[^\W\d_]+")
_HEAD_NUMBER = re.compile(r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVXL]{1,5}|[A-H])(?:[.):]\s*|\s+))?")
_NOT_COMMON = 2  # tenths of the words of names that the text has in lower case
_CAPTION_NUMBER = re.compile(r"\d|[IVXLl]")  # `lI` is how recognition reads a Roman numeral
_COUNTED = re.compile(r"(?:\d{1,2}|[ivxl]{1,5}|[a-h])[.:]?$|:$")
_NUMBERED = re.compile(r"(?P<arabic>\d{1,2})[.)]?\s|(?P<roman>[IVXL]{1,6})(?:[.)]|\s|$)|(?P<capital>[A-H])[.)]\s")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_COVER_LINES = 70
_OPENING_LINES = 110
_FRONT_LINES, _FRONT_BLOCKS = 44, 22  # in which title, names and dates stand, whatever else
_CLOSING_LINES = 60
_NEAR = 4  # lines: numbers of neighbouring items stand no farther apart
_TITLED_LINES = 12  # behind the cover sheet
_LEAST_TITLE = 6  # letters
_SAME = 0.85
_IN_SERIES = 0.3  # log-odds of a label in the series of notes
_REPEATED = 1.0  # log-odds of a running head
_DECLARED = {
    Declared.COMMENT: Zone.COMMENT,
    Declared.IMAGE: Zone.IMAGE,
    Declared.TABLE_ROW: Zone.TABLE,
    Declared.TABLE_RULE: Zone.TABLE,
    Declared.QUOTATION: Zone.QUOTE,
}


@record()
class Evidence:
    """Said of lines, by line index; scores are log-odds."""

    furniture: Furniture
    cover: int = 0  # lines of the cover sheet
    said: dict[int, str] = factory(default_factory=dict)  # zones that the format or a person declares
    levels: dict[int, int] = factory(default_factory=dict)  # of heads that the format declares
    series: Mapping[int, float] = factory(default_factory=dict)  # labels that stand in a rising series
    called: frozenset[int] = frozenset()  # lines whose label equals a marker in the text before
    noise: Mapping[int, float] = factory(default_factory=dict)
    head_types: dict[int, str] = factory(default_factory=dict)  # lines that are a cue word of a head and nothing more
    section_words: frozenset[int] = frozenset()  # short lines that begin with a word of section heads and a colon
    captions: dict[int, float] = factory(default_factory=dict)
    citations: dict[int, float] = factory(default_factory=dict)
    opening: dict[int, str] = factory(default_factory=dict)  # what lines of the opening look like
    ahead: dict[int, str] = factory(default_factory=dict)  # what the opening has further on: abstract, keywords
    mentions: dict[int, tuple[str, ...]] = factory(default_factory=dict)  # of short lines of opening and end
    common: dict[int, int] = factory(default_factory=dict)  # tenths of the words that the text has
    heads_later: frozenset[int] = frozenset()  # lines of the opening that running heads say again
    twins: dict[int, str] = factory(default_factory=dict)  # and that another line of it says
    inverted: frozenset[int] = frozenset()  # those that are `Surname, Forename`
    alike: dict[int, list[int]] = factory(default_factory=dict)  # those on many pages, and others of it like them
    credited: dict[int, str] = factory(default_factory=dict)  # and their place in how the article is cited
    names: frozenset[int] = frozenset()  # lines near the end that hold names of people
    front: dict[int, str] = factory(default_factory=dict)  # what the title block would have them
    sources: frozenset[int] = frozenset()  # lines that name where the epigraph above them is from
    provider: frozenset[int] = frozenset()
    stamps: frozenset[int] = frozenset()
    regions: dict[int, str] = factory(default_factory=dict)  # below a head of this type
    numbering: dict[int, str] = factory(default_factory=dict)  # "near" or "far" from the number before or after
    foreign: dict[int, bool] = factory(default_factory=dict)  # lines in another language than the text
    bridged: frozenset[int] = frozenset()  # between the two halves of a sentence
    resumes: frozenset[int] = frozenset()  # where the second half begins
    advert_from: int = 1 << 60
    again: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    words: Mapping[str, frozenset[str]] = factory(default_factory=dict)  # kind of cue → its words
    function_words: frozenset[str] = frozenset()
    rubrics: frozenset[int] = frozenset()  # those that say a kind of article, and nothing of this one
    phrases: frozenset[int] = frozenset()  # those with words that no names have
    run_on: frozenset[int] = frozenset()  # lines of it behind one that ends on a word on which no phrase ends
    titled: tuple[int, ...] = ()  # first lines that say the title of the cover sheet

    def of(self, kind: str) -> frozenset[str]:
        """The cue words of one kind: `by`, `to`, `stamp`, `rights`, `rubric` …"""
        return self.words.get(kind, frozenset())

    def names_people(self, index: int) -> tuple[bool, bool]:
        """Whether a line of the opening reads as a byline by itself, and in its place; phrases never do."""
        if self.common.get(index, 0) > _NOT_COMMON or index in self.phrases or index in self.rubrics:
            return False, False
        byline = Zone.BYLINE.value
        return self.opening.get(index) == byline, self.front.get(index) == byline


def gather_evidence(
    observations: Observations,
    cues: Cues,
    cover: Cover,
    front: Front,
    profile: Profile,
    furniture: Furniture,
    noise: Mapping[int, float],
    citations: dict[int, float],
    language: str,
) -> Evidence:
    """All that is said of the lines of a document."""
    lines, source = observations.lines, observations.source
    found = Evidence(furniture, cover.line_count, noise=noise, citations=citations, front=front.labels)
    found.said = {index: zone.value for index, zone in declared_zones(source, lines).items()}
    found.levels = declared_heads(source, lines)
    found.said.update({index: "head" for index in found.levels})
    text_lines = lines[cover.line_count :]
    found.head_types = cue_heads(text_lines, cues)
    found.section_words = frozenset(line.index for line in text_lines if _leads_with_section(line.text, cues))
    found.series, found.called = series_candidates(text_lines, source.text)
    captions = cues.of("caption")
    scores = ((line.index, caption_score(line.text, captions)) for line in text_lines if line.length < 600)
    found.captions = {index: score for index, score in scores if score > -5}
    found.opening = opening_looks(observations, cover.line_count, cues, noise)
    found.ahead = ahead(found.opening)
    found.titled = titled(text_lines[:_TITLED_LINES], cover)
    opening_lines = text_lines[: _FRONT_LINES if observations.wrapped else _FRONT_BLOCKS]
    closing_lines = text_lines[len(opening_lines) :][-_CLOSING_LINES:]
    small = function_words(language)
    found.mentions = mentions((*opening_lines, *closing_lines), cues.mentions, small)
    found.common = common_words(opening_lines, source.text, language)
    repeated = [lines[index] for index, score in furniture.repeated.items() if score >= _REPEATED]
    found.heads_later = said_again(opening_lines, repeated)
    found.twins = twins(opening_lines)
    found.alike = printed_alike(opening_lines, furniture.repeats)
    found.inverted = frozenset(line.index for line in opening_lines if inverted_name(line.text))
    found.rubrics = rubrics(opening_lines, cues.of, small) - frozenset(found.titled)
    found.phrases = phrases(opening_lines, cues.of, small)
    pairs = zip(opening_lines, opening_lines[1:])
    found.run_on = frozenset(line.index for last, line in pairs if _last_word(last) in small)
    found.credited = credited(opening_lines, (*lines[: cover.line_count], *opening_lines, *repeated))
    found.names = frozenset(line.index for line in text_lines[-_CLOSING_LINES:] if _is_signature(line))
    found.sources = frozenset(last - 1 for _, last in front.epigraphs)
    found.provider = frozenset(line.index for line in lines[:_COVER_LINES] if is_provider_line(line, profile))
    if profile.stamps:
        stamped = (line for line in text_lines if line.length < 300 and line.text.casefold().startswith(profile.stamps))
        found.stamps = frozenset(line.index for line in stamped)
    found.regions = regions(lines, found.head_types)
    found.numbering = numbering(text_lines)
    found.foreign = foreign_lines([(line.index, line.text) for line in text_lines[:_OPENING_LINES]], language)
    found.bridged, found.resumes = bridged(lines, furniture, found.series, observations)
    found.advert_from = tail_advert(observations, cues, cover.line_count)
    found.again = tuple(sorted(cues.of("again")))
    found.signals = tuple(sorted(cues.of("signal")))
    found.words = cues.words
    found.function_words = small
    return found


def _last_word(line: Line) -> str:
    """The last word of a line, case-folded; empty of one that is white space to Unicode alone."""
    return (line.text.split() or [""])[-1].casefold()


# ---- heads
def head_type(text: str, cues: Cues) -> str:
    """Division type that the words of a head say ("bibliography", "notes", "acknowledgements" …), or empty."""
    words = _HEAD_NUMBER.sub("", text, count=1).replace("'", "’").strip(" .:*_#—–-").casefold().split()
    if len(words) > 3 and all(len(word) == 1 for word in words):
        words = ["".join(words)]  # letterspaced
    kind = cues.head_type(" ".join(words))
    if kind or len(words) < 2:
        return kind
    # `Appendix A`, `Annexe 1 : tarif de 1870`
    lead = words[0].rstrip(".:")
    counted = words[0][-1] in ".:" or _COUNTED.match(words[1]) is not None
    return "appendix" if counted and cues.head_types.get(lead) == "appendix" else ""


def _leads_with_section(text: str, cues: Cues) -> bool:
    """`Introduction: On Rivers`, `3. Conclusion. The End of the Ferry`."""
    lead, mark, rest = text[:60].partition(":")
    if not mark:
        lead, mark, rest = text[:60].partition(". ")
        if lead.strip().isdigit():
            lead, mark, rest = rest.partition(". ")
    return bool(mark and rest.strip()) and head_type(lead, cues) == "section"


def cue_heads(lines: Sequence[Line], cues: Cues) -> dict[int, str]:
    """Lines that are a cue word of a head alone, and the type of division it says."""
    types: dict[int, str] = {}
    for line in lines:
        if line.length > 60 or line.text[-1] in ",;" or line.text[0].islower():
            continue
        kind = head_type(line.text, cues)
        if kind:
            types[line.index] = kind
    return types


def declared_heads(source: Source, lines: Sequence[Line]) -> dict[int, int]:
    """Line index → level of the heads that the format itself declares."""
    levels = {d.start: int(d.value or 1) for d in source.declarations if d.kind is Declared.HEAD}
    return {line.index: levels[line.start] for line in lines if line.start in levels} if levels else {}


def declared_zones(source: Source, lines: Sequence[Line]) -> dict[int, Zone]:
    """Lines that are markup altogether: comments, images, rows of pipe tables."""
    wanted = [(d.start, d.end, _DECLARED[d.kind]) for d in source.declarations if d.kind in _DECLARED]
    found: dict[int, Zone] = {}
    position = 0
    for start, end, zone in wanted:
        while position < len(lines) and lines[position].end <= start:
            position += 1
        probe = position
        while probe < len(lines) and lines[probe].start >= start and lines[probe].end <= end:
            found[lines[probe].index] = zone
            probe += 1
    return found


def regions(lines: Sequence[Line], head_types: Mapping[int, str]) -> dict[int, str]:
    """Lines below a head of bibliography, notes, abstract …: its type, up to the next head of another type."""
    found: dict[int, str] = {}
    inside = ""
    for line in lines:
        kind = head_types.get(line.index)
        if kind is not None:
            inside = kind
        elif inside and inside != "section":
            found[line.index] = inside
    return found


def numbering(lines: Sequence[Line]) -> dict[int, str]:
    """Numbers at the heads of short lines that follow one another: near as items do, far as heads do."""
    last: dict[str, dict[int, int]] = {}
    found: dict[int, str] = {}
    for line in lines:
        match = _NUMBERED.match(line.text) if line.length <= 160 else None
        if match is None:
            continue
        form = match.lastgroup or ""
        value = _value(match[form], form)
        known = last.setdefault(form, {})
        if value - 1 in known and value > 1:
            before = known[value - 1]
            run = "near" if line.index - before <= _NEAR else "far"
            found[line.index] = run
            found.setdefault(before, run)
        known[value] = line.index
    return found


def _value(text: str, form: str) -> int:
    if form == "arabic":
        return int(text)
    if form == "roman":
        return _ROMAN.index(text) if text in _ROMAN else 0
    return ord(text) - 64


def caption_score(text: str, words: frozenset[str]) -> float:
    """Log-odds that a line is a caption: a word for figures or tables, a number, and what it shows (`#FTGRA`)."""
    lead = text[:24].lstrip("*_#[( ").split(" ", 1)
    word = lead[0].rstrip(".:").casefold()
    if word not in words:
        return -9.0
    rest = lead[1].lstrip() if len(lead) > 1 else ""
    if not _CAPTION_NUMBER.match(rest):
        return -9.0
    number_end = 0
    while number_end < len(rest) and (rest[number_end].isalnum() or rest[number_end] in ".-"):
        number_end += 1
    behind = rest[number_end:].lstrip()
    if rest[number_end - 1] == "." or behind[:1] in (":", "–", "—", "|", "") or behind[:2] == "- ":
        return 4.5
    if behind[0] in "),;]" or not behind[0].isupper():
        return -1.0
    return 2.5 if len(text) < 120 else 1.0


# ---- the opening
def titled(lines: Sequence[Line], cover: Cover) -> tuple[int, ...]:
    """Lines that read as the title on the cover sheet does, recognition errors allowed for."""
    title = letters(cover.facts.get("title", ""))
    if len(title) < _LEAST_TITLE:
        return ()
    return tuple(line.index for line in lines if line.length < 200 and similar(letters(line.text), title) >= _SAME)


def opening_looks(observations: Observations, first: int, cues: Cues, noise: Mapping[int, float]) -> dict[int, str]:
    """What the first lines behind the cover sheet look like, each by itself: byline, masthead, work under review …"""
    opening = Opening(observations, first, cues, noise)
    limit = min(len(observations.lines), first + _OPENING_LINES)
    return {index: opening.kind_of(opening.lines[index])[0] for index in range(first, limit)}


def ahead(opening: Mapping[int, str]) -> dict[int, str]:
    """For every line of the opening, what heads or lines of an abstract or keywords stand behind it."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    for index in sorted(opening, reverse=True):
        found[index] = "".join(sorted(kind[0] for kind in seen)) or "-"
        if opening[index] in ("abstract", "keywords"):
            seen.add(opening[index])
    return found


def _is_signature(line: Line) -> bool:
    """A short line with a name, perhaps with a town or an institution behind it."""
    return line.length <= 90 and line.label is None and bool(names_in(line.text) or leading_names(line.text)[0])


# ---- sentences that something interrupts
def bridged(
    lines: Sequence[Line], furniture: Furniture, series: Mapping[int, float], observations: Observations
) -> tuple[frozenset[int], frozenset[int]]:
    """Lines between the two halves of a sentence, which are not running text, and the lines where it goes on."""
    found: set[int] = set()
    resumed: set[int] = set()
    least = 0.5 * observations.width if observations.wrapped else 60
    reach = 60 if observations.wrapped else 24
    noted = _lines_like_notes(lines, series, observations) if observations.wrapped else frozenset()
    open_at = -1  # the last line that breaks off within a sentence and may be running text
    for line in lines:
        index = line.index
        if index in noted:
            continue
        begins_lower = line.text[0].islower() and line.label is None
        if begins_lower and open_at >= 0 and 1 < index - open_at <= reach:
            between = range(open_at + 1, index)
            if not observations.wrapped or all(
                i in noted or _may_interrupt(lines[i], furniture, least) for i in between
            ):
                found.update(between)
                resumed.add(index)
        if line.length >= least and line.label is None:
            if not line.is_terminal and furniture.repeated.get(index, 0.0) < 2.0:
                open_at = index
            elif line.length > 2 * least or begins_lower:
                open_at = -1
        elif begins_lower and line.is_terminal:
            open_at = -1
    return frozenset(found), frozenset(resumed)


def _lines_like_notes(lines: Sequence[Line], series: Mapping[int, float], observations: Observations) -> frozenset[int]:
    """Lines of runs that begin with a label of the series of notes, as far as no space parts them."""
    found: set[int] = set()
    inside = False
    for line in lines:
        if series.get(line.index, -1.0) > _IN_SERIES:
            inside = True
        elif line.blank_before > observations.near or line.page_end_before:
            inside = False
        if inside:
            found.add(line.index)
    return frozenset(found)


def _may_interrupt(line: Line, furniture: Furniture, least: float) -> bool:
    return line.length < least or line.index in furniture.numbers or furniture.repeated.get(line.index, 0.0) > 1.0


# ---- the end
def tail_advert(observations: Observations, cues: Cues, first: int) -> int:
    """Index of the line at which an advertisement that closes the file may begin, or the number of lines.

    *Seen*: words of the trade (rates, subscription, order, payable) in two lines or more after the last text.
    *Not seen*: prose after them, a label of a note or a list, an entry of a bibliography.
    """
    lines = observations.lines
    start = len(lines)
    hits = 0
    for line in reversed(lines[first:]):
        words = {word.casefold() for word in _LETTERS.findall(line.text[:600])}
        trade = len(words & cues.advert)
        prose = line.text[0].islower() or (line.length > 160 and not trade and line.is_terminal)
        if prose or (line.label is not None and not trade and line.length > 30) or line.index <= first + 3:
            break
        if trade:
            hits += trade
            start = line.index
        elif line.is_terminal and line.length > 60 and "\t" not in line.text:
            break
        elif line.is_upper or "\t" in line.text or line.digits > 0.1 * line.length:
            start = line.index
    return start if hits >= 2 else len(lines)
