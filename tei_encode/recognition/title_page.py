"""What the opening of an article must have: one title, and names that are bylines and not titles.

A line is labelled by what it and its neighbours look like; that an article has a title, and one only, is known of the
whole. So a title that the cover sheet names is found again, one that every line was a little too doubtful for is the
likeliest of them, and of several the ones that read as names are bylines.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.zones import FURNITURE, Zone

_LIKE_TITLES = frozenset(
    {Zone.MASTHEAD, Zone.HEADER, Zone.HEAD, Zone.SUBTITLE, Zone.CITATION, Zone.HISTORY, Zone.STAMP, Zone.EPIGRAPH}
)
# What a title may have been taken for, where none was found.
_DOUBTFUL = frozenset(
    {
        Zone.SUBTITLE,
        Zone.MASTHEAD,
        Zone.HISTORY,
        Zone.EPIGRAPH,
        Zone.AFFILIATION,
        Zone.DEDICATION,
        Zone.HEADER,
        Zone.HEAD,
        Zone.BYLINE,
        Zone.REVIEWED,
    }
)
_LEAST_TITLE = 0.04  # probability that a line has at least which is the title where no other one is
_LEAST_SECOND = 0.2  # and beside one that reads as a name
_LEAST_BYLINE = 0.1
_LIKELY_RUBRIC = 0.5  # from which a word for a kind of article is the title where nothing else is
_LEAST_NAMED = 0.02  # that a line taken for a title and read as a name is a byline
_LEAST_INVERTED = 0.01  # of `Surname, Forename`, which is hardly anything else
_SURE_TITLE = 0.8
_SECOND_TITLE = 0.55  # below which a line apart from the title is none
_BESIDE_SURE = 0.8  # and apart from a sure one
LONGEST_OPENING = 60  # lines


def _opening_end(zones: Sequence[Zone], start: int) -> int:
    """The line with which the text proper begins; so many lines are looked at."""
    stop = min(len(zones), start + LONGEST_OPENING)
    return next((at for at in range(start, stop) if zones[at] is Zone.BODY), stop)


def settled(
    zones: Sequence[Zone],
    chances: Mapping[int, tuple[float, float]],
    rivals: Sequence[tuple[Zone, float] | None],
    evidence: Evidence,
    fixed: Container[int],
) -> dict[int, Zone]:
    """The lines of the opening that have another zone than their labels say.

    Args:
        zones: of all lines.
        chances: by line of the opening, the probabilities that it is of the title and of a byline.
        rivals: of all lines, the likeliest other zone, where one is likely.
        evidence: what is known of the lines.
        fixed: lines of which a person said what they are.
    """
    known = _as_on_cover(zones, evidence, fixed) or _told_from_heads(zones, evidence, fixed)
    if known:
        return known
    start, end = evidence.cover, _opening_end(zones, evidence.cover)
    free = [at for at in range(start, end) if at not in fixed and at in chances]
    titles = [at for at in range(start, end) if zones[at] is Zone.TITLE]
    other = (at for at in range(start, end) if zones[at] in (Zone.TITLE, Zone.MASTHEAD) and at not in fixed)
    listed = [at for at in other if _is_listed(zones, evidence, at)]
    titles = [at for at in titles if at not in listed]
    changed: dict[int, Zone] = {}
    if not evidence.titled and end < len(zones):
        named = [at for at in titles if at not in fixed and _is_name(zones, chances, evidence, at)]
        likely = [at for at in free if zones[at] in _DOUBTFUL and not _says_other(evidence, at)]
        best = max(likely, key=lambda at: (chances[at][0], -at), default=None)
        rubric = max((at for at in free if at in evidence.rubrics), key=lambda at: chances[at][0], default=None)
        alone = not titles and rubric is not None and chances[rubric][0] >= _LIKELY_RUBRIC
        subtitled = best is not None and zones[best] is Zone.SUBTITLE
        least = _LEAST_SECOND if titles or (alone and not subtitled) else _LEAST_TITLE
        if len(named) == len(titles) and best is not None and chances[best][0] >= least:
            changed[best] = Zone.TITLE
        if alone and rubric is not None and not changed:
            changed[rubric] = Zone.TITLE  # an article may be called `Editorial`
        if named and (changed or len(named) < len(titles)):
            changed.update(dict.fromkeys(named, Zone.BYLINE))
    changed = changed or _above_the_title(titles, chances, evidence, fixed)
    changed = changed or _doubtful_titles(titles, chances, rivals, fixed)
    changed.update(dict.fromkeys(listed, Zone.BYLINE))
    if Zone.BYLINE not in changed.values() and not any(zones[at] is Zone.BYLINE for at in range(start, end)):
        free = [at for at in free if at not in changed]
        inverted = [at for at in free if at in evidence.inverted and zones[at] is not Zone.TITLE]
        heads = [at for at in free if zones[at] in FURNITURE and any(evidence.names_people(at))]
        least = _LEAST_INVERTED if inverted else _LEAST_BYLINE
        changed.update({at: Zone.BYLINE for at in inverted or heads[:1] if chances[at][1] >= least})
    return changed


def _is_listed(zones: Sequence[Zone], evidence: Evidence, at: int) -> bool:
    """Whether a line is one of a list of authors, surnames first, each with his institution below perhaps."""
    beside = (line for line in (at - 2, at - 1, at + 1, at + 2) if 0 <= line < len(zones))
    return at in evidence.inverted and any(line in evidence.inverted and zones[line] is Zone.BYLINE for line in beside)


def _is_name(zones: Sequence[Zone], chances: Mapping[int, tuple[float, float]], evidence: Evidence, at: int) -> bool:
    """Whether a line taken for a title reads as names, and not as a part of a title of several lines."""
    if not any(evidence.names_people(at)) or chances.get(at, (0.0, 1.0))[1] < _LEAST_NAMED:
        return False
    title = [line for line in (at, at + 1) if 0 < line < len(zones) and zones[line - 1] is zones[line] is Zone.TITLE]
    return not any(line in evidence.run_on for line in title)


def _above_the_title(
    titles: Sequence[int], chances: Mapping[int, tuple[float, float]], evidence: Evidence, fixed: Container[int]
) -> dict[int, Zone]:
    """Lines taken for a title that stand on many pages, and here above another that does not: running heads."""
    once = [at for at in titles if not evidence.furniture.repeats(at) and chances.get(at, (0.0,))[0] >= _SURE_TITLE]
    first = min(once, default=-1)
    while first - 1 in titles:  # its own lines
        first -= 1
    above = (at for at in titles if at < first and at not in fixed)
    return {at: Zone.HEADER for at in above if evidence.furniture.repeats(at)}


def _doubtful_titles(
    titles: Sequence[int],
    chances: Mapping[int, tuple[float, float]],
    rivals: Sequence[tuple[Zone, float] | None],
    fixed: Container[int],
) -> dict[int, Zone]:
    """Lines taken for a second title, apart from the likelier one and doubtful: what else each is likely to be."""
    best = max(titles, key=lambda at: (chances.get(at, (0.0, 0.0))[0], -at), default=-1)
    least = _BESIDE_SURE if chances.get(best, (0.0, 0.0))[0] >= _SURE_TITLE else _SECOND_TITLE
    changed = {}
    for at in titles:
        rival = rivals[at]
        joined = all(between in titles for between in range(min(at, best), max(at, best)))
        if not joined and at not in fixed and at in chances and chances[at][0] < least and rival is not None:
            changed[at] = rival[0]
    return changed


def _says_other(evidence: Evidence, at: int) -> bool:
    """Whether a line names people, a kind of article, dates or rights, as titles do not."""
    if at in evidence.rubrics or at in evidence.inverted or any(evidence.names_people(at)):
        return True
    return any(one.startswith(("dates", "rights")) for one in evidence.mentions.get(at, ()))


def _told_from_heads(zones: Sequence[Zone], evidence: Evidence, fixed: Container[int]) -> dict[int, Zone]:
    """Of a title and running heads of the opening that say the same, one is the title.

    It is the one that does not stand on many pages, if it comes first or reads as a title, else the last that does.
    """
    changed: dict[int, Zone] = {}
    for head, others in evidence.alike.items():
        if zones[head] not in (Zone.TITLE, Zone.MASTHEAD) or head in fixed:
            continue
        titles = [at for at in others if zones[at] in (Zone.TITLE, Zone.SUBTITLE)]
        if zones[head] is Zone.MASTHEAD:
            changed.update({head: Zone.HEADER} if titles else {})
            continue
        earlier = [at for at in others if at < head and zones[at] in _LIKE_TITLES and at not in fixed]
        once = [at for at in (*titles, *earlier) if at not in evidence.alike]
        if once or max(titles, default=head) > head:
            changed[head] = Zone.HEADER
            changed[once[0] if once else max(titles)] = Zone.TITLE
    return {at: zone for at, zone in changed.items() if zones[at] is not zone}


def _as_on_cover(zones: Sequence[Zone], evidence: Evidence, fixed: Container[int]) -> dict[int, Zone]:
    """What says the cover sheet's title and might be furniture is the title, and what stands before it is none."""
    changed: dict[int, Zone] = {}
    first = next((at for at in evidence.titled if zones[at] is Zone.TITLE), None)
    if first is None:
        titled = (at for at in evidence.titled if at not in fixed)
        first = next((at for at in titled if zones[at] in _LIKE_TITLES), None)
        if first is None:
            return {}
        changed[first] = Zone.TITLE
    for at in range(evidence.cover, first):
        if zones[at] is Zone.TITLE and at not in fixed and at not in evidence.titled:
            changed[at] = Zone.MASTHEAD
    return changed
