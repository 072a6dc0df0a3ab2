"""RO-Crate Metadata Document 1.2: the files of a package, the articles they belong to, and how they were made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.description import Description
from tei_encode.packaging.dublin_core import citation
from tei_encode.packaging.files import MEANING, Entry, Role

NAME = "ro-crate-metadata.json"
_VERSION = "https://w3id.org/ro/crate/1.2"
_PRONOM = "https://www.nationalarchives.gov.uk/pronom/"
_Entity: TypeAlias = dict[str, Any]
Part: TypeAlias = tuple[Article, str, Sequence[Entry]]  # an article, its folder with a final "/" or "", its files


def ro_crate(parts: Sequence[Part], others: Sequence[Entry], deposit: Deposit) -> bytes:
    """The document, for a crate whose root is the folder that it stands in.

    Args:
        parts: the articles with their files, by paths from the root.
        others: files that belong to no article.
        deposit: the occasion; its date is stated, and a licence of every article. In a collection the articles are data
            sets within that of the crate.
    """
    graph = _Graph(deposit)
    graph.add({"@id": NAME, "@type": "CreativeWork", "about": _to("./"), "conformsTo": _to(_VERSION)})
    root = graph.add({"@id": "./", "@type": "Dataset"})
    if deposit.collection:
        graph.describe_collection(root, parts)
    else:
        graph.describe(root, parts[0][0].description)
    root["datePublished"] = deposit.date
    root["hasPart"] = []
    for article, folder, entries in parts:
        holder = root
        if deposit.collection:
            holder = graph.add({"@id": folder, "@type": "Dataset"})
            graph.describe(holder, article.description)
            root["hasPart"].append(_to(folder))
        graph.files(holder, entries)
        graph.conversion(article.description, entries)
    graph.files(root, others)
    entities = [_compact(entity) for entity in graph.entities.values()]
    document = {"@context": f"{_VERSION}/context", "@graph": entities}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _compact(entity: _Entity) -> _Entity:
    """An entity as compacted JSON-LD has it: nothing empty, and no list of one."""
    full = {key: value for key, value in entity.items() if value not in (None, "", [])}
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in full.items()}


def _to(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


class _Graph:
    """The entities of a crate, in the order in which they are first spoken of."""

    def __init__(self, deposit: Deposit) -> None:
        self.deposit = deposit
        self.entities: dict[str, _Entity] = {}
        self.organizations: dict[str, str] = {}  # name → identifier

    def add(self, entity: _Entity) -> _Entity:
        """The entity, once."""
        return self.entities.setdefault(entity["@id"], entity)

    # ---- data sets
    def describe(self, holder: _Entity, description: Description) -> None:
        """What an article's data set says of itself."""
        holder["name"] = description.title
        holder["description"] = (
            f"TEI P5 encoding of {description.title!r}, with the recognised text that it was made from, the proof that "
            "no character of it was lost, a report on how it was read, and a page for reading."
        )
        holder["author"] = [self.person(description, at) for at in range(len(description.creators))]
        holder["inLanguage"] = description.language
        holder["keywords"] = ", ".join(term for _, term in description.keywords)
        holder["identifier"] = list(dict.fromkeys(filter(None, (description.name, description.identifier))))
        holder["version"] = str(self.deposit.version)
        holder["publisher"] = self.organization(description.publisher) if description.publisher else None
        holder["license"] = self.licence(description)
        holder["usageInfo"] = [right.words for right in description.rights if right.about != "encoding"]
        holder["funder"] = self.organization(description.funder) if description.funder else None
        holder["isBasedOn"] = list(filter(None, [self.source(description)]))
        self.provenance(holder)

    def describe_collection(self, holder: _Entity, parts: Sequence[Part]) -> None:
        """What the data set of several articles says of itself."""
        deposit = self.deposit
        journals = dict.fromkeys(article.description.journal.title for article, _, _ in parts)
        title = deposit.title or (next(iter(journals)) if len(journals) == 1 else "")
        holder["name"] = title or f"{len(parts)} articles in TEI P5"
        holder["description"] = deposit.description or (
            f"TEI P5 encodings of {len(parts)} articles, each with the recognised text that it was made from."
        )
        holder["identifier"] = deposit.identifier
        licences = {self.licence(article.description)["@id"]: article.description for article, _, _ in parts}
        holder["license"] = [_to(identifier) for identifier in licences]
        holder["version"] = str(deposit.version)
        self.provenance(holder)

    def provenance(self, holder: _Entity) -> None:
        """Who deposits, and what was deposited before."""
        if self.deposit.depositor:
            holder["provider"] = self.organization(self.deposit.depositor)
        before = self.deposit.predecessor
        if before is not None:
            entity = {"@id": "#predecessor", "@type": "CreativeWork", "name": before.label}
            self.add({**entity, "identifier": before.identifier, "version": str(before.version or "")})
            holder["isBasedOn"] = [*holder.get("isBasedOn", []), _to("#predecessor")]

    # ---- people, organizations, licences, works
    def person(self, description: Description, at: int) -> dict[str, str]:
        creator = description.creators[at]
        number = f"#{description.id}-author-{at + 1}"
        identifier = f"https://orcid.org/{creator.orcid}" if creator.orcid else number
        entity: _Entity = {"@id": identifier, "@type": "Person", "name": creator.name}
        entity |= {"givenName": creator.forename, "familyName": creator.surname}
        if creator.affiliation:
            entity["affiliation"] = self.organization(creator.affiliation)
        self.add(entity)
        return _to(identifier)

    def organization(self, name: str) -> dict[str, str]:
        identifier = self.organizations.setdefault(name, f"#organization-{len(self.organizations) + 1}")
        self.add({"@id": identifier, "@type": "Organization", "name": name})
        return _to(identifier)

    def licence(self, description: Description) -> dict[str, str]:
        right = description.licence
        assert right is not None, "a licence is demanded before"
        identifier = right.address or f"#{description.id}-licence"
        self.add({"@id": identifier, "@type": "CreativeWork", "name": right.text, "description": right.text})
        return _to(identifier)

    def source(self, description: Description) -> dict[str, str] | None:
        """The printed article."""
        printed = citation(description)
        doi = f"https://doi.org/{description.source_doi}" if description.source_doi else ""
        if not (printed or doi or description.source_uri):
            return None
        identifier = doi or description.source_uri or f"#{description.id}-printed"
        name = f"{description.title} ({printed})" if printed else description.title
        authors = [self.person(description, at) for at in range(len(description.creators))]
        self.add({"@id": identifier, "@type": "ScholarlyArticle", "name": name, "author": authors})
        return _to(identifier)

    # ---- files and what was done
    def files(self, holder: _Entity, entries: Sequence[Entry]) -> None:
        """The files of a data set."""
        parts = holder.setdefault("hasPart", [])
        for entry in entries:
            formats: list[Any] = [entry.format.media]
            if entry.format.pronom:
                address = _PRONOM + entry.format.pronom
                formats.append(_to(address))
                self.add({"@id": address, "@type": "WebPage", "name": entry.format.name})
            entity = {"@id": entry.path, "@type": "File", "name": _label(entry), "description": MEANING[entry.role]}
            fixity = {"contentSize": str(entry.size), "sha256": entry.sha256}
            self.add({**entity, "encodingFormat": formats, **fixity})
            parts.append(_to(entry.path))

    def conversion(self, description: Description, entries: Sequence[Entry]) -> dict[str, str]:
        """The action that made the TEI (RO-Crate 1.2, provenance of entities).

        The program is no SoftwareApplication, which must have an address: the header states none.
        """
        name = description.software or "tei_encode"
        program = f"#{name}-{description.software_version}" if description.software_version else f"#{name}"
        version = description.software_version
        self.add({"@id": program, "@type": "CreativeWork", "name": name, "version": version})
        self.add(
            {
                "@id": f"#{description.id}-conversion",
                "@type": "CreateAction",
                "name": f"Conversion of the recognised text of {description.title!r} to TEI P5",
                "endTime": description.encoded,
                "instrument": _to(program),
                "object": [_to(entry.path) for entry in entries if entry.role is Role.SOURCE],
                "result": [_to(entry.path) for entry in entries if entry.role is Role.TEI],
            }
        )
        return _to(f"#{description.id}-conversion")


def _label(entry: Entry) -> str:
    """What a file is, in words."""
    name = entry.path.rpartition("/")[2]
    received = f", received as {entry.original}" if entry.original and entry.original != name else ""
    return f"{entry.role.value}: {name}{received}"
