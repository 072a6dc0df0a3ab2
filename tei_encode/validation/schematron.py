"""Schematron (ISO/IEC 19757-3), run as a stylesheet: XSLT 1 by libxslt, XSLT 2 and 3 by SaxonC where it is installed.

What could not run is a problem of the file itself: a check that was asked for and did not happen must not pass.
"""

from __future__ import annotations

from typing import Any, Protocol

from lxml import etree

from tei_encode.errors import ConfigError
from tei_encode.validation.document import Document
from tei_encode.validation.problems import Problem
from tei_encode.validation.sources import SchemaSource
from tei_encode.validation.stylesheet import Check, Stylesheet, stylesheet_of

# @queryBinding → version of XSLT; without one it is XSLT 1 (ISO/IEC 19757-3:2020, 6.4)
_BINDINGS = {"": "1.0", "xslt": "1.0", "xslt1": "1.0", "xpath": "1.0", "exslt": "1.0"}
_BINDINGS |= {"xslt2": "2.0", "xpath2": "2.0", "xslt3": "3.0", "xpath3": "3.0", "xpath31": "3.0"}
_EXTRA = "pip install 'tei-encode[schemas]'"
_CODES = {
    # @role → code
    "warn": "S002",
    "warning": "S002",
    "nonfatal": "S002",
    "info": "S003",
    "information": "S003",
    "informational": "S003",
}


_KINDS_OF_ACCESS = ("read_network", "write_network", "read_file", "write_file", "create_dir")
_DENIED: Any = getattr(etree, "XSLTAccessControl")(**dict.fromkeys(_KINDS_OF_ACCESS, False))  # noqa: B009 (no stub)


class _Runner(Protocol):
    """A compiled stylesheet."""

    name: str

    def run(self, document: Document) -> bytes:
        """The outcome: an element `r` with an `f` for each failure."""


class _StoppedError(Exception):
    """A stylesheet that stopped; the words say why."""


class SchematronSchema:
    """One Schematron schema, ready to validate."""

    def __init__(self, source: SchemaSource) -> None:
        self.name = source.name
        self._missing = ""
        self._checks: list[Check] = []
        self._runner: _Runner | None = None
        self._load(source)

    def _load(self, source: SchemaSource) -> None:
        made = stylesheet_of(source, _BINDINGS)
        self._checks = made.checks
        if made.version == "1.0":
            self._runner = _Libxslt(made, source)
        elif not made.version:
            self._missing = f"rules in {made.binding!r}, which nothing here can run"
        else:
            try:
                self._runner = _Saxon(made, source)
            except ImportError:
                self._missing = f"rules in XSLT {made.version}, which need saxonche: {_EXTRA}"
        self.ran = (f"{self.name} ({self._runner.name if self._runner is not None else 'not run'})",)

    def problems(self, document: Document) -> list[Problem]:
        """What the rules say against a document."""
        if self._runner is None:
            return [_not_run(self.name, self._missing)]
        try:
            outcome = self._runner.run(document)
        except _StoppedError as error:
            return [_not_run(self.name, str(error))]
        return [self._problem(document, failure) for failure in etree.fromstring(outcome).iter("f")]

    def _problem(self, document: Document, failure: etree._Element) -> Problem:
        check = self._checks[int(failure.get("check", "0"))]
        words = " ".join("".join(map(str, failure.itertext())).split()) or f"{check.kind} {check.test} failed"
        element = _element_at(document.root, failure.get("at", ""))
        attribute = failure.get("attribute", "")
        if attribute and attribute not in element.attrib:  # of a node that is none of the file's
            attribute = ""
        return document.problem(element, _CODES.get(check.role.lower(), "S001"), words, "", attribute)


def _not_run(name: str, why: str) -> Problem:
    return Problem("X010", f"{name} was not applied: {why}", 1, 1)


def _element_at(root: etree._Element, way: str) -> etree._Element:
    """The element at the end of a way of positions: `0/3/1/`, the root first."""
    element = root
    for step in way.split("/")[1:]:
        if step:
            element = [child for child in element if isinstance(child.tag, str)][int(step)]
    return element


class _Libxslt:
    """A stylesheet of XSLT 1."""

    def __init__(self, made: Stylesheet, source: SchemaSource) -> None:
        self.name = f"libxslt {'.'.join(map(str, etree.LIBXSLT_VERSION))}"
        try:
            self._transform = etree.XSLT(made.root, access_control=_DENIED)
        except etree.XSLTError as error:
            raise ConfigError(f"{source.address}: the rules cannot be compiled: {_told(error)}") from error

    def run(self, document: Document) -> bytes:
        try:
            return bytes(self._transform(document.root))
        except etree.XSLTError as error:
            raise _StoppedError(_told(error)) from error


def _told(error: etree.XSLTError) -> str:
    log: Any = error.error_log
    return next((entry.message for entry in log if entry.level_name in ("ERROR", "FATAL")), str(error))


class _Saxon:
    """A stylesheet of XSLT 2 or 3."""

    def __init__(self, made: Stylesheet, source: SchemaSource) -> None:
        from saxonche import PySaxonApiError, PySaxonProcessor

        self._error = PySaxonApiError
        self._processor = PySaxonProcessor(license=False)
        # Neither files nor the network: rules look at the document alone.
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")
        self.name = " ".join(str(self._processor.version).split()[:2])
        text = etree.tostring(made.root, encoding="unicode")
        try:
            self._executable = self._processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=text)
        except PySaxonApiError as error:
            told = " ".join(str(error).split())
            raise ConfigError(f"{source.address}: the rules cannot be compiled: {told}") from error

    def run(self, document: Document) -> bytes:
        try:
            node = self._processor.parse_xml(xml_text=document.text)
            return str(self._executable.transform_to_string(xdm_node=node)).encode("utf-8")
        except self._error as error:
            raise _StoppedError(" ".join(str(error).split())) from error
