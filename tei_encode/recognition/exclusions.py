"""What a line cannot be, whatever its label: by what it prints, by what stands beside it, by how often it stands there.

The labels are learned from the looks of a line and of its neighbours. A table of exclusions says what they do not know:
each names zones, what excludes them, and the zone that the line has instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tei_encode.bibliography.names import leading_names, names_in
from tei_encode.model.record import record
from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.front.wording import bare_words, is_post, speaks_of_work
from tei_encode.recognition.looks import COLUMNS
from tei_encode.recognition.marginals import GOES_ON, marginal, rival
from tei_encode.recognition.observations import Line
from tei_encode.recognition.zones import Zone

if TYPE_CHECKING:
    from pycrfsuite import Tagger

    from tei_encode.recognition.lattice import Lattice

_ON_PAGES = 1.0  # log-odds of repetition, where the line says more itself
_RANGE = re.compile(r"(?<![\d-])(\d{1,4})\s?[-–—]\s?(\d{1,4})(?![\d-])")
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
# A day of a month of a year; a digital object identifier (DOI handbook, 2.2) or a claim of copyright; an address of the
# internet protocol or a time of day, which only machines print.
_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|°|\.º|ª)?[ ./-]{1,2}(?:(?:de|of|di) )?"
    r"[^\W\d_]{0,12}\.?(?: de)?[ ./-]?,? ?\d{4}(?!\d)"
)
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/\S|[©Ⓒ] ?\d{4}|\burn:nbn:")
# A licence that the author gives, or the year of a copyright. English `licence` alone is as often an agreement.
_LICENCE = re.compile(
    r"\bCC[ -]BY\b|\bcreative commons\b|[©Ⓒ](?=.{0,60}(?<!\d)(?:1[89]|20)\d\d(?!\d))"
    r"|lizenz|urheberrecht|\bsous licence\b|\blicen(?:z|ç|cia|tie)",
    re.I,
)
_WHOLE_IDENTIFIER = re.compile(r"(?:https?://)?(?:\S+/)?10\.\d{4,9}/\S+|urn:nbn:\S+")
_BESIDE_IDENTIFIER = 24  # code points: `Digital Object Identifier:`
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)")
_LONGEST_IDENTIFIER = 60  # code points of a line with an author's identifier
_ORCID = re.compile(r"\bORCID\b|(?<!\d)(?:\d{4}[-–]\s?){3}\d{3}[\dX](?!\d)")
_MACHINE = re.compile(_CLOCK.pattern + r"|https?://|www\.")
_PARTS = re.compile(r"[,;(–—]|\s-\s")
_LIKELY = 0.03  # probability from which another zone than the one excluded is likely
_ASTERISM = "⁂"
_BULLETS = ("* ", "• ", "· ")
_SHORTEST_HEAD, _LONGEST_HEAD = 12, 140  # code points
_FEW_CELLS = 2  # as running heads have
_NAME_BEGINS = 4  # words from the last of which on a byline names people


@record()
class Sight:
    """A line, its place in the window that the tagger has, its label on the best path, and the zones before it."""

    lines: Sequence[Line]
    evidence: Evidence
    tagger: Tagger | Lattice
    before: Sequence[Zone]
    wrapped: bool
    index: int = 0
    at: int = 0
    tag: str = ""

    @property
    def line(self) -> Line:
        return self.lines[self.index]

    @property
    def goes_on(self) -> bool:
        return self.tag.endswith(GOES_ON)

    @property
    def last(self) -> Zone | None:
        return self.before[-1] if self.before else None

    def repeats(self) -> bool:
        """Whether the line stands on many pages."""
        return self.evidence.furniture.repeats(self.index)

    def states_rights(self) -> bool:
        """Whether the line has a word of copyright or licences."""
        return bool(self.words() & self.evidence.of("rights"))

    def says_work(self) -> bool:
        """Whether the line speaks of an institution or a post."""
        return speaks_of_work(self.line.text, self.evidence.of)

    def begins_with(self, *kinds: str) -> bool:
        """Whether it does so before its first comma, dash or bracket; of `institution`, `post` one or both."""
        return speaks_of_work(_PARTS.split(self.line.text, maxsplit=1)[0], self.evidence.of, kinds)

    def words(self) -> set[str]:
        """The words of the line, case-folded, without punctuation."""
        return set(bare_words(self.line.text))

    def is_number(self) -> bool:
        """Whether the line is a number and nothing more."""
        number = self.evidence.furniture.numbers.get(self.index)
        return number is not None and number.alone


@record(frozen=True)
class Exclusion:
    """Lines of `zones` for which `holds` are of the zone `instead` (None: the likeliest other one), however sure it is.

    `least`: the probability that it must have at least.
    """

    zones: tuple[Zone, ...]
    holds: Callable[[Sight], bool]
    instead: Zone | None
    least: float = 0.0


def excluded(zone: Zone, sight: Sight) -> Zone | None:
    """The zone that a line has instead of the one that its label says; None where nothing excludes that."""
    for exclusion in _BY_ZONE.get(zone, ()):
        if exclusion.holds(sight):
            if exclusion.instead is None:
                return rival(sight.tagger, zone, sight.at)[0]
            if not exclusion.least or marginal(sight.tagger, exclusion.instead.value, sight.at) >= exclusion.least:
                return exclusion.instead
    return None


def is_ornament(text: str) -> bool:
    """Whether a line may part two sections: signs and nothing else, or one letter over and over (`o o o`)."""
    signs = text.split()
    return not any(c.isalnum() for c in text) or (len(signs) > 1 and len(set(signs)) == 1 and len(signs[0]) == 1)


# ---- what excludes
def _captions_nothing(sight: Sight) -> bool:
    """A caption says what it is of, or goes on with one that does, or an image stands beside it."""
    if sight.goes_on:
        return sight.last is not Zone.CAPTION
    said, index = sight.evidence.said, sight.index
    beside = Zone.IMAGE.value in (said.get(index - 1), said.get(index + 1))
    return index not in sight.evidence.captions and not beside


def _is_row(sight: Sight) -> bool:
    """The line and one beside it have three cells or more, and as many."""
    cells = _cells(sight, sight.index)
    return cells > _FEW_CELLS and cells in (_cells(sight, sight.index - 1), _cells(sight, sight.index + 1))


def _cells(sight: Sight, index: int) -> int:
    return len(COLUMNS.findall(sight.lines[index].text)) + 1 if 0 <= index < len(sight.lines) else 0


def _cites_without_pages(sight: Sight) -> bool:
    """A line that cites the article stands on many pages and does not say which pages the article has."""
    text = sight.line.text
    cites = sight.index in sight.evidence.citations or sight.index in sight.evidence.furniture.titled
    other = _has_pages(text) or _MACHINE.search(text) or _says_who_scanned(sight) or sight.states_rights()
    return sight.repeats() and cites and not other


def _cites_nothing(sight: Sight) -> bool:
    """A line on many pages that gives no pages, no identifier and no rights, nor an address, and is no sentence."""
    text = sight.line.text
    if text.endswith("."):
        return False
    states = _IDENTIFIER.search(text) or _MACHINE.search(text) or sight.states_rights()
    return sight.repeats() and not states and not _has_pages(text)


def _states_rights(sight: Sight) -> bool:
    """What stands on many pages has words of copyright and none of the title, and no machine prints it."""
    if not sight.repeats() or not sight.states_rights():
        return False
    return sight.index not in sight.evidence.furniture.titled and _MACHINE.search(sight.line.text) is None


def _is_licensed(sight: Sight) -> bool:
    """It names a licence, or the year of a copyright. A library claims rights in its copies, but neither of these."""
    return _states_rights(sight) and _LICENCE.search(sight.line.text) is not None


def _identifies(sight: Sight) -> bool:
    """The line is an identifier and little more."""
    found = _WHOLE_IDENTIFIER.search(sight.line.text)
    return found is not None and sight.line.length - len(found[0]) <= _BESIDE_IDENTIFIER


def _cites_with_pages(sight: Sight) -> bool:
    """What stands on many pages gives a range of pages, and nothing that machines print."""
    text = sight.line.text
    return sight.repeats() and _has_pages(text) and _MACHINE.search(text) is None


def _has_pages(text: str) -> bool:
    """Whether a text gives a range of pages; one of years is none."""
    return any(not _YEAR.fullmatch(found[1]) for found in _RANGE.finditer(text))


def _repeats_title(sight: Sight) -> bool:
    """What stands on many pages says the title, the journal or an author."""
    return sight.repeats() and sight.index in sight.evidence.furniture.titled


def _has_bullet(sight: Sight) -> bool:
    return sight.line.text.startswith(_BULLETS)


def _stands_as_head(sight: Sight) -> bool:
    """A short block of its own that does not end as a sentence does, between a sentence that ends and one that begins.

    Only where blocks are one line: of wrapped text lines end anywhere. One half of a paragraph over a page turn ends in
    the middle of a phrase.
    """
    if sight.wrapped or not 0 < sight.index < len(sight.lines) - 1:
        return False
    line, before, after = sight.line, sight.lines[sight.index - 1], sight.lines[sight.index + 1]
    words = line.text.split()
    return (
        _SHORTEST_HEAD <= line.length <= _LONGEST_HEAD
        and len(words) > 1
        and not line.is_terminal
        and line.text[-1] not in ",-"
        and line.text[0].isupper()
        and ". " not in line.text
        and before.is_terminal
        and before.text[-1] not in ":;"
        and after.text[0].isupper()
        and after.length > _LONGEST_HEAD
        and words[-1].casefold() not in sight.evidence.function_words
    )


def _within_sentence(sight: Sight) -> bool:
    """The text before breaks off within a sentence that goes on behind the line, which ends as a sentence does."""
    return sight.index in sight.evidence.bridged and (sight.line.is_terminal or sight.index in sight.evidence.series)


def _prints_machine_words(sight: Sight) -> bool:
    return sight.repeats() and _MACHINE.search(sight.line.text) is not None


def _says_who_scanned(sight: Sight) -> bool:
    """What stands on pages says that it was downloaded or digitised, or when to the minute, and is no citation.

    A title may speak of digitisation; it neither begins with that word nor gives the day.
    """
    text, said = sight.line.text, sight.evidence.of("stamp")
    if not sight.evidence.furniture.repeats(sight.index, _ON_PAGES) or _has_pages(text) or _LICENCE.search(text):
        return False
    if sight.index in sight.evidence.furniture.titled:
        return bool(sight.words() & said) and (_DAY.search(text) is not None or text.split()[0].casefold() in said)
    return _CLOCK.search(text) is not None or bool(sight.words() & said)


def _is_signs(sight: Sight) -> bool:
    return sight.line.letters == 0 and is_ornament(sight.line.text)


def _is_source(sight: Sight) -> bool:
    """The source of the epigraph above it."""
    return sight.index in sight.evidence.sources and sight.last is Zone.EPIGRAPH


def _is_identifier(sight: Sight) -> bool:
    return _IDENTIFIER.search(sight.line.text) is not None


def _is_dated(sight: Sight) -> bool:
    """The line says what happened to the article on which day, or two things and a year."""
    said, text = sight.evidence.mentions.get(sight.index, ()), sight.line.text
    return ("dates2" in said and _YEAR.search(text) is not None) or ("dates1" in said and _DAY.search(text) is not None)


def _says_where(sight: Sight) -> bool:
    """The line begins with an institution or is a post, or it speaks of them and names nobody; or it has an ORCID."""
    text = sight.line.text
    if _begins_with_institution(sight) or _is_post(sight):
        return True
    named = any(sight.evidence.names_people(sight.index)) or leading_names(text)[0] or names_in(text)
    return not named and (sight.says_work() or _gives_orcid(sight))


def _begins_with_institution(sight: Sight) -> bool:
    return sight.begins_with("institution")


def _is_post(sight: Sight) -> bool:
    """`Independent scholar, Orme`: before the first comma there are only words for posts."""
    return sight.begins_with("post") and is_post(_PARTS.split(sight.line.text, maxsplit=1)[0], sight.evidence.of)


def _gives_orcid(sight: Sight) -> bool:
    """The line has an author's identifier (ORCID, ISO 7064 MOD 11-2 behind fifteen digits), and little else."""
    return sight.line.length <= _LONGEST_IDENTIFIER and _ORCID.search(sight.line.text) is not None


