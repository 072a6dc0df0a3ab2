"""Readers: bytes to a Source. One file a format; what a format declares is kept, looks are not judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_encode.errors import SourceError
from tei_encode.findings import Finding
from tei_encode.model.digest import sha256
from tei_encode.model.source import Source, SourceFile
from tei_encode.readers.charset import decode
from tei_encode.readers.markdown import declarations

LARGEST = 256 * 1024 * 1024  # bytes of one source; memory is a multiple of it


def read(data: bytes, name: str | None = None) -> tuple[Source, tuple[Finding, ...]]:
    """One article from one file.

    Raises:
        SourceError: nothing to encode, or not text.
    """
    return read_pages([(name, data)])


def read_pages(files: Sequence[tuple[str | None, bytes]]) -> tuple[Source, tuple[Finding, ...]]:
    """One article from one file a page, in the order given; a form feed is set between two files.

    Raises:
        SourceError: no file, nothing to encode in any of them, or one that is not text.
    """
    if not files:
        raise SourceError("no source given; name a file, or a folder of page files with --pages")
    if sum(len(data) for _, data in files) > LARGEST:
        raise SourceError(
            f"{files[0][0] or 'standard input'}: larger than 256 MiB, which no article is; split the file"
        )
    texts: list[str] = []
    described: list[SourceFile] = []
    findings: list[Finding] = []
    position = 0
    for name, data in files:
        decoded = decode(data, name)
        text, line_ends = _line_ends(decoded.text)
        described.append(
            SourceFile(
                name,
                sha256(data),
                len(data),
                decoded.charset,
                decoded.evidence,
                decoded.byte_order_mark,
                line_ends,
                position,
                position + len(text),
            )
        )
        if decoded.finding is not None:
            findings.append(decoded.finding)
        texts.append(text)
        position += len(text) + 1
    text = "\f".join(texts)
    if not text.strip("\ufeff \t\n\f\v\x1c\x1d\x1e\x1f\x85\xa0") or text.isspace():
        raise SourceError(
            f"{files[0][0] or 'standard input'}: empty, or nothing but white space: there is nothing to encode"
        )
    return Source(text, tuple(described), declarations(text)), tuple(findings)


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """Sort key that puts page-2 before page-10."""
    return [
        (1, int(part), "") if part.isdecimal() else (0, 0, part.casefold()) for part in re.split(r"(\d+)", name) if part
    ]


def _line_ends(text: str) -> tuple[str, str]:
    """The text with LF for every line end, and what its line ends were."""
    if "\r" not in text:
        return text, "LF" if "\n" in text else "none"
    pairs = text.count("\r\n")
    kinds = [
        kind
        for kind, count in (("CRLF", pairs), ("CR", text.count("\r") - pairs), ("LF", text.count("\n") - pairs))
        if count
    ]
    return text.replace("\r\n", "\n").replace("\r", "\n"), kinds[0] if len(kinds) == 1 else "mixed"
