"""The vocabulary of each language, and what can be made of it: titles, names of journals, words that no dictionary has."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random

import tomllib

from tests.training.references.habits import MONTHS
from tests.training.references.people import cities, person

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_CENTURIES = {
    "en": ("sixteenth-century", "nineteenth-century", "12th-century", "early twentieth-century"),
    "de": ("19.", "16.", "frühen 20.", "dreizehnten"),
    "fr": ("XIXe", "XVIe", "dix-huitième", "XXe"),
    "es": ("XIX", "XVI", "XVIII", "XX"),
    "it": ("XIX", "Cinquecento", "XVIII", "diciottesimo"),
    "pt": ("XIX", "XVI", "XVIII", "XX"),
    "nl": ("zestiende", "negentiende", "19de", "17e"),
}
_PLACE_NAMES = [
    "Dunmouth",
    "Saltholm",
    "Karelby",
    "Ostvik",
    "Brandeck",
    "Lindau-Werth",
    "Morvane",
    "Pontrec",
    "Valdora",
    "Serrano",
    "Castelbruno",
    "Montelupo",
    "Ravello",
    "Puerto-Claro",
    "Ribadeo",
    "Vilanova",
    "Santarém",
    "Oudeveer",
    "Zandwijk",
    "Europe",
    "Africa",
    "Bohemia",
    "Anatolia",
    "Peru",
    "Flanders",
    "Brittany",
    "Galicia",
    "Silesia",
    "Sicily",
    "Andalusia",
    "Brabant",
    "Saxony",
    "Bavaria",
    "Provence",
    "Lisbon",
    "Trieste",
    "Gdansk",
    "Odessa",
    "Canton",
    "Kyoto",
]


class Words:
    """The vocabulary of a language, and what can be made of it."""

    def __init__(self, language: str) -> None:
        path = Path(__file__).parent / "vocabulary" / f"{language}.toml"
        self.language = language
        self.data = tomllib.loads(path.read_text(encoding="utf-8"))
        self.nouns = self.data["nouns"].split()
        self.adjectives = self.data["adjectives"].split()
        self.common = _common(language)

    def noun(self, rng: Random) -> str:
        if rng.random() < 0.2:
            return coined(rng, self.language)
        noun = rng.choice(self.common) if self.common and rng.random() < 0.25 else rng.choice(self.nouns)
        if self.language == "de" and rng.random() < 0.25:
            noun += rng.choice(["s", "", "n", "es"]) + rng.choice(self.nouns).lower()
        return noun

    def fill(self, rng: Random, pattern: str) -> str:
        """A pattern with its slots filled."""
        out = pattern
        while (start := out.find("{")) >= 0:
            end = out.index("}", start)
            out = out[:start] + self._slot(rng, out[start + 1 : end]) + out[end + 1 :]
        return out

    def _slot(self, rng: Random, name: str) -> str:
        if name == "n":
            noun = self.noun(rng)
            return f"{rng.choice(self.adjectives)} {noun}" if self.language == "en" and rng.random() < 0.12 else noun
        if name == "N":
            return capital(self.noun(rng))
        if name == "a":
            return rng.choice(self.adjectives)
        if name == "A":
            return capital(rng.choice(self.adjectives))
        if name in ("X", "Y"):
            return capital(self.noun(rng))[: rng.randint(1, 5)].rstrip("aeiou") or "Q"
        if name == "place":
            roll = rng.random()
            if roll < 0.45:
                return rng.choice(cities(self.language)).split(",")[0].split("/")[0].split(" and ")[0].split(" – ")[0]
            return rng.choice(_PLACE_NAMES) if roll < 0.75 else capital(coined(rng, self.language))
        if name == "century":
            return rng.choice(_CENTURIES[self.language])
        if name in ("y1", "y2"):
            year = rng.randint(1100, 1990)
            return str(year) if name == "y1" else rng.choice([str(year), str(year)[2:]])
        somebody = person(rng, self.language)
        if name in ("surname", "SURNAME"):
            return somebody.surname
        if name == "forename":
            return somebody.forename.split()[0]
        return f"{somebody.forename} {somebody.surname}" if rng.random() < 0.6 else somebody.surname

    def make(self, rng: Random, kind: str) -> str:
        return self.fill(rng, rng.choice(self.data[kind]))

    def title(self, rng: Random) -> tuple[str, str]:
        """A title and, at times, a subtitle."""
        title = capital(self.make(rng, "titles"))
        while len(title) < 8 and rng.random() < 0.7:
            title = capital(self.make(rng, "titles"))
        if rng.random() < 0.14:
            title += rng.choice([" " + rng.choice(self._function()) + " ", ", ", " – ", ": ", ". "]) + self.make(
                rng, "titles"
            )
        subtitle = capital(self.make(rng, "subtitles")) if rng.random() < 0.4 else ""
        if subtitle and rng.random() < 0.1:
            subtitle += ". " + capital(self.make(rng, "subtitles"))
        if self.language == "en" and rng.random() < 0.45:
            title, subtitle = _headline(title), _headline(subtitle)
        title, subtitle = self._odd(rng, title, subtitle)
        if rng.random() < 0.02:
            title, subtitle = title.upper(), subtitle.upper()
        return title, subtitle

    def _odd(self, rng: Random, title: str, subtitle: str) -> tuple[str, str]:
        """What titles have at times: years, brackets, numbers, inner marks, one word alone."""
        roll = rng.random()
        year = rng.randint(1300, 2000)
        if roll < 0.02:
            title += f" ({year}{rng.choice(['-', '–', ' - ', '—'])}{rng.choice([year + 12, (year + 30) % 100])})"
        elif roll < 0.035:
            title += f"{rng.choice([', ', ' '])}{year}{rng.choice(['-', '–'])}{year + rng.randint(2, 90)}"
        elif roll < 0.045:
            title += f" {rng.choice(['in', 'de', 'von', 'of', ''])} {year}".replace("  ", " ")
        elif roll < 0.055:
            title += rng.choice(
                [" I", " II", ". I", ". II", ", Part 2", " (abstract)", " (I)", "...", " etc.", " (1)", " [microform]"]
            )
        elif roll < 0.065:
            title = rng.choice(["U.S.", "3-D", "E.U.", "19th", "500", "St.", "R.D.", "pH", "T.S."]) + " " + title
        elif roll < 0.085:
            title, subtitle = (
                title.rstrip("?") + rng.choice(["?", "!", "?", "?"]),
                "" if rng.random() < 0.6 else subtitle,
            )
        elif roll < 0.1:
            title = capital(self.noun(rng)) + rng.choice(["", "", "en", "a", "s"])
        elif roll < 0.115:
            title = self.fill(rng, "{place}") + rng.choice(["", f" {year}", f", {year}"])
        elif roll < 0.13:
            title = self.fill(rng, rng.choice(["{surname}", "{person}", "{person}: {N}", "{surname} {N}"]))
        elif roll < 0.145:
            inner = self.fill(rng, rng.choice(["{N}", "{n} {n}"]))
            title = rng.choice(
                [
                    f"‘{inner}’ {title}",
                    f"{title} “{inner}”",
                    f"„{inner}“ {title}",
                    f"«{inner}» {title}",
                    f"'{inner}' {title}",
                ]
            )
        elif roll < 0.155:
            title = title.lower()
        elif roll < 0.165:
            title += " " + rng.choice(["&", "+", "="]) + " " + self.fill(rng, "{N}")
        elif roll < 0.18:
            title = self.make(rng, "organisations") + rng.choice([" ", ": ", ", "]) + title
        elif roll < 0.2:
            month = rng.choice(MONTHS[self.language])
            title = self.fill(
                rng,
                rng.choice(
                    [f"{month} {{N}}", f"The {{n}} of {month}", f"{month} {year}", f"{{N}} {month}", f"{month}"]
                ),
            )
        elif roll < 0.21:
            subtitle = self.fill(rng, rng.choice(["{N}, {n} {n} {N}", "{person}, {person} {n}", "{N}; {n}, {N}"]))
        return title, subtitle

    def _function(self) -> tuple[str, ...]:
        return {
            "en": ("of", "in", "and the", "for", "under", "with"),
            "de": ("in der", "und die", "für", "zwischen", "nach"),
            "fr": ("dans la", "et la", "pour", "sous"),
            "es": ("en la", "y la", "para", "bajo"),
            "it": ("nella", "e la", "per", "sotto"),
            "pt": ("na", "e a", "para", "sob"),
            "nl": ("in de", "en de", "voor", "onder"),
        }[self.language]


_COMMON = {
    "en": ("en_US",),
    "de": ("de_DE", "de_AT"),
    "fr": ("fr_FR",),
    "nl": ("nl_NL",),
    "es": ("es_ES",),
    "it": ("it_IT",),
}


def _common(language: str) -> list[str]:
    """Common words of every kind, from Faker, so that no ending stands for one place in a title."""
    words = {
        word
        for locale in _COMMON.get(language, ())
        for word in import_module(f"faker.providers.lorem.{locale}").Provider.word_list
    }
    return sorted(word for word in words if len(word) > 3)


_SYLLABLES = {
    "en": (
        "ban cor dar fel gar hol ket lam mor nes pol rad sal tam vin wes ther stra clo pre",
        "er or ion ity ness ism age ing ment al ology ance y ed",
    ),
    "de": (
        "ber dor fal gel hau kir lan mei neu ord ruf sand tal ver wal zeit schwe stei",
        "ung heit keit schaft er tum nis ismus ei ion en",
    ),
    "fr": (
        "bel cou dra fau gri jar lou mar noi per rou sai tou vau bre",
        "tion ité ement age eur ance isme ie ure elle",
    ),
    "es": ("bar cal der flo gra jun lar mor nav pel ros sal tor ver", "ción dad miento aje or ancia ismo ía ura illa"),
    "it": ("bel cam don fer gal lan mor nav pel rin sal tor ver bra", "zione tà mento aggio ore anza ismo ia ura etto"),
    "pt": ("bar cal der flo gra jun lar mor nav pel ros sal tor ver", "ção dade mento agem or ância ismo ia ura inho"),
    "nl": (
        "bos dor gra hou kle lan moe naa oor pol rui schoo ter voor wij",
        "ing heid schap erij sel isme atie er de lijk",
    ),
}


def coined(rng: Random, language: str) -> str:
    """A word that no dictionary has, with an ending that the language has."""
    heads, tails = (part.split() for part in _SYLLABLES[language])
    word = "".join(rng.choice(heads) for _ in range(rng.choice([1, 1, 2, 2, 3]))) + rng.choice(tails)
    return capital(word) if language == "de" else word


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _headline(text: str) -> str:
    small = {"of", "and", "the", "in", "on", "for", "to", "a", "an", "with", "under", "from", "by", "as", "at", "its"}
    words = text.split(" ")
    return " ".join(w if i and w in small else capital(w) for i, w in enumerate(words))


@cache
def words(language: str) -> Words:
    return Words(language)
