"""PREMIS 3.0 (Library of Congress, January 2016): the files, what was done with them, by whom, with what rights."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.files import Entry, Role
from tei_encode.packaging.xml import XSI, Builder, serialise

NAMESPACE = "http://www.loc.gov/premis/v3"
_PREMIS = Builder(NAMESPACE)
_EVENT_TYPES = "http://id.loc.gov/vocabulary/preservation/eventType"
_SOFTWARE, _DEPOSITOR = "software", "depositor"


def premis(article: Article, entries: Sequence[Entry], deposit: Deposit) -> bytes:
    """The preservation record of one article.

    Args:
        article: the article.
        entries: its files and the schemas, by their paths in the package.
        deposit: the occasion; its date, and that of the encoding, are stated.
    """
    root = _PREMIS.root("premis", {"premis": NAMESPACE, "xsi": XSI})
    root.set("version", "3.0")
    record = _Record(article, entries, deposit, root)
    record.intellectual_entity()
    for entry in entries:
        record.file(entry)
    record.events()
    record.agents()
    record.rights()
    return serialise(root)


class _Record:
    """One record while it is written; PREMIS wants objects, events, agents, rights, in this order."""

    def __init__(self, article: Article, entries: Sequence[Entry], deposit: Deposit, root: etree._Element) -> None:
        self.article, self.description, self.deposit, self.root = article, article.description, deposit, root
        self.entries = entries
        self.tei = next(entry for entry in entries if entry.role is Role.TEI)
        self.sources = [entry for entry in entries if entry.role is Role.SOURCE]

    def identify(self, parent: etree._Element, name: str, kind: str, value: str) -> etree._Element:
        """An identifier of two parts, which nearly everything has."""
        made = _PREMIS.add(parent, f"{name}Identifier")
        _PREMIS.add(made, f"{name}IdentifierType", kind)
        _PREMIS.add(made, f"{name}IdentifierValue", value)
        return made

    def object(self, kind: str) -> etree._Element:
        """An object of a category (1.2)."""
        return _PREMIS.add(self.root, "object", "", {f"{{{XSI}}}type": f"premis:{kind}"})

    # ---- objects
    def intellectual_entity(self) -> None:
        """The encoding as a work: its identifiers, its title, and the version that it succeeds."""
        entity = self.object("intellectualEntity")
        for kind, value in (
            ("DOI", self.description.doi), ("local", self.description.identifier or self.description.id)
        ):  # fmt: skip
            if value:
                self.identify(entity, "object", kind, value)
        if self.description.title:
            property_ = _PREMIS.add(entity, "significantProperties")
            _PREMIS.add(property_, "significantPropertiesType", "title")
            _PREMIS.add(property_, "significantPropertiesValue", self.description.title)
        self.relate(entity, "structural", "has part", [self.tei.path])
        before = self.deposit.predecessor
        if before is not None:
            self.relate(entity, "derivation", "is new version of", [before.label], "identifier")
        self.link_rights(entity)

    def file(self, entry: Entry) -> None:
        """A file with its digests, size, format, origin and relations."""
        made = self.object("file")
        self.identify(made, "object", "path", entry.path)
        self.characteristics(made, entry)
        if entry.original:
            _PREMIS.add(made, "originalName", entry.original)
        if entry.role is Role.TEI:
            self.relate(made, "derivation", "has source", [source.path for source in self.sources], event="conversion")
        elif entry.role in (Role.VIEW, Role.PROOF, Role.REPORT):
            self.relate(made, "derivation", "has source", [self.tei.path])
        self.link_rights(made)

    def characteristics(self, parent: etree._Element, entry: Entry) -> None:
        """`objectCharacteristics` (1.5)."""
        made = _PREMIS.add(parent, "objectCharacteristics")
        for algorithm, digest in (("SHA-512", entry.sha512), ("SHA-256", entry.sha256)):
            fixity = _PREMIS.add(made, "fixity")
            _PREMIS.add(fixity, "messageDigestAlgorithm", algorithm)
            _PREMIS.add(fixity, "messageDigest", digest)
        _PREMIS.add(made, "size", str(entry.size))
        kind = _PREMIS.add(made, "format")
        designation = _PREMIS.add(kind, "formatDesignation")
        _PREMIS.add(designation, "formatName", entry.format.media)
        if entry.format.pronom:
            registry = _PREMIS.add(kind, "formatRegistry")
            _PREMIS.add(registry, "formatRegistryName", "PRONOM")
            _PREMIS.add(registry, "formatRegistryKey", entry.format.pronom)
        _PREMIS.add(kind, "formatNote", entry.format.name)
        if entry.role is Role.TEI and self.description.software:
            application = _PREMIS.add(made, "creatingApplication")
            _PREMIS.add(application, "creatingApplicationName", self.description.software)
            _PREMIS.add_given(application, "creatingApplicationVersion", self.description.software_version)
            _PREMIS.add(application, "dateCreatedByApplication", self.description.encoded)

    def relate(
        self, parent: etree._Element, kind: str, sub: str, targets: Sequence[str], by: str = "path", event: str = ""
    ) -> None:
        """A relationship to other objects (1.13)."""
        made = _PREMIS.add(parent, "relationship")
        _PREMIS.add(made, "relationshipType", kind)
        _PREMIS.add(made, "relationshipSubType", sub)
        for target in targets:
            self.identify(made, "relatedObject", by, target)
        if event:
            self.identify(made, "relatedEvent", "local", self.event_id(event))

    def link_rights(self, parent: etree._Element) -> None:
        """A pointer to every statement of rights."""
        for number in range(1, len(self.description.rights) + 1):
            self.identify(parent, "linkingRightsStatement", "local", f"{self.description.id}-rights-{number}")

    # ---- events
    def event_id(self, name: str) -> str:
        return f"{self.description.id}-{name}"

    def events(self) -> None:
        """What happened: on the date of the encoding, which the header states, and on that of the deposit."""
        checks, encoded = self.article.checks, self.description.encoded
        sources = [source.path for source in self.sources]
        self.event(
            ("ingestion", "ing"),
            encoded,
            "The source files were read as received, and their checksums taken.",
            "success",
            sources,
        )
        self.event(
            ("conversion", ""), encoded, "The source text was encoded as TEI P5.", "success", sources, [self.tei.path]
        )
        said = f"no errors, {checks.warnings} warnings, against tei_encode.xsd (SHA-256 {checks.schema_sha256})"
        self.event(
            ("validation", "val"), self.deposit.date, f"Checked against the schema and the rules: {said}.", "valid",
            [self.tei.path],
        )  # fmt: skip
        said = (
            f"all {checks.characters} characters of the source are in the TEI; {checks.delimiters} more are said by "
            f"element boundaries; {checks.moved} blocks were moved; {checks.glyphs} characters are held as g"
        )
        self.event(
            ("proof", ""), self.deposit.date, f"Source and TEI were compared character by character: {said}.", "proved",
            [*sources, self.tei.path],
        )  # fmt: skip

    def event(
        self, kind: tuple[str, str], date: str, detail: str, outcome: str, sources: Sequence[str],
        outcomes: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """One event; `kind` is its name and its code in the Library of Congress's vocabulary, where it has one."""
        name, code = kind
        made = _PREMIS.add(self.root, "event")
        self.identify(made, "event", "local", self.event_id(name))
        authority = {"authority": "eventType", "authorityURI": _EVENT_TYPES, "valueURI": f"{_EVENT_TYPES}/{code}"}
        _PREMIS.add(made, "eventType", name, authority if code else {})
        _PREMIS.add(made, "eventDateTime", date)
        _PREMIS.add(_PREMIS.add(made, "eventDetailInformation"), "eventDetail", detail)
        _PREMIS.add(_PREMIS.add(made, "eventOutcomeInformation"), "eventOutcome", outcome)
        # Source and conversion are the doings of the version that the header names, the checks those of this one.
        by_encoder = name in ("ingestion", "conversion")
        agent = self.identify(made, "linkingAgent", "local", self.encoder if by_encoder else self.checker)
        _PREMIS.add(agent, "linkingAgentRole", "executing program")
        for role, paths in (("source", sources), ("outcome", outcomes)):
            for path in paths:
                linked = self.identify(made, "linkingObject", "path", path)
                _PREMIS.add(linked, "linkingObjectRole", role)

    # ---- agents
    @property
    def encoder(self) -> str:
        name, version = self.description.software or "tei_encode", self.description.software_version
        return f"{name}-{version}" if version else name

    @property
    def checker(self) -> str:
        return f"tei_encode-{self.deposit.tool_version}"

    def agents(self) -> None:
        """The software that encoded, the one that checked, and the depositor."""
        programs = {
            self.encoder: (self.description.software or "tei_encode", self.description.software_version),
            self.checker: ("tei_encode", self.deposit.tool_version),
        }
        for identifier, (name, version) in programs.items():
            made = _PREMIS.add(self.root, "agent")
            self.identify(made, "agent", "local", identifier)
            _PREMIS.add(made, "agentName", name)
            _PREMIS.add(made, "agentType", _SOFTWARE)
            _PREMIS.add_given(made, "agentVersion", version)
        if self.deposit.depositor:
            made = _PREMIS.add(self.root, "agent")
            self.identify(made, "agent", "local", _DEPOSITOR)
            _PREMIS.add(made, "agentName", self.deposit.depositor)
            _PREMIS.add(made, "agentType", "organization")

    # ---- rights
    def rights(self) -> None:
        """Every statement of rights: a licence as such, the others in their own words."""
        for number, right in enumerate(self.description.rights, 1):
            statement = _PREMIS.add(_PREMIS.add(self.root, "rights"), "rightsStatement")
            self.identify(statement, "rightsStatement", "local", f"{self.description.id}-rights-{number}")
            licensed = right.about == "encoding"
            _PREMIS.add(statement, "rightsBasis", "license" if licensed else "other")
            kind = "license" if licensed else "otherRights"
            made = _PREMIS.add(statement, f"{kind}Information")
            if right.address:
                self.identify(made, f"{kind}Documentation", "URI", right.address)
            if licensed:
                _PREMIS.add(made, "licenseTerms", right.text)
            else:
                _PREMIS.add(made, "otherRightsBasis", f"statement of rights in the {right.about or 'work'}")
                _PREMIS.add(made, "otherRightsNote", right.text)
            linked = self.sources if right.about == "source" else [self.tei]
            for entry in linked:
                self.identify(statement, "linkingObject", "path", entry.path)
