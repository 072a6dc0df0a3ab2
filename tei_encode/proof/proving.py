"""Proving: the moved blocks each in its ranges, then everything else around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from tei_encode.proof.cursor import Cursor
from tei_encode.proof.normal import Normal
from tei_encode.proof.outcome import Difference, MismatchError, Proof, difference
from tei_encode.proof.steps import TEI, steps

_RANGE = re.compile(r"src:(\d+),(\d+)$")


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
    except MismatchError as mismatch:
        proof.ok = False
        proof.difference = difference(mismatch, text)
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
    except MismatchError as mismatch:
        proof.ok = False
        proof.difference = difference(mismatch, locals().get("text", ""))
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
    header = root.find(f"{TEI}teiHeader")  # of a corpus: that of all articles
    described = [b for b in (root if header is None else header).iter(f"{TEI}bibl") if b.get("type") == "ocrText"]
    if len(described) != len(files):
        raise MismatchError(f"the header names {len(described)} source files, {len(files)} are given", 0, "")
    texts = []
    for bibl, (name, data) in zip(described, files):
        stated = {idno.get("type"): (idno.text or "") for idno in bibl.iter(f"{TEI}idno")}
        from hashlib import sha256

        digest = sha256(data).hexdigest()
        if stated.get("SHA-256") != digest:
            words = (
                f"{name or 'the source'} has SHA-256 {digest}, the header names {stated.get('SHA-256')}: another file"
            )
            raise MismatchError(words, 0, "")
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
        raise MismatchError(f"the source cannot be decoded as {charset}: {error}", 0, "") from error
    text += "".join(chr(0xDC00 + byte) if byte >= 128 else chr(byte) for byte in data[whole:])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _walk(root: etree._Element, text: str, proof: Proof) -> None:
    """Prove the moved blocks each in its ranges, then everything else around them."""
    articles = [root] if root.tag != f"{TEI}teiCorpus" else root.findall(f"{TEI}TEI")
    scopes = [_scope(article, len(text)) for article in articles]
    if root.tag == f"{TEI}teiCorpus":
        for (_, one), (two, _) in zip([(0, 0), *scopes], [*scopes, (len(text), 0)]):
            if one != two:
                raise MismatchError(f"characters {one} to {two} of the source are in no article, or in two", one, "")
    normal = Normal(text)
    for article, scope in zip(articles, scopes):
        body = article.find(f"{TEI}text")
        if body is None:
            raise MismatchError("the TEI has no text element", 0, "")
        moved: list[tuple[etree._Element, list[tuple[int, int]]]] = []
        cover = [p for note in article.iter(f"{TEI}note") if note.get("type") == "coverSheet" for p in note]
        for element in (*cover, *body.iter(f"{TEI}*")):
            source = element.get("source")
            if source is not None:
                moved.append((element, _ranges(source, len(text))))
        proof.moved += len(moved)
        moved = [(element, [(normal.at(start), normal.at(end)) for start, end in spans]) for element, spans in moved]
        try:
            _in_step(body, moved, normal.text, (normal.at(scope[0]), normal.at(scope[1])), proof)
        except MismatchError as mismatch:
            mismatch.offset = normal.source(mismatch.offset)
            raise


def _scope(article: etree._Element, size: int) -> tuple[int, int]:
    """The range of the source that an article has: what its header names, else all of it."""
    for stated in article.iterfind(f"{TEI}teiHeader//{TEI}bibl[@type='ocrText']/{TEI}citedRange[@unit='character']"):
        start, end = stated.get("from", ""), stated.get("to", "")
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= size):
            raise MismatchError(f"the header says characters {start!r} to {end!r}, the source has {size}", 0, "")
        return int(start), int(end)
    return 0, size


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
            raise MismatchError(f"two moved blocks claim the same characters {two[0]} to {one[1]}", two[0], "")
    for element, spans in moved:
        holes = [(a[1], b[0]) for a, b in zip(spans, spans[1:])]
        reader = Cursor(text, spans[0][0], spans[-1][1], holes, proof)
        reader.run(steps(element, element))
    if taken and not scope[0] <= taken[0][0] <= taken[-1][1] <= scope[1]:
        raise MismatchError("a moved block is not of the characters of its article", taken[0][0], "")
    Cursor(text, *scope, taken, proof).run(steps(body, None))


def _ranges(source: str, size: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for part in source.split():
        match = _RANGE.match(part)
        if match is None:
            raise MismatchError(f"source={source!r} is no range of characters", 0, "")
        start, end = int(match[1]), int(match[2])
        if not start < end <= size or (spans and start < spans[-1][1]):
            raise MismatchError(f"source={source!r} lies outside the source, or out of order", min(start, size), "")
        spans.append((start, end))
    return spans
