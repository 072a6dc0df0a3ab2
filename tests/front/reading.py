"""Reading the opening of an article as recognition does, without the rest of it."""

from __future__ import annotations

from tei_encode.language.cues import cues
from tei_encode.language.detect import detect
from tei_encode.model.source import Source
from tei_encode.readers import read_pages
from tei_encode.recognition.front import Cover, Front, find_cover, find_front
from tei_encode.recognition.inline.noise import noise_score
from tei_encode.recognition.observations import Observations, observe
from tei_encode.recognition.profiles import Profile, choose_profile

# Prose that ends every opening here: long enough to be the text, in lines or in one.
PROSE = (
    "Nobody has counted the mills of Arden, and nobody will. The records burnt in the year of the great flood, and what "
    "the monks wrote down afterwards is as much legend as memory. Still, something can be said of those who kept them, "
    "for they paid their dues in flour, and flour is weighed. The first keeper died in a quarrel about eels.\n\n"
    "His son kept the mill for forty years, and left it to a daughter who could read. She wrote down what came in and "
    "what went out, and it is from her book that we know the price of bread in the valley. It fell, and it never rose."
)


def wrapped(text: str, width: int = 70) -> str:
    """Every paragraph in lines, as a page has them."""
    import textwrap

    return "\n\n".join(textwrap.fill(part, width) for part in text.split("\n\n"))


def opening(text: str) -> tuple[Observations, Profile, Cover, Front]:
    """Everything that is said of the first lines of a text."""
    source: Source = read_pages([("article.txt", text.encode())])[0]
    observations = observe(source)
    profile = choose_profile(None, source.text[:6000])
    cover = find_cover(observations, profile)
    noise = {line.index: noise_score(line.text) for line in observations.lines if line.length <= 9}
    words = cues([code for code, share in detect(source.text) if share > 0.25])
    return observations, profile, cover, find_front(observations, cover.line_count, cover, words, noise)


def zones(text: str) -> list[tuple[str, str]]:
    """(zone, line) of the lines that were labelled, and of the first one that was not."""
    observations, _, cover, front = opening(text)
    found = [("cover", line.text) for line in observations.lines[: cover.line_count]]
    behind = observations.lines[cover.line_count : front.end + 1]
    return found + [(front.labels.get(line.index, "body"), line.text) for line in behind]
