"""What each line is: weighted evidence for every line, decoded over the whole document at once (Viterbi).

A line by itself seldom tells a note from a paragraph. What tells is the series its label stands in, the sentence it
interrupts, what repeats on other pages, and what stands before and after; so each line gets a score for every zone it
may be, neighbours get scores for following one another, and the best path over all lines is taken. Scores are
log-odds against running text; they stand in one table below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import exp

from tei_encode.model.enums import StrEnum
from tei_encode.model.record import factory, record
from tei_encode.recognition.furniture import Furniture
from tei_encode.recognition.observations import Line, Observations


class Zone(StrEnum):
    """What a line belongs to. The names before BODY are given by the front matter, the rest is decoded."""

    COVER = "cover"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    AFFILIATION = "affiliation"
    EMAIL = "email"
    HISTORY = "history"
    ABSTRACT_HEAD = "abstract_head"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    REVIEWED = "reviewed"
    EPIGRAPH = "epigraph"
    CONTENTS = "contents"
    BODY = "body"
    HEAD = "head"
    NOTE = "note"
    HEADER = "header"
    PAGE_NUMBER = "page_number"
    CITATION = "citation"
    NOISE = "noise"
    CAPTION = "caption"
    ITEM = "item"
    QUOTE = "quote"
    VERSE = "verse"
    BIBLIOGRAPHY = "bibliography"
    TABLE = "table"
    BREAK = "break"
    COMMENT = "comment"
    IMAGE = "image"
    ADVERT = "advert"


FURNITURE = frozenset({Zone.HEADER, Zone.PAGE_NUMBER, Zone.CITATION, Zone.NOISE, Zone.COMMENT})
_DECODED = (
    Zone.BODY,
    Zone.HEAD,
    Zone.NOTE,
    Zone.HEADER,
    Zone.PAGE_NUMBER,
    Zone.CITATION,
    Zone.NOISE,
    Zone.CAPTION,
    Zone.ITEM,
    Zone.BIBLIOGRAPHY,
    Zone.TABLE,
    Zone.BREAK,
)

# How well one zone follows another: (close, apart), for lines without and with more white space between them than
# lines of one paragraph have. What is not named costs nothing.
_FOLLOWS: dict[tuple[Zone, Zone], tuple[float, float]] = {
    (Zone.BODY, Zone.BODY): (0.9, 0.2),
    (Zone.BODY, Zone.NOTE): (-1.0, -0.3),
    (Zone.NOTE, Zone.NOTE): (2.4, 0.2),
    (Zone.NOTE, Zone.BODY): (-3.2, 0.3),
    (Zone.NOTE, Zone.HEAD): (-3.0, -0.6),
    (Zone.HEAD, Zone.NOTE): (-3.0, -1.5),
    (Zone.HEAD, Zone.HEAD): (0.0, -0.7),
    (Zone.BODY, Zone.HEAD): (-1.8, 0.0),
    (Zone.BIBLIOGRAPHY, Zone.BIBLIOGRAPHY): (1.2, 1.0),
    (Zone.BIBLIOGRAPHY, Zone.BODY): (-3.0, -1.5),
    (Zone.BODY, Zone.BIBLIOGRAPHY): (-3.5, -2.0),
    (Zone.NOTE, Zone.BIBLIOGRAPHY): (-3.0, -1.5),
    (Zone.ITEM, Zone.ITEM): (1.0, 0.6),
    (Zone.ITEM, Zone.BODY): (-1.2, 0.2),
    (Zone.BODY, Zone.ITEM): (-0.3, 0.0),
    (Zone.CAPTION, Zone.CAPTION): (0.8, -1.5),
    (Zone.CAPTION, Zone.BODY): (-1.0, 0.3),
    (Zone.TABLE, Zone.TABLE): (1.0, 0.4),
    (Zone.BODY, Zone.TABLE): (-0.8, 0.0),
    (Zone.HEADER, Zone.HEADER): (0.6, 0.4),
    (Zone.HEADER, Zone.PAGE_NUMBER): (0.6, 0.4),
    (Zone.PAGE_NUMBER, Zone.HEADER): (0.6, 0.4),
    (Zone.HEADER, Zone.NOTE): (-0.8, -0.8),
    (Zone.PAGE_NUMBER, Zone.NOTE): (-0.8, -0.8),
}
_FLOOR = -7.0  # zones scored lower are not looked at for a line

_SECTION_BREAK = re.compile(r"(?:[*•·~=_#—–-]\s*){3,}$|⁂$|❦$|[*]$")
_NUMBERED_HEAD = re.compile(r"(?:§\s*)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVXL]{1,6}[.)]|[A-H][.)])\s+\S")
_CITED = re.compile(
    r"\bibid|\bidem\b|\bop\. ?cit|\bloc\. ?cit|^\W*\d*\W*(?:see|cf|vgl|voir|siehe|vid|véase|zie|ebd)\b"
    r"|https?://|www\.|\bpp?\. ?\d|\bS\. \d|\(\D{0,40}\d{4}\)|\bvol\. |, \d{1,4}(?:[-–]\d{1,4})?\.$|\bsupra\b|\binfra\b",
    re.I,
)


@record()
class Evidence:
    """What other recognisers say of lines, by line index; log-odds against running text."""

    forced: dict[int, Zone] = factory(default_factory=dict)
    series: Mapping[int, float] = factory(default_factory=dict)
    noise: Mapping[int, float] = factory(default_factory=dict)
    caption: Mapping[int, float] = factory(default_factory=dict)
    item: Mapping[int, float] = factory(default_factory=dict)
    table: Mapping[int, float] = factory(default_factory=dict)
    bibliography: Mapping[int, float] = factory(default_factory=dict)
    citation: Mapping[int, float] = factory(default_factory=dict)
    declared_heads: frozenset[int] = frozenset()
    head_cues: frozenset[int] = frozenset()  # lines that are a cue word of a head and nothing more
    within_bibliography: frozenset[int] = frozenset()
    within_endnotes: frozenset[int] = frozenset()


@record(frozen=True)
class Labelled:
    """The zone of every line, its probability against the best rival, and that rival."""

    zones: tuple[Zone, ...]
    probabilities: tuple[float, ...]
    rivals: tuple[tuple[Zone, float] | None, ...]


def label_lines(observations: Observations, furniture: Furniture, evidence: Evidence) -> Labelled:
    """Label every line; linear in the number of lines."""
    lines = observations.lines
    bridged = _bridged(lines, furniture, observations)
    scores: list[dict[Zone, float]] = []
    for line in lines:
        forced = evidence.forced.get(line.index)
        if forced is not None:
            scores.append({forced: 0.0})
        else:
            scores.append(_score(line, observations, furniture, evidence, line.index in bridged))
    zones = _decode(lines, scores, observations.spaced)
    probabilities, rivals = [], []
    for zone, row in zip(zones, scores):
        others = [(other, score) for other, score in row.items() if other != zone]
        rival = max(others, key=lambda pair: pair[1], default=None)
        margin = row[zone] - rival[1] if rival else 9.0
        probability = 1 / (1 + exp(-max(-20.0, min(20.0, margin))))
        probabilities.append(round(probability, 4))
        rivals.append((rival[0], round(1 - probability, 4)) if rival else None)
    return Labelled(tuple(zones), tuple(probabilities), tuple(rivals))


def _bridged(lines: list[Line], furniture: Furniture, observations: Observations) -> frozenset[int]:
    """Lines that stand between the two halves of a sentence: they are not running text, whatever they are."""
    found: set[int] = set()
    least = 0.5 * observations.width if observations.wrapped else 60
    reach = 60 if observations.wrapped else 24
    open_at = -1  # the last line that breaks off within a sentence and may be running text
    for line in lines:
        index = line.index
        begins_lower = line.text[0].islower() and line.label is None
        if begins_lower and open_at >= 0 and 1 < index - open_at <= reach:
            between = range(open_at + 1, index)
            if not observations.wrapped or all(_may_interrupt(lines[i], furniture, least) for i in between):
                found.update(between)
        if line.length >= least and line.label is None:
            if not line.is_terminal and furniture.repeated.get(index, 0.0) < 2.0:
                open_at = index
            elif line.length > 2 * least or begins_lower:
                open_at = -1
        elif begins_lower and line.is_terminal:
            open_at = -1
    return frozenset(found)


def _may_interrupt(line: Line, furniture: Furniture, least: float) -> bool:
    return line.length < least or line.index in furniture.numbers or furniture.repeated.get(line.index, 0.0) > 1.0


def _score(
    line: Line, observations: Observations, furniture: Furniture, evidence: Evidence, bridged: bool
) -> dict[Zone, float]:
    """Log-odds of every zone that this line may be."""
    index, wrapped = line.index, observations.wrapped
    row = {zone: -9.0 for zone in _DECODED}
    row[Zone.BODY] = _body(line, observations, bridged)
    row[Zone.NOTE] = _note(line, observations, evidence, bridged)
    row[Zone.HEAD] = _head(line, observations, furniture, evidence, bridged)
    series = evidence.series.get(index, -2.0)
    repeated = furniture.repeated.get(index, -3.0)
    number = furniture.numbers.get(index)
    if line.length <= 130:
        labelled = 2.5 if series > 0 and not (number and number.chained) else 0.0
        row[Zone.HEADER] = repeated - labelled + 0.5 * bridged + _at_page_edge(line, observations)
        if number is not None:
            row[Zone.PAGE_NUMBER if number.alone else Zone.HEADER] = number.score - labelled + 0.5 * bridged
    row[Zone.NOISE] = evidence.noise.get(index, -9.0)
    row[Zone.CAPTION] = evidence.caption.get(index, -2.5 if wrapped else -9.0)
    row[Zone.ITEM] = evidence.item.get(index, -1.6 if wrapped else -9.0) - (2.0 if series > 1 else 0.0)
    row[Zone.TABLE] = evidence.table.get(index, -9.0)
    row[Zone.CITATION] = evidence.citation.get(index, -9.0)
    if index in evidence.within_bibliography:
        row[Zone.BIBLIOGRAPHY] = 3.0 + min(1.0, evidence.bibliography.get(index, 0.0))
        row[Zone.BODY] -= 1.0
    elif index in evidence.within_endnotes:
        row[Zone.NOTE] = max(row[Zone.NOTE], 1.0) + 2.0
    if _SECTION_BREAK.match(line.text):
        row[Zone.BREAK] = 4.0 if len(line.text.replace(" ", "")) >= 3 else -3.0
    if index in evidence.declared_heads:
        row[Zone.HEAD] = 8.0
    return {zone: score for zone, score in row.items() if score > _FLOOR}


def _at_page_edge(line: Line, observations: Observations) -> float:
    """A running head stands apart, at the edge of a page, and is no sentence; notes repeat too (Ibid., short titles)."""
    score = 0.0
    if line.text[-1] == "." and line.text[-4:-1].strip().isalnum():
        score -= 2.0
    following = observations.lines[line.index + 1 : line.index + 2]
    if observations.wrapped and line.blank_before == 0 and following and following[0].blank_before == 0:
        score -= 1.5
    return score


def _body(line: Line, observations: Observations, bridged: bool) -> float:
    score = 0.0
    if observations.wrapped:
        score += 1.0 if line.length >= 0.75 * observations.width else 0.0
    else:
        score += 0.0 if line.length < 120 else 1.5 if line.length < 300 else 2.5
    if line.text[0].islower():
        score += 1.0
    if line.letters < 3:
        score -= 3.0
    if bridged:
        score -= 3.0 if line.length < 600 else 1.0
    return score


def _note(line: Line, observations: Observations, evidence: Evidence, bridged: bool) -> float:
    series = evidence.series.get(line.index)
    cited = 0.8 if _CITED.search(line.text[:300]) else 0.0
    if series is not None:
        score = -0.6 + 1.2 * max(-4.0, min(6.0, series)) + cited
        # A label over the line, unlike a digit on it, is nothing but a note's.
        if line.label is not None and (line.label["sup"] or line.label["caret"] or line.label["markdown"]):
            score += 1.2
    else:
        score = (-0.8 if observations.wrapped else -2.6) + 0.9 * cited
    if observations.wrapped and line.length > 1.12 * observations.width:
        score += 1.0  # notes are set smaller: more characters a line
    if bridged and line.length >= 12:
        score += 1.5
    return score


def _head(line: Line, observations: Observations, furniture: Furniture, evidence: Evidence, bridged: bool) -> float:
    text, lines, index = line.text, observations.lines, line.index
    widest = 0.85 * observations.width if observations.wrapped else 130
    if line.length > widest or line.letters < 2 or text[0].islower():
        return -9.0
    if index in evidence.head_cues:
        return 4.5
    score = 0.6 if line.length <= 60 else 0.0
    last = text[-1]
    if last in ",;-–—":
        score -= 4.0
    elif last in ".!…" or (line.is_terminal and last != "?"):
        score -= 2.2 if last != ":" else 1.4
    series = evidence.series.get(index, -2.0)
    if series > 0:
        score -= 0.7 * series
    elif _NUMBERED_HEAD.match(text):
        score += 1.6
    if line.is_upper:
        score += 0.9
    if furniture.repeated.get(index, 0.0) > 1.0:
        score -= 1.0
    following = lines[index + 1] if index + 1 < len(lines) else None
    before = lines[index - 1] if index else None
    if following is None or following.text[0].islower():
        score -= 3.0
    if bridged:
        score -= 2.5
    return score + _spacing(line, before, following, observations) + _capitals(text)


def _spacing(line: Line, before: Line | None, following: Line | None, observations: Observations) -> float:
    """What the white space around a line and the sentence before it say for a head."""
    score = 0.0
    if observations.wrapped:
        apart = 1 if not observations.spaced else 2
        score += 0.8 if line.blank_before >= apart else -1.2 if line.blank_before == 0 else 0.0
        if following is not None and following.blank_before >= 1:
            score += 0.4
    elif line.blank_before:
        score += 0.4
    if before is not None and not before.is_terminal and before.length > 60 and before.label is None:
        score -= 1.0
    return score


def _capitals(text: str) -> float:
    """Heads have no sentence inside, and often a capital on every word."""
    words = [word for word in text.split() if word[0].isalpha()]
    if not words:
        return -1.0
    share = sum(word[0].isupper() for word in words) / len(words)
    inner = 0.9 if ". " in text[6:] else 0.0
    return (0.5 if share > 0.6 else 0.0) - inner - (0.8 if len(words) > 14 else 0.0)


def _decode(lines: list[Line], scores: list[dict[Zone, float]], spaced: bool) -> list[Zone]:
    """The best path over all lines (Viterbi)."""
    if not lines:
        return []
    best = dict(scores[0])
    back: list[dict[Zone, Zone]] = []
    follows = _FOLLOWS
    for line, row in zip(lines[1:], scores[1:]):
        column = 1 if line.blank_before else 0
        now: dict[Zone, float] = {}
        came: dict[Zone, Zone] = {}
        for zone, own in row.items():
            top, source = -1e9, zone
            for earlier, value in best.items():
                pair = follows.get((earlier, zone))
                if pair is not None:
                    # Spaced text has an empty line between any two lines of a paragraph: it says nothing there.
                    value += pair[column and not (spaced and earlier is zone is Zone.BODY)]
                if value > top:
                    top, source = value, earlier
            now[zone] = top + own
            came[zone] = source
        best = now
        back.append(came)
    zone = max(best, key=best.__getitem__)
    path = [zone]
    for came in reversed(back):
        zone = came[zone]
        path.append(zone)
    path.reverse()
    return path