def _names_who_is_where(sight: Sight) -> bool:
    """`Ada Weil, independent scholar`: the line begins with a name, and no institution; or it goes on with such."""
    if sight.begins_with("institution", "post"):
        return False
    if sight.goes_on:
        return sight.last is Zone.BYLINE
    reads_as = sight.evidence.opening.get(sight.index)
    return reads_as in (Zone.BYLINE.value, "candidate") and bool(leading_names(sight.line.text)[0])


def _is_phrase(sight: Sight) -> bool:
    """The line has words that no names have, and is likely enough something else."""
    return sight.index in sight.evidence.phrases and rival(sight.tagger, Zone.BYLINE, sight.at)[1] >= _LIKELY


def _is_rubric(sight: Sight) -> bool:
    return sight.index in sight.evidence.rubrics


def _names_who_works(sight: Sight) -> bool:
    """`Ada Weil – University of Orme`: a name, and behind a dash or comma where they work."""
    works = sight.says_work() and not sight.begins_with("institution", "post")
    return works and bool(leading_names(sight.line.text)[0])


def _names_issue(sight: Sight) -> bool:
    """The line reads as volume, number and year of an issue."""
    return sight.evidence.opening.get(sight.index) == Zone.MASTHEAD.value


def _follows_title(sight: Sight) -> bool:
    """The line before is of the title and this one is none of it: it begins anew, or behind capitals."""
    if sight.last is not Zone.TITLE:
        return False
    return not sight.goes_on or (sight.lines[sight.index - 1].is_upper and not sight.line.is_upper)


