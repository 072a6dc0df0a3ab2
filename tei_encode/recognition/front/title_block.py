"""The title block: title, bylines, affiliations, abstract, keywords, reviewed works, up to the first line of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tei_encode.bibliography.fields import repeated_author, work_fields
from tei_encode.bibliography.names import is_name, names_in, without_marker
from tei_encode.language.cues import Cues
from tei_encode.recognition.front.cover_sheet import Cover
from tei_encode.recognition.observations import Line, Observations

_MOST_LINES = 60  # of a title block with abstract and works
_LONGEST_TITLE = 320  # code points
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_DOTS = re.compile(r"(?:\. ?){4,}|…{2,}")
_HISTORY = re.compile(r"\b(?:1[89]|20)\d\d\b")
_HISTORY_START = re.compile(r"^(?:doi|issn|copyright|©|licen[sc]|cc[ -]by|https?://doi|published|review\s*:)", re.IGNORECASE)


@dataclass(slots=True)
class Front:
    """Zone names by line index, the first line of the text proper, and what the block states."""

    labels: dict[int, str] = field(default_factory=dict)
    end: int = 0
    title: str = ""
    subtitle: str = ""
    authors: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def find_front(
    observations: Observations, first: int, cover: Cover, cues: Cues, noise: Mapping[int, float]
) -> Front:
    """Label the lines of the title block from line `first` on."""
    front = Front(end=first)
    lines = observations.lines
    position = _title(observations, first, cover, cues, noise, front)
    if not front.title and not cover.line_count:
        front.labels.clear()
        return front
    limit = min(len(lines), first + _MOST_LINES)
    state = "names"
    while position < limit:
        line = lines[position]
        zone, state = _zone(line, state, observations, front, cover, cues, noise)
        if zone == "":
            break
        front.labels[line.index] = zone
        position += 1
    front.end = position
    _give_back(observations, front)
    return front


def _title(
    observations: Observations, first: int, cover: Cover, cues: Cues, noise: Mapping[int, float], front: Front
) -> int:
    """Find the title's lines; the position after them."""
    lines = observations.lines
    known = _key(cover.facts.get("title", ""))
    position = first
    if known:
        for probe in range(first, min(len(lines), first + 6)):
            key = _key(lines[probe].text)
            if len(key) >= 4 and _alike(key, known):
                for before in range(first, probe):
                    front.labels[lines[before].index] = "noise" if noise.get(lines[before].index, -1) > 0 else "header"
                return _title_lines(observations, probe, known, front, cues)
        return first
    while position < min(len(lines), first + 6) and (
        noise.get(lines[position].index, -1.0) > 0 or lines[position].letters < 3
    ):
        front.labels[lines[position].index] = "noise" if noise.get(lines[position].index, -1) > 0 else "page_number"
        position += 1
    while position < min(len(lines), first + 8) and _HISTORY_START.match(lines[position].text):
        front.labels[lines[position].index] = "history"
        position += 1
    if position >= len(lines) or not _may_be_title(lines[position], observations):
        return first
    return _title_lines(observations, position, "", front, cues)


def _alike(key: str, known: str) -> bool:
    """Whether letters are the known title or its beginning, recognition errors allowed."""
    head = known[: len(key)]
    return SequenceMatcher(None, key[:160], head[:160], autojunk=False).ratio() >= 0.8


def _may_be_title(line: Line, observations: Observations) -> bool:
    text = line.text
    if line.length > _LONGEST_TITLE or text[0].islower() or line.letters < 4:
        return False
    following = observations.lines[line.index + 1 : line.index + 2]
    if text[-1] in ",;" or (line.is_terminal and text[-1] == "." and line.length > 120):
        return False
    if following and following[0].text[0].islower() and not observations.wrapped:
        return False
    return not (observations.wrapped and line.length > 0.9 * observations.width and line.blank_before == 0 and line.index > 0)


def _title_lines(observations: Observations, position: int, known: str, front: Front, cues: Cues) -> int:
    lines = observations.lines
    line = lines[position]
    front.labels[line.index] = "title"
    parts = [line.text]
    position += 1
    while position < len(lines) and len(parts) < 5:
        following = lines[position]
        if known:
            so_far = _key(" ".join(parts))
            if len(so_far) >= 0.92 * len(known):
                break
            if not _alike(so_far + _key(following.text), known):
                break
        elif not _continues_title(lines[position - 1], following, observations, cues):
            break
        front.labels[following.index] = "title"
        parts.append(following.text)
        position += 1
    front.title = without_marker(" ".join(parts))
    return position


