"""The source as it was read: decoded text, the bytes it came from, and what its format itself declares."""

from __future__ import annotations

from tei_encode.model.enums import StrEnum
from tei_encode.model.record import record


class Declared(StrEnum):
    """What the format says outright, as opposed to what looks like something."""

    ITALIC = "italic"
    BOLD = "bold"
    BOLD_ITALIC = "bold italic"
    HEAD = "head"  # value: level, "1" to "6"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    ESCAPE = "escape"  # a backslash before punctuation
    NOTE_REFERENCE = "note reference"  # [^1] within text; value: the label
    NOTE_DEFINITION = "note definition"  # [^1]: at the start of a line; value: the label
    TABLE_ROW = "table row"  # a line of cells between pipes
    TABLE_RULE = "table rule"  # |---|---|
    COMMENT = "comment"  # <!-- ... -->
    IMAGE = "image"  # ![words](address); value: the address
    QUOTATION = "quotation"  # a line that begins with >


@record(frozen=True)
class Declaration:
    """One declared fact. All offsets are code points of `Source.text`, the end excluded.

    `start` to `end` includes the delimiters; `inner_start` to `inner_end` leaves them out, so that
    `start:inner_start` and `inner_end:end` are exactly the characters an element boundary stands for.
    """

    kind: Declared
    start: int
    end: int
    inner_start: int
    inner_end: int
    value: str = ""


@record(frozen=True)
class SourceFile:
    """One file that was read, as received; an article given as one file a page has several."""

    name: str | None  # without folder; None from standard input
    sha256: str  # lower-case hexadecimal, over the bytes as received
    byte_count: int
    charset: str  # IANA name: "UTF-8", "UTF-16LE", "windows-1252"
    charset_evidence: str  # one phrase: "valid UTF-8", "byte order mark", "detected, 12 undecodable bytes"
    byte_order_mark: bool
    line_ends: str  # "LF", "CRLF", "CR", "mixed" or "none"
    start: int  # range of its characters in Source.text
    end: int


@record(frozen=True)
class Source:
    """Decoded text with every line end as LF (counted as one character, RFC 5147, section 2.2.1), otherwise untouched.

    Bytes that cannot be decoded stand as lone surrogates U+DC80 to U+DCFF (PEP 383).
    Several page files are joined by one form feed each, in natural order of their names.
    """

    text: str
    files: tuple[SourceFile, ...]
    declarations: tuple[Declaration, ...] = ()  # in order of start; nested ones after the one that holds them

    @property
    def name(self) -> str | None:
        return self.files[0].name
