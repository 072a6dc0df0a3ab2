"""CSL-JSON items as BibTeX, RIS and CSL-JSON; a literal table of the formats at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from tei_encode.export.items import Item

_BIBTEX = {
    "article-journal": "article",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "webpage": "misc",
    "manuscript": "unpublished",
    "document": "misc",
}
_RIS = {
    "article-journal": "JOUR",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "webpage": "ELEC",
    "manuscript": "MANSCPT",
    "document": "GEN",
}
# Field of CSL → field of BibTeX; of the container below.
_BIBTEX_FIELDS = (
    ("title", "title"),
    ("volume", "volume"),
    ("issue", "number"),
    ("page", "pages"),
    ("publisher", "publisher"),
    ("publisher-place", "address"),
    ("edition", "edition"),
    ("collection-title", "series"),
    ("chapter-number", "chapter"),
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("URL", "url"),
)
_RIS_FIELDS = (
    ("title", "primary_title"),
    ("container-title", "secondary_title"),
    ("collection-title", "tertiary_title"),
    ("volume", "volume"),
    ("issue", "number"),
    ("publisher", "publisher"),
    ("publisher-place", "place_published"),
    ("edition", "edition"),
    ("DOI", "doi"),
    ("URL", "urls"),
)


def as_csl_json(items: Sequence[Item]) -> bytes:
    """CSL-JSON, the data model of citeproc: one array."""
    return (json.dumps(list(items), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def as_bibtex(items: Sequence[Item]) -> bytes:
    """BibTeX in UTF-8, the characters that TeX would take for its own escaped."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, Field

    entries: list[Block] = []
    for item in items:
        fields: list[tuple[str, str]] = [
            (name, " and ".join(map(_bibtex_name, item[name]))) for name in ("author", "editor") if name in item
        ]
        fields += [(theirs, str(item[ours])) for ours, theirs in _BIBTEX_FIELDS if ours in item]
        if "container-title" in item:
            fields.append(("journal" if item["type"] == "article-journal" else "booktitle", item["container-title"]))
        if item["type"] == "thesis":
            fields = [("school" if name == "publisher" else name, value) for name, value in fields]
        year = _year(item)
        if year:
            fields.append(("year", year))
        made = [Field(name, value if name in ("doi", "url") else _escaped(value)) for name, value in fields]
        entries.append(Entry(_BIBTEX[item["type"]], item["id"], made))
    return str(write_string(Library(entries))).encode()


def _bibtex_name(name: Item) -> str:
    if "literal" in name:
        return f"{{{name['literal']}}}"
    surname = " ".join(part for part in (name.get("non-dropping-particle"), name["family"]) if part)
    return ", ".join(str(part) for part in (surname, name.get("suffix"), name.get("given")) if part)


def _escaped(value: str) -> str:
    """TeX's special characters escaped; braces that are not in pairs would break the entry, and so go."""
    braces = value.count("{") == value.count("}")
    value = value if braces else value.replace("{", "(").replace("}", ")")
    value = value.replace("\\", r"\textbackslash ")
    for character in "&%$#_":
        value = value.replace(character, "\\" + character)
    return value


def as_ris(items: Sequence[Item]) -> bytes:
    """RIS, as reference managers read it."""
    import rispy

    entries = []
    for item in items:
        entry: Item = {"type_of_reference": _RIS[item["type"]], "id": item["id"]}
        for name, theirs in (
            ("author", "authors"),
            ("editor", "secondary_authors"),
            ("translator", "subsidiary_authors"),
        ):
            if name in item:
                entry[theirs] = [_ris_name(person) for person in item[name]]
        for ours, theirs in _RIS_FIELDS:
            if ours in item:
                entry[theirs] = [item[ours]] if theirs == "urls" else str(item[ours])
        if "page" in item:
            first, _, last = str(item["page"]).partition("-")
            entry["start_page"] = first
            if last:
                entry["end_page"] = last
        if "ISBN" in item or "ISSN" in item:
            entry["issn"] = item.get("ISBN") or item["ISSN"]
        year = _year(item)
        if year:
            entry["year"] = year
        entries.append(entry)

    class Plain(rispy.RisWriter):  # type: ignore[misc]
        """Entries without a number before each, which no reader asks for."""

        def set_header(self, count: int) -> str:
            return ""

    text: str = rispy.dumps(entries, implementation=Plain)
    return text.lstrip("\n").encode()


def _ris_name(name: Item) -> str:
    if "literal" in name:
        return str(name["literal"])
    surname = " ".join(part for part in (name.get("non-dropping-particle"), name["family"]) if part)
    return ", ".join(part for part in (surname, name.get("given"), name.get("suffix")) if part)


def _year(item: Item) -> str:
    issued = item.get("issued", {})
    parts = issued.get("date-parts")
    return str(parts[0][0]) if parts else str(issued.get("literal", ""))


FORMATS: tuple[tuple[str, Callable[[Sequence[Item]], bytes]], ...] = (
    ("bibtex", as_bibtex),
    ("csl-json", as_csl_json),
    ("ris", as_ris),
)
