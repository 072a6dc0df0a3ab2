"""The project's XSD: libxml2 says whether and where, `xmlschema` is loaded only to say why."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Any

from lxml import etree

from tei_encode.resources import package_bytes
from tei_encode.validation.problems import Problem, path_of

SCHEMA = "tei_encode.xsd"
MOST = 200  # problems of one kind in one file: more tell nothing new, and paths to them take time


def schema_bytes(name: str) -> bytes:
    """A file of `schemas/`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return package_bytes(f"schemas/{name}")


class _Resolver(etree.Resolver):
    """Answers the one import of the schema from the package; nothing is ever fetched."""

    def resolve(self, system_url: Any, public_id: Any, context: Any) -> Any:  # type: ignore[override]
        name = (system_url or "xml.xsd").rsplit("/", 1)[-1]
        return self.resolve_string(schema_bytes(name), context, base_url=None)


@cache
def schema() -> etree.XMLSchema:
    """The compiled schema, once a process."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_Resolver())
    return etree.XMLSchema(etree.fromstring(schema_bytes(SCHEMA), parser, base_url=SCHEMA))


def xsd_problems(root: etree._Element) -> list[Problem]:
    """What the schema says against a document, in its order."""
    compiled = schema()
    if compiled.validate(root):
        return []
    found = []
    tree = root.getroottree()
    log: Any = compiled.error_log
    for entry in islice(log, MOST):
        message, _, expected = entry.message.replace("{http://www.tei-c.org/ns/1.0}", "").partition(" Expected is ")
        at: Any = tree.xpath(entry.path) if entry.path else []
        path = path_of(at[0]) if at else ""
        found.append(Problem("X002", message.strip(), entry.line, 0, path, expected.strip(" .")))
    return found


def explained(root: etree._Element, problems: list[Problem]) -> list[Problem]:
    """The problems with the reason that `xmlschema` gives, where libxml2 does not say what it expected."""
    import xmlschema

    reasons: dict[str, str] = {}
    try:
        for error in islice(_explaining_schema().iter_errors(root), MOST):
            child = getattr(error, "invalid_child", None)
            if child is None:
                reasons.setdefault(path_of(error.elem), error.reason or "")
            else:
                names = sorted({possible.local_name for possible in error.validator.iter_elements()})
                reasons.setdefault(path_of(child), f"one of ( {', '.join(names)} )" if names else "no element")
    except (xmlschema.XMLSchemaException, etree.LxmlError, ValueError, RecursionError):  # very deep nesting
        return problems
    return [
        Problem(p.code, p.message, p.line, p.column, p.path, p.expected or reasons.get(p.path, "")) for p in problems
    ]


@cache
def _explaining_schema() -> Any:
    import xmlschema

    text = schema_bytes(SCHEMA).decode("utf-8")
    places = {"http://www.w3.org/XML/1998/namespace": schema_bytes("xml.xsd").decode("utf-8")}
    return xmlschema.XMLSchema(text, locations=places)
