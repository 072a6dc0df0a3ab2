"""The table of engines, and how the schema that somebody names gets one."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from tei_encode.errors import ConfigError
from tei_encode.validation.catalogue import Catalogue
from tei_encode.validation.checking import OWN, Schema, project_schemas
from tei_encode.validation.results import stable_path
from tei_encode.validation.rules import GENERAL, RuleSet
from tei_encode.validation.sources import Beside, SchemaSource, local_path, read_bounded

ENGINES = (
    # language, extensions, namespace of its root, module and class of its engine
    ("XML Schema", (".xsd",), "http://www.w3.org/2001/XMLSchema", "xsd", "XsdSchema"),
    ("RELAX NG", (".rng", ".rnc"), "http://relaxng.org/ns/structure/1.0", "relaxng", "RelaxNgSchema"),
    ("Schematron", (".sch",), "http://purl.oclc.org/dsdl/schematron", "schematron", "SchematronSchema"),
)
# What --schema takes besides the project's own, files, and names of the catalogue.
GENERAL_RULES = "rules"
DECLARED = "declared"
_TEI_ALL = "tei_all"
_NO_DTD = "a DTD knows neither namespaces nor datatypes and is not used; give the RELAX NG or XML Schema instead"
_NO_ODD = "an ODD is no schema yet; make RELAX NG of it with Roma or the TEI Stylesheets"


def load(name: str, catalogue: Catalogue | None = None) -> list[Schema]:
    """The schema that a name, a file or an address stands for; with the project's own come all rules.

    Raises:
        ConfigError: there is none, it is none, or it is of a kind that cannot be used.
    """
    if name == OWN:
        return project_schemas()
    if name == GENERAL_RULES:
        return [RuleSet(GENERAL)]
    catalogue = catalogue or Catalogue()
    if name == DECLARED:
        from tei_encode.validation.declared import DeclaredSchemas

        return [DeclaredSchemas(catalogue)]
    return [compiled(located(name, catalogue))]


def located(name: str, catalogue: Catalogue) -> SchemaSource:
    """The file that a path, a short name or an address stands for.

    Raises:
        ConfigError: there is none.
    """
    path = local_path(name)
    if path is not None and os.path.isfile(path):
        return from_file(path, name, catalogue)
    entry = catalogue.find(name)
    if entry is not None:
        return SchemaSource(entry.address, catalogue.read(entry.address), entry.address, catalogue)
    if name == _TEI_ALL:
        named = os.environ.get("TEI_ALL_RNG", "")
        if named:
            return from_file(named, name, catalogue)
        words = "tei_all is not in the catalogue; add the version that you use, from the TEI Consortium's Vault"
        raise ConfigError(f"{words}: tei-encode schemas add URL|FILE, or set TEI_ALL_RNG to a file")
    words = f"there is no schema {name!r}: neither a file nor in the catalogue {catalogue.folder}"
    raise ConfigError(f"{words}; see: tei-encode schemas list")


def from_file(path: str, name: str, catalogue: Catalogue) -> SchemaSource:
    """A schema file, with what stands beside it. Its address is the same on every machine, where that is possible."""
    address = stable_path(path)
    if address.startswith(".."):
        address = os.path.abspath(path)
    return SchemaSource(name, read_bounded(path), address, Beside(os.path.dirname(os.path.abspath(path)), catalogue))


def compiled(source: SchemaSource, language: str = "") -> Schema:
    """The schema, ready to validate, by the engine of its language; the file says which, unless the caller does.

    Raises:
        ConfigError: it is wrong, or in no language of the table.
    """
    wanted = language or language_of(source)
    for name, _, _, module, class_name in ENGINES:
        if name == wanted:
            engine: Any = getattr(import_module(f"tei_encode.validation.{module}"), class_name)
            made: Schema = engine(source)
            return made
    raise ConfigError(f"{source.name}: {_refusal(source)}")


def language_of(source: SchemaSource) -> str:
    """The language of a schema, by its root or its extension; "" for none of the table."""
    from tei_encode.validation.grammar.rng import parsed

    extension = os.path.splitext(source.address)[1].lower()
    if extension in (".rnc", ".dtd"):
        return "RELAX NG" if extension == ".rnc" else ""
    namespace = str(parsed(source.data, source.address).tag)[1:].rpartition("}")[0]
    return next((row[0] for row in ENGINES if row[2] == namespace), "")


def _refusal(source: SchemaSource) -> str:
    extension = os.path.splitext(source.address)[1].lower()
    if extension == ".dtd":
        return _NO_DTD
    if extension == ".odd" or b"<schemaSpec" in source.data:
        return _NO_ODD
    kinds = ", ".join(f"{row[0]} ({', '.join(row[1])})" for row in ENGINES)
    return f"this is none of the schema languages known: {kinds}"
