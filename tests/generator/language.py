"""The words of one language: sentences, titles, people, references, from its pack (`languages/README.md`)."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
_SLOT = re.compile(r"\{(\w+)\}")
_QUOTES = {
    "en": ("“”", '""', "‘’", "''"), "fr": ("«\u00a0|\u00a0»", "« | »", "«|»", "“”", '""'), "de": ("„“", "»«", "«»", '""'),
    "es": ("«»", "“”", '""'), "it": ("«»", "“”", '""'), "pt": ("“”", "«»", '""'), "nl": ("‘’", "“”", "„”", '""'),
}  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@cache
def pack(code: str) -> dict[str, Any]:
    """The pack of a language."""
    return tomllib.loads((Path(__file__).parent / "languages" / f"{code}.toml").read_text(encoding="utf-8"))


class Language:
    """Everything that is said in one language, by one random stream."""

    def __init__(self, code: str, rng: Random) -> None:
        self.code, self.rng, self.pack = code, rng, pack(code)
        self.marks = rng.choice(_QUOTES[code])
        self.era = rng.choice(((1850, 1914), (1900, 1960), (1950, 2000), (1990, 2024), (1990, 2024)))
        self._depth = 0

    # ---- slots
    def pick(self, table: str, key: str) -> str:
        """One string of a table, its slots filled."""
        return self.fill(self.rng.choice(self.pack[table][key]))

    def fill(self, pattern: str) -> str:
        """The pattern with its slots filled."""
        return _SLOT.sub(lambda match: self._slot(match[1]), pattern) if "{" in pattern else pattern

    def _slot(self, name: str) -> str:
        rng = self.rng
        self._depth += 1
        try:
            match name:
                case "np":
                    return self.pick("prose", "np") if self._depth < 4 else rng.choice(self.pack["prose"]["term"])
                case "vp" | "abbr" | "term":
                    return self.pick("prose", name)
                case "quoted":
                    return self.quoted()
                case "person":
                    return self.person()
                case "surname" | "forename":
                    return rng.choice(self.pack["people"][name])
                case "place" | "publisher" | "journal" | "institution" | "archive" | "university":
                    return self.pick("world", name)
                case "title":
                    return self.book()
                case "TITLE":
                    return self.book().upper()
                case "JOURNAL":
                    return self.pick("world", "journal").upper()
                case "year":
                    return str(self.year())
                case "years":
                    return self.years()
                case "century":
                    return rng.choice((*_ROMAN[12:], "16", "17", "18", "19"))
                case "pages":
                    return self.pages()
                case "n":
                    return str(rng.choice((rng.randint(1, 12), rng.randint(1, 90), rng.randint(10, 420))))
        finally:
            self._depth -= 1
        raise KeyError(name)

    def year(self) -> int:
        return self.rng.randint(*self.era)

    def years(self) -> str:
        first = self.rng.randint(1500, self.era[1])
        last = first + self.rng.randint(1, 60)
        return f"{first}{self.rng.choice('-–')}{last if self.rng.random() < 0.6 else str(last)[2:]}"

    def pages(self) -> str:
        first = self.rng.randint(1, 600)
        return f"{first}{self.rng.choice('-–-')}{first + self.rng.randint(1, 40)}"

    # ---- people and works
    def person(self) -> str:
        """A full name, in one of the forms that stand in running text."""
        rng = self.rng
        forename, surname = rng.choice(self.pack["people"]["forename"]), rng.choice(self.pack["people"]["surname"])
        form = rng.random()
        if form < 0.62:
            return f"{forename} {surname}"
        initial = forename[0] + "."
        if form < 0.76:
            return f"{initial} {surname}"
        if form < 0.86:
            return f"{initial} {rng.choice('ABCDEFGHJKLMPRSTW')}. {surname}"
        if form < 0.9:
            return f"{initial}{rng.choice('ABCDEFGHJKLMPRSTW')}. {surname}"
        return f"{forename} {rng.choice('ABCDEFGHJKLMPRSTW')}. {surname}"

    def address(self) -> str:
        """An address on the web, of hosts that nobody has."""
        rng = self.rng
        host = rng.choice(
            ("www.lampwick", "salt-road", "orme-town", "ferry", "archive.tolls", "ledger", "bells", "data.landing")
        )
        domain = rng.choice(("example.org", "example.com", "example.net", "test", "example.edu"))
        path = "/".join(
            rng.choice(
                (
                    "",
                    "index.html",
                    "essays",
                    str(rng.randint(1, 9999)),
                    "view?id=7",
                    "node",
                    "en",
                    "a/b",
                    "lampe-2",
                    "doc.pdf",
                )
            )
            for _ in range(rng.randint(0, 3))
        )
        if rng.random() < 0.15:
            return f"https://doi.org/10.{rng.randint(1000, 9999)}/{host[:4]}.{rng.randint(10, 9999)}"
        return f"{rng.choice(('https://', 'https://', 'http://', ''))}{host if host.startswith('www') or rng.random() < 0.7 else 'www.' + host}.{domain}{'/' if path else ''}{path}"

    def book(self) -> str:
        return self.pick("titles", "book")

    def quoted(self, text: str | None = None) -> str:
        """A phrase in quotation marks."""
        inner = text or self.rng.choice(self.pack["prose"]["quoted"])
        if "|" in self.marks:
            left, right = self.marks.split("|")
            return left + inner + right
        return self.marks[0] + inner + self.marks[-1]

    # ---- prose
    def sentence(self) -> str:
        """A sentence of scholarly prose."""
        rng = self.rng
        if rng.random() < 0.16:
            return self._closed(self._capital(self.pick("prose", "whole")))
        text = self._clause(opening=rng.random() < 0.4)
        if rng.random() < 0.4:
            text += self.pick("prose", "sub")
        while rng.random() < 0.34 and len(text) < 420:
            text += f"{self.pick('prose', 'joint')} {self._clause(opening=False)}"
            if rng.random() < 0.3:
                text += self.pick("prose", "sub")
        return self._closed(self._capital(text))

    def _clause(self, opening: bool) -> str:
        if not opening:
            return f"{self.pick('prose', 'np')} {self.pick('prose', 'vp')}"
        inverted = self.pack["prose"]["inverted"]
        rest = self.pick("prose", "inverted") if inverted else f"{self.pick('prose', 'np')} {self.pick('prose', 'vp')}"
        return f"{self.pick('prose', 'opener')} {rest}"

    @staticmethod
    def _capital(text: str) -> str:
        return text[:1].upper() + text[1:]

    def _closed(self, text: str) -> str:
        if text[-1] in ".?!…":
            return text
        if self.code == "en" and text[-1] in "”\"’'" and self.rng.random() < 0.4 and text[-2] not in ".?!":
            return f"{text[:-1]}.{text[-1]}"
        end = "." if self.rng.random() < 0.96 else self.rng.choice(("?", "!", "…"))
        space = "\u00a0" if self.code == "fr" and end in "?!" else ""
        return text.rstrip(" ,;:") + space + end

    def short(self) -> str:
        """An exclamation, an answer, a sentence of two or three words."""
        rng = self.rng
        text = rng.choice(self.pack["prose"]["term"] + self.pack["prose"]["quoted"])
        if rng.random() < 0.5:
            text = " ".join(text.split()[: rng.randint(1, 3)])
        return self._capital(text.rstrip(" ,;:.")) + rng.choice((".", ".", "!", "?", ","))

    def prose(self, sentences: int) -> str:
        """Several sentences."""
        return " ".join(self.sentence() for _ in range(sentences))
