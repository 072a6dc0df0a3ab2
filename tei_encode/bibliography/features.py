"""What the labeller sees of each word: itself, its neighbours, and what stands before and ahead of it in the reference.

All that depends on a word alone is worked out once for each distinct word and kept; a reference is then little more
than lists put together, which is where the speed comes from. Words are seen by shape, ending, punctuation and kind
(`lexicon.toml`); only the closed class of words in `[words]` is seen by name, so that nothing is learnt by heart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_encode.bibliography.tokens import Token
from tei_encode.model.record import record
from tei_encode.resources import load_resource

_MOST_WORDS = 50_000  # distinct words kept
_YEAR = re.compile(r"(?:1[4-9]\d\d|20[0-4]\d)[a-h]?$|(?:1[4-9]\d\d|20[0-4]\d)[/–—-]\d{2,4}$")
_RANGE = re.compile(r"[a-zA-Z]?\d+[a-z]?[–—‐-]+[a-zA-Z]?\d+[a-z]?$")
_ROMAN = re.compile(r"(?:[ivxlc]{1,7}|[IVXLCDM]{1,9})$")
_INITIALS = re.compile(r"[^\W\d_a-zß-ÿ](?:[.’'-]{0,2}[^\W\d_a-zß-ÿ]){0,3}$")
_OPENING = "“„«‹‘‚\"'’»›"
_CLOSING = "”“»›’‘\"'«"

# What is remembered of words passed and looked out for in words ahead, one bit each.
_BIT_NAMES = ("q", "in", "y", "v", "pub", "it", "pp", "pl", "ed", "col", "url", "j", "g", "c")
(
    _QUOTED,
    _IN,
    _YEAR_SEEN,
    _VOLUME,
    _PUBLISHER,
    _ITALIC,
    _PAGES,
    _PLACE,
    _EDITOR,
    _COLON,
    _URL,
    _JOURNAL,
    _GENRE,
    _MEETING,
) = (1 << bit for bit in range(len(_BIT_NAMES)))


@record(frozen=True)
class _Word:
    """The features of one distinct word, as it is, as a neighbour, and two places off."""

    own: list[bytes]
    before: list[bytes]  # as the word before
    after: list[bytes]
    second_before: list[bytes]
    second_after: list[bytes]
    shape: str
    opens: str
    closes: str
    bits: int
    quote_opens: bool
    quote_closes: bool
    bracket: int  # brackets opened less brackets closed
    closed_first: bool
    italic_opens: bool
    italic_closes: bool
    core: str


class Features:
    """Feature lists of references, with the words met so far."""

    def __init__(self) -> None:
        lexicon = load_resource("bibliography/lexicon.toml")
        self.named: dict[str, list[str]] = {}  # word of the closed class → its kinds
        self.kinds: dict[str, list[str]] = {}  # any word of the lexicon → its kinds
        for kind, words in lexicon["words"].items():
            for word in words.split():
                self.named.setdefault(word, []).append(kind)
        for word, kinds in self.named.items():
            self.kinds[word] = list(kinds)
        for kind, words in lexicon["names"].items():
            for word in words.split():
                self.kinds.setdefault(word, []).append(kind)
        self.words: dict[str, _Word] = {}
        self.seen: dict[int, list[bytes]] = {}
        self.ahead: dict[int, list[bytes]] = {}

    def of(self, found: Sequence[Token], in_note: bool) -> list[list[bytes | str]]:
        """The features of every word of a text; `in_note` where it may hold more than one reference.

        Those that are kept are bytes, as the CRF wants them; those of a place in the text are made as strings.
        """
        words = [self._word(token) for token in found]
        size = len(words)
        edge = _EDGE
        previous, second = edge, edge
        ahead = self._ahead(words)
        mode = b"m=n" if in_note else b"m=r"
        seen = 0
        quote = italic = False
        depth = 0
        rows: list[list[bytes | str]] = []
        append = rows.append
        for index, word in enumerate(words):
            following = words[index + 1] if index + 1 < size else edge
            further = words[index + 2] if index + 2 < size else edge
            quote = quote or word.quote_opens
            italic = italic or word.italic_opens
            depth = max(0, depth + word.bracket) if not word.closed_first else max(0, depth)
            state = ("Q" if quote else "") + ("I" if italic else "") + ("B" if depth or word.closed_first else "")
            shape, before_shape = word.shape, previous.shape
            append(
                [
                    mode,
                    f"s={state}{previous.closes}" if state else "s=",
                    f"a={previous.closes}|{shape}",
                    f"c={before_shape}{previous.closes}|{shape}{word.closes}",
                    f"d={shape}{word.closes}|{following.opens}{following.shape}",
                    f"e={before_shape}|{shape}|{following.shape}",
                    _position(index, size),
                    *word.own,
                    *previous.before,
                    *following.after,
                    *second.second_before,
                    *further.second_after,
                    *self._seen(seen),
                    *ahead[index],
                ]
            )
            if word.closed_first:
                depth = max(0, depth + word.bracket)
            if word.quote_closes and quote:
                quote = False
                seen |= _QUOTED
            if word.italic_closes and italic:
                italic = False
                seen |= _ITALIC
            seen |= word.bits
            second, previous = previous, word
        return rows

    def _seen(self, bits: int) -> list[bytes]:
        found = self.seen.get(bits)
        if found is None:
            found = self.seen[bits] = _named("b:", bits)
        return found

    def _ahead(self, words: Sequence[_Word]) -> list[list[bytes]]:
        """For every word the kinds of what follows it."""
        kept = self.ahead
        rows: list[list[bytes]] = [[]] * len(words)
        bits = 0
        for index in range(len(words) - 1, -1, -1):
            row = kept.get(bits)
            if row is None:
                row = kept[bits] = _named("f:", bits)
            rows[index] = row
            word = words[index]
            bits |= word.bits
            if word.quote_opens:
                bits |= _QUOTED
            if word.italic_opens:
                bits |= _ITALIC
        return rows

    def _word(self, token: Token) -> _Word:
        word = self.words.get(token.text)
        if word is None:
            if len(self.words) >= _MOST_WORDS:
                self.words.clear()
            word = self.words[token.text] = self._measured(token)
        return word

    def _measured(self, token: Token) -> _Word:
        text, start = token.text, token.start
        opening = text[: token.core_start - start]
        core = text[token.core_start - start : token.core_end - start]
        closing = text[token.core_end - start :]
        if not any(map(str.isalnum, core)):
            opening, core, closing = "", "", core
        lower = core.casefold()
        shape = _shape(core)
        opens, closes = _punctuation(opening, _OPENING), _punctuation(closing, _CLOSING)
        kinds = self.kinds.get(lower, [])
        own = ["o=" + opens, "z=" + closes, f"h={shape}{closes}", "h=" + shape]
        own += ["k=" + kind for kind in kinds]
        if lower in self.named:
            own.append(f"w={lower}")
            own.append(f"w={lower}{closes}|{opens}")
        elif core.isalpha() or "-" in core or "’" in core or "'" in core:
            own += ("x=" + lower[-3:], "x=" + lower[-2:])
            if len(core) > 9:
                own.append("long")
        elif "." in core:
            own += [f"k.={kind}" for part in lower.split(".") for kind in self.kinds.get(part, ())]
        if core.isdigit():
            own.append(f"n={len(core)}{'0' if core[0] == '0' else ''}")
        tags = kinds or [shape]
        before = [f"-1h={shape}", f"-1z={closes}", *(f"-1k={tag}{closes}" for tag in tags)]
        after = [f"+1h={shape}{closes}", f"+1o={opens}", *(f"+1k={tag}" for tag in tags)]
        if lower in self.named:
            before.append(f"-1w={lower}{closes}")
            after.append(f"+1w={opens}{lower}{closes}")
        return _Word(
            _encoded(own),
            _encoded(before),
            _encoded(after),
            _encoded([f"-2k={tag}{closes}" for tag in tags[:2]]),
            _encoded([f"+2k={tag}{closes}" for tag in tags[:2]]),
            shape,
            opens,
            closes,
            _bits(lower, shape, kinds, opening, closing),
            any(c in _OPENING for c in opening) or (not core and text[-1:] in "«“„‘‚"),
            any(c in _CLOSING for c in closing),
            sum(c in "([" for c in opening) - sum(c in ")]" for c in closing),
            bool(closing) and any(c in ")]" for c in closing),
            "*" in opening or "_" in opening,
            "*" in closing or "_" in closing,
            core,
        )


def _encoded(features: Sequence[str]) -> list[bytes]:
    return [feature.encode("utf-8", "surrogatepass") for feature in features]


def _named(lead: str, bits: int) -> list[bytes]:
    return _encoded([lead + name for at, name in enumerate(_BIT_NAMES) if bits >> at & 1])


_EDGE = _Word([], [b"-1e"], [b"+1e"], [b"-2e"], [b"+2e"], "|", "", "", 0, False, False, 0, False, False, False, "")


def _bits(lower: str, shape: str, kinds: Sequence[str], opening: str, closing: str) -> int:
    bits = 0
    if shape == "Y":
        bits |= _YEAR_SEEN
    elif shape == "r":
        bits |= _PAGES
    elif shape == "url":
        bits |= _URL
    for kind in kinds:
        bits |= _KIND_BITS.get(kind, 0)
    if lower == "in":
        bits |= _IN
    if shape[:1] == "d" and "(" in opening:
        bits |= _VOLUME
    if ":" in closing and shape[:1] == "X":
        bits |= _COLON
    return bits


_KIND_BITS = {
    "volume": _VOLUME,
    "issue": _VOLUME,
    "publisher": _PUBLISHER,
    "page": _PAGES,
    "place": _PLACE,
    "editor": _EDITOR,
    "translator": _EDITOR,
    "conference": _MEETING,
    "journal": _JOURNAL,
    "genre": _GENRE,
}


def _position(index: int, size: int) -> str:
    if index < 3:
        return f"i={index}"
    if index >= size - 2:
        return f"i=-{size - index}"
    return f"i~{5 * index // size}"


def _shape(core: str) -> str:
    """The shape of a word in a letter or two."""
    if not core:
        return "-"
    if core[:4] in ("http", "www.") or core[:3] == "10." or core.startswith("doi:"):
        return "url"
    if core[0].isdigit() or (len(core) > 1 and core[1].isdigit() and core.isascii()):
        return _number_shape(core)
    letters = core.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    if _INITIALS.match(core):
        return "X." if "." in core or len(core) == 1 else "XX"
    if _ROMAN.match(core):
        return "R" if core[0].isupper() else "ro"
    if letters.isalpha():
        if letters.islower():
            return "x." if "." in core else "x"
        if letters.isupper():
            return "XXX"
        if core[0].isupper():
            return "Xx." if "." in core else "Xx-" if "-" in core else "Xx"
        return "xX"
    return "?"


def _number_shape(core: str) -> str:
    if _YEAR.match(core):
        return "Y"
    if core.isdigit():
        return f"d{min(len(core), 5)}"
    if _RANGE.match(core):
        return "r"
    return "d/" if core.replace("/", "").isdigit() else "d-" if core.count("-") > 2 else "dx"


def _punctuation(text: str, quotes: str) -> str:
    """Punctuation without repetition, all quotation marks as one and all dashes as one."""
    if not text:
        return ""
    found: list[str] = []
    for character in text:
        kind = '"' if character in quotes else "-" if character in "-–—‐" else character
        if character in "([":
            kind = "("
        elif character in ")]":
            kind = ")"
        elif kind in "*_":
            kind = "*"
        elif kind not in '",-.:;()*?!/&=<>':
            kind = "~"
        if not found or found[-1] != kind:
            found.append(kind)
    return "".join(found[:4])
