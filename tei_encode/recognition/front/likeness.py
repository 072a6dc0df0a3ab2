"""Whether two printings of the same words are the same, recognition errors allowed."""

from __future__ import annotations


def letters(text: str) -> str:
    """Letters alone, case-folded: what survives line ends, punctuation and emphasis."""
    return "".join(filter(str.isalpha, text.casefold()))


def alike(part: str, whole: str) -> bool:
    """Whether letters are the beginning of others, or all of them; an edit in five is allowed."""
    head = whole[: len(part)][:160]
    part = part[:160]
    if part == head:
        return bool(part)
    if not part or not head or abs(len(part) - len(head)) > 0.25 * len(head):
        return False
    return similar(part, head) >= 0.8


def similar(one: str, other: str) -> float:
    """Likeness of two strings of letters, 0 to 1."""
    if one == other:
        return 1.0
    # Letters in common, whatever their order: no more can be alike; it spares most comparisons, and the import.
    common = sum(min(one.count(c), other.count(c)) for c in set(one))
    bound = 2 * common / (len(one) + len(other))
    if bound < 0.6:
        return bound
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio()
