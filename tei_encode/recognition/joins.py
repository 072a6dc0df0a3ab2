"""Whether a line goes on with the paragraph of the line before it, over line ends, pages, columns and notes."""

from __future__ import annotations

from math import exp

from tei_encode.recognition.observations import Line, Observations

_OPENING = "([{«„“‘\"'"
_STOPS = ".!?…"


def continues(before: Line, line: Line, observations: Observations, interrupted: bool) -> float:
    """Probability that `line` continues the paragraph that `before` is the last line of.

    `interrupted`: page furniture, notes, a page turn or a figure stand between the two.
    """
    score = _sentence(before, line)
    if observations.wrapped:
        score += _wrapped(before, line, observations, interrupted)
    elif not interrupted:
        # One paragraph a line: only a sentence that visibly goes on joins two of them.
        score -= 1.2 if before.length >= 150 and before.text[-1].islower() else 2.2
    return 1 / (1 + exp(-max(-20.0, min(20.0, score))))


def _sentence(before: Line, line: Line) -> float:
    """What the end of one line and the beginning of the other say."""
    first = line.text.lstrip(_OPENING)[:1]
    last = before.text.rstrip("\"”’»)]'")[-1:]
    score = 0.0
    if before.text[-1] in "-‐¬\u00ad":
        score += 3.5 if first.islower() else 1.2
    elif before.is_terminal:
        score -= 2.0 if last in _STOPS or last.isdigit() else 2.4
    elif last in ",;":
        score += 3.0
    else:
        score += 1.8
    if first.islower():
        score += 3.2
    elif first.isupper():
        score -= 0.4 if not before.is_terminal else 1.6
    elif line.label is not None and before.is_terminal:
        score -= 1.0
    return score


def _wrapped(before: Line, line: Line, observations: Observations, interrupted: bool) -> float:
    """What the shape of the lines says in text cut at a page's width."""
    width = observations.width
    full = before.length >= 0.86 * width
    score = 0.0
    if not interrupted:
        usual = 1 if observations.spaced else 0
        if line.blank_before == usual or line.blank_before == 0:
            score += 2.6
        elif line.blank_before > usual:
            score -= 2.4 + 0.5 * observations.spaced
    score += 1.1 if full else -2.2 if before.is_terminal else -0.2
    if line.indent > before.indent + 1:
        score -= 2.0 if line.indent - before.indent <= 10 else 0.5
    elif line.indent == before.indent:
        score += 0.2
    return score
