"""Cue words of the languages of an article, from one data file a language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from unicodedata import combining, normalize

from tei_encode.model.record import record
from tei_encode.resources import load_resource

# Letters that recognition takes for one another: of each class the first stands for all; of two letters before.
_PAIRS = (("rn", "m"), ("cl", "d"), ("ii", "u"), ("vv", "w"))
_CLASSES = {ord(c): group[0] for group in ("ceo0", "il1tfjr", "nuh", "b86", "gq9", "vy", "s5") for c in group}
_LEAST_MISREAD = 7  # letters; shorter words are too often one another

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")


@record(frozen=True)
class Cues:
    """Words that say what a line or a division is, merged over languages; all case-folded."""

    head_types: dict[str, str]  # words of a head → division type
    misread: dict[str, str]  # glyph classes of the longer of them → division type
    words: dict[str, frozenset[str]]  # kind of cue → its words and phrases
    advert: frozenset[str]
    mentions: dict[str, tuple[str, ...]]  # word → what a short line of the front or back matter has it for

    def head_type(self, words: str) -> str:
        """The division type that the case-folded words of a head say, a misread letter or two allowed, or empty."""
        return self.head_types.get(words, "") or self.misread.get(glyph_classes(words), "")

    def of(self, kind: str) -> frozenset[str]:
        """The words of one kind: "keywords", "caption", "history"; of those that lines mention, "post", "rights" …"""
        return self.words.get(kind, frozenset())


@cache
def _load(languages: tuple[str, ...]) -> Cues:
    head_types: dict[str, str] = {}
    words: dict[str, set[str]] = {}
    mentions: dict[str, tuple[str, ...]] = {}
    for heads in load_resource("language/heads.toml").values():
        for kind, phrases in heads.items():
            for phrase in phrases.split("|"):
                head_types.setdefault(phrase, kind)
    for code in languages:
        table = load_resource(f"language/cues/{code}.toml")
        for kind, phrases in table["words"].items():
            words.setdefault(kind, set()).update(phrases.split("|"))
        for kind, listed in table["mentions"].items():
            words.setdefault(kind, set()).update(listed.split("|"))
            for word in listed.split("|"):
                known = mentions.get(word, ())
                if kind not in known:
                    mentions[word] = (*known, kind)
    frozen = {kind: frozenset(found) for kind, found in words.items()}
    misread = {glyph_classes(phrase): kind for phrase, kind in head_types.items() if len(phrase) >= _LEAST_MISREAD}
    return Cues(head_types, misread, frozen, frozen.get("advert", frozenset()), mentions)


def glyph_classes(text: str) -> str:
    """A string as one that knows no difference between letters that recognition confuses, and no marks above them."""
    for two, one in _PAIRS:
        text = text.replace(two, one)
    plain = "".join(c for c in normalize("NFD", text) if not combining(c))
    return plain.translate(_CLASSES)


def cues(languages: Sequence[str]) -> Cues:
    """The cues of these languages (BCP 47), English always among them: abstracts and provider's words often are."""
    wanted = [code.split("-")[0] for code in languages]
    return _load(tuple(code for code in LANGUAGES if code == "en" or code in wanted))
