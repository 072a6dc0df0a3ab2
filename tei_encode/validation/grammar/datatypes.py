"""Datatypes of RELAX NG: its own two, and those of XML Schema.

libxml2 knows the values of XML Schema's, by a schema of one element for each. It is asked about whatever the quick form
of a datatype does not let through at once, and what a value is does not change: every attribute remembers its answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from lxml import etree

XSD_LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY_LIBRARY = "http://relaxng.org/ns/compatibility/datatypes/1.0"
_XS = "http://www.w3.org/2001/XMLSchema"
_SPACE = " \t\r\n"
_SPACES = re.compile("[ \t\r\n]+")

_NAME = "[A-Za-z_][A-Za-z0-9_.-]*"
_QUICK = {
    # datatype: values of this form are certainly its own
    "NCName": _NAME,
    "ID": _NAME,
    "IDREF": _NAME,
    "IDREFS": f"{_NAME}( {_NAME})*",
    "Name": _NAME,
    "NMTOKEN": "[A-Za-z0-9_.-]+",
    "boolean": "true|false|0|1",
    "nonNegativeInteger": "[0-9]+",
}
_NUMBER = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN"
_ESCAPE = "%[0-9A-Fa-f]{2}"
_PATH = f"([^%#?\\[\\]]|{_ESCAPE})*"
_REST = f"(\\?([^%#]|{_ESCAPE})*)?"
_HOST = "(?!//$)(//(\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\\](:[0-9]*)?(?=[/?#]|$))?)?"
_FIRST_SEGMENT = f"([^%#?\\[\\]:/]|{_ESCAPE})*"
_EXACT = {
    # datatype: its values are of this form and no others; libxml2 lets "1e" and anything in base64Binary pass
    "double": _NUMBER,
    "float": _NUMBER,
    "base64Binary": "([A-Za-z0-9+/] ?[A-Za-z0-9+/] ?[A-Za-z0-9+/] ?[A-Za-z0-9+/] ?)*"
    "([A-Za-z0-9+/] ?[A-Za-z0-9+/] ?([A-Za-z0-9+/] ?|= ?)=)?",
    # RFC 3986, with any character beyond ASCII and the delimiters that XML Schema would escape
    "anyURI": f"([A-Za-z][A-Za-z0-9+.-]*:(([^%#/]|{_ESCAPE})([^%#]|{_ESCAPE})*|(?=/){_HOST}{_PATH}{_REST})"
    f"|(?=/){_HOST}{_PATH}{_REST}|{_FIRST_SEGMENT}(/{_PATH})?{_REST})(#([^%#]|{_ESCAPE})*)?",
}
_NAMES = {
    "NCName": "a name without colon",
    "ID": "an id: a name without colon",
    "IDREF": "the id of an element",
    "IDREFS": "ids of elements",
    "anyURI": "a URI",
    "nonNegativeInteger": "a whole number",
    "boolean": "true or false",
    "language": "a language tag (BCP 47)",
    "date": "a date like 2026-11-24",
    "gYear": "a year like 2026",
    "gYearMonth": "a month like 2026-11",
    "dateTime": "a date and time like 2026-11-24T10:00:00",
}


class Plain:
    """`string`, `token` and their like: any text."""

    __slots__ = ("identity", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.identity = ""

    def allows(self, value: str) -> bool:
        return True

    def words(self) -> str:
        return "text"


class Asked:
    """A datatype of XML Schema, be it with facets."""

    __slots__ = ("_element", "_exact", "_quick", "_schema", "facets", "identity", "name")

    def __init__(self, name: str, facets: Sequence[tuple[str, str]]) -> None:
        self.name = name
        self.facets = tuple(facets)
        self.identity = name if name in ("ID", "IDREF", "IDREFS") else ""
        self._quick = re.compile(_QUICK[name]) if name in _QUICK and not facets else None
        self._exact = re.compile(_EXACT[name]) if name in _EXACT else None
        self._schema = _schema_of_one_element(name, self.facets)
        self._element = etree.Element("v")

    def allows(self, value: str) -> bool:
        if self._quick is not None and self._quick.fullmatch(value):
            return True
        if self._exact is not None:
            formed = self._exact.fullmatch(_SPACES.sub(" ", value.strip(_SPACE))) is not None
            if not formed or not self.facets:
                return formed
        self._element.text = value
        return self._schema.validate(self._element)

    def words(self) -> str:
        base = _NAMES.get(self.name) or f"{'an' if self.name[0] in 'aeiou' else 'a'} {self.name}"
        facets = [f"of the form {value}" if name == "pattern" else f"{name} {value}" for name, value in self.facets]
        return " ".join([base, *facets])


class One:
    """One value of a datatype."""

    __slots__ = ("_key", "_normalise", "identity", "value")

    def __init__(self, value: str, name: str) -> None:
        self.value = value
        self.identity = ""
        self._normalise = _NORMALISERS.get(name, _collapsed)
        self._key = self._normalise(value)

    def allows(self, value: str) -> bool:
        return self._normalise(value) == self._key

    def words(self) -> str:
        return self.value if self.value.strip() == self.value != "" else repr(self.value)


def _collapsed(value: str) -> str:
    return _SPACES.sub(" ", value.strip(_SPACE))


def _as_number(value: str) -> str:
    from decimal import Decimal, InvalidOperation

    try:
        return str(Decimal(value.strip(_SPACE)).normalize())
    except InvalidOperation:
        return value


def _as_boolean(value: str) -> str:
    return {"1": "true", "0": "false"}.get(value.strip(_SPACE), value.strip(_SPACE))


_NORMALISERS: dict[str, Callable[[str], str]] = {
    "string": str,
    "boolean": _as_boolean,
    "decimal": _as_number,
    "integer": _as_number,
    "nonNegativeInteger": _as_number,
    "positiveInteger": _as_number,
}


def datatype(library: str, name: str, facets: Sequence[tuple[str, str]]) -> Plain | Asked:
    """A datatype of a library.

    Raises:
        LookupError: the library or the datatype is not known, or a facet is not one of its.
    """
    if library == COMPATIBILITY_LIBRARY and name in ("ID", "IDREF", "IDREFS"):
        library = XSD_LIBRARY
    if library not in ("", XSD_LIBRARY) or (not library and name not in ("string", "token")):
        raise LookupError(f"there is no datatype {name!r} in the library {library!r}")
    if not facets and name in ("string", "token", "normalizedString"):
        return Plain(name)
    try:
        return Asked(name, facets)
    except etree.XMLSchemaParseError as error:
        raise LookupError(f"{name} with {dict(facets)} is no datatype: {error}") from error


@cache
def _schema_of_one_element(name: str, facets: tuple[tuple[str, str], ...]) -> etree.XMLSchema:
    root = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS})
    element = etree.SubElement(root, f"{{{_XS}}}element", name="v")
    kind = etree.SubElement(element, f"{{{_XS}}}simpleType")
    restriction = etree.SubElement(kind, f"{{{_XS}}}restriction", base=f"xs:{name}")
    for facet, value in facets:
        etree.SubElement(restriction, f"{{{_XS}}}{facet}", value=value)
    return etree.XMLSchema(root)
