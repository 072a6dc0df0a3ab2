"""XML Schema 1.0: libxml2 says whether a file is valid; a grammar made of the schema, what is wrong and was expected.

`xmlschema` reads the schema for that grammar, and is loaded for files that are not valid alone.
"""

from __future__ import annotations

import os
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
_SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
_INCLUDING = tuple(_SCHEMA + name for name in ("include", "import", "redefine", "override"))
_KINDS = (
    # what libxml2 calls an error begins with …, our code
    ("SCHEMAV_CVC_COMPLEX_TYPE_2_1", "X007"),
    ("SCHEMAV_CVC_DATATYPE_VALID", "X006"),
)
_NAMESPACES = r"\{[^}]*\}"


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


def _compiled(data: bytes, address: str, read: Read, own: bool = False) -> etree.XMLSchema:
    """A schema by its bytes; `read` gives those of what it includes, `own`: it is the project's.

    Raises:
        ConfigError: it is no schema, or something that it includes may not be read.
    """
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    resolver = _Resolver(read)
    parser.resolvers.add(resolver)
    try:
        root = etree.fromstring(data, parser, base_url=address)
        if own:
            _unfold(root)
        made = etree.XMLSchema(root)
    except etree.LxmlError as error:
        raise resolver.refused or ConfigError(f"{address}: this is no XML Schema: {error}") from error
    if resolver.refused is not None:
        raise resolver.refused
    return made


def _unfold(schema: Any) -> None:
    """Put the alternatives of its groups where choices refer to them: libxml2 compiles this in a third of the time."""
    groups = {"tei:" + group.get("name"): group[0] for group in schema.iterfind(f"{_SCHEMA}group")}
    for choice in schema.findall(f".//{_SCHEMA}choice"):
        for reference in choice.findall(f"{_SCHEMA}group"):
            choice.extend(member.__copy__() for member in groups[reference.get("ref")])
            choice.remove(reference)


def _project_file(address: str) -> bytes:
    return schema_bytes(address.rpartition("/")[2] or "xml.xsd")


@cache
def schema() -> etree.XMLSchema:
    """The project's schema, compiled once a process."""
    return _compiled(schema_bytes(SCHEMA), SCHEMA, _project_file, own=True)


class XsdSchema:
    """One XML Schema, ready to validate."""

    def __init__(self, source: SchemaSource | None = None) -> None:
        """The project's own without a source."""
        name = source.name if source else SCHEMA
        self.ran = (f"{name} (libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))})",)
        self._source = source
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
        explained = {problem.path for problem in found}
        # What no pattern says: keys and their like, and faults of elements of which the grammar says nothing.
        for path, kind, message, line in raw:
            told = _as_libxml2_says(document, path, kind, message, line)
            if kind == "SCHEMAV_CVC_IDC" or told.path not in explained:
                found.append(told)
        return found

    def _explained(self, document: Document) -> list[Problem]:
        """What is wrong by the grammar of the schema; nothing where the schema is beyond it."""
        from pyexpat import ExpatError

        from tei_encode.validation.grammar.explaining import problems
        from tei_encode.validation.places import unread

        if not self._is_read:
            self._grammar, self._is_read = self._read_as_grammar(), True
        try:
            return problems(self._grammar, document) if self._grammar is not None else []
        except ExpatError as error:
            return [unread(error)]

    def _read_as_grammar(self) -> Grammar | None:
        from tempfile import TemporaryDirectory

        import xmlschema

        from tei_encode.validation.grammar.xsd import grammar_of

        try:
            # The project's schema has one import, and `xmlschema` takes the text of a schema for a location too.
            if self._source is None:
                text, xml = schema_bytes(SCHEMA).decode("utf-8"), schema_bytes("xml.xsd").decode("utf-8")
                return grammar_of(xmlschema.XMLSchema(text, locations={XML: xml}))
            with TemporaryDirectory() as folder:
                made = xmlschema.XMLSchema(_copied(self._source, folder), allow="local", defuse="always")
                return grammar_of(made)
        except (xmlschema.XMLSchemaException, ConfigError, OSError, ValueError, RecursionError):
            return None  # libxml2 has accepted the schema, and tells what is wrong in its own words


def _copied(source: SchemaSource, folder: str) -> str:
    """The path of a copy of a schema, beside which stand copies of all that it includes, under names of our own."""
    from urllib.parse import urljoin

    from tei_encode.validation.grammar.rng import parsed

    waiting, names = [(source.address, source.data)], {source.address: "0.xsd"}
    while waiting:
        address, data = waiting.pop()
        root = parsed(data, address)
        for element in root.iter(*_INCLUDING):
            place = element.get("schemaLocation")
            if place is None:
                continue
            target = urljoin(address, place)
            if target not in names:
                names[target] = f"{len(names)}.xsd"
                waiting.append((target, source.files.read(target)))
            element.set("schemaLocation", names[target])
        with open(os.path.join(folder, names[address]), "wb") as file:
            file.write(etree.tostring(root))
    return os.path.join(folder, names[source.address])


def _as_libxml2_says(document: Document, path: str | None, kind: str, message: str, line: int) -> Problem:
    words, _, expected = " ".join(re.sub(_NAMESPACES, "", message).split()).partition(" Expected is ")
    code = next((code for start, code in _KINDS if kind.startswith(start)), "X008")
    at: Any = document.root.getroottree().xpath(path) if path else []
    if not at:
        return Problem(code, words, line, 1, "", expected.strip(" ."))
    return document.problem(at[0], code, words, expected.strip(" ."))
