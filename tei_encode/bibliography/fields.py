"""The fields of one reference, by careful rules: author, title, translator, imprint (`#COBI`).

For lists of reviewed works, whose form is steady. Ranges are code points of the text given, the end excluded; text
order and punctuation are never touched.
"""

from __future__ import annotations

import re

from tei_encode.model.document import Kind

Field = tuple[int, int, Kind, dict[str, str]]

_INNER = r"(?P<place>[^\W\d_][^():\[\]\d]{1,60}?)\s?:\s(?P<publisher>[^():]{2,80}?),?\s(?P<date>(?:1[5-9]|20)\d\d)"
_IMPRINT = re.compile(r"[(\[]" + _INNER + r"[)\]]")
_OPEN_IMPRINT = re.compile(r"(?<=[.,] )(?=[^.,]{2,40}:)" + _INNER)
_PLACE_DATE = re.compile(r"[(](?P<place>[^\W\d_][^():\d]{1,40}?),?\s(?P<date>(?:1[5-9]|20)\d\d)[)]")
_ROLE = re.compile(
    r",?\s\(?(?:(?P<translator>trans(?:l|lated)?\.?(?:\sby)?|tr\.|traduit\spar|trad\.(?:\spar)?|übers\.(?:\svon)?|übersetzt\svon)"
    r"|(?P<editor>ed(?:s|ited)?\.?(?:\sby)?|hrsg\.(?:\svon)?|éd\.|a\scura\sdi|sous\sla\sdirection\sde))\s",
)
REPEATED = re.compile(r"(?:[-–—_]\s?){2,}|—|(?:idem|id|ders|dies)\b\.?", re.IGNORECASE)


def repeated_author(text: str) -> int:
    """How many characters of an entry stand for the author of the one before: dashes, Idem; else 0."""
    match = REPEATED.match(text)
    return len(match[0].rstrip()) if match else 0


def work_fields(text: str) -> list[Field]:
    """The fields of one description of a book; empty where its form is not known."""
    imprint = _IMPRINT.search(text) or _PLACE_DATE.search(text) or _OPEN_IMPRINT.search(text)
    if imprint is None:
        return []
    found: list[Field] = []
    for name, kind in (("place", Kind.PUB_PLACE), ("publisher", Kind.PUBLISHER), ("date", Kind.DATE)):
        if name in imprint.re.groupindex and imprint[name]:
            attributes = {"when": imprint["date"]} if kind is Kind.DATE else {}
            found.append((*imprint.span(name), kind, attributes))
    head_end = imprint.start()
    role = _ROLE.search(text, 0, head_end)
    if role is not None:
        end = head_end
        while end > role.end() and text[end - 1] in " ,.([":
            end -= 1
        kind_of = "translator" if role["translator"] else "editor"
        if end > role.end():
            found.append((role.end(), end, Kind.EDITOR, {"role": kind_of}))
        head_end = role.start()
    return sorted([*_author_title(text, head_end), *found], key=lambda field: field[0])


def _author_title(text: str, end: int) -> list[Field]:
    """Author up to the first comma that ends a name, title from there to the imprint."""
    while end > 0 and text[end - 1] in " ,.([":
        end -= 1
    dashes = repeated_author(text)
    author_end = dashes
    if not dashes:
        author_end = text.find(", ", 0, end)
        following = text[author_end + 2 : end].split(" ", 1)[0] if author_end > 0 else ""
        # An inverted name has a comma of its own: `Surname, F., Title`.
        second = text.find(", ", author_end + 2, end) if author_end > 0 else -1
        if second > 0 and " " not in text[:author_end] and (following.endswith(".") or second - author_end < 24):
            author_end = second
    if author_end <= 0 or author_end > 80:
        return [(0, end, Kind.TITLE, {"level": "m"})] if end > 3 else []
    title_start = author_end
    while title_start < end and text[title_start] in " ,.:*_":
        title_start += 1
    title_end = end
    while title_end > title_start and text[title_end - 1] in "*_":
        title_end -= 1
    fields: list[Field] = [(0, author_end, Kind.AUTHOR, {})]
    if title_end > title_start:
        fields.append((title_start, title_end, Kind.TITLE, {"level": "m"}))
    return fields
