"""The project's XSD: libxml2 says whether and where, `xmlschema` is loaded only to say why."""

from __future__ import annotations

from functools import cache

from lxml import etree

from tei_encode.resources import package_bytes
from tei_encode.validation.problems import Problem

SCHEMA = "tei_encode.xsd"
_MOST = 200  # problems of one file: more tell nothing new


def schema_bytes(name: str) -> bytes:
    """A file of `schemas/`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return package_bytes(f"schemas/{name}")


class _Resolver(etree.Resolver):
    """Answers the one import of the schema from the package; nothing is ever fetched."""

    def resolve(self, system_url, public_id, context):  # type: ignore[no-untyped-def]
        return self.resolve_string(schema_bytes((system_url or "xml.xsd").rsplit("/", 1)[-1]), context)


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
    for entry in list(compiled.error_log)[:_MOST]:
        message, _, expected = entry.message.replace("{http://www.tei-c.org/ns/1.0}", "").partition(" Expected is ")
        found.append(Problem("X002", message.strip(), entry.line, 0, entry.path or "", expected.strip(" .")))
    return found


def explained(xml: bytes, problems: list[Problem]) -> list[Problem]:
    """The problems with path and reason as `xmlschema` gives them, for those that it finds too."""
    import xmlschema

    with_reason: dict[str, tuple[str, str]] = {}
    definition = _explaining_schema()
    try:
        for error in definition.iter_errors(xml.decode("utf-8"), max_depth=None):
            path = error.path or ""
            with_reason.setdefault(path, (error.reason or "", path))
            if len(with_reason) >= _MOST:
                break
    except (xmlschema.XMLSchemaException, etree.LxmlError, ValueError, UnicodeDecodeError):
        return problems
    reasons = list(with_reason.values())
    out = []
    for position, problem in enumerate(problems):
        if position < len(reasons) and len(reasons) == len(problems):
            reason, path = reasons[position]
            expected = problem.expected or reason
            out.append(Problem(problem.code, problem.message, problem.line, problem.column, path, expected))
        else:
            out.append(problem)
    return out


@cache
def _explaining_schema():  # type: ignore[no-untyped-def]
    import xmlschema

    text = schema_bytes(SCHEMA).decode("utf-8")
    return xmlschema.XMLSchema(text, locations={"http://www.w3.org/XML/1998/namespace": schema_bytes("xml.xsd").decode("utf-8")})
