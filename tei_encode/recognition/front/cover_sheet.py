"""The cover sheet that a repository sets before an article: how far it goes. What it states: `cover_facts.py`."""

from __future__ import annotations

from tei_encode.recognition.front.cover import ADDRESS_LINE, Cover, is_provider_line
from tei_encode.recognition.front.likeness import alike, letters
from tei_encode.recognition.observations import Line, Observations
from tei_encode.recognition.profiles import Profile

__all__ = ["Cover", "find_cover"]

_FARTHEST = 70  # lines: no cover sheet is longer
_GAP = 8  # lines of other words between two of the provider's own
_ABSTRACT = ("abstract", "article abstract", "résumé", "resumen", "resumo", "zusammenfassung", "riassunto")


def find_cover(observations: Observations, profile: Profile) -> Cover:
    """How many of the first lines are a cover sheet, and what they say.

    *Seen*: three or more lines of a repository's own words, of two kinds, within the first 70 lines; everything before
    the last of them belongs to the sheet. Without a known provider, its title must stand again behind it, or a citation
    on it and four kinds. *Not seen*: an article that prints its DOI, ISSN and licence around the title.
    """
    lines = observations.lines[:_FARTHEST]
    strong = [line.index for line in lines if is_provider_line(line, profile)]
    if not strong or strong[0] > 25:
        return Cover()
    count = _extent(strong)
    strong = [index for index in strong if index < count]
    kinds = {_kind(lines[index], profile) for index in strong}
    if len(strong) < 3 or len(kinds) < 2:
        return Cover()
    from tei_encode.recognition.front.cover_facts import read_cover

    count = _statement_goes_on(observations, count)
    cover = read_cover(lines[:count], profile)
    cover.line_count = count
    again = _title_again(observations, cover)
    if again and observations.lines[count].text[:40].casefold().startswith(_ABSTRACT):
        cover.line_count = again  # the sheet of some providers ends with the abstract
    if profile.distributor:
        return cover
    enough = "citation" in cover.facts and len(kinds) >= 4
    return cover if again or enough else Cover()


def _kind(line: Line, profile: Profile) -> str:
    folded = line.text[:80].casefold()
    for phrase in profile.boilerplate:
        if folded.startswith(phrase):
            return phrase
    return "address" if ADDRESS_LINE.match(line.text) else "volume"


def _extent(strong: list[int]) -> int:
    last = strong[0]
    for index in strong:
        if index - last > _GAP:
            break
        last = index
    return last + 1


def _statement_goes_on(observations: Observations, count: int) -> int:
    """Where lines are wrapped, the last statement may go on in lines that do not begin as a provider's do."""
    lines = observations.lines
    if not observations.wrapped:
        return count
    apart = 1 if observations.spaced else 0
    while count < len(lines) and lines[count].blank_before <= apart and not lines[count].page_end_before:
        before = lines[count - 1]
        if before.is_terminal or not (before.length > 0.8 * observations.width or lines[count].text[0].islower()):
            break
        count += 1
    return count


def _title_again(observations: Observations, cover: Cover) -> int:
    """Index of the line, soon after the sheet, at which its title stands again; 0 where it does not."""
    title = letters(cover.facts.get("title", ""))
    if len(title) < 5:
        return 0
    for line in observations.lines[cover.line_count : cover.line_count + 40]:
        key = letters(line.text[:320])
        if len(key) >= min(12, len(title)) and alike(key, title):
            return line.index
    return 0
