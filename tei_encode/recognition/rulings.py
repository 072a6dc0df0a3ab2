"""From what persons decided to what the recognisers are held to; what contradicts itself or cannot be is told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from tei_encode.findings import Finding
from tei_encode.model.record import replace
from tei_encode.model.ruling import Ruling
from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.exclusions import is_ornament
from tei_encode.recognition.given import Given, GivenMarker
from tei_encode.recognition.labelling import Labelled, label_lines
from tei_encode.recognition.marginals import GOES_ON
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.zones import CONTINUED, FURNITURE, Zone

NONE = "none"  # the value that says that nothing is there
_ZONES = frozenset(zone.value for zone in Zone if zone is not Zone.IMAGE)  # an image is what the format says
_DEEPEST = 9
_OF_CHARACTERS = ("marker", "hyphen")  # kinds whose range is no whole lines
_LONGEST_NUMBER = 8  # characters of the number of a note or page
FORCES = {"divided": "weak", "hyphened": "strong", "undecided": "inter", NONE: ""}

# What a ruling says of lines and characters: two that say different things of the same contradict each other.
Claim = tuple[str, int, str]


def constrain(
    rulings: Sequence[Ruling], lines: Sequence[Line]
) -> tuple[Given, tuple[Ruling, ...], tuple[Finding, ...]]:
    """The constraints, the rulings that they come of, and a finding for each that takes no part."""
    findings: list[Finding] = []
    claims: list[tuple[Ruling, tuple[Claim, ...]]] = []
    starts = [line.start for line in lines]
    for ruling in rulings:
        wrong = _wrong(ruling)
        if wrong:
            findings.append(Finding("H003", f"decision {ruling.id}: {wrong}", ruling.start, ruling.end))
            continue
        _, claim = KINDS[ruling.kind]
        touched = _lines_of(ruling.start, ruling.end, lines, starts)
        if ruling.kind not in _OF_CHARACTERS:
            ruling = replace(ruling, start=touched[0].start, end=touched[-1].end)
        if ruling.value == Zone.BREAK and not all(is_ornament(line.text) for line in touched):
            words = "words part no sections; only an ornament does"
            findings.append(Finding("H005", f"decision {ruling.id}: {words}", ruling.start, ruling.end))
            continue
        claims.append((ruling, tuple(claim(ruling, touched, lines, starts))))
    kept, contradicting = _consistent(claims)
    given = Given()
    for ruling, said in kept:
        _take(ruling, said, given, lines)
    for at, allowed in _labels(kept).items():
        given.labels[at] = allowed
    return given, tuple(ruling for ruling, _ in kept), (*findings, *contradicting)


def label_as_given(observations: Observations, evidence: Evidence, given: Given, why: bool) -> Labelled:
    """Labels as given. A line that goes on with a block is of its zone: where the two differ, all are labelled anew."""
    labelled = label_lines(observations, evidence, given.labels, why)
    more = {
        line: frozenset({zone.value + GOES_ON})
        for line, goes_on in given.joins.items()
        if goes_on and (zone := _open_before(line, labelled.zones)) is not labelled.zones[line] and zone is not None
        if zone.value + GOES_ON in given.labels[line]
    }
    return label_lines(observations, evidence, {**given.labels, **more}, why) if more else labelled


def _open_before(line: int, zones: Sequence[Zone]) -> Zone | None:
    """The zone of the block before a line, furniture and notes between left out; None where none can go on."""
    passed = FURNITURE | {Zone.MARGIN} | (frozenset() if zones[line] is Zone.NOTE else frozenset({Zone.NOTE}))
    zone = next((zones[at] for at in range(line - 1, -1, -1) if zones[at] not in passed), None)
    return zone if zone in CONTINUED else None


def _wrong(ruling: Ruling) -> str:
    """What is wrong with the kind or value of a ruling; empty where nothing is."""
    if ruling.kind not in KINDS:
        return f"there is no kind {ruling.kind!r}; there are {', '.join(KINDS)}"
    allowed, _ = KINDS[ruling.kind]
    words = allowed(ruling.value)
    return f"{ruling.kind} is {ruling.value!r}; it takes {words}" if words else ""


def _lines_of(start: int, end: int, lines: Sequence[Line], starts: Sequence[int]) -> list[Line]:
    """The lines that a range touches; where it lies between two, the one behind it."""
    at = max(0, bisect_right(starts, start) - 1)
    if lines[at].end <= start and at + 1 < len(lines):
        at += 1
    found = [lines[at]]
    while at + 1 < len(lines) and lines[at + 1].start < end:
        at += 1
        found.append(lines[at])
    return found


# ---- values
def _zone_value(value: str) -> str:
    return "" if value in _ZONES else f"one of {', '.join(sorted(_ZONES))}"


def _one_of(*values: str) -> Callable[[str], str]:
    return lambda value: "" if value in values else " or ".join(values)


def _number_value(value: str) -> str:
    plain = value.strip() == value and not any(c.isspace() for c in value)
    return "" if value and plain and len(value) <= _LONGEST_NUMBER else f"a number or sign as printed, or {NONE}"


def _page_value(value: str) -> str:
    return "" if not value else _number_value(value)


def _level_value(value: str) -> str:
    return "" if value.isdecimal() and 1 <= int(value) <= _DEEPEST else f"1 to {_DEEPEST}"


# ---- claims
def _zone_claims(
    ruling: Ruling, touched: Sequence[Line], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Claim]:
    for line in touched:
        yield "zone", line.index, ruling.value


def _block_claims(
    ruling: Ruling, touched: Sequence[Line], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Claim]:
    yield "block", touched[0].index, ruling.value


def _marker_claims(
    ruling: Ruling, touched: Sequence[Line], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Claim]:
    for offset in range(ruling.start, ruling.end):
        yield "marker", offset, f"{ruling.start} {ruling.end} {ruling.value}"
    if ruling.note >= 0 and ruling.value != NONE:
        yield from _note_beginning(_lines_of(ruling.note, ruling.note + 1, lines, starts)[0].index, ruling.value)


def _note_claims(
    ruling: Ruling, touched: Sequence[Line], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Claim]:
    if ruling.value == NONE:
        yield "block", touched[0].index, "goes on"
        yield "zone", touched[0].index, Zone.NOTE.value
    else:
        yield from _note_beginning(touched[0].index, ruling.value)


def _note_beginning(index: int, number: str) -> Iterator[Claim]:
    yield "zone", index, Zone.NOTE.value
    yield "block", index, "begins"
    yield "note", index, number


def _level_claims(
    ruling: Ruling, touched: Sequence[Line], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Claim]:
    yield "zone", touched[0].index, Zone.HEAD.value
    yield "block", touched[0].index, "begins"
    yield "level", touched[0].index, ruling.value


def _line_claims(
    ruling: Ruling, touched: Sequence[Line], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Claim]:
    yield ruling.kind, touched[0].index, ruling.value


def _hyphen_claims(
    ruling: Ruling, touched: Sequence[Line], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Claim]:
    yield "hyphen", ruling.end, ruling.value


# kind → what is said of a value that it does not take (empty where it does), and what a ruling claims
KINDS: dict[str, tuple[Callable[[str], str], Callable[..., Iterator[Claim]]]] = {
    "zone": (_zone_value, _zone_claims),
    "block": (_one_of("begins", "goes on"), _block_claims),
    "marker": (_number_value, _marker_claims),
    "note": (_number_value, _note_claims),
    "page": (_page_value, _line_claims),
    "column": (_one_of("begins", NONE), _line_claims),
    "article": (_one_of("begins", NONE), _line_claims),
    "level": (_level_value, _level_claims),
    "hyphen": (_one_of(*FORCES), _hyphen_claims),
}


# ---- contradictions
_Claims = tuple[Ruling, tuple[Claim, ...]]


def _consistent(claims: Sequence[_Claims]) -> tuple[list[_Claims], list[Finding]]:
    """The rulings without those that contradict each other; a person must choose, not the order of entries."""
    said: dict[tuple[str, int], tuple[str, Ruling]] = {}
    contradicting: dict[str, str] = {}
    for ruling, own in claims:
        for what, where, value in own:
            before = said.setdefault((what, where), (value, ruling))
            if before[0] != value:
                contradicting.setdefault(ruling.id, before[1].id)
                contradicting.setdefault(before[1].id, ruling.id)
    for ruling, own in claims:
        if ("block", "goes on") in {(what, value) for what, _, value in own}:
            zone = next((said["zone", where][0] for _, where, _ in own if ("zone", where) in said), "")
            if zone and Zone(zone) not in CONTINUED:
                contradicting.setdefault(ruling.id, f"the one that says {zone}, which has one line")
    kept = [(ruling, own) for ruling, own in claims if ruling.id not in contradicting]
    findings = [
        Finding(
            "H004",
            f"decision {ruling.id} contradicts {contradicting[ruling.id]}; neither takes part",
            ruling.start,
            ruling.end,
        )
        for ruling, _ in claims
        if ruling.id in contradicting
    ]
    return kept, findings


# ---- constraints
def _take(ruling: Ruling, said: Sequence[Claim], given: Given, lines: Sequence[Line]) -> None:
    note = -1
    for what, where, value in said:
        match what:
            case "block":
                given.joins[where] = value == "goes on"
            case "note":
                given.notes[where] = value
                note = where
            case "page" if value != NONE:
                given.turns[where] = value
            case "page":
                if not lines[where].page_end_before:  # the format says that a page ends there
                    given.turns[where] = None
            case "column":
                given.columns[where] = value == "begins"
            case "article":
                given.articles[where] = value == "begins"
            case "level":
                given.levels[lines[where].start] = int(value)
            case "hyphen":
                given.hyphens[where] = FORCES[value]
            case _:
                pass  # zones are taken together, markers once
    if ruling.kind == "marker":
        number = None if ruling.value == NONE else ruling.value
        given.markers.append(GivenMarker(ruling.start, ruling.end, number, note))


def _labels(kept: Sequence[_Claims]) -> dict[int, frozenset[str]]:
    """The labels that lines may have."""
    zones: dict[int, str] = {}
    blocks: dict[int, str] = {}
    for _, said in kept:
        for what, where, value in said:
            if what == "zone":
                zones[where] = value
            elif what == "block":
                blocks[where] = value
    found = {}
    for at in sorted({*zones, *blocks}):
        names = [zones[at]] if at in zones else sorted(_ZONES)
        block = blocks.get(at)
        labels = set(names) if block != "goes on" else set()
        if block != "begins":
            labels |= {name + GOES_ON for name in names if Zone(name) in CONTINUED}
        found[at] = frozenset(labels)
    return found
