"""Whether a line goes on with the block of the line before it, over pages, columns, notes and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.weights import chance, weights
from tei_encode.recognition.zones import Zone

_OPENING = "([{«„“‘\"'"
_HYPHENS = "-‐¬\u00ad"
_UNFINISHED = 0.6  # probability at most that a block begins behind a word on which no sentence ends
_FULL = 0.86  # of the usual width


def joined(features: Sequence[str]) -> float:
    """Probability that the two lines belong to one block."""
    table = weights("join")
    return chance(table["bias"] + sum(table.get(name, 0.0) for name in features))


def join_features(
    before: Line,
    line: Line,
    zone: Zone,
    begins: float,
    observations: Observations,
    function_words: frozenset[str],
) -> Iterator[str]:
    """What speaks for it that a line goes on with a block that something interrupts, as names of weights.

    `begins`: what the line labeller says, the probability that a block begins with the line.
    """
    ends, goes = _ending(before, function_words), _beginning(line)
    if ends == "f":
        begins = min(begins, _UNFINISHED)  # a capital, which German has for every noun, does not end the sentence
    kind = zone.value if zone in (Zone.BODY, Zone.NOTE, Zone.BIBLIOGRAPHY) else "other"
    yield f"{kind}-{ends}{goes}"
    yield f"{ends}{goes}"
    yield f"labeller{min(9, int(10 * begins))}"
    if line.label is not None:
        yield f"{kind}-label"
    if not observations.wrapped:
        yield f"length{min(4, before.length // 60)}-{ends}"
        return
    width = max(20, observations.width)
    full = "full" if before.length >= _FULL * width else "short"
    yield f"{full}-{ends}{goes}"
    yield f"{full}-{kind}"
    step = line.indent - before.indent
    yield "indent-" + ("in" if step > 1 else "out" if step < -1 else "same")
    if before.length > 1.02 * width:
        yield "wide"
    yield f"starts-{'full' if line.length >= _FULL * width else 'short'}"


def _ending(line: Line, function_words: frozenset[str]) -> str:
    """How a line ends: divided word, sentence, comma or dash, a word on which no sentence ends, lower case, or else."""
    last = line.text[-1]
    if last in _HYPHENS:
        return "h"
    if line.is_terminal:
        return "q" if last in '"”’»' else "s" if last in ".!?…" else "t"
    if last in ",;—–":
        return "c"
    word = line.text[line.text.rfind(" ") + 1 :].casefold()
    return "f" if word in function_words else "o" if last.islower() else "x"


def _beginning(line: Line) -> str:
    text = line.text.lstrip(_OPENING)
    first = text[:1]
    return "l" if first.islower() else "u" if first.isupper() else "d" if first.isdigit() else "x"
