"""The fields of one reference, by careful rules: author, title, translator, imprint (`#COBI`).

For lists of reviewed works, whose form is steady. Ranges are code points of the text given, the end excluded; text
order and punctuation are never touched.
"""

from __future__ import annotations

import re

from tei_encode.bibliography.names import names_in
from tei_encode.model.document import Kind
from tei_encode.model.pattern import late

Field = tuple[int, int, Kind, dict[str, str]]

_LONGEST = 600  # code points of a description that is looked at
_YEAR = r"(?P<date>(?:1[5-9]|20)\d\d)(?![\d–-])"
_DATED = re.compile(r"(?:1[5-9]|20)\d\d(?![\d–-])")
_PLACES = r"[^\W\d_a-z][\w.’'-]{1,24}(?:(?: |/| / |-)(?:and|und|et|y|e|am|of|[^\W\d_a-z][\w.’'-]{0,24})){0,5}"
_INNER = r"(?P<place>[^\W\d_][^():\[\]\d]{1,60}?)\s?:\s(?P<publisher>[^():]{2,80}?),?\s" + _YEAR
_IMPRINT = re.compile(r"[(\[]" + _INNER + r"(?:[.,;][^()\[\]]{0,60})?[)\]]")
_OPEN_IMPRINT = late(r"(?<=[.,?!] )(?=[^.,?!]{2,40}:)" + _INNER)
_PLACE_DATE = late(r"[(](?P<place>[^\W\d_][^():\d]{1,40}?),?\s" + _YEAR + "[)]")
# Compiled where first met: most sources have none.
_COMMA_IMPRINT = rf", (?P<place>{_PLACES}), (?P<publisher>[^\W\d_][^,():;\d]{{2,60}}), {_YEAR}(?=[,.;]|$)"
_COMMA_DATE = rf"[,.] (?P<place>{_PLACES}),? {_YEAR}(?=[,.;]|$)"
_ROLE = re.compile(
    r"[,.]?\s\(?(?:(?P<translator>trans(?:l|lated)?\.?(?:\sby)?|tr\.|traduit\s(?:\S{1,12}\s){0,3}par|trad\.(?:\s(?:par|de|di))?"
    r"|übers\.(?:\svon)?|übersetzt\svon)|(?P<editor>ed(?:s|ited)?(?:\.|\sby)|hrsg\.(?:\svon)?|éd\.|a\scura\sdi"
    r"|sous\sla\sdirection\sde))\s(?=[^\W\d_])",
    re.IGNORECASE,
)
_EDITOR_SUFFIX = re.compile(r",?\s\(?(?:eds?|hrsg|hg|hgg|dir|coords?|éds?|cur)\.?\)?$", re.IGNORECASE)
# `Bread and Stones. By Ada Wells.`
_BY = re.compile(r"(?<=[.,!?])\s(?:By|by|Par|Von|Di|Por)\s(?=[^\W\d_])")
_AND = re.compile(r"[ ,](?:and|und|et|y|e|en|&) ")
_REPEATED = re.compile(r"(?:[-–—_]\s?){2,}|—|(?:idem|id|ders|dies)\b\.?", re.IGNORECASE)


def repeated_author(text: str) -> int:
    """How many characters of an entry stand for the author of the one before: dashes, Idem; else 0."""
    match = _REPEATED.match(text)
    return len(match[0].rstrip()) if match else 0


def work_fields(text: str) -> list[Field]:
    """The fields of one description of a book; empty where its form is not known.

    *Seen*: `Author, Title (Place: Publisher Year)`, `Author. Title. Place: Publisher, Year`, `Title. By Author. (…)`,
    `Author, Title, Place, Publisher, Year`. *Not seen*: a sentence that has a year in brackets, articles, series.
    """
    if len(text) > _LONGEST or _DATED.search(text) is None:
        return []
    imprint = _imprint(text)
    if imprint is None:
        return []
    found: list[Field] = []
    for name, kind in (("place", Kind.PUB_PLACE), ("publisher", Kind.PUBLISHER), ("date", Kind.DATE)):
        if name in imprint.re.groupindex and imprint[name]:
            attributes = {"when": imprint["date"]} if kind is Kind.DATE else {}
            found.append((*imprint.span(name), kind, attributes))
    head_end = imprint.start()
    role = _ROLE.search(text, 4, head_end)
    if role is not None and not _EDITOR_SUFFIX.search(text[: role.end()].rstrip(" ,")):
        end = _trimmed(text, role.end(), head_end)
        if names_in(text[role.end() : end]):
            found.append((role.end(), end, Kind.EDITOR, {"role": "translator" if role["translator"] else "editor"}))
            head_end = role.start()
    responsible = _author_title(text, head_end)
    return sorted([*responsible, *found], key=lambda field: field[0]) if responsible else []


