"""What the lines of a cover sheet state: labelled statements, addresses, volume, and the names above them."""

from __future__ import annotations

import re

from tei_encode.bibliography.identifiers import ADDRESS, DOI, ISSN
from tei_encode.bibliography.names import names_in, person
from tei_encode.recognition.front.cover import VOLUME, Cover, is_provider_line
from tei_encode.recognition.front.likeness import letters
from tei_encode.recognition.observations import Line
from tei_encode.recognition.profiles import Profile

_DIGITAL = ("digital", "numérique", "online", "electronic", "en ligne", "eissn", "e-issn")
_PRINT = ("print", "imprimé", "impreso", "gedruckt")
# `The Journal of Rivers, Vol. 12, No. 3 (Sep., 1985), pp. 345-367`
_SOURCE = (
    r"(?i)^(?P<journal>[^\d]{3,120}?),?\s+(?:(?:vol(?:ume)?|bd|t|tome|jg|jahrg)\.?\s*)?(?P<volume>\d{1,4})"
    r"(?:\s*,\s*(?:no|nr|n°|h|fasc|issue)\.?\s*(?P<issue>[\w/–-]{1,9}))?\s*\((?P<date>[^()]{0,40}\d{4}[^()]{0,12})\)"
)
# `Revue des fleuves, n°12, 1985` · `Revue des fleuves, tome 30, n° 4, 1985`
_SOURCE_PLAIN = (
    r"^(?P<journal>[^\d]{3,120}?),\s*(?:(?:tome|vol|volume|t)\.?\s*(?P<volume>\d{1,4})\s*,?\s*)?"
    r"(?:n°|no|nr|numéro)\.?\s*(?P<issue>\d[\w/–-]{0,9}),\s*(?P<date>\d{4})"
)
_APA_YEAR = re.compile(r"\(((?:1[5-9]|20)\d\d)\)\.?\s*")
_REVIEW = re.compile(r"(?:review of|compte rendu de|rezension von|reseña de)\s*\[?", re.IGNORECASE)
_YEARS = re.compile(r"(?:1[4-9]|20)\d\d[-–](?:1[4-9]|20)\d\d")  # which a title may hold, and an ISSN too, but hardly
_PAGES = r"\bpp?\.\s?(\d+)\s?[-–]\s?(\d+)"


def read_cover(lines: list[Line], profile: Profile) -> Cover:
    """The statements of the lines of a cover sheet."""
    cover = Cover(len(lines))
    rights: list[str] = []
    issns: list[tuple[str, str]] = []
    names: list[Line] = []
    expected = ""
    policy_next = False
    for line in lines:
        text = line.text
        folded = text.casefold()
        label, value = _labelled(text, profile)
        if label and not value:
            expected = label
            continue
        if label:
            _state(label, value, cover, issns)
        elif expected and not is_provider_line(line, profile):
            _state(expected, text, cover, issns)
            continue
        elif folded.startswith(profile.rights):
            rights.append(text)
            policy_next = not ADDRESS.search(text)
        elif not _plain_statement(text, cover, issns, policy_next) and not is_provider_line(line, profile):
            if "volume" not in cover.facts and "source" not in cover.facts:
                names.append(line)
        else:
            policy_next = False
        expected = ""
    cover.rights, cover.issns = tuple(rights), tuple(issns)
    _heading(names, cover)
    return cover


def _labelled(text: str, profile: Profile) -> tuple[str, str]:
    """What a label at the head of a line says is stated, and the statement, where it follows on the line."""
    folded = text.casefold().strip(" :")
    if folded in profile.labels:
        return profile.labels[folded], ""
    lead, colon, value = text.partition(":")
    label = profile.labels.get(lead.casefold().strip(), "") if colon and len(lead) < 40 else ""
    # `Citer ce document / Cite this document :`
    if not label and colon and not value.strip() and " / " in lead:
        label = profile.labels.get(lead.split(" / ")[0].casefold().strip(), "")
    if label == "issn":
        return "issn", text
    return (label, value.strip()) if label and not value.startswith("//") else ("", "")


def _state(what: str, text: str, cover: Cover, issns: list[tuple[str, str]]) -> None:
    if what == "issn":
        _issns(text, issns)
    elif what == "author":
        cover.authors = cover.authors or tuple(names_in(text))
    elif what == "source":
        cover.facts.setdefault("source", text)
        _source(text, cover)
    elif what == "citation":
        cover.facts.setdefault("citation", text)
        doi = DOI.search(text)
        if doi:
            cover.facts.setdefault("doi", doi[0])
        if " In: " in text:
            _source(text.partition(" In: ")[2], cover)
    else:
        cover.facts.setdefault(what, text)


def _source(text: str, cover: Cover) -> None:
    match = re.match(_SOURCE, text) or re.match(_SOURCE_PLAIN, text)
    if match is None:
        return
    for key, value in match.groupdict().items():
        if value:
            cover.facts.setdefault(key, value.strip())
    if re.search(_PAGES, text):
        cover.facts.setdefault("citation", text)


