"""METS as OpenEdition takes it: `MANIFEST.xml`, the TEI files in `sources/`, all else in `files/`.

A profile of METS 1 with MODS 3 (OpenEdition, METS documentation for OpenEdition Journals; schemas mets.openedition 1.3
and mods.openedition 1.2): `dmdSec`, `fileSec` and `structMap`, MODS elements directly in `xmlData`, an MD5 checksum and
a GROUPID for every file, and OpenEdition's own types of `div`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import md5

from lxml import etree

from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.description import Description
from tei_encode.packaging.files import Entry, File, Role, entry, metadata
from tei_encode.packaging.records import readme, records
from tei_encode.packaging.xml import XLINK, Builder, serialise

MANIFEST = "MANIFEST.xml"
NAMESPACE = "http://www.loc.gov/METS/"
MODS = "http://www.loc.gov/mods/v3"
_METS, _MODS = Builder(NAMESPACE), Builder(MODS)
_ISSUE, _ORIGIN = "DMD-issue", "AMD-origin"


def mets(articles: Iterable[Article], common: Sequence[File], deposit: Deposit) -> Iterator[File]:
    """The files of an import; the articles are those of one issue, whether one or many."""
    manifest = _Manifest(deposit)
    others = [(f"files/{file.path}", file) for file in common]
    for path, file in others:
        yield manifest.take(path, file, "package")
    shared = list(manifest.entries)
    parts: list[tuple[Article, Sequence[Entry]]] = []
    for article in articles:
        name = article.description.id
        start = len(manifest.entries)
        for file in article.files:
            place = f"sources/{file.path}" if file.role is Role.TEI else f"files/{name}/{file.path}"
            yield manifest.take(place, file, name)
        own = manifest.entries[start:]
        for file in records(article, [*own, *shared], deposit):
            yield manifest.take(f"files/{name}/{file.path}", file, name)
        parts.append((Article(article.description, (), article.checks), own))
        manifest.article(article.description)
    text = readme(parts, shared, deposit)
    yield manifest.take(f"files/{text.path}", text, "package")
    yield metadata(MANIFEST, manifest.document())


class _Manifest:
    """The METS document while the files are written."""

    def __init__(self, deposit: Deposit) -> None:
        self.deposit = deposit
        self.entries: list[Entry] = []
        self.listed: list[tuple[Entry, str, str]] = []  # file, group, MD5
        self.articles: list[Description] = []

    def take(self, path: str, file: File, group: str) -> File:
        """A file at its path, listed."""
        self.entries.append(entry(file, path))
        # OpenEdition takes MD5 and nothing else; it guards against damage, the PREMIS record against more.
        self.listed.append((self.entries[-1], group, md5(file.data, usedforsecurity=False).hexdigest()))
        return File(path, file.data, file.role, file.format, file.original)

    def article(self, description: Description) -> None:
        """An article of the issue, after its files."""
        self.articles.append(description)

    def document(self) -> bytes:
        """`MANIFEST.xml`."""
        root = _METS.root("mets", {"mets": NAMESPACE, "mods": MODS, "xlink": XLINK})
        self._issue(root)
        for description in self.articles:
            self._described(root, description)
        origin = _METS.add(_METS.add(root, "amdSec"), "digiprovMD", "", {"ID": _ORIGIN})
        _MODS.add(_wrapped(origin), "note", "ocr", {"type": "sourcetype"})
        self._files(root)
        self._structure(root)
        return serialise(root)

    def _issue(self, root: etree._Element) -> None:
        data = _wrapped(_METS.add(root, "dmdSec", "", {"ID": _ISSUE, "ADMID": _ORIGIN}))
        journal = self.articles[0].journal
        numbers = ", ".join(filter(None, (journal.volume, journal.issue)))
        title = self.deposit.title or " ".join(filter(None, (journal.title, numbers)))
        _MODS.add(_MODS.add(data, "titleInfo"), "title", title)
        for issn in dict.fromkeys(issn for description in self.articles for issn in description.journal.issns):
            _MODS.add(data, "identifier", issn, {"type": "issn"})
        before = self.deposit.predecessor
        if before is not None:
            _MODS.add(data, "note", f"Succeeds the deposit {before.label}", {"type": "preceding"})

    def _described(self, root: etree._Element, description: Description) -> None:
        data = _wrapped(_METS.add(root, "dmdSec", "", {"ID": f"DMD-{description.id}"}))
        title = _MODS.add(data, "titleInfo")
        _MODS.add(title, "title", description.title)
        _MODS.add_given(title, "subTitle", description.subtitle)
        for creator in description.creators:
            name = _MODS.add(data, "name", "", {"type": "personal"})
            if creator.surname:
                _MODS.add(name, "namePart", creator.surname, {"type": "family"})
                _MODS.add_given(name, "namePart", creator.forename, {"type": "given"})
            else:
                _MODS.add(name, "namePart", creator.name)
            _MODS.add(_MODS.add(name, "role"), "roleTerm", "aut", {"type": "code", "authority": "marcrelator"})
        origin = _MODS.add(data, "originInfo")
        _MODS.add_given(origin, "publisher", description.publisher)
        _MODS.add(origin, "dateIssued", description.encoded, {"encoding": "w3cdtf"})
        if description.language != "und":
            language = _MODS.add(data, "language")
            _MODS.add(language, "languageTerm", description.language, {"type": "code", "authority": "rfc5646"})
        _MODS.add_given(data, "identifier", description.doi, {"type": "doi"})
        _MODS.add_given(data, "identifier", description.identifier, {"type": "local"})
        for right in description.rights:
            _MODS.add(data, "accessCondition", right.line)

    def _files(self, root: etree._Element) -> None:
        section = _METS.add(root, "fileSec")
        for group, in_group in (("tei_files", True), ("other_files", False)):
            holder = _METS.add(section, "fileGrp", "", {"ID": group})
            for number, (file, article, digest) in enumerate(self.listed, 1):
                if (file.role is Role.TEI) is in_group:
                    attributes = {"ID": f"FILE-{number}", "MIMETYPE": file.format.media, "SIZE": str(file.size)}
                    attributes |= {"GROUPID": article, "CHECKSUM": digest, "CHECKSUMTYPE": "MD5"}
                    made = _METS.add(holder, "file", "", attributes)
                    _METS.add(made, "FLocat", "", {"LOCTYPE": "URL", f"{{{XLINK}}}href": file.path})

    def _structure(self, root: etree._Element) -> None:
        issue = _METS.add(_METS.add(root, "structMap"), "div", "", {"TYPE": "numero", "DMDID": _ISSUE})
        numbers = {group: at for at, (file, group, _) in enumerate(self.listed, 1) if file.role is Role.TEI}
        for order, description in enumerate(self.articles, 1):
            kind = "compterendu" if description.is_review else "article"
            attributes = {"TYPE": kind, "ORDER": str(order), "LABEL": description.title or description.id}
            made = _METS.add(issue, "div", "", {**attributes, "DMDID": f"DMD-{description.id}"})
            _METS.add(made, "fptr", "", {"FILEID": f"FILE-{numbers[description.id]}"})


def _wrapped(section: etree._Element) -> etree._Element:
    """The `xmlData` of a section of MODS."""
    return _METS.add(_METS.add(section, "mdWrap", "", {"MDTYPE": "MODS", "MIMETYPE": "text/xml"}), "xmlData")
