"""BagIt 1.0 (RFC 8493): payload, manifests of SHA-512 and SHA-256, and the metadata as tag files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import new

from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.files import JSON, PLAIN, Entry, File, entry, metadata
from tei_encode.packaging.records import readme, records
from tei_encode.packaging.ro_crate import NAME, Part, ro_crate

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
PAYLOAD = "data/"
AGENT = "tei_encode"  # that makes a bag
ALGORITHMS = ("sha512", "sha256")  # of the manifests; RFC 8493, 2.4 wants SHA-512 as the one that all support
_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag(articles: Iterable[Article], common: Sequence[File], deposit: Deposit) -> Iterator[File]:
    """The files of a bag, the payload first.

    Args:
        articles: taken one after the other, so that only one need be in memory.
        common: files for the whole package.
        deposit: the occasion.
    """
    writer = _Bag()
    for file in common:
        yield writer.payload_file(PAYLOAD + file.path, file)
    shared = list(writer.payload)
    parts: list[Part] = []
    described: list[Entry] = []
    for article in articles:
        folder = f"{article.description.id}/" if deposit.collection else ""
        start = len(writer.payload)
        for file in article.files:
            yield writer.payload_file(PAYLOAD + folder + file.path, file)
        own = writer.payload[start:]
        made = records(article, [*own, *shared], deposit)
        described += [writer.tag(f"metadata/{folder}{file.path}", file) for file in made]
        parts.append((Article(article.description, (), article.checks), PAYLOAD + folder, own))
    text = readme([(article, own) for article, _, own in parts], shared, deposit)
    yield writer.payload_file(PAYLOAD + text.path, text)
    others = [*shared, writer.payload[-1], *described]
    writer.tag(NAME, metadata(NAME, ro_crate(parts, others, deposit), JSON))
    writer.tag(DECLARATION, metadata(DECLARATION, _DECLARED, PLAIN))
    writer.tag(INFO, metadata(INFO, _info(parts, writer.payload, deposit), PLAIN))
    yield from writer.finished()


class _Bag:
    """Keeps what the manifests want of the payload, and the tag files."""

    def __init__(self) -> None:
        self.payload: list[Entry] = []
        self.tags: dict[str, bytes] = {}

    def payload_file(self, path: str, file: File) -> File:
        """Take a file of the payload to its path."""
        self.payload.append(entry(file, path))
        return File(path, file.data, file.role, file.format, file.original)

    def tag(self, path: str, file: File) -> Entry:
        """Take a tag file to its path."""
        self.tags[path] = file.data
        return entry(file, path)

    def finished(self) -> Iterator[File]:
        """The tag files, with the manifests of the payload and then of the tag files (2.1.3, 2.2.1)."""
        for algorithm in ALGORITHMS:
            self.tags[f"manifest-{algorithm}.txt"] = _lines((getattr(e, algorithm), e.path) for e in self.payload)
        for path in sorted(self.tags):
            yield metadata(path, self.tags[path])
        for algorithm in ALGORITHMS:
            lines = _lines((new(algorithm, data).hexdigest(), path) for path, data in self.tags.items())
            yield metadata(f"tagmanifest-{algorithm}.txt", lines)


def _lines(rows: Iterable[tuple[str, str]]) -> bytes:
    """A manifest: by path, percent-encoded where a line or the encoding itself would break (2.1.3)."""
    ordered = sorted(rows, key=lambda row: row[1])
    return "".join(f"{digest}  {escaped(path)}\n" for digest, path in ordered).encode("utf-8")


def escaped(path: str) -> str:
    """A path as manifests have it: `%`, CR and LF percent-encoded."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def unescaped(path: str) -> str:
    """A path of a manifest as it is in the bag."""
    for code, character in (("0D", "\r"), ("0d", "\r"), ("0A", "\n"), ("0a", "\n"), ("25", "%")):
        path = path.replace(f"%{code}", character)
    return path


def _info(parts: Sequence[Part], payload: Sequence[Entry], deposit: Deposit) -> bytes:
    """`bag-info.txt` (2.2.2): the reserved labels that somebody has stated, then rights and version."""
    described = [article.description for article, _, _ in parts]
    before = deposit.predecessor
    titles = [deposit.description] if deposit.description else [d.title for d in described if d.title]
    own = [name for d in described for name in dict.fromkeys((d.name, d.identifier))]
    rows = [
        ("Source-Organization", deposit.depositor),
        ("Organization-Address", deposit.address),
        ("Contact-Name", deposit.contact),
        ("Contact-Email", deposit.contact_email),
        *(("External-Description", title) for title in titles),
        ("Bagging-Date", deposit.day),
        *(
            ("External-Identifier", name)
            for name in ([deposit.identifier] if deposit.collection and deposit.identifier else own)
        ),
        ("Payload-Oxum", f"{sum(file.size for file in payload)}.{len(payload)}"),
        ("Bag-Group-Identifier", "" if deposit.collection else deposit.identifier or deposit.title),
        ("Bag-Software-Agent", f"{AGENT} {deposit.tool_version}"),
        *dict.fromkeys(("Rights", right.line) for d in described for right in d.rights),
        ("Version", str(deposit.version)),
        ("Replaces", before.label if before else ""),
        ("Replaces-Tagmanifest-SHA512", before.digest if before else ""),
    ]
    return "".join(f"{label}: {value}\n" for label, value in rows if value).encode("utf-8")
