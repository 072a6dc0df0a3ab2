"""The proof of conservation: the TEI bytes, read again, say what the source says, character by character.

An independent reading: it imports nothing of the encoder and knows TEI only as this docstring states it. Text of `text`
and of the cover sheet's note counts, choosing `sic`, `orig`, `abbr` and leaving out `corr`, `reg`, `expan`, `supplied`
and `desc`. Blocks with `@source="src:a,b"` stand for those ranges of the source (RFC 5147: code points of the decoded
text, from 0, the end excluded); everything else follows the source's order. A delimiter may be missing only where an
element boundary says the same. One walk over both sides in step; linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from unicodedata import is_normalized, normalize

from lxml import etree

from tei_encode.model.record import factory, record

_TEI = "{http://www.tei-c.org/ns/1.0}"
_WHITE = " \t\n"
_SKIP = re.compile(r"[ \t\n]*")
_RANGE = re.compile(r"src:(\d+),(\d+)$")
_UNREAD = frozenset(("corr", "reg", "expan", "supplied", "desc", "figDesc"))
_BLOCKS = frozenset(
    [
        "p",
        "ab",
        "head",
        "item",
        "cell",
        "row",
        "div",
        "l",
        "lg",
        "titlePart",
        "byline",
        "docTitle",
        "titlePage",
        "fw",
        "note",
        "figure",
        "table",
        "list",
        "listBibl",
        "quote",
        "body",
        "front",
        "back",
        "floatingText",
        "epigraph",
        "graphic",
        "text",
        "closer",
        "signed",
        "speaker",
        "sp",
        "milestone",
        "formula",
    ]
)
_BREAKS = frozenset(("pb", "cb", "lb", "milestone"))

# What an element boundary may stand for: rend → pairs of delimiters before and after, the longest first.
_DELIMITERS = {
    "italic": (("*", "*"), ("_", "_")),
    "bold": (("**", "**"), ("__", "__")),
    "bold italic": (("***", "***"), ("___", "___")),
    "superscript": (("$^{", "}$"), ("^{", "}"), ("<sup>", "</sup>")),
    "blockquote": ((">", ""),),
    "subscript": (("$_{", "}$"), ("<sub>", "</sub>")),
}


@record(frozen=True)
class Difference:
    """The first place where the two part. `line` and `column` of the source, from 1."""

    message: str
    offset: int
    line: int
    column: int
    source: str
    tei: str


@record()
class Proof:
    """The result: whether every character is there, and what was counted."""

    ok: bool = True
    characters: int = 0  # of the source, without white space
    delimiters: int = 0  # characters that an element boundary says
    moved: int = 0  # blocks out of source order
    glyphs: int = 0  # characters that XML cannot hold
    difference: Difference | None = None
    notes: list[str] = factory(default_factory=list)


class _MismatchError(Exception):
    def __init__(self, message: str, offset: int, tei: str) -> None:
        super().__init__(message)
        self.message, self.offset, self.tei = message, offset, tei


def prove(xml: bytes, text: str) -> Proof:
    """Prove that a TEI file holds the characters of a decoded source text, line ends as LF.

    Args:
        xml: the file as it will be written.
        text: the decoded source.
    """
    proof = Proof()
    try:
        root = _parse(xml)
        _walk(root, text, proof)
    except _MismatchError as mismatch:
        proof.ok = False
        proof.difference = _difference(mismatch, text)
    except etree.XMLSyntaxError as error:
        proof.ok = False
        proof.difference = Difference(f"the TEI is not well-formed: {error}", 0, 1, 1, "", "")
    return proof


def verify(tei: bytes, files: Sequence[tuple[str | None, bytes]]) -> Proof:
    """The proof from a TEI file and the bytes of its source alone, as an archive has them.

    Charset and SHA-256 are taken from the header; a source that is not the one named there is no proof.
    """
    proof = Proof()
    try:
        root = _parse(tei)
        text = "\f".join(_decode(root, files))
        _walk(root, text, proof)
    except _MismatchError as mismatch:
        proof.ok = False
        proof.difference = _difference(mismatch, locals().get("text", ""))
    except etree.XMLSyntaxError as error:
        proof.ok = False
        proof.difference = Difference(f"the TEI is not well-formed: {error}", 0, 1, 1, "", "")
    return proof


def source_texts(tei: bytes, files: Sequence[tuple[str | None, bytes]]) -> tuple[str, ...]:
    """The decoded texts of proved sources, by the charsets of the header; offsets count them joined by U+000C."""
    return tuple(_decode(_parse(tei), files))


def _parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True,
        collect_ids=False,
    )  # fmt: skip
    return etree.fromstring(xml, parser)


def _decode(root: etree._Element, files: Sequence[tuple[str | None, bytes]]) -> list[str]:
    """The texts of the source files, by the charset that the header names for each."""
    header = root.find(f"{_TEI}teiHeader")  # of a corpus: that of all articles
    described = [b for b in (root if header is None else header).iter(f"{_TEI}bibl") if b.get("type") == "ocrText"]
    if len(described) != len(files):
        raise _MismatchError(f"the header names {len(described)} source files, {len(files)} are given", 0, "")
    texts = []
    for bibl, (name, data) in zip(described, files):
        stated = {idno.get("type"): (idno.text or "") for idno in bibl.iter(f"{_TEI}idno")}
        from hashlib import sha256

        digest = sha256(data).hexdigest()
        if stated.get("SHA-256") != digest:
            words = (
                f"{name or 'the source'} has SHA-256 {digest}, the header names {stated.get('SHA-256')}: another file"
            )
            raise _MismatchError(words, 0, "")
        texts.append(_text_of(data, stated.get("charset", "UTF-8")))
    return texts


def _text_of(data: bytes, charset: str) -> str:
    for mark in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if data.startswith(mark):
            data = data[len(mark) :]
            break
    unit = 4 if "32" in charset else 2 if "UTF-16" in charset else 1
    whole = len(data) - len(data) % unit
    errors = "surrogateescape" if unit == 1 else "surrogatepass" if unit == 2 else "replace"
    try:
        text = data[:whole].decode(charset, errors)
    except (LookupError, UnicodeDecodeError) as error:
        raise _MismatchError(f"the source cannot be decoded as {charset}: {error}", 0, "") from error
    text += "".join(chr(0xDC00 + byte) if byte >= 128 else chr(byte) for byte in data[whole:])
    return text.replace("\r\n", "\n").replace("\r", "\n")


# ---- the TEI side: a stream of steps
# ("text", string) · ("glyph", character) · ("open"|"close", delimiters) · ("block",) · ("break", joins) · ("page",)
# ("pipe",) · ("rule",) · ("level", n) · ("literal", string) · ("image", source string)
_Step = tuple[str, object]


def _walk(root: etree._Element, text: str, proof: Proof) -> None:
    """Prove the moved blocks each in its ranges, then everything else around them."""
    articles = [root] if root.tag != f"{_TEI}teiCorpus" else root.findall(f"{_TEI}TEI")
    scopes = [_scope(article, len(text)) for article in articles]
    if root.tag == f"{_TEI}teiCorpus":
        for (_, one), (two, _) in zip([(0, 0), *scopes], [*scopes, (len(text), 0)]):
            if one != two:
                raise _MismatchError(f"characters {one} to {two} of the source are in no article, or in two", one, "")
    normal = _Normal(text)
    for article, scope in zip(articles, scopes):
        body = article.find(f"{_TEI}text")
        if body is None:
            raise _MismatchError("the TEI has no text element", 0, "")
        moved: list[tuple[etree._Element, list[tuple[int, int]]]] = []
        cover = [p for note in article.iter(f"{_TEI}note") if note.get("type") == "coverSheet" for p in note]
        for element in (*cover, *body.iter(f"{_TEI}*")):
            source = element.get("source")
            if source is not None:
                moved.append((element, _ranges(source, len(text))))
        proof.moved += len(moved)
        moved = [(element, [(normal.at(start), normal.at(end)) for start, end in spans]) for element, spans in moved]
        try:
            _in_step(body, moved, normal.text, (normal.at(scope[0]), normal.at(scope[1])), proof)
        except _MismatchError as mismatch:
            mismatch.offset = normal.source(mismatch.offset)
            raise


def _scope(article: etree._Element, size: int) -> tuple[int, int]:
    """The range of the source that an article has: what its header names, else all of it."""
    for stated in article.iterfind(f"{_TEI}teiHeader//{_TEI}bibl[@type='ocrText']/{_TEI}citedRange[@unit='character']"):
        start, end = stated.get("from", ""), stated.get("to", "")
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= size):
            raise _MismatchError(f"the header says characters {start!r} to {end!r}, the source has {size}", 0, "")
        return int(start), int(end)
    return 0, size


class _Normal:
    """The source in NFC, normalised between white space, with the way from its offsets to those of the source."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.old: list[int] = []  # starts of the words, in the source and in NFC; empty where nothing changes
        self.new: list[int] = []
        if is_normalized("NFC", text):
            return
        parts: list[str] = []
        size = 0
        for match in re.finditer(r"[ \t\n\f]+|[^ \t\n\f]+", text):
            part = normalize("NFC", match[0])
            self.old.append(match.start())
            self.new.append(size)
            parts.append(part)
            size += len(part)
        self.old.append(len(text))
        self.new.append(size)
        self.text = "".join(parts)

    def at(self, offset: int) -> int:
        """The offset in NFC of an offset of the source."""
        return _mapped(offset, self.old, self.new)

    def source(self, offset: int) -> int:
        """The offset in the source of an offset in NFC."""
        return _mapped(offset, self.new, self.old)


