"""RELAX NG, by the project's own matcher: it compiles tei_all in a hundredth of libxml2's time, and is linear."""

from __future__ import annotations

import sys
from pyexpat import ExpatError

from tei_encode.errors import ConfigError
from tei_encode.validation.document import Document
from tei_encode.validation.grammar.automaton import Grammar
from tei_encode.validation.grammar.explaining import problems
from tei_encode.validation.grammar.matching import matches
from tei_encode.validation.grammar.rng import Reader, parsed
from tei_encode.validation.places import unread
from tei_encode.validation.problems import Problem
from tei_encode.validation.sources import SchemaSource

_MOST = 500_000  # patterns and states; then the grammar is made anew, so that no number of files fills the memory


class RelaxNgSchema:
    """One RELAX NG schema, ready to validate."""

    def __init__(self, source: SchemaSource) -> None:
        self.ran = (f"{source.name} (tei-encode)",)
        self._source = source
        self._grammar = self._made()
        self._grammar.elements()  # every definition is read now, and what is wrong in one is told now

    def problems(self, document: Document) -> list[Problem]:
        """What the schema says against a document."""
        if self._grammar.size > _MOST:
            self._grammar = self._made()
        try:
            return [] if matches(self._grammar, document.xml) else problems(self._grammar, document)
        except ExpatError as error:
            return [unread(error)]

    def _made(self) -> Grammar:
        source = self._source
        reader = Reader(lambda address: as_xml(source.files.read(address), address))
        try:
            root = parsed(as_xml(source.data, source.address), source.address)
            return Grammar(reader.make, reader.start(root, source.address))
        except RecursionError as error:
            raise ConfigError(f"{source.address}: the schema is nested too deep") from error


def as_xml(data: bytes, address: str) -> bytes:
    """A schema in the XML syntax; one in the compact syntax is translated by `rnc2rng`.

    Raises:
        ConfigError: the compact syntax is wrong, or `rnc2rng` is not installed.
    """
    if not address.endswith(".rnc"):
        return data
    if sys.modules.get("rnc2rng", "") is None:
        del sys.modules["rnc2rng"]  # the command line hides it from lxml
    try:
        import rnc2rng
    except ImportError as error:
        words = "the compact syntax of RELAX NG needs rnc2rng: pip install 'tei-encode[schemas]'"
        raise ConfigError(f"{address}: {words}") from error
    try:
        text: str = rnc2rng.dumps(rnc2rng.loads(data.decode("utf-8")))
    except (rnc2rng.parser.ParseError, UnicodeDecodeError) as error:
        raise ConfigError(f"{address}: this is not the compact syntax of RELAX NG: {error}") from error
    return text.encode("utf-8")
