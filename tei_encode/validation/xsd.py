"""XML Schema 1.0: libxml2 says whether a file is valid; a grammar made of the schema, what is wrong and was expected.

`xmlschema` reads the schema for that grammar, and is loaded for files that are not valid alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei_encode.errors import ConfigError
from tei_encode.resources import package_bytes
from tei_encode.validation.document import Document
from tei_encode.validation.problems import Problem

if TYPE_CHECKING:
    from tei_encode.validation.grammar.automaton import Grammar
    from tei_encode.validation.sources import SchemaSource

SCHEMA = "tei_encode.xsd"
XML = "http://www.w3.org/XML/1998/namespace"
Read = Callable[[str], bytes]
_NAMESPACES = re.compile(r"\{[^}]*\}")


def schema_bytes(name: str) -> bytes:
    """A file of `schemas/`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return package_bytes(f"schemas/{name}")


class _Resolver(etree.Resolver):
    """Answers includes and imports of a schema; nothing is ever fetched."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.read = read
        self.refused: ConfigError | None = None

    def resolve(self, system_url: Any, public_id: Any, context: Any) -> Any:  # type: ignore[override]
        try:
            data = self.read(system_url or "")
        except ConfigError as error:  # lxml would lose it on its way through libxml2
            self.refused = self.refused or error
            data = b"<refused/>"
        return self.resolve_string(data, context, base_url=system_url)


def _compiled(data: bytes, address: str, read: Read) -> etree.XMLSchema:
    """A schema by its bytes; `read` gives those of what it includes.

    Raises:
        ConfigError: it is no schema, or something that it includes may not be read.
    """
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    resolver = _Resolver(read)
    parser.resolvers.add(resolver)
    try:
        made = etree.XMLSchema(etree.fromstring(data, parser, base_url=address))
    except etree.LxmlError as error:
        raise resolver.refused or ConfigError(f"{address}: this is no XML Schema: {error}") from error
    if resolver.refused is not None:
        raise resolver.refused
    return made


def _project_file(address: str) -> bytes:
    return schema_bytes(address.rpartition("/")[2] or "xml.xsd")


@cache
def schema() -> etree.XMLSchema:
    """The project's schema, compiled once a process."""
    return _compiled(schema_bytes(SCHEMA), SCHEMA, _project_file)


class XsdSchema:
    """One XML Schema, ready to validate."""

    def __init__(self, source: SchemaSource | None = None) -> None:
        """The project's own without a source."""
        self.name = source.name if source else SCHEMA
        self.engine = f"libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}"
        self._data = source.data if source else schema_bytes(SCHEMA)
        self._address = source.address if source else SCHEMA
        self._files = source.files if source else None
        self._schema = _compiled(source.data, source.address, source.files.read) if source else schema()
        self._grammar: Grammar | None = None
        self._is_read = False

    def problems(self, document: Document) -> list[Problem]:
        """What the schema says against a document."""
        if self._schema.validate(document.root):
            return []
        log: Any = self._schema.error_log
        raw = [(entry.path, entry.type_name, entry.message, entry.line) for entry in log]
        found = self._explained(document)
        # What no pattern says: keys and their like; and everything, should the grammar see nothing wrong.
        for path, kind, message, line in raw:
            if not found or kind == "SCHEMAV_CVC_IDC":
                found.append(_as_libxml2_says(document, path, message, line))
        return found

    def _explained(self, document: Document) -> list[Problem]:
        """What is wrong by the grammar of the schema; nothing where the schema is beyond it."""
        from tei_encode.validation.grammar.explaining import problems

        if not self._is_read:
            self._grammar, self._is_read = self._read_as_grammar(), True
        return problems(self._grammar, document) if self._grammar is not None else []

    def _read_as_grammar(self) -> Grammar | None:
        import xmlschema

        from tei_encode.validation.grammar.xsd import grammar_of

        text = self._data.decode("utf-8")
        try:
            # The project's schema has one import, and `xmlschema` takes the text of a schema for a location too.
            if self._files is None:
                return grammar_of(xmlschema.XMLSchema(text, locations={XML: schema_bytes("xml.xsd").decode("utf-8")}))
            base = self._address.rpartition("/")[0] + "/"
            options: Any = {"allow": "local", "defuse": "always", "uri_mapper": self._files.path}
            return grammar_of(xmlschema.XMLSchema(text, base_url=base, use_fallback=False, **options))
        except (xmlschema.XMLSchemaException, ConfigError, OSError, ValueError, RecursionError):
            return None  # libxml2 has accepted the schema, and tells what is wrong in its own words


def _as_libxml2_says(document: Document, path: str | None, message: str, line: int) -> Problem:
    words, _, expected = _NAMESPACES.sub("", message).partition(" Expected is ")
    at: Any = document.root.getroottree().xpath(path) if path else []
    if not at:
        return Problem("X008", words.strip(), line, 1, "", expected.strip(" ."))
    return document.problem(at[0], "X008", words.strip(), expected.strip(" ."))
