"""Everything that is known of a document before its lines are labelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei_encode.language.cues import Cues, cues
from tei_encode.language.detect import detect
from tei_encode.model.record import record
from tei_encode.model.source import Source
from tei_encode.recognition.evidence import Evidence, gather_evidence
from tei_encode.recognition.front import Cover, Front, find_cover, find_front, is_self_citation
from tei_encode.recognition.front.likeness import letters
from tei_encode.recognition.front.metadata import page_range
from tei_encode.recognition.furniture import find_furniture
from tei_encode.recognition.inline.noise import noise_score
from tei_encode.recognition.observations import Observations, measure, observe
from tei_encode.recognition.profiles import Profile, choose_profile
from tei_encode.recognition.splitting import split_lines

if TYPE_CHECKING:
    from tei_encode.findings import Finding
    from tei_encode.model.ruling import Ruling
    from tei_encode.recognition.given import Given

_OPENING = 6000  # code points in which a provider says who it is
_SPECK = 9  # code points: a longer line is no speck
_SHARE = 0.25  # of the evidence: a language with less is not one of the article's


@record(frozen=True)
class Settings:
    """What recognition takes from the configuration."""

    language: str = ""
    profile: str | None = None
    line_breaks: bool = False
    rulings: tuple[Ruling, ...] = ()  # what persons decided of this source
    why: bool = False  # whether the reasons for every label are wanted


@record()
class Study:
    """One document, observed but not yet labelled."""

    source: Source
    observations: Observations
    profile: Profile
    cues: Cues
    language: str  # BCP 47; "und" where none is known
    languages: tuple[str, ...]
    cover: Cover
    front: Front
    evidence: Evidence
    pages: tuple[int, int] | None  # the cited range
    given: Given | None = None  # what persons decided
    rulings: tuple[Ruling, ...] = ()  # those that take part
    findings: tuple[Finding, ...] = ()


def study(source: Source, settings: Settings) -> Study:
    """Observe a source and gather what the recognisers of single phenomena say of its lines."""
    observations = observe(source)
    split_lines(observations, measure)
    lines = observations.lines
    found = detect(source.text)
    languages = tuple(code for code, share in found if share >= _SHARE) or ((found[0][0],) if found else ())
    language = settings.language or (languages[0] if languages else "und")
    profile = choose_profile(settings.profile, source.text[:_OPENING])
    words = cues(languages or ("en",))
    cover = find_cover(observations, profile)
    noise = {line.index: score for line in lines if line.length <= _SPECK and (score := noise_score(line.text)) > -5}
    front = find_front(observations, cover.line_count, cover, words, noise)
    citations = _citations(observations, cover, front)
    pages = page_range(cover, [lines[index].text for index, score in sorted(citations.items()) if score > 2])
    titles = (front.title, cover.facts.get("title", ""), cover.facts.get("journal", ""))
    keys = tuple(letters(title) for title in titles if title)
    furniture = find_furniture(observations, cover.line_count, keys, pages)
    evidence = gather_evidence(observations, words, cover, front, profile, furniture, noise, citations, language)
    studied = Study(
        source, observations, profile, words, language, languages or (language,), cover, front, evidence, pages
    )
    if settings.rulings:
        from tei_encode.recognition.rulings import constrain

        studied.given, studied.rulings, studied.findings = constrain(settings.rulings, lines)
    return studied


def _citations(observations: Observations, cover: Cover, front: Front) -> dict[int, float]:
    """Lines that may cite this very article."""
    title = cover.facts.get("title", "") or front.title
    if not title:
        return {}
    names = list(cover.authors) or front.authors
    journal = cover.facts.get("journal", "")
    found = {}
    for line in observations.lines[front.end :]:
        if 30 <= line.length <= 400 and line.digits:
            score = is_self_citation(line.text, title, names, journal)
            if score > 0:
                found[line.index] = score
    return found
