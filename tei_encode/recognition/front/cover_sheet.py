"""The cover sheet that a repository sets before an article, and what it states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.profiles import Profile

_FARTHEST = 70  # lines: no cover sheet is longer
_VOLUME = re.compile(
    r"^(?:vol(?:ume|\.)?|jahrgang|band|bd\.?|tome|t\.)\s*(?P<volume>[\dIVXLC]+)"
    r"(?:\s*,?\s*(?:number|no|n°|nr|numéro|issue|heft|h)\.?\s*(?P<issue>[\w–-]+))?\s*,\s*(?P<date>[^,\d]{0,20}\s?\d{4}(?:[–-]\d{2,4})?)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:uri|url|doi|permalink|stable url)\s?:|^https?://\S+$", re.IGNORECASE)
_ISSN = re.compile(r"\b\d{4}-\d{3}[\dXx]\b")


@dataclass(slots=True)
class Cover:
    """The first `line_count` lines of the source are the cover sheet; its statements by kind, as printed."""

    line_count: int = 0
    facts: dict[str, str] = field(default_factory=dict)  # journal, title, volume, issue, date, publisher, citation …
    authors: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    issns: tuple[tuple[str, str], ...] = ()  # (number, "print" | "digital" | "")


def find_cover(observations: Observations, profile: Profile) -> Cover:
    """How many of the first lines are a cover sheet, and what they say.

    *Seen*: two or more lines of a repository's own words, the last of them within the first 70 lines; everything before
    it belongs to the sheet. *Not seen*: an article that merely prints its DOI or a licence line under the title.
    """
    lines = observations.lines[:_FARTHEST]
    strong = [line.index for line in lines if _is_provider_line(line, profile)]
    kinds = {_kind(lines[index], profile) for index in strong}
    if len(strong) < 3 or len(kinds) < 2:
        return Cover()
    last = strong[0]
    for index in strong:
        if index - last > 8:
            break
        last = index
    count = last + 1
    # A long statement may go on in lines that do not begin like one.
    cover = Cover(count)
    _read(lines[:count], profile, cover)
    if "volume" not in cover.facts and "citation" not in cover.facts and not profile.distributor:
        return Cover()
    return cover


def _kind(line: Line, profile: Profile) -> str:
    folded = line.text.casefold()
    for phrase in profile.boilerplate:
        if folded.startswith(phrase):
            return phrase
    return "address" if _ADDRESS.match(line.text) else "volume"


def _is_provider_line(line: Line, profile: Profile) -> bool:
    folded = line.text.casefold()
    return folded.startswith(profile.boilerplate) or bool(_ADDRESS.match(line.text)) or bool(_VOLUME.match(line.text))


def _read(lines: list[Line], profile: Profile, cover: Cover) -> None:
    """Fill the statements of the sheet."""
    facts = cover.facts
    rights: list[str] = []
    issns: list[tuple[str, str]] = []
    expected = ""
    names: list[Line] = []
    policy_next = False
    for line in lines:
        text = line.text
        folded = text.casefold().strip(" :")
        volume = _VOLUME.match(text)
        if volume:
            for key in ("volume", "issue", "date"):
                if volume[key]:
                    facts.setdefault(key, volume[key].strip())
        elif expected and not _is_provider_line(line, profile):
            _expect(expected, text, facts, issns)
            expected = "" if expected != "publisher" else "publisher"
            continue
        elif folded in profile.publisher:
            expected = "publisher"
            continue
        elif folded in profile.issn:
            expected = "issn"
            continue
        elif folded in profile.cite:
            expected = "citation"
            continue
        elif folded.startswith(profile.rights):
            rights.append(text)
            policy_next = "viewed online" in folded or "consulter en ligne" in folded
        elif _ADDRESS.match(text):
            _address(text, facts, policy_next)
            policy_next = False
        elif _ISSN.search(text):
            _expect("issn", text, facts, issns)
        elif not volume and "volume" not in facts and not _is_provider_line(line, profile):
            names.append(line)
        if not volume:
            expected = ""
    cover.rights, cover.issns = tuple(rights), tuple(issns)
    _heading(names, cover)


def _expect(what: str, text: str, facts: dict[str, str], issns: list[tuple[str, str]]) -> None:
    if what == "issn":
        for match in _ISSN.finditer(text):
            after = text[match.end() : match.end() + 16].casefold()
            digital = any(word in after for word in ("digital", "numérique", "online", "electronic"))
            printed = any(word in after for word in ("print", "imprimé"))
            issns.append((match[0].upper(), "digital" if digital else "print" if printed else ""))
    else:
        facts.setdefault(what, text)


def _address(text: str, facts: dict[str, str], policy: bool) -> None:
    found = re.search(r"https?://\S+", text)
    if text.casefold().startswith("doi") or "doi.org/10." in text:
        doi = re.search(r"10\.\d{4,9}/\S+", text)
        if doi:
            facts.setdefault("doi", doi[0].rstrip(".,"))
    if found:
        facts.setdefault("policy" if policy else "uri", found[0].rstrip(".,")) if policy or not text.startswith(
            "http"
        ) else None


def _heading(names: list[Line], cover: Cover) -> None:
    """Journal, title and authors: the lines before the volume, told apart by what the citation repeats."""
    from tei_encode.bibliography.names import is_name, names_in

    citation = "".join(c for c in cover.facts.get("citation", "").casefold() if c.isalpha())
    texts = [line.text for line in names]
    if not texts:
        return
    authors: list[str] = []
    while len(texts) > 1 and (names_in(texts[-1]) or is_name(texts[-1])) and len(texts) > 2:
        authors[:0] = names_in(texts.pop())
    if len(texts) >= 2:
        cover.facts.setdefault("journal", texts[0])
        title = texts[1]
        for further in texts[2:]:
            key = "".join(c for c in (title + further).casefold() if c.isalpha())
            if citation and key in citation:
                title = f"{title} {further}"
            else:
                cover.facts.setdefault("subtitle", further)
        cover.facts.setdefault("title", title)
    else:
        cover.facts.setdefault("title", texts[0])
    cover.authors = tuple(authors)
