"""What the labeller sees of each word: itself, its neighbours, and what stands before and ahead of it in the reference.

What depends on a word alone is worked out once for each distinct word and kept, and what depends on its form alone (its
shape, punctuation and kinds) once for each form, of which there are few; a reference is then little more than lists put
together, which is where the speed comes from. Words are seen by shape, ending, punctuation and kind (`lexicon.toml`);
only the closed class of words in `[words]` is seen by name, so that nothing is learnt by heart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tei_encode.bibliography.shapes import punctuation, shape
from tei_encode.bibliography.tokens import Token
from tei_encode.model.record import factory, record
from tei_encode.resources import load_resource

_MOST_WORDS, _MOST_LINKS = 50_000, 100_000  # distinct words, and pairs of forms, kept
_OPENING = "“„«‹‘‚\"'’»›"
_CLOSING = "”“»›’‘\"'«"
_LONE_OPENING = "«“„‘‚"
_QUOTES_OPEN, _QUOTES_CLOSE = frozenset(_OPENING), frozenset(_CLOSING)
_NO_KINDS: tuple[str, ...] = ()

# What is remembered of words passed and looked out for in words ahead, one bit each.
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
) = (1 << bit for bit in range(14))

Names = list[bytes]  # features, as the CRF wants them


@record(frozen=True)
class _Form:
    """What words of one shape, punctuation and kinds have in common: their features, by where they are seen from."""

    shape: str
    opens: str
    closes: str
    look: str  # shape and punctuation in one
    own: Names
    before: bytes  # as the word before
    after: bytes
    second_before: bytes
    second_after: bytes
    each: Names  # the same with each kind by itself, as words of notes are seen
    each_before: Names
    each_after: Names
    each_second_before: Names
    each_second_after: Names
    bits: int
    ahead: int  # bits as seen from the words before it
    marks: bool  # whether any of the following is so
    quote_opens: bool
    quote_closes: bool
    bracket: int  # brackets opened less brackets closed
    closed_first: bool
    italic_opens: bool
    italic_closes: bool
    links: dict[str, Link] = factory(default_factory=dict)  # to forms that have come behind it, by their looks


# Two words in a row: what the first sees of the second, the second of the first, and both with the shape of a third.
Link = tuple[bytes, bytes, dict[str, bytes]]
# One distinct word: its form, its own features, and what it is as the word before and the word after.
_Word = tuple[_Form, Names, bytes, bytes]
# One distinct word without its punctuation: shape, kinds, itself where it is of the closed class, features of its own.
_Core = tuple[str, tuple[str, ...], str, Names]


class Features:
    """Feature lists of references, with the words met so far."""

    def __init__(self) -> None:
        lexicon = load_resource("bibliography/lexicon.toml")
        named: dict[str, list[str]] = {}
        for kind, words in lexicon["words"].items():
            for word in words.split():
                named.setdefault(word, []).append(kind)
        kinds = {word: list(found) for word, found in named.items()}
        for kind, words in lexicon["names"].items():
            for word in words.split():
                kinds.setdefault(word, []).append(kind)
        self.named = frozenset(named)  # the closed class
        self.kinds = {word: tuple(found) for word, found in kinds.items()}  # of any word of the lexicon
        self.words: dict[str, _Word] = {}
        self.cores: dict[str, _Core] = {}
        self.endings: dict[str, Names] = {}
        self.forms: dict[tuple[str, str, str, tuple[str, ...]], _Form] = {}
        self.links = 0  # kept with the forms
        self.seen: dict[int, Names] = {}
        self.ahead: dict[int, Names] = {}

    def of(self, found: Sequence[Token], in_note: bool) -> list[list[bytes | str]]:
        """The features of every word of a text; `in_note` where it may hold more than one reference.

        Those that are kept are bytes, as the CRF wants them; the others are made as strings.
        """
        if not found:
            return []
        if len(self.words) > _MOST_WORDS or self.links > _MOST_LINKS:
            self._forget()
        known = self.words
        words = [known.get(token.text) or self._word(token) for token in found]
        mode = "n" if in_note else "r"
        plain: bytes | str = _bytes("s=" + mode)
        seen = 0
        passed = _named("b:", 0)
        quote = italic = False
        depth = 0
        rows: list[list[bytes | str]] = []
        second, last = _NOTHING, _NOTHING
        before = _NOTHING.before
        link = _NOTHING.links.get(words[0][0].look) or self._link(_NOTHING, words[0][0])
        for (form, own, as_before, _), (following, _, _, after), (further, _, _, _), to_come, position in zip(
            words, [*words[1:], _EDGE], [*words[2:], _EDGE, _EDGE], self._ahead(words), _positions(len(words))
        ):
            if form.marks:
                quote = quote or form.quote_opens
                italic = italic or form.italic_opens
                if not form.closed_first:
                    depth = max(0, depth + form.bracket)
            state = plain
            if quote or italic or depth or form.closed_first:
                inside = ("Q" if quote else "") + ("I" if italic else "") + ("B" if depth or form.closed_first else "")
                state = f"s={mode}{inside}{last.closes}"
            _, seen_from_last, thirds = link
            link = form.links.get(following.look) or self._link(form, following)
            row = [
                state,
                position,
                thirds.get(following.shape) or _third(last, form, following, thirds),
                seen_from_last,
                link[0],
                *passed,
                *to_come,
            ]
            if in_note:
                row += _each(form, own, (second, last, before), (following, after, further))
            else:
                row += [before, after, second.second_before, further.second_after, *own]
            rows.append(row)
            bits = seen | form.bits
            if form.marks:
                if form.closed_first:
                    depth = max(0, depth + form.bracket)
                if form.quote_closes and quote:
                    quote = False
                    bits |= _QUOTED
                if form.italic_closes and italic:
                    italic = False
                    bits |= _ITALIC
            if bits != seen:
                seen = bits
                passed = self._seen(seen)
            second, last, before = last, form, as_before
        return rows

    def _forget(self) -> None:
        """Let go of the words, lest a stream without end fill the memory."""
        for kept in (self.words, self.cores, self.forms, self.endings, _NOTHING.links):
            kept.clear()
        self.links = 0

    def _link(self, before: _Form, form: _Form) -> Link:
        """What two words in a row look like together: as the first sees it, and as the second does; kept with it."""
        self.links += 1
        made = before.links[form.look] = (
            _bytes(f"d={before.shape}{before.closes}|{form.opens}{form.shape}"),
            _bytes(f"c={before.shape}{before.closes}|{form.shape}{form.closes}"),
            {},
        )
        return made

    def _seen(self, bits: int) -> Names:
        found = self.seen.get(bits)
        if found is None:
            found = self.seen[bits] = _named("b:", bits)
        return found

    def _ahead(self, words: Sequence[_Word]) -> list[Names]:
        """For every word the kinds of what follows it."""
        kept = self.ahead
        rows: list[Names] = []
        bits = 0
        row: Names = []
        for form, _, _, _ in reversed(words):
            rows.append(row)
            if form.ahead | bits != bits:
                bits |= form.ahead
                found = kept.get(bits)
                row = found if found is not None else kept.setdefault(bits, _named("f:", bits))
        rows.reverse()
        return rows

    def _word(self, token: Token) -> _Word:
        core = text = token.text
        opening = closing = ""
        if token.core_end - token.core_start < len(text):
            first, last = token.core_start - token.start, token.core_end - token.start
            opening, core, closing = text[:first], text[first:last], text[last:]
        if not core[:1].isalnum() and not any(map(str.isalnum, core)):
            opening, core, closing = "", "", core
        shaped, kinds, name, own = self.cores.get(core) or self._core(core)
        form = self.forms.get((shaped, opening, closing, kinds)) or self._form(shaped, opening, closing, kinds)
        word = (
            (
                form,
                [*form.own, _bytes(f"w={name}"), _bytes(f"w={name}{form.closes}|{form.opens}")],
                _bytes(f"-1w={name}{form.closes}"),
                _bytes(f"+1w={form.opens}{name}{form.closes}"),
            )
            if name
            else (form, form.own + own, form.before, form.after)
        )
        self.words[text] = word
        return word

    def _core(self, core: str) -> _Core:
        """What a word says without its punctuation; kept, since most words stand with several kinds of it."""
        lower = core.casefold()
        kinds = self.kinds.get(lower, _NO_KINDS)
        own: Names = []
        name = lower if kinds and lower in self.named else ""
        if name:
            pass
        elif core.isalpha() or "-" in core or "’" in core or "'" in core:
            own = self.endings.get(lower[-3:]) or self._ending(lower[-3:])
            if len(core) > 9:
                own = [*own, b"long"]
        elif core.isdigit():
            own = [_bytes(f"n={len(core)}{'0' if core[0] == '0' else ''}")]
        elif "." in core:
            own = _encoded([f"k.={kind}" for part in lower.split(".") for kind in self.kinds.get(part, ())])
        made = self.cores[core] = (shape(core), kinds, name, own)
        return made

    def _ending(self, letters: str) -> Names:
        """The last three letters of a word."""
        made = self.endings[letters] = [_bytes("x=" + letters)]
        return made

    def _form(self, shape: str, opening: str, closing: str, kinds: tuple[str, ...]) -> _Form:
        opens = punctuation(opening, _OPENING) if opening else ""
        closes = punctuation(closing, _CLOSING) if closing else ""
        tag = ",".join(kinds) or shape
        each = kinds or (shape,)
        bits = _SHAPE_BITS.get(shape, 0)
        for kind in kinds:
            bits |= _KIND_BITS.get(kind, 0)
        if shape[:1] == "d" and "(" in opening:
            bits |= _VOLUME
        if shape[:1] == "X" and ":" in closing:
            bits |= _COLON
        quote_opens = not _QUOTES_OPEN.isdisjoint(opening) or (shape == "-" and closing[-1:] in _LONE_OPENING)
        italic_opens = "*" in opening or "_" in opening
        ahead = bits | (_QUOTED if quote_opens else 0) | (_ITALIC if italic_opens else 0)
        form = self.forms[shape, opening, closing, kinds] = _Form(
            shape,
            opens,
            closes,
            f"{shape} {opens} {closes}",
            [_bytes(f"h={shape}|{opens}|{closes}"), _bytes("k=" + tag if kinds else "k=h=" + shape)],
            _bytes(f"-1k={tag}{closes}"),
            _bytes(f"+1k={opens}{tag}{closes}"),
            _bytes(f"-2k={tag}{closes}"),
            _bytes(f"+2k={tag}{closes}"),
            _encoded([f"h={shape}|{opens}|{closes}", *("k=" + one for one in kinds or ["h=" + shape])]),
            _encoded([f"-1k={one}{closes}" for one in each]),
            _encoded([f"+1k={opens}{one}{closes}" for one in each]),
            _encoded([f"-2k={one}{closes}" for one in each[:2]]),
            _encoded([f"+2k={one}{closes}" for one in each[:2]]),
            bits,
            ahead,
            bool(opening or closing),
            quote_opens,
            not _QUOTES_CLOSE.isdisjoint(closing),
            opening.count("(") + opening.count("[") - closing.count(")") - closing.count("]"),
            ")" in closing or "]" in closing,
            italic_opens,
            "*" in closing or "_" in closing,
        )
        return form


def _each(
    form: _Form, own: Names, behind: tuple[_Form, _Form, bytes], ahead: tuple[_Form, bytes, _Form]
) -> list[bytes | str]:
    """A word of a note and its neighbours with each kind they have by itself: notes have more to be told apart.

    Args:
        form: of the word.
        own: its own features.
        behind: the forms of the two words before, and what the nearer is as such.
        ahead: the form of the next word and what it is as such, and the form of the one after.
    """
    second, last, before = behind
    following, after, further = ahead
    named = [name for name, usual in ((before, last.before), (after, following.after)) if name is not usual]
    return [
        f"a={last.closes}|{form.shape}",
        *form.each,
        *own[len(form.own) :],
        *(_bytes("x=" + name[2:].decode("utf-8", "surrogatepass")[-2:]) for name in own if name.startswith(b"x=")),
        *last.each_before,
        *following.each_after,
        *second.each_second_before,
        *further.each_second_after,
        *named,  # words of the closed class
    ]


def _third(before: _Form, form: _Form, following: _Form, kept: dict[str, bytes]) -> bytes:
    """The shapes of three words in a row."""
    made = kept[following.shape] = _bytes(f"e={before.shape}|{form.shape}|{following.shape}")
    return made


def _bytes(feature: str) -> bytes:
    return feature.encode("utf-8", "surrogatepass")


def _encoded(features: Sequence[str]) -> Names:
    return list(map(_bytes, features))


def _named(lead: str, bits: int) -> Names:
    """A set of bits as two features, each for one half: few sets of seven are rare, most of fourteen are."""
    return [_bytes(f"{lead}{bits & 127}"), _bytes(f"{lead}{bits >> 7}.")]


# What stands before the first word and behind the last.
_NOTHING = _Form(
    "|", "", "", "|", [], b"-1e", b"+1e", b"-2e", b"+2e", [], [b"-1e"], [b"+1e"], [b"-2e"], [b"+2e"],
    0, 0, False, False, False, 0, False, False, False,
)  # fmt: skip
_EDGE: _Word = (_NOTHING, [], _NOTHING.before, _NOTHING.after)

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
_SHAPE_BITS = {"Y": _YEAR_SEEN, "r": _PAGES, "url": _URL}


@lru_cache(maxsize=256)
def _positions(size: int) -> list[bytes]:
    """Where each word of a text of so many stands: which of the first three or last two it is, else in which fifth."""
    places = [f"i~{5 * index // size}" for index in range(size)]
    for index in range(min(size, 2)):
        places[size - 1 - index] = f"i=-{index + 1}"
    for index in range(min(size, 3)):
        places[index] = f"i={index}"
    return _encoded(places)
