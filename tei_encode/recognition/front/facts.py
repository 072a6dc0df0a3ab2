"""What the labelled lines of the title block state: title, names, addresses, keywords, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tei_encode.bibliography.names import leading_names, without_marker
from tei_encode.language.cues import Cues
from tei_encode.model.record import factory, record
from tei_encode.recognition.front.byline import institution, institution_signs, read_byline
from tei_encode.recognition.front.lines import Block, behind_cue, cleaned, joined
from tei_encode.recognition.front.opening import EMAIL
from tei_encode.recognition.front.signature import signed_by
from tei_encode.recognition.observations import Observations
from tei_encode.recognition.zones import FRONT, Zone

_STATED = frozenset({Zone.MASTHEAD, Zone.HISTORY, Zone.HEADER, Zone.CITATION})


@record()
class FrontFacts:
    """As printed, in the order of the source."""

    title: str = ""
    subtitle: str = ""
    authors: list[str] = factory(default_factory=list)
    signs: list[str] = factory(default_factory=list)  # behind the authors' names, of their institutions
    author_spans: list[tuple[int, int]] = factory(default_factory=list)  # code points; names that stand on one line
    emails: list[str] = factory(default_factory=list)
    affiliations: list[str] = factory(default_factory=list)
    keywords: list[str] = factory(default_factory=list)
    statements: list[str] = factory(default_factory=list)  # masthead, DOI, ISSN, dates, licence, its own citation


def read_front(
    observations: Observations,
    zones: Sequence[Zone],
    begins: Sequence[float],
    first: int,
    cues: Cues,
    regions: Mapping[int, str],
) -> FrontFacts:
    """The statements of the lines of the title block, which begins with line `first`.

    `regions`: lines below a head of the back matter.
    """
    facts = FrontFacts()
    last = max((at for at in range(first, len(zones)) if zones[at] in FRONT), default=first - 1)
    blocks = list(_blocks(observations, zones, begins, first, last + 1))
    signs = institution_signs([block.text for block in blocks if block.kind == Zone.AFFILIATION])
    for block in blocks:
        _state(facts, block, observations, cues, signs)
    _settle_institutions(facts, signs)
    if not facts.authors:
        facts.authors.extend(signed_by(observations.lines, zones, regions))
    return facts


def _blocks(
    observations: Observations, zones: Sequence[Zone], begins: Sequence[float], first: int, stop: int
) -> Iterator[Block]:
    """The blocks of the title block, a line or more each."""
    lines = cleaned(observations, first, stop)
    at = 0
    while at < len(lines):
        zone = zones[first + at]
        end = at + 1
        while end < len(lines) and zones[first + end] is zone and begins[first + end] < 0.5:
            end += 1
        yield Block(zone.value, first + at, first + end, joined(lines[at:end]))
        at = end


def _state(facts: FrontFacts, block: Block, observations: Observations, cues: Cues, signs: Sequence[str]) -> None:
    match Zone(block.kind):
        case Zone.TITLE:
            text = without_marker(block.text)
            facts.title = facts.title or text
        case Zone.SUBTITLE:
            facts.subtitle = facts.subtitle or without_marker(block.text).strip("–—- ")
        case Zone.BYLINE:
            _byline(facts, block, observations, signs)
        case Zone.EMAIL:
            facts.emails.extend(EMAIL.findall(block.text))
            if leading_names(block.text)[0]:
                _byline(facts, block, observations, signs)
        case Zone.AFFILIATION:
            facts.affiliations.append(block.text)
        case Zone.KEYWORDS:
            facts.keywords.extend(_terms(block.text, cues))
        case zone if zone in _STATED:
            facts.statements.append(block.text)


def _byline(facts: FrontFacts, block: Block, observations: Observations, signs: Sequence[str]) -> None:
    said = read_byline(block.text, signs)
    facts.emails.extend(said.emails if block.kind != Zone.EMAIL else [])
    facts.affiliations.extend(said.institutions)
    for name, sign in zip(said.names, said.signs):
        if name in facts.authors:
            continue
        facts.authors.append(name)
        facts.signs.append(sign)
        for line in observations.lines[block.first : block.last]:
            found = line.text.find(name)
            if found >= 0:
                facts.author_spans.append((line.start + found, line.start + found + len(name)))
                break


def _settle_institutions(facts: FrontFacts, signs: Sequence[str]) -> None:
    """One institution for each author, where signs say which is whose."""
    if not signs or not all(sign in signs for sign in facts.signs):
        return
    named = dict(institution(text) for text in facts.affiliations)
    facts.affiliations = [named[sign] for sign in facts.signs]


def _terms(text: str, cues: Cues) -> list[str]:
    """Keywords: what stands behind the cue word, parted by the mark they are set apart with."""
    at = behind_cue(text, cues.of("keywords"))
    terms = text[at:] if at is not None else text
    separator = next((mark for mark in (";", "•", "·", "|", " – ", " — ") if mark in terms), ",")
    return [term for part in terms.split(separator) if (term := part.strip(" .*_,"))]