def _is_name(sight: Sight) -> bool:
    """The line reads as names by itself and in its place, and its words are none of the text's."""
    return all(sight.evidence.names_people(sight.index))


def _names_by(sight: Sight) -> bool:
    """`Introduced and translated by …`: a few words without capitals, the last of them `by`, and names."""
    words = sight.line.text.split()
    for at, word in enumerate(words[1 : _NAME_BEGINS + 1], 1):
        if not word.islower():
            return False
        if word in sight.evidence.of("by"):
            return at + 1 < len(words) and words[at + 1][:1].isupper()
    return False


_NO_BREAK = tuple(zone for zone in Zone if zone is not Zone.BREAK)
EXCLUSIONS = (
    Exclusion((Zone.CAPTION,), _captions_nothing, None),
    Exclusion((Zone.HEADER, Zone.HISTORY), Sight.is_number, Zone.PAGE_NUMBER),
    Exclusion((Zone.HEADER,), _is_row, Zone.TABLE),
    Exclusion((Zone.HEADER,), _states_rights, Zone.CITATION),
    Exclusion((Zone.STAMP,), _is_licensed, Zone.CITATION),
    Exclusion((Zone.HEADER, Zone.CITATION, Zone.STAMP), _says_who_scanned, Zone.STAMP),
    Exclusion((Zone.HEADER, Zone.CITATION, Zone.STAMP), _identifies, Zone.CITATION),
    Exclusion((Zone.HEADER, Zone.CITATION), _prints_machine_words, Zone.STAMP, 0.05),
    Exclusion((Zone.CITATION, Zone.STAMP), _cites_without_pages, Zone.HEADER),
    Exclusion((Zone.CITATION,), _cites_nothing, Zone.HEADER),
    Exclusion((Zone.STAMP, Zone.HEADER), _cites_with_pages, Zone.CITATION, 0.01),
    Exclusion((Zone.SIGNED, Zone.MARGIN, Zone.EPIGRAPH), Sight.repeats, Zone.HEADER, 0.02),
    Exclusion((Zone.HEAD, Zone.QUOTE, Zone.BODY), _repeats_title, Zone.HEADER, 0.02),
    Exclusion((Zone.BODY, Zone.QUOTE), _stands_as_head, Zone.HEAD, 0.003),
    Exclusion((Zone.HEAD,), _has_bullet, Zone.ITEM, 0.02),
    Exclusion((Zone.HEAD,), _within_sentence, None),
    Exclusion((Zone.BREAK,), lambda sight: not is_ornament(sight.line.text), None),
    Exclusion(_NO_BREAK, lambda sight: sight.line.text == _ASTERISM, Zone.BREAK),
    Exclusion((Zone.HEAD,), _is_signs, Zone.BREAK),
    Exclusion((Zone.HEAD,), _is_source, Zone.EPIGRAPH),
    Exclusion((Zone.TITLE, Zone.SUBTITLE, Zone.BYLINE), _is_identifier, Zone.HISTORY),
    Exclusion((Zone.TITLE, Zone.SUBTITLE, Zone.BYLINE, Zone.MASTHEAD), _is_dated, Zone.HISTORY, 0.005),
    Exclusion((Zone.TITLE,), _follows_title, Zone.SUBTITLE, 0.08),
    Exclusion((Zone.REVIEWED,), _names_issue, Zone.MASTHEAD, 0.1),
    Exclusion((Zone.TITLE, Zone.BYLINE, Zone.AFFILIATION), _is_rubric, Zone.MASTHEAD),
    Exclusion((Zone.SUBTITLE,), _is_rubric, Zone.MASTHEAD, 0.02),
    Exclusion((Zone.TITLE, Zone.SUBTITLE), _names_who_works, Zone.BYLINE, 0.01),
    Exclusion((Zone.SUBTITLE,), _is_name, Zone.BYLINE, 0.08),
    Exclusion((Zone.BYLINE,), _is_phrase, None),
    Exclusion((Zone.CITATION, Zone.HISTORY, Zone.STAMP), _gives_orcid, Zone.AFFILIATION),
    Exclusion((Zone.BYLINE,), _says_where, Zone.AFFILIATION, 0.005),
    Exclusion((Zone.SUBTITLE,), _is_post, Zone.AFFILIATION, 0.02),
    Exclusion((Zone.SUBTITLE,), _begins_with_institution, Zone.AFFILIATION, 0.1),
    Exclusion((Zone.AFFILIATION,), _names_who_is_where, Zone.BYLINE, 0.02),
    Exclusion((Zone.SUBTITLE,), _names_by, Zone.BYLINE, 0.02),
)
_BY_ZONE = {zone: tuple(one for one in EXCLUSIONS if zone in one.zones) for zone in Zone}
