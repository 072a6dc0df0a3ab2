"""Character sets: what the bytes say, then what valid UTF-8 says, then a detector; undecodable bytes are kept."""

from __future__ import annotations

from tei_encode.errors import SourceError
from tei_encode.findings import Finding
from tei_encode.model.record import record

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32LE"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32BE"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16LE"),
    (b"\xfe\xff", "utf-16-be", "UTF-16BE"),
)
_BINARY = (
    (b"%PDF", "a PDF file", "extract its text first (pdftotext -layout)"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "export it as plain text"),
    (b"\x89PNG", "a PNG image", "run OCR on it first"),
    (b"\xff\xd8\xff", "a JPEG image", "run OCR on it first"),
    (b"II*\x00", "a TIFF image", "run OCR on it first"),
    (b"MM\x00*", "a TIFF image", "run OCR on it first"),
    (b"GIF8", "a GIF image", "run OCR on it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "export it as plain text"),
    (b"\x7fELF", "a program", "give the text of an article"),
)
_CONTROLS = bytes(c for c in range(32) if c not in (8, 9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31))
_EIGHT_BIT = ("cp1252", "latin_1", "cp1250", "iso8859_15", "iso8859_2", "mac_roman", "cp1251", "koi8_r", "cp1253")
_AS_WELL = 0.1  # coherence, of 1: what is less apart is no evidence
_SAMPLE = 1 << 16  # bytes looked at where a sample tells as much as the whole


@record(frozen=True)
class Decoded:
    """Text, with undecodable bytes as lone surrogates (PEP 383), and how it was read."""

    text: str
    charset: str
    evidence: str
    byte_order_mark: bool
    finding: Finding | None = None


def decode(data: bytes, name: str | None) -> Decoded:
    """Decode the bytes of one file.

    Raises:
        SourceError: the bytes are not text.
    """
    for mark, codec, charset in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec, charset)
    for magic, what, remedy in _BINARY:
        if data.startswith(magic):
            raise SourceError(f"{name or 'standard input'}: this is {what}, not text; {remedy}")
    wide = _wide_without_mark(data)
    if wide is not None:
        codec, charset = wide
        return Decoded(data.decode(codec, "surrogatepass"), charset, "zero bytes at every other place", False)
    sample = data[:_SAMPLE]
    zeros = len(sample) - len(sample.translate(None, _CONTROLS))
    if zeros > 0.02 * len(sample) and zeros > 4:
        raise SourceError(
            f"{name or 'standard input'}: {zeros} of the first {len(sample)} bytes are control characters: "
            "this is a binary file, not text; extract its text first"
        )
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", "valid UTF-8", False)
    except UnicodeDecodeError:
        return _eight_bit(data)


def _marked(data: bytes, codec: str, charset: str) -> Decoded:
    if codec == "utf-8":
        text = data.decode("utf-8", "surrogateescape")
    else:
        unit = 4 if "32" in codec else 2
        whole = len(data) - len(data) % unit
        text = data[:whole].decode(codec, "surrogatepass" if unit == 2 else "replace")
        # A truncated file ends within a character; its last bytes are kept as undecodable ones.
        text += "".join(chr(0xDC00 + byte) if byte >= 128 else chr(byte) for byte in data[whole:])
    return Decoded(text, charset, "byte order mark", True)


def _wide_without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 that begins without a mark: Latin text has a zero at every other byte."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le", "UTF-16LE"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be", "UTF-16BE"
    return None


def _eight_bit(data: bytes) -> Decoded:
    """UTF-8 with a few bad bytes, or a legacy character set as the detector names it."""
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(text.count(chr(0xDC00 + byte)) for byte in range(128, 256))
    good = sum(1 for c in text[:_SAMPLE] if c >= "\x80" and not "\udc80" <= c <= "\udcff")
    if good > 4 * bad:
        message = f"{bad} bytes are not UTF-8, although the rest is; each is kept as <g>"
        return Decoded(text, "UTF-8", f"UTF-8 but for {bad} undecodable bytes", False, Finding("R002", message, 0, 0))
    from charset_normalizer import from_bytes

    matches = from_bytes(data[: 4 * _SAMPLE], cp_isolation=list(_EIGHT_BIT))
    best = matches.best()
    codec = best.encoding if best is not None else "cp1252"
    # Windows-1252 holds all of Latin-1 and the quotation marks and dashes that OCR text is full of; where it explains
    # the bytes as well as another, it is the likelier one.
    if codec in ("latin_1", "ascii") or any(
        "cp1252" in match.could_be_from_charset
        and match.chaos <= best.chaos
        and match.coherence > best.coherence - _AS_WELL
        for match in matches
        if best is not None
    ):
        codec = "cp1252"
    decoded = data.decode(codec, "surrogateescape")
    names = {"cp1252": "windows-1252", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253"}
    charset = names.get(
        codec, codec.replace("iso8859_", "ISO-8859-").replace("mac_roman", "macintosh").replace("koi8_r", "KOI8-R")
    )
    left = sum(decoded.count(chr(0xDC00 + byte)) for byte in range(128, 256))
    message = f"not UTF-8; read as {charset}, which the detector finds most likely; {left} bytes could not be decoded"
    return Decoded(decoded, charset, f"detected, {left} undecodable bytes", False, Finding("R001", message, 0, 0))
