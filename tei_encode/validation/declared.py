"""The schemas that a file names itself: its xml-model instructions (W3C, "Associating Schemas with XML documents")."""

from __future__ import annotations

import os
import re
from typing import Any

from lxml import etree

from tei_encode.errors import ConfigError
from tei_encode.validation.catalogue import Catalogue
from tei_encode.validation.checking import Schema
from tei_encode.validation.document import Document
from tei_encode.validation.engines import ENGINES, compiled, from_file
from tei_encode.validation.problems import Problem
from tei_encode.validation.results import stable_path
from tei_encode.validation.sources import SchemaSource, local_path

_PSEUDO_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LANGUAGES = {row[2]: row[0] for row in ENGINES}
_MOST = 64  # schemas that are kept compiled


class DeclaredSchemas:
    """Every schema that files name, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.ran: tuple[str, ...] = ()
        self._catalogue = catalogue
        self._made: dict[tuple[str, str], Schema | str] = {}

    def problems(self, document: Document) -> list[Problem]:
        """What the schemas that a document names say against it; each that cannot be had is a problem."""
        models = [
            node
            for node in document.root.itersiblings(etree.ProcessingInstruction, preceding=True)
            if getattr(node, "target", "") == "xml-model"
        ]
        if not models:
            words = "the file names no schema, so there is nothing to validate it against"
            return [Problem("X010", words, 1, 1, "", '<?xml-model href="…"?>')]
        found: list[Problem] = []
        self.ran = ()
        for model in reversed(models):
            values = {name: first or second for name, first, second in _PSEUDO_ATTRIBUTE.findall(model.text or "")}
            schema = self._schema(values, document)
            if isinstance(schema, str):
                line: Any = model.sourceline
                found.append(Problem("X010", schema, line or 1, 1))
            else:
                found += schema.problems(document)
                self.ran += schema.ran
        return found

    def _schema(self, values: dict[str, str], document: Document) -> Schema | str:
        """The schema of an instruction, or why there is none."""
        language = _LANGUAGES.get(values.get("schematypens", ""), "")
        href = values.get("href", "")
        if not href:
            return "the xml-model instruction has no href"
        address = href
        if document.path and local_path(href):
            address = stable_path(os.path.join(os.path.dirname(document.path), href))
        key = (address, language)
        if key not in self._made:
            if len(self._made) >= _MOST:
                self._made.clear()
            try:
                self._made[key] = compiled(self._source(address), language)
            except ConfigError as error:
                self._made[key] = f"the schema that the file names was not applied: {error}"
        return self._made[key]

    def _source(self, address: str) -> SchemaSource:
        entry = self._catalogue.find(address)
        path = local_path(address)
        if entry is None and path is not None and _within(os.getcwd(), path):
            return from_file(path, address, self._catalogue)
        data = self._catalogue.read(address)
        return SchemaSource(address, data, address, self._catalogue)


def _within(folder: str, path: str) -> bool:
    """Whether a file of the working directory is meant: files from outside name no other."""
    real = os.path.realpath(path)
    return os.path.isfile(real) and os.path.commonpath((os.path.realpath(folder), real)) == os.path.realpath(folder)