def _plain_statement(text: str, cover: Cover, issns: list[tuple[str, str]], policy: bool) -> bool:
    """Read a line that says what it states by its form: volume, address, ISSN, the source of an article."""
    facts = cover.facts
    volume = VOLUME.match(text)
    if volume:
        for key in ("volume", "issue", "date"):
            if volume[key]:
                facts.setdefault(key, volume[key].strip())
        return True
    address, doi = ADDRESS.search(text), DOI.search(text)
    if doi and (text.casefold().startswith("doi") or "doi.org/" in text):
        facts.setdefault("doi", doi[0])
        return True
    if address and (text.startswith("http") or ":" in text[:14]):
        if policy:
            facts.setdefault("policy", address[0])
        elif not text.startswith("http") or "persee.fr/doc" in text:
            facts.setdefault("uri", address[0])
        return True
    issn = ISSN.search(text)
    if issn and len(text) < 120 and not _YEARS.fullmatch(issn[0]):
        _issns(text, issns)
        return True
    if len(text) < 160 and ", " in text and text[-1].isdigit() and re.match(_SOURCE_PLAIN, text):
        facts.setdefault("source", text)
        _source(text, cover)
        return True
    return False


def _issns(text: str, issns: list[tuple[str, str]]) -> None:
    for match in ISSN.finditer(text):
        after = text[match.end() : match.end() + 14].casefold()
        before = text[max(0, match.start() - 16) : match.start()].casefold()
        near = after if "(" in after[:3] else before
        kind = "digital" if any(w in near for w in _DIGITAL) else "print" if any(w in near for w in _PRINT) else ""
        issns.append((f"{match[1]}-{match[2].upper()}", kind))


def _heading(names: list[Line], cover: Cover) -> None:
    """Journal, title and authors: the lines before the volume, told apart by what the citation repeats."""
    facts = cover.facts
    texts = [line.text for line in names]
    cited = _cited(facts.get("citation", ""))
    if texts and facts.get("journal") and letters(texts[0]) == letters(facts["journal"]):
        texts.pop(0)
    # Among other words, those are journal and title that the citation repeats.
    repeated = [text for text in texts if letters(text) and letters(text) in letters(cited["all"])]
    if len([text for text in repeated if letters(text) not in letters(cited["author"])]) >= 2:
        texts = [text for text in texts if text in repeated or names_in(text)]
    authors: list[str] = []
    keep = 1 if facts.get("journal") or cover.authors else 2  # a journal and a title, or a title
    while len(texts) > keep and names_in(texts[-1]) and not _is_cited_title(texts[-1], cited):
        authors[:0] = names_in(texts.pop())
    if not cover.authors:
        cover.authors = tuple(authors)
    if texts and not facts.get("journal") and (len(texts) >= 2 or letters(texts[0]) in letters(cited["journal"])):
        facts["journal"] = texts.pop(0)
    if texts and "title" not in facts:
        _title(texts, cited, cover)
    for key in ("title", "journal"):
        if cited[key] and key not in facts:
            facts[key] = cited[key]
    if cited["author"] and not cover.authors:
        cover.authors = tuple(person(name).name for name in [cited["author"]] if "," in name)


def _title(texts: list[str], cited: dict[str, str], cover: Cover) -> None:
    """The title's lines: as many as the citation repeats; what follows is a subtitle."""
    wanted = letters(cited["title"] or cited["all"])
    title = texts[0]
    rest: list[str] = []
    for further in texts[1:]:
        joined = letters(f"{title} {further}")
        apart = any(f"{title}{colon}" in cited["all"] for colon in (":", " :", "\u00a0:"))
        if not rest and not apart and (joined in wanted if wanted else further[0].islower()):
            title = f"{title} {further}"
        else:
            rest.append(further)
    cover.facts["title"] = title
    if rest and len(rest[0]) < 200 and not names_in(rest[0]):
        cover.facts.setdefault("subtitle", rest[0])
    elif rest and not cover.authors:
        cover.authors = tuple(name for text in rest for name in names_in(text))


def _cited(citation: str) -> dict[str, str]:
    """The parts of a citation in author-year form: `Weil, A. (1999). On Rivers. Journal of Water, 12, 3–9.`"""
    parts = {"author": "", "title": "", "journal": "", "all": citation}
    year = _APA_YEAR.search(citation)
    if year is None:
        return parts
    parts["author"] = citation[: year.start()].strip(" ,.")
    rest = _REVIEW.sub("", citation[year.end() :], count=1)
    bracket = rest.find("]. ")
    end = bracket if bracket > 0 else rest.rfind(". ", 0, _volume_at(rest))
    if end > 0:
        parts["title"] = rest[:end].strip('[]«»“”" ')
        parts["journal"] = rest[end:].lstrip("]. ").split(",")[0].strip()
    return parts


def _volume_at(text: str) -> int:
    """Where the volume of a citation stands: behind the last comma that a number follows, pages left out."""
    return max((match.start() for match in re.finditer(r", \d+(?:\(|,)", text)), default=len(text))


def _is_cited_title(text: str, cited: dict[str, str]) -> bool:
    key = letters(text)
    return bool(cited["title"]) and key in letters(cited["title"]) and key not in letters(cited["author"])
