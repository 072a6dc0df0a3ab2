"""Whom a byline names, and where they work: names and institutions as they stand (`#DSTITL`, `#NDPER`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_encode.bibliography.names import is_name, is_particle, leading_names, names_in, without_marker
from tei_encode.model.record import factory, record
from tei_encode.recognition.front.lines import is_name_loosely
from tei_encode.recognition.front.opening import EMAIL

_BRACKETED = re.compile(r"\s*\(([^()]{4,160})\)")
_BRACKETED_SIGN = re.compile(r"\s?\([\da-h]\)")
_NAME_SIGN = re.compile(r"\s?(?:\(([\da-h])\)|([\d¹²³⁴⁵⁶⁷⁸⁹]))")
_INSTITUTION_SIGN = re.compile(r"(?:\(([\da-h])\)[ .]?|([\da-h¹²³⁴⁵⁶⁷⁸⁹])(?:[.)] ?| |(?=[A-ZÀ-Þ]))) ?(?=\S)")
_PLAIN = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_SIGNS = ("12345678", "abcdefgh")
_MOST_WORDS = 3  # of a surname, and of forenames


@record()
class Byline:
    """What a byline says, in its order; `at`: where each name begins, in code points of the text."""

    names: list[str] = factory(default_factory=list)
    at: list[int] = factory(default_factory=list)
    institutions: list[str] = factory(default_factory=list)  # that stand beside the names
    signs: list[str] = factory(default_factory=list)  # of the institution of each name; "" where there is none
    emails: list[str] = factory(default_factory=list)


def read_byline(text: str, signs: Sequence[str] = ()) -> Byline:
    """The names of a byline and what stands beside them.

    Args:
        text: of the byline, without line ends.
        signs: with which the institutions below it begin: `1`, `2` or `a`, `b`.
    """
    made = Byline()
    whole, bare = text, _without_signs(text, signs)
    beside = _BRACKETED.findall(bare)
    names = names_in(_BRACKETED.sub("", bare))
    made.institutions += beside if names else []
    if not names and (inverted := inverted_name(bare)):
        names = [inverted]
    if not names:
        names, rest = leading_names(bare)
        made.emails += EMAIL.findall(rest) if rest != bare else []
        behind = EMAIL.sub("", rest).strip(" •·|,()") if rest != bare else ""
        made.institutions += [behind] if names and behind else []
    if not names and is_name_loosely(bare):
        names = [without_marker(bare).title()]
    position = 0
    for name in names:
        at = whole.find(name, position)
        sign = _NAME_SIGN.match(whole, at + len(name)) if at >= 0 else None
        made.names.append(name)
        made.at.append(at)
        made.signs.append(_plain(sign[1] or sign[2]) if sign else _letter_behind(whole, at, name, signs))
        position = max(position, at + len(name))
    return made


def institution(text: str) -> tuple[str, str]:
    """The sign that an institution begins with, digits not raised, and what stands behind it."""
    match = _INSTITUTION_SIGN.match(text)
    return (_plain(match[1] or match[2]), text[match.end() :]) if match else ("", text)


def institution_signs(texts: Sequence[str]) -> tuple[str, ...]:
    """The signs of institutions where they count from the first one; else none."""
    found = [sign for text in texts if (sign := institution(text)[0])]
    for series in _SIGNS:
        if found and found == list(series[: len(found)]):
            return tuple(found)
    return ()


def _plain(sign: str) -> str:
    return sign.translate(_PLAIN)


def _without_signs(text: str, signs: Sequence[str]) -> str:
    """The text without signs in brackets, and letters at the end of its names, where institutions begin with such."""
    text = _BRACKETED_SIGN.sub("", text)
    letters = "".join(sign for sign in signs if sign.isalpha())
    if not letters:
        return text
    # A name that ends in one of them by itself keeps it where others have none.
    ends = re.compile(rf"(?<=[^\W\d_]{{2}})[{letters}](?=\s*(?:[,;&]|$|\s(?:and|und|et|y|e|en)\s))")
    parts = len(re.findall(r"[,;&]|\s(?:and|und|et|y|e|en)\s", text)) + 1
    return ends.sub("", text) if len(ends.findall(text)) >= parts else text


def _letter_behind(text: str, at: int, name: str, signs: Sequence[str]) -> str:
    following = text[at + len(name) : at + len(name) + 1] if at >= 0 else ""
    return following if following and following in signs else ""


def inverted_name(text: str) -> str:
    """The text without markers where it is `Surname, Forename` and the surname is no name by itself; else empty."""
    cleaned = without_marker(text)
    surname, comma, rest = cleaned.partition(", ")
    words, forenames = surname.split(), rest.split()
    if not comma or "," in rest or not (1 <= len(words) <= _MOST_WORDS and 1 <= len(forenames) <= _MOST_WORDS):
        return ""
    alone = len(words) == 1 or any(map(is_particle, words)) or (surname.isupper() and not rest.isupper())
    # Read the other way round, it is a name: capitals, no digits, no word of a sentence.
    return cleaned if alone and is_name(f"{rest} {surname}") else ""
