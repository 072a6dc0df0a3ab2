"""A file of a package, with its content and without."""

from __future__ import annotations

from hashlib import sha256, sha512

from tei_encode.model.enums import StrEnum
from tei_encode.model.record import record


class Role(StrEnum):
    """What a file is in a deposit."""

    TEI = "TEI"
    SOURCE = "source"
    VIEW = "reading view"
    REPORT = "report"
    PROOF = "proof"
    SCHEMA = "schema"
    README = "readme"
    METADATA = "metadata"


# What a file of a role is, in words.
MEANING = {
    Role.TEI: "the article in TEI P5",
    Role.SOURCE: "the recognised text that the TEI was made from, as received",
    Role.VIEW: "the article as a page for reading",
    Role.REPORT: "how the source was read: findings, and every decision with its rivals",
    Role.PROOF: "the result of validation and proof",
    Role.SCHEMA: "the schema of the TEI: its XSD, and its ODD as documentation",
    Role.METADATA: "metadata",
    Role.README: "this text",
}


@record(frozen=True)
class Format:
    """A file format: IANA media type, name, and PRONOM unique identifier where there is one."""

    media: str
    name: str
    pronom: str = ""


TEI_P5 = Format("application/tei+xml", "TEI P5", "fmt/1476")
PLAIN = Format("text/plain", "Plain text", "x-fmt/111")
MARKDOWN = Format("text/markdown", "Markdown", "fmt/1149")
HTML = Format("text/html", "HTML 5", "fmt/471")
JSON = Format("application/json", "JSON", "fmt/817")
XML = Format("application/xml", "XML 1.0", "fmt/101")
XSD = Format("application/xml", "XML Schema Definition", "x-fmt/280")


@record(frozen=True)
class File:
    """A file to be written; `path` with "/" between its parts, from the package or from the article's part of it."""

    path: str
    data: bytes
    role: Role
    format: Format
    original: str = ""  # the name under which a source was received


@record(frozen=True)
class Entry:
    """What is left of a file when it has been written: where it stands, its size and its digests in hexadecimal."""

    path: str
    size: int
    sha256: str
    sha512: str
    role: Role
    format: Format
    original: str = ""


def entry(file: File, path: str) -> Entry:
    """The entry of a file that stands at `path` of a package."""
    digests = sha256(file.data).hexdigest(), sha512(file.data).hexdigest()
    return Entry(path, len(file.data), *digests, file.role, file.format, file.original)


def metadata(path: str, data: bytes, kind: Format = XML) -> File:
    """A file of metadata."""
    return File(path, data, Role.METADATA, kind)
