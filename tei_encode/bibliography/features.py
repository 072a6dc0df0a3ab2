"""What the labeller sees of each word: itself, its neighbours, and what stands before and ahead of it in the reference.

All that depends on a word alone is worked out once for each distinct word and kept; a reference is then little more
than lists put together, which is where the speed comes from. Words are seen by shape, ending, punctuation and kind
(`lexicon.toml`); only the closed class of words in `[words]` is seen by name, so that nothing is learnt by heart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tei_encode.bibliography.shapes import punctuation, shape
from tei_encode.bibliography.tokens import Token
from tei_encode.model.record import record
from tei_encode.resources import load_resource

_MOST_WORDS = 50_000  # distinct words kept
_OPENING = "“„«‹‘‚\"'’»›"
_CLOSING = "”“»›’‘\"'«"
_QUOTES_OPEN, _QUOTES_CLOSE = frozenset(_OPENING), frozenset(_CLOSING)
_NO_KINDS: list[str] = []

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
class _Form:
    """What words of one shape, punctuation and kinds have in common: their features, by where they are seen from."""

    shape: str
    opens: str
    closes: str
    look: str  # shape and punctuation in one
    own: list[bytes]
    before: list[bytes]  # as the word before
    after: list[bytes]
    second_before: list[bytes]
    second_after: list[bytes]


@record(frozen=True)
class _Word:
    """The features of one distinct word, as it is, as a neighbour, and two places off."""

    form: _Form
    look: str
    own: list[bytes]
    before: list[bytes]
    after: list[bytes]
    bits: int
    ahead: int  # bits as seen from the words before it
    marks: bool  # whether any of the following is so
    quote_opens: bool
    quote_closes: bool
    bracket: int  # brackets opened less brackets closed
    closed_first: bool
    italic_opens: bool
    italic_closes: bool


@record(frozen=True)
class _Core:
    """What one distinct word says without its punctuation."""

    shape: str
    kinds: list[str]
    name: str  # itself, case-folded, where it is of the closed class
    own: list[bytes]
    length: list[bytes]
    bits: int


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
        self.cores: dict[str, _Core] = {}
        self.endings: dict[str, list[bytes]] = {}
        self.forms: dict[tuple[str, ...], _Form] = {}
        self.around: dict[tuple[str, str, str], list[bytes]] = {}  # looks of three words in a row → their features
        self.seen: dict[int, list[bytes]] = {}
        self.ahead: dict[int, list[bytes]] = {}

    def of(self, found: Sequence[Token], in_note: bool) -> list[list[bytes | str]]:
        """The features of every word of a text; `in_note` where it may hold more than one reference.

        Those that are kept are bytes, as the CRF wants them; the others are made as strings.
        """
        known = self.words
        words = [known.get(token.text) or self._word(token) for token in found]
        around, edge = self.around, _EDGE
        previous, second = edge, edge
        mode = b"m=n" if in_note else b"m=r"
        seen = 0
        passed = _named("b:", 0)
        quote = italic = False
        depth = 0
        rows: list[list[bytes | str]] = []
        append = rows.append
        for word, following, further, to_come, position in zip(
            words, [*words[1:], edge], [*words[2:], edge, edge], self._ahead(words), _positions(len(words))
        ):
            if word.marks:
                quote = quote or word.quote_opens
                italic = italic or word.italic_opens
                if not word.closed_first:
                    depth = max(0, depth + word.bracket)
            state: bytes | str = b"s="
            if quote or italic or depth or word.closed_first:
                inside = ("Q" if quote else "") + ("I" if italic else "") + ("B" if depth or word.closed_first else "")
                state = f"s={inside}{previous.form.closes}"
            looks = (previous.look, word.look, following.look)
            append(
                [
                    mode,
                    state,
                    *(around.get(looks) or self._around(looks, previous.form, word.form, following.form)),
                    position,
                    *word.own,
                    *previous.before,
                    *following.after,
                    *second.form.second_before,
                    *further.form.second_after,
                    *passed,
                    *to_come,
                ]
            )
            bits = seen | word.bits
            if word.marks:
                if word.closed_first:
                    depth = max(0, depth + word.bracket)
                if word.quote_closes and quote:
                    quote = False
                    bits |= _QUOTED
                if word.italic_closes and italic:
                    italic = False
                    bits |= _ITALIC
            if bits != seen:
                seen = bits
                passed = self._seen(seen)
            second, previous = previous, word
        return rows

    def _around(self, looks: tuple[str, str, str], before: _Form, form: _Form, after: _Form) -> list[bytes]:
        """What three words in a row look like together."""
        if len(self.around) >= _MOST_WORDS:
            self.around.clear()
        made = self.around[looks] = _encoded(
            [
                f"a={before.closes}|{form.shape}",
                f"c={before.shape}{before.closes}|{form.shape}{form.closes}",
                f"d={form.shape}{form.closes}|{after.opens}{after.shape}",
                f"e={before.shape}|{form.shape}|{after.shape}",
            ]
        )
        return made

    def _seen(self, bits: int) -> list[bytes]:
        found = self.seen.get(bits)
        if found is None:
            found = self.seen[bits] = _named("b:", bits)
        return found

    def _ahead(self, words: Sequence[_Word]) -> list[list[bytes]]:
        """For every word the kinds of what follows it."""
        kept = self.ahead
        rows: list[list[bytes]] = []
        bits = 0
        row: list[bytes] = []
        for word in reversed(words):
            rows.append(row)
            if word.ahead | bits != bits:
                bits |= word.ahead
                found = kept.get(bits)
                row = found if found is not None else kept.setdefault(bits, _named("f:", bits))
        rows.reverse()
        return rows

    def _word(self, token: Token) -> _Word:
        if len(self.words) >= _MOST_WORDS:
            self.words.clear()
            self.forms.clear()
        word = self.words[token.text] = self._measured(token)
        return word

    def _measured(self, token: Token) -> _Word:
        text, start = token.text, token.start
        first, last = token.core_start - start, token.core_end - start
        opening, core, closing = text[:first], text[first:last], text[last:]
        if not core[:1].isalnum() and not any(map(str.isalnum, core)):
            opening, core, closing = "", "", core
        known = self.cores.get(core) or self._core(core)
        form = self._form(
            known.shape,
            punctuation(opening, _OPENING) if opening else "",
            punctuation(closing, _CLOSING) if closing else "",
            known.kinds,
        )
        extra, before, after = known.own, form.before, form.after
        if known.name:
            opens, closes, name = form.opens, form.closes, known.name
            extra = [*extra, *_encoded([f"w={name}", f"w={name}{closes}|{opens}"])]
            before = [*before, *_encoded([f"-1w={name}{closes}"])]
            after = [*after, *_encoded([f"+1w={opens}{name}{closes}"])]
        bits = known.bits
        if opening and known.shape[:1] == "d" and "(" in opening:
            bits |= _VOLUME
        if closing and known.shape[:1] == "X" and ":" in closing:
            bits |= _COLON
        own = [*form.own, *extra, *known.length]
        if not opening and not closing:
            quote_opens = not core and text[-1:] in "«“„‘‚"
            return _Word(
                form, form.look, own, before, after, bits, bits | (_QUOTED if quote_opens else 0), quote_opens,
                quote_opens, False, 0, False, False, False,
            )  # fmt: skip
        quote_opens = not _QUOTES_OPEN.isdisjoint(opening) or (not core and text[-1:] in "«“„‘‚")
        italic_opens = "*" in opening or "_" in opening
        return _Word(
            form,
            form.look,
            own,
            before,
            after,
            bits,
            bits | (_QUOTED if quote_opens else 0) | (_ITALIC if italic_opens else 0),
            True,
            quote_opens,
            not _QUOTES_CLOSE.isdisjoint(closing),
            opening.count("(") + opening.count("[") - closing.count(")") - closing.count("]"),
            ")" in closing or "]" in closing,
            italic_opens,
            "*" in closing or "_" in closing,
        )

    def _core(self, core: str) -> _Core:
        """What a word says without its punctuation; kept, since most words stand with several kinds of it."""
        if len(self.cores) >= _MOST_WORDS:
            self.cores.clear()
        lower = core.casefold()
        kinds = self.kinds.get(lower, _NO_KINDS)
        form = shape(core)
        name = lower if lower in self.named else ""
        own: list[bytes] = []
        if name:
            pass
        elif core.isalpha() or "-" in core or "’" in core or "'" in core:
            own = self.endings.get(lower[-3:]) or self._ending(lower[-3:])
            if len(core) > 9:
                own = [*own, b"long"]
        elif "." in core:
            own = _encoded([f"k.={kind}" for part in lower.split(".") for kind in self.kinds.get(part, ())])
        length = _encoded([f"n={len(core)}{'0' if core[0] == '0' else ''}"]) if core.isdigit() else []
        bits = _YEAR_SEEN if form == "Y" else _PAGES if form == "r" else _URL if form == "url" else 0
        for kind in kinds:
            bits |= _KIND_BITS.get(kind, 0)
        if lower == "in":
            bits |= _IN
        made = self.cores[core] = _Core(form, kinds, name, own, length, bits)
        return made

    def _ending(self, letters: str) -> list[bytes]:
        """The last three letters of a word, and the last two."""
        made = self.endings[letters] = _encoded(["x=" + letters, "x=" + letters[-2:]])
        return made

    def _form(self, shape: str, opens: str, closes: str, kinds: Sequence[str]) -> _Form:
        key = (shape, opens, closes, *kinds)
        form = self.forms.get(key)
        if form is None:
            tags = kinds or [shape]
            form = self.forms[key] = _Form(
                shape,
                opens,
                closes,
                f"{shape} {opens} {closes}",
                _encoded(["o=" + opens, "z=" + closes, f"h={shape}{closes}", "h=" + shape, *("k=" + k for k in kinds)]),
                _encoded([f"-1h={shape}", f"-1z={closes}", *(f"-1k={tag}{closes}" for tag in tags)]),
                _encoded([f"+1h={shape}{closes}", f"+1o={opens}", *(f"+1k={tag}" for tag in tags)]),
                _encoded([f"-2k={tag}{closes}" for tag in tags[:2]]),
                _encoded([f"+2k={tag}{closes}" for tag in tags[:2]]),
            )
        return form


def _encoded(features: Sequence[str]) -> list[bytes]:
    return [feature.encode("utf-8", "surrogatepass") for feature in features]


def _named(lead: str, bits: int) -> list[bytes]:
    return _encoded([lead + name for at, name in enumerate(_BIT_NAMES) if bits >> at & 1])


# What stands before the first word and behind the last.
_NOTHING = _Form("|", "", "", "|", [], [b"-1e"], [b"+1e"], [b"-2e"], [b"+2e"])
_EDGE = _Word(
    _NOTHING, "|", [], _NOTHING.before, _NOTHING.after, 0, 0, False, False, False, 0, False, False, False
)  # fmt: skip


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


@lru_cache(maxsize=256)
def _positions(size: int) -> list[bytes]:
    """Where each word of a text of so many stands: which of the first three or last two it is, else in which fifth."""
    places = [f"i~{5 * index // size}" for index in range(size)]
    for index in range(min(size, 2)):
        places[size - 1 - index] = f"i=-{index + 1}"
    for index in range(min(size, 3)):
        places[index] = f"i={index}"
    return _encoded(places)