def _continues_title(before: Line, line: Line, observations: Observations, cues: Cues) -> bool:
    """Whether a line goes on with the title: no name, no head, near it, and the title is not over."""
    if line.length > 160 or names_in(line.text) or is_name(without_marker(line.text)):
        return False
    if _key(line.text) in {_key(head) for head in cues.head_types} or _EMAIL.search(line.text):
        return False
    if not observations.wrapped:
        return False
    near = line.blank_before <= (1 if observations.spaced else 0)
    return near and not before.text.endswith(".") and (before.length > 0.5 * observations.width or line.text[0].islower())


def _zone(
    line: Line,
    state: str,
    observations: Observations,
    front: Front,
    cover: Cover,
    cues: Cues,
    noise: Mapping[int, float],
) -> tuple[str, str]:
    """The zone of one line of the block and the state after it; "" where the text begins."""
    text = line.text
    folded = text.casefold().strip(" .:*_#—–-")
    if noise.get(line.index, -1.0) > 0:
        return "noise", state
    if cues.head_types.get(folded) == "abstract":
        return "abstract_head", "abstract"
    keyword = _cue_prefix(text, cues.of("keywords"))
    if keyword is not None:
        front.keywords.extend(_terms(text[keyword:]))
        return "keywords", "keywords" if keyword >= len(text) - 1 else "after keywords"
    if state == "keywords" and line.length < 240 and not line.text.endswith("."):
        front.keywords.extend(_terms(text))
        return "keywords", "after keywords"
    if folded in cues.head_types:
        return "", state
    if state == "abstract" and (line.length > 40 or not front.labels.get(line.index - 1) == "abstract_head"):
        return ("abstract", state) if _abstract_goes_on(line, observations, front) else ("", state)
    if _DOTS.search(text) or folded in cues.of("contents"):
        return "contents", "after contents"
    return _person_or_work(line, state, front, cover, cues)


def _person_or_work(line: Line, state: str, front: Front, cover: Cover, cues: Cues) -> tuple[str, str]:
    text = line.text
    if state == "names" and line.length < 400:
        names = names_in(text)
        if names and (not cover.authors or _known(names, cover) or len(names) > 1):
            front.authors.extend(names)
            return "byline", "names"
        if _EMAIL.search(text) and line.length < 200:
            front.emails.extend(_EMAIL.findall(text))
            lead = text[: _EMAIL.search(text).start()]  # type: ignore[union-attr]
            names = names_in(re.split(r"[•·|,(]", lead)[0]) if lead else []
            if names:
                front.authors.extend(names)
                return "byline", "names"
            return "email", "names"
        words = {word.casefold().strip(".,;()") for word in text.split()}
        if words & cues.of("affiliation") and line.length < 160 and front.authors and not text.endswith("."):
            front.affiliations.append(text)
            return "affiliation", "names"
    history = _cue_prefix(text, cues.of("history")) is not None or bool(_HISTORY_START.match(text))
    if history and line.length < 160 and (_HISTORY.search(text) or _HISTORY_START.match(text)):
        return "history", state
    if line.length < 320 and (work_fields(text) and not line.text[0].islower() or repeated_author(text)):
        kinds = {kind.value for _, _, kind, _ in work_fields(text)}
        if {"author", "title", "date"} <= kinds or repeated_author(text):
            return "reviewed", "works"
    return "", state


def _known(names: list[str], cover: Cover) -> bool:
    keys = [_key(author) for author in cover.authors]
    return all(any(SequenceMatcher(None, _key(name), key).ratio() >= 0.75 for key in keys) for name in names)


def _cue_prefix(text: str, words: frozenset[str]) -> int | None:
    """Where a line goes on behind a cue word it begins with, set off by a stop, a colon or its end; None without one."""
    folded = text.casefold().lstrip("*_# ")
    lead = len(text) - len(folded)
    for word in words:
        if folded.startswith(word):
            rest = folded[len(word) :].lstrip("*_ ")
            if not rest or rest[0] in ":.—–-" or (rest[0].isdigit() and len(folded) < 90):
                return min(len(text), lead + len(word) + len(folded) - len(word) - len(rest.lstrip(":.—–- *_")))
    return None


def _terms(text: str) -> list[str]:
    separator = ";" if ";" in text else "•" if "•" in text else "·" if "·" in text else ","
    return [term.strip(" .*_") for term in text.split(separator) if term.strip(" .*_")]


def _abstract_goes_on(line: Line, observations: Observations, front: Front) -> bool:
    """An abstract is one paragraph, seldom more: it ends where a paragraph does, or at the next head."""
    before = observations.lines[line.index - 1]
    if front.labels.get(before.index) == "abstract_head":
        return True
    if not observations.wrapped:
        return False
    return not (before.is_terminal and before.length < 0.8 * observations.width)


def _give_back(observations: Observations, front: Front) -> None:
    """Trailing specks before the text belong to the text's own labelling."""
    while front.end > 0 and front.labels.get(front.end - 1) in ("noise", "header", "page_number"):
        front.end -= 1
        del front.labels[front.end]
