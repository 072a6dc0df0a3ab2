"""What a deposit says of an article: read from its TEI header, completed from the configuration, never guessed."""

from __future__ import annotations

from tei_encode.config import Config
from tei_encode.findings import Finding
from tei_encode.header import Creator, Header, Journal, Rights, SourceFile, doi_in
from tei_encode.model.record import record
from tei_encode.model.uri import is_uri
from tei_encode.packaging.names import slug


@record(frozen=True)
class Description:
    """All that the metadata of a deposit are made from; what is not stated is empty."""

    id: str  # of the files of this article in a package: [A-Za-z0-9_-]
    title: str
    subtitle: str
    creators: tuple[Creator, ...]
    language: str
    publisher: str  # of the encoding
    encoded: str  # date of the encoding: W3C date
    identifier: str  # of the encoding in its archive
    doi: str  # of the encoding
    rights: tuple[Rights, ...]
    journal: Journal
    source_doi: str
    source_uri: str
    is_review: bool
    keywords: tuple[tuple[str, str], ...]  # (BCP 47 language, term)
    abstracts: tuple[tuple[str, str], ...]
    pages: str
    project: str
    series: str
    funder: str
    software: str
    software_version: str
    sources: tuple[SourceFile, ...]

    @property
    def licence(self) -> Rights | None:
        """The licence of the encoding."""
        return next((right for right in self.rights if right.about == "encoding"), None)

    @property
    def name(self) -> str:
        """One identifier of the encoding, the most lasting first; its files' name where it has none."""
        return f"https://doi.org/{self.doi}" if self.doi else self.identifier or self.id


def describe(tei: bytes, config: Config, label: str = "") -> tuple[Description, tuple[Finding, ...]]:
    """The description of a TEI file, and where the configuration says what the file does not.

    Args:
        tei: a valid file.
        config: what the file does not state is taken from here.
        label: the file's name, without folder, for an article that no identifier names.
    """
    header = Header(tei)
    merging = _Merging()
    publisher = config.publisher or config.distributor or config.authority
    identifier = merging.one(header.identifier(), config.identifier, "[encoding] identifier")
    sources = header.sources()
    digest = sources[0].sha256 if sources else ""
    name = slug(identifier) or slug(label.rpartition(".")[0] or label) or f"sha256-{digest[:16]}"
    description = Description(
        id=name,
        title=merging.one(header.title(), config.deposit_title, ""),
        subtitle=header.text("fileDesc/titleStmt/title[@type='sub']"),
        creators=header.creators() or _named(config.deposit_creator),
        language=header.language(),
        publisher=merging.one(header.publisher(), publisher, "[encoding] publisher"),
        encoded=merging.one(header.encoded(), config.date, "[encoding] date"),
        identifier=identifier,
        doi=merging.one(header.doi(), doi_in(config.doi.replace("{id}", name)) or doi_in(identifier), ""),
        rights=_rights(header.rights(), config, merging),
        journal=header.journal(),
        source_doi=doi_in(header.text("fileDesc/sourceDesc/biblStruct/analytic/idno[@type='DOI']")),
        source_uri=header.text("fileDesc/sourceDesc/biblStruct/analytic/idno[@type='URI']"),
        is_review=header.is_review(),
        keywords=header.keywords(),
        abstracts=header.abstracts(),
        pages=header.text("fileDesc/extent"),
        project=header.text("encodingDesc/projectDesc"),
        series=merging.one(header.text("fileDesc/seriesStmt/title"), config.series, "[project] series"),
        funder=merging.one(header.text("fileDesc/titleStmt/funder"), config.funder, "[project] funder"),
        software=header.software("ident"),
        software_version=header.software("version"),
        sources=sources,
    )
    return description, merging.findings()


class _Merging:
    """Takes each statement from the TEI, else from the configuration, and remembers where the two differ."""

    def __init__(self) -> None:
        self.contradicted: list[str] = []
        self.added: list[str] = []

    def one(self, in_tei: str, in_config: str, key: str) -> str:
        """The statement; `key` is empty where the configuration is only there to complete the file."""
        if key and in_config and not in_tei:
            self.added.append(key)
        if key and in_config and in_tei and in_config != in_tei:
            self.contradicted.append(f"{key} is {in_config!r} in the configuration and {in_tei!r} in the TEI")
        return in_tei or in_config

    def findings(self) -> tuple[Finding, ...]:
        found = [Finding("D002", f"{words}; the TEI's was taken") for words in self.contradicted]
        if self.added:
            words = f"only the configuration states {', '.join(self.added)}; the metadata say it, the TEI does not"
            found.append(Finding("D003", words))
        return tuple(found)


def _rights(found: tuple[Rights, ...], config: Config, merging: _Merging) -> tuple[Rights, ...]:
    """The statements of the header, that of the encoding first; from the configuration where the header has none."""
    stated = [right for right in found if right.about == "encoding"]
    others = [right for right in found if right.about != "encoding"]
    words = config.licence_text or config.licence
    if words:
        in_tei = "\n".join(right.address or right.text for right in stated)
        address = config.licence if is_uri(config.licence) else ""
        merging.one(in_tei, address or words, "[encoding] licence")
        stated = stated or [Rights("encoding", words, address)]
    return (*stated, *others)


def _named(names: str) -> tuple[Creator, ...]:
    return tuple(Creator(name.strip()) for name in names.split(";") if name.strip())
