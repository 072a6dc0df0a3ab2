"""An article has one title, and names are bylines."""

from __future__ import annotations

import pytest

from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.furniture import Furniture
from tei_encode.recognition.title_page import settled
from tei_encode.recognition.zones import Zone

TITLE, BYLINE, HEADER, BODY = Zone.TITLE, Zone.BYLINE, Zone.HEADER, Zone.BODY
MASTHEAD, EPIGRAPH, HISTORY, AFFILIATION = Zone.MASTHEAD, Zone.EPIGRAPH, Zone.HISTORY, Zone.AFFILIATION
RIVAL = (Zone.EPIGRAPH, 0.3)
NAMES = {"opening": {0: "byline"}}

# What it is that holds, the zones of the opening, (title, byline) probabilities of its lines, what else is known, and
# the zones that change.
CASES = [
    (
        "the likeliest line is the title where none was found",
        [MASTHEAD, EPIGRAPH, BYLINE], [(0.05, 0), (0.3, 0), (0.1, 0.8)], {}, {1: TITLE},
    ),
    (
        "no line is the title where none is likely",
        [MASTHEAD, EPIGRAPH, BYLINE], [(0.01, 0), (0.02, 0), (0, 0.9)], {}, {},
    ),
    (
        "a line that says dates or rights is no title",
        [HISTORY, BYLINE], [(0.4, 0), (0, 0.9)], {"mentions": {0: ("dates2",)}}, {},
    ),
    ("names above another title are a byline", [TITLE, TITLE], [(0.6, 0.4), (0.9, 0)], NAMES, {0: BYLINE}),
    (
        "names taken for the title make way for it",
        [TITLE, AFFILIATION], [(0.6, 0.4), (0.3, 0)], NAMES, {0: BYLINE, 1: TITLE},
    ),
    ("a title that is a name stays where there is no other", [TITLE, BYLINE], [(0.9, 0.1), (0.05, 0.9)], NAMES, {}),
    (
        "words that the text has are no names",
        [TITLE, TITLE], [(0.6, 0.4), (0.9, 0)], NAMES | {"common": {0: 8}}, {},
    ),
    ("names at the head of the first page are its byline", [HEADER, TITLE], [(0, 0.2), (0.9, 0)], NAMES, {0: BYLINE}),
    (
        "a second title that is doubtful, and apart, is what else it may be",
        [TITLE, BYLINE, TITLE], [(0.9, 0), (0, 0.9), (0.5, 0)], {}, {2: EPIGRAPH},
    ),
    (
        "a journal that every page names is no title above another",
        [TITLE, BYLINE, TITLE], [(0.9, 0), (0, 0.9), (0.9, 0)], {"furniture": Furniture({0: 6.0}, {})}, {0: HEADER},
    ),
    (
        "and one beside a sure one is too, if it is not quite sure itself",
        [TITLE, BYLINE, TITLE], [(0.7, 0), (0, 0.9), (0.95, 0)], {}, {0: EPIGRAPH},
    ),
    (
        "authors listed surnames first are no titles",
        [TITLE, BYLINE, TITLE], [(0.9, 0.1), (0, 0.9), (0.9, 0)], {"inverted": frozenset([0, 1])}, {0: BYLINE},
    ),
    (
        "the second line of a title is no byline, though it reads as a name",
        [TITLE, TITLE, BYLINE], [(0.9, 0), (0.5, 0.5), (0, 0.9)], {"opening": {1: "byline"}, "run_on": frozenset([1])},
        {},
    ),
    (
        "a kind of article is not the title where none was found",
        [MASTHEAD, EPIGRAPH, BYLINE], [(0.9, 0), (0.3, 0), (0, 0.9)], {"rubrics": frozenset([0])}, {1: TITLE},
    ),
    (
        "unless nothing else is likely to be one",
        [MASTHEAD, EPIGRAPH, BYLINE], [(0.9, 0), (0.1, 0), (0, 0.9)], {"rubrics": frozenset([0])}, {0: TITLE},
    ),
    (
        "what is a subtitle below a kind of article is the title",
        [MASTHEAD, Zone.SUBTITLE], [(0.9, 0), (0.06, 0)], {"rubrics": frozenset([0])}, {1: TITLE},
    ),
    (
        "a running head above the title is no masthead",
        [MASTHEAD, TITLE], [(0, 0), (0.9, 0)], {"alike": {0: [1]}}, {0: HEADER},
    ),
    (
        "lines of one title stay together",
        [TITLE, TITLE, BYLINE], [(0.9, 0), (0.5, 0), (0, 0.9)], {}, {},
    ),
    (
        "the title is not the running head that repeats it",
        [TITLE, HEADER, TITLE], [(0.5, 0), (0, 0), (0.5, 0)], {"alike": {0: [2], 2: [0]}}, {0: HEADER},
    ),
    (
        "what comes first and stands on no other page is the title, not the running head behind it",
        [HEADER, BYLINE, TITLE], [(0.4, 0), (0, 0.9), (0.5, 0)], {"alike": {2: [0]}}, {0: TITLE, 2: HEADER},
    ),
    (
        "a title stays that the running heads behind it repeat",
        [TITLE, BYLINE, HEADER], [(0.9, 0), (0, 0.9), (0, 0)], {"alike": {0: [2], 2: [0]}}, {},
    ),
    (
        "the title of the cover sheet is the title",
        [TITLE, HEADER, BYLINE], [], {"titled": (1,)}, {0: MASTHEAD, 1: TITLE},
    ),
]  # fmt: skip


def known(**facts: object) -> Evidence:
    evidence = Evidence(Furniture({}, {}), 0)
    for name, value in facts.items():
        setattr(evidence, name, value)
    return evidence


@pytest.mark.parametrize(
    ("zones", "chances", "facts", "changed"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_settled(
    zones: list[Zone], chances: list[tuple[float, float]], facts: dict[str, object], changed: dict[int, Zone]
) -> None:
    assert settled([*zones, BODY, BODY], dict(enumerate(chances)), [RIVAL] * 5, known(**facts), ()) == changed


def test_what_a_person_said_stays() -> None:
    assert settled([MASTHEAD, BYLINE, BODY, BODY], {0: (0.5, 0), 1: (0, 0.9)}, [RIVAL] * 4, known(), {0}) == {}