def _imprint(text: str) -> re.Match[str] | None:
    """Place, publisher and year: between brackets, else behind a colon, else behind commas if a name comes first."""
    found = _IMPRINT.search(text) or _PLACE_DATE.search(text) or _OPEN_IMPRINT.search(text)
    if found is None and (repeated_author(text) or _name_end(text, len(text))):
        found = re.search(_COMMA_IMPRINT, text) or re.search(_COMMA_DATE, text)
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    """End of what stands between two offsets without the punctuation that closes it."""
    while end > start and text[end - 1] in " ,.([;:*_":
        end -= 1
    return end


def _name_end(text: str, end: int) -> int:
    """Where the names at the head of an entry end, the mark of editors included; 0 where it begins with none."""
    stops = _stops(text, min(end, 160))
    best = 0
    for position, stop in enumerate(stops):
        lead = text[:stop]
        bare = _EDITOR_SUFFIX.sub("", lead)
        if best and bare == lead:
            # A further name belongs to the list only where a conjunction says so: `A. Weil, B. Marsh and C. Reed, …`.
            rest = text[best:stop].lstrip(", ")
            following = text[stop : stops[position + 1]] if position + 1 < len(stops) else ""
            if not (_AND.search(f" {rest}") or _AND.search(following)) or not names_in(bare):
                break
        if names_in(bare) or _is_inverted(bare):
            best = len(lead)
    return best


def _stops(text: str, end: int) -> list[int]:
    """Where the names at the head of an entry may end: before a comma, colon or stop, behind a bracket."""
    found = []
    for at in range(2, end - 1):
        character, following = text[at], text[at + 1]
        if character in ",:." and following == " ":
            # The stop of an initial ends nothing, that of `ed.` stays with it.
            if character != "." or text[at - 2 : at].isalpha():
                abbreviated = text[max(0, at - 3) : at].strip(" (").casefold() in ("ed", "eds", "hg", "dir")
                found.append(at + (character == "." and abbreviated))
        elif character == ")" and following in " ,.:":
            found.append(at + 1)
    return found[:8]


def _is_inverted(text: str) -> bool:
    """`Wells, Ada`, `WELLS (Ada)`: a surname, and one or two forenames."""
    surname, comma, forenames = text.partition(", ") if ", " in text else text.rstrip(")").partition(" (")
    words = forenames.split()
    if not comma or not 1 <= len(words) <= 2 or " " in surname or not surname[:1].isupper() or not surname.isalpha():
        return False
    return all(word[0].isupper() and word.strip(".-").isalpha() for word in words) and len(forenames) < 24


def _author_title(text: str, end: int) -> list[Field]:
    """Author or editors at the head of an entry, title from there to the imprint."""
    end = _trimmed(text, 0, end)
    by = _BY.search(text, 0, end)
    if by is not None and names_in(text[by.end() : end]):
        title_end = _trimmed(text, 0, by.start())
        title_start = len(text) - len(text.lstrip('*_“„«"'))
        return [(title_start, title_end, Kind.TITLE, {"level": "m"}), (by.end(), end, Kind.AUTHOR, {})]
    name_end = repeated_author(text) or _name_end(text, end)
    if not name_end:
        return []
    title_start = name_end
    while title_start < end and text[title_start] in " ,.:;*_—–-":
        title_start += 1
    suffix = _EDITOR_SUFFIX.search(text[:name_end])
    fields: list[Field] = [
        (0, suffix.start(), Kind.EDITOR, {"role": "editor"}) if suffix else (0, name_end, Kind.AUTHOR, {})
    ]
    if end > title_start:
        fields.append((title_start, end, Kind.TITLE, {"level": "m"}))
    return fields