def _mapped(offset: int, origin: list[int], target: list[int]) -> int:
    if not origin:
        return offset
    position = bisect_right(origin, offset) - 1
    return target[position] + offset - origin[position]


def _in_step(
    body: etree._Element,
    moved: list[tuple[etree._Element, list[tuple[int, int]]]],
    text: str,
    scope: tuple[int, int],
    proof: Proof,
) -> None:
    """Every moved block in its ranges, then the rest of the text around them."""
    taken = sorted(span for _, spans in moved for span in spans)
    for one, two in zip(taken, taken[1:]):
        if two[0] < one[1]:
            raise _MismatchError(f"two moved blocks claim the same characters {two[0]} to {one[1]}", two[0], "")
    for element, spans in moved:
        holes = [(a[1], b[0]) for a, b in zip(spans, spans[1:])]
        reader = _Reader(text, spans[0][0], spans[-1][1], holes, proof)
        reader.run(_steps(element, element))
    if taken and not scope[0] <= taken[0][0] <= taken[-1][1] <= scope[1]:
        raise _MismatchError("a moved block is not of the characters of its article", taken[0][0], "")
    _Reader(text, *scope, taken, proof).run(_steps(body, None))


def _ranges(source: str, size: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for part in source.split():
        match = _RANGE.match(part)
        if match is None:
            raise _MismatchError(f"source={source!r} is no range of characters", 0, "")
        start, end = int(match[1]), int(match[2])
        if not start < end <= size or (spans and start < spans[-1][1]):
            raise _MismatchError(f"source={source!r} lies outside the source, or out of order", min(start, size), "")
        spans.append((start, end))
    return spans


def _steps(top: etree._Element, own: etree._Element | None) -> Iterator[_Step]:
    """The steps of an element, moved blocks within it left out; iterative, so that depth does not matter."""
    stack: list[tuple[etree._Element, Iterator[etree._Element] | None]] = [(top, None)]
    while stack:
        element, children = stack.pop()
        if children is None:
            yield from _entering(element)
            if element.text:
                yield ("text", element.text)
            children = iter(_read_children(element))
        following = next(children, None)
        if following is not None:
            stack.append((element, children))
            if following.get("source") is not None and following is not own:
                yield ("moved", None)
                if following.tail:
                    yield ("text", following.tail)
            elif etree.QName(following).localname in _UNREAD:
                if following.tail:
                    yield ("text", following.tail)
            else:
                stack.append((following, None))
            continue
        yield from _leaving(element)
        if element is not top and element.tail:
            yield ("text", element.tail)


def _read_children(element: etree._Element) -> Sequence[etree._Element]:
    return list(element)


def _entering(element: etree._Element) -> Iterator[_Step]:
    name = element.tag[len(_TEI) :]
    if name in _BLOCKS or _is_entry(element, name):
        yield ("block", None)
    if name == "pb":
        yield ("page", None)
    if name in _BREAKS:
        yield ("break", element.get("break") in ("no", "maybe"))
    if name == "g":
        yield ("glyph", _character(element.get("n", "")))
    elif name == "graphic":
        described = "".join(map(str, element.itertext()))
        yield ("image", f"![{described}]({element.get('url', '')})")
    elif name == "row":
        yield ("row", None)
    elif name == "milestone" and element.get("rend"):
        yield ("literal", element.get("rend"))
    rend = element.get("rend", "")
    if rend in _DELIMITERS:
        yield ("open", _DELIMITERS[rend])
    elif rend.startswith("level") and rend[5:].isdecimal():
        yield ("level", int(rend[5:]))


def _leaving(element: etree._Element) -> Iterator[_Step]:
    name = element.tag[len(_TEI) :]
    rend = element.get("rend", "")
    if rend in _DELIMITERS:
        yield ("close", None)
    elif rend.startswith("level"):
        yield ("level end", None)
    if name == "cell":
        yield ("pipe", None)
    elif name == "row" and element.get("role") == "label":
        yield ("rule", None)
    if name in _BLOCKS or _is_entry(element, name):
        yield ("block", None)


def _is_entry(element: etree._Element, name: str) -> bool:
    if name not in ("bibl", "label"):
        return False
    parent = element.getparent()
    return parent is not None and parent.tag in (f"{_TEI}listBibl", f"{_TEI}list")


def _character(n: str) -> str:
    try:
        return chr(0xDC00 + int(n[2:], 16)) if n.startswith("0x") else chr(int(n[2:], 16))
    except ValueError:
        return ""


# ---- both sides in step
_HASHES = re.compile(r"#{1,6}[ \t]+")
_HASHES_END = re.compile(r"[ \t]*#+(?=[ \t]*(?:\n|$))")
_RULE_LINE = re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+")


class _Reader:
    """A cursor in a range of the source that jumps over the holes in it."""

    def __init__(self, text: str, start: int, end: int, holes: Sequence[tuple[int, int]], proof: Proof) -> None:
        self.text, self.at, self.end, self.holes, self.proof = text, start, end, holes, proof
        self.hole = 0
        self.spaced = False  # white space or a hole was passed since the last character
        self.wanted = False  # the TEI has white space since the last character
        self.free = True  # a boundary lies between: white space says nothing
        self.feeds: int | None = None  # offset of a form feed that no page break has answered
        self.paged = False
        self.piped = False  # the cells of this row stand between pipes
        self.opened: list[str] = []  # the delimiters that the open elements will end with

    def run(self, steps: Iterator[_Step]) -> None:
        for kind, value in steps:
            getattr(self, "_" + kind.replace(" ", "_"))(value)
        self._skip()
        if self.at < self.end:
            rest = self.text[self.at : self.at + 40]
            raise _MismatchError(
                "these characters of the source are missing from the TEI", self.at, f"(end of text) before {rest!r}"
            )

    # ---- steps
    def _text(self, value: object) -> None:
        piece = str(value)
        text, proof = self.text, self.proof
        if piece[0] not in _WHITE and (self.free or self.wanted):
            self._skip()
        limit = self._limit()
        if (
            (self.free or self.wanted == self.spaced)
            and self.feeds is None
            and text.startswith(piece, self.at)
            and self.at + len(piece) <= limit
        ):
            # The same characters, white space included: nothing to look at one by one.
            stripped = piece.strip(_WHITE)
            if stripped and not (piece[0] in _WHITE and (self.free or self.wanted)):
                self.at += len(piece)
                proof.characters += len(stripped) - stripped.count(" ")
                trailing = piece[-1] in _WHITE
                self.wanted = self.spaced = trailing
                self.free = self.paged = False
                return
        position, size = 0, len(piece)
        while position < size:
            white = _SKIP.match(piece, position)
            if white is not None and white.end() > position:
                self.wanted = True
                position = white.end()
                continue
            stop = position
            while stop < size and piece[stop] not in _WHITE:
                stop += 1
            self._word(piece[position:stop])
            position = stop

    def _word(self, word: str) -> None:
        self._skip()
        self._check_space(word)
        text = self.text
        limit = self._limit()
        if text.startswith(word, self.at) and self.at + len(word) <= limit:
            self.at += len(word)
        else:
            self._part(word, limit)
        self.proof.characters += len(word)
        self.free = self.paged = self.spaced = self.wanted = False

    def _part(self, word: str, limit: int) -> None:
        """Say where a word and the source part."""
        text, start, same = self.text, self.at, 0
        while same < len(word) and start + same < limit and text[start + same] == word[same]:
            same += 1
        there = text[start + same : min(limit, start + same + 20)]
        raise _MismatchError(f"the TEI has {word[same : same + 20]!r}, the source {there!r}", start + same, word)

    def _glyph(self, value: object) -> None:
        character = str(value)
        self._skip()
        if not character or self.text[self.at : self.at + 1] != character or self.at >= self._limit():
            raise _MismatchError(
                f"the TEI has a g for U+{ord(character or chr(0)):04X}, the source has not", self.at, "g"
            )
        self.at += 1
        self.proof.glyphs += 1
        self.proof.characters += 1
        self.free = self.paged = self.spaced = self.wanted = False

    def _open(self, value: object) -> None:
        pairs: Sequence[tuple[str, str]] = value  # type: ignore[assignment]
        found = next((pair for pair in pairs if self._delimiter(pair[0])), ("", ""))
        self.opened.append(found[1])

    def _close(self, value: object) -> None:
        delimiter = self.opened.pop()
        if delimiter and not self._delimiter(delimiter):
            raise _MismatchError(
                f"an element of the TEI ends before the {delimiter!r} of the source", self.at, delimiter
            )

    def _delimiter(self, delimiter: str) -> bool:
        saved = (self.at, self.hole, self.spaced, self.feeds)
        self._skip()
        if self.text.startswith(delimiter, self.at) and self.at + len(delimiter) <= self._limit():
            self.at += len(delimiter)
            self.proof.delimiters += len(delimiter)
            return True
        self.at, self.hole, self.spaced, self.feeds = saved
        return False

    def _pattern(self, pattern: re.Pattern[str]) -> str:
        saved = (self.at, self.hole, self.spaced, self.feeds)
        self._skip()
        match = pattern.match(self.text, self.at, self._limit())
        if match is None:
            self.at, self.hole, self.spaced, self.feeds = saved
            return ""
        self.at = match.end()
        self.proof.delimiters += len(match[0].strip(_WHITE))
        return match[0].strip(_WHITE)

    def _level(self, value: object) -> None:
        hashes = self._pattern(_HASHES)
        if hashes and hashes != "#" * int(str(value)):
            raise _MismatchError(f"the head's level is {value}, the source has {hashes}", self.at, "head")
        self.free = True

    def _level_end(self, value: object) -> None:
        self._pattern(_HASHES_END)

    def _row(self, value: object) -> None:
        self.piped = self._delimiter("|")
        self.free = True

    def _pipe(self, value: object) -> None:
        if self.piped:
            self._delimiter("|")
        self.free = True

    def _rule(self, value: object) -> None:
        self._pattern(_RULE_LINE)
        self.free = True

    def _literal(self, value: object) -> None:
        for word in str(value).split(" "):
            self._delimiter(word)
        self.free = True

    def _image(self, value: object) -> None:
        self._delimiter(str(value))
        self.free = True

    def _block(self, value: object) -> None:
        self.free = True

    def _moved(self, value: object) -> None:
        pass

    def _page(self, value: object) -> None:
        self.paged = True
        self.feeds = None

    def _break(self, value: object) -> None:
        if value:
            self.free = True

    # ---- the source side
    def _limit(self) -> int:
        return self.holes[self.hole][0] if self.hole < len(self.holes) else self.end

    def _skip(self) -> None:
        """Over white space, form feeds and holes to the next character that must be answered."""
        text = self.text
        while self.at < self.end:
            if self.hole < len(self.holes) and self.at >= self.holes[self.hole][0]:
                self.at = max(self.at, self.holes[self.hole][1])
                self.hole += 1
                self.spaced = True
                continue
            character = text[self.at]
            if character in _WHITE:
                match = _SKIP.match(text, self.at, self._limit())
                self.at = match.end() if match is not None else self.at + 1
                self.spaced = True
            elif character == "\f":
                if not self.paged and self.feeds is None:
                    self.feeds = self.at
                self.at += 1
                self.spaced = True
            else:
                return

    def _check_space(self, word: str) -> None:
        if self.feeds is not None:
            raise _MismatchError("a form feed of the source has no pb in the TEI", self.feeds, word)
        if not self.free and self.wanted != self.spaced:
            if self.spaced and self._only_holes():
                return
            what = (
                "two words of the source are one in the TEI"
                if self.spaced
                else "a word of the source is parted in the TEI"
            )
            raise _MismatchError(what, self.at, word)

    def _only_holes(self) -> bool:
        """Whether nothing but moved blocks was passed: then no white space of the text itself is at stake."""
        before = self.hole - 1
        return before >= 0 and self.holes[before][1] == self.at and self.text[self.holes[before][0] - 1] not in _WHITE


def _difference(mismatch: _MismatchError, text: str) -> Difference:
    offset = min(mismatch.offset, len(text))
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Difference(
        mismatch.message, offset, line, column, text[max(0, offset - 30) : offset + 30], mismatch.tei[:60]
    )
