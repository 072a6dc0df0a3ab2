"""Invented works: what a reference is about, before any style renders it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from tests.training.references.habits import MONTHS
from tests.training.references.people import Person, cities, person, place

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
_PLACE_NAMES = (
    "Dunmouth Saltholm Karelby Ostvik Brandeck Lindau-Werth Morvane Pontrec Valdora Serrano Castelbruno Montelupo "
    "Ravello Puerto-Claro Ribadeo Vilanova Santarém Oudeveer Zandwijk Europe Africa Bohemia Anatolia Peru Flanders "
    "Brittany Galicia Silesia Sicily Andalusia Brabant Saxony Bavaria Provence Lisbon Trieste Gdansk Odessa Canton Kyoto"
).split()


@dataclass
class Work:
    """One work. What a kind has not is empty."""

    kind: str
    language: str
    authors: list[Person] = field(default_factory=list)
    organisation: str = ""
    editors: list[Person] = field(default_factory=list)
    translators: list[Person] = field(default_factory=list)
    title: str = ""
    subtitle: str = ""
    container: str = ""
    container_subtitle: str = ""
    journal: str = ""
    series: str = ""
    series_number: str = ""
    volume: str = ""
    issue: str = ""
    volumes: str = ""
    size: str = ""  # pages of the whole
    pages: tuple[str, str] = ("", "")
    places: list[str] = field(default_factory=list)
    publisher: str = ""
    year: str = ""
    original_year: str = ""
    month: str = ""
    day: str = ""
    edition: int = 0
    doi: str = ""
    url: str = ""
    isbn: str = ""
    accessed: str = ""
    genre: str = ""
    school: str = ""
    repository: str = ""
    shelfmark: list[tuple[str, str]] = field(default_factory=list)  # unit, text
    court: str = ""
    reporter: str = ""


class Words:
    """The vocabulary of a language, and what can be made of it."""

    def __init__(self, language: str) -> None:
        path = Path(__file__).parent / "vocabulary" / f"{language}.toml"
        self.language = language
        self.data = tomllib.loads(path.read_text(encoding="utf-8"))
        self.nouns = self.data["nouns"].split()
        self.adjectives = self.data["adjectives"].split()

    def noun(self, rng: Random) -> str:
        if rng.random() < 0.18:
            return coined(rng, self.language)
        noun = rng.choice(self.nouns)
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
            return _capital(self.noun(rng))
        if name == "a":
            return rng.choice(self.adjectives)
        if name == "A":
            return _capital(rng.choice(self.adjectives))
        if name in ("X", "Y"):
            return _capital(self.noun(rng))[: rng.randint(1, 5)].rstrip("aeiou") or "Q"
        if name == "place":
            roll = rng.random()
            if roll < 0.45:
                return rng.choice(cities(self.language)).split(",")[0].split("/")[0].split(" and ")[0].split(" – ")[0]
            return rng.choice(_PLACE_NAMES) if roll < 0.75 else _capital(coined(rng, self.language))
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
        title = _capital(self.make(rng, "titles"))
        while len(title) < 8 and rng.random() < 0.7:
            title = _capital(self.make(rng, "titles"))
        if rng.random() < 0.14:
            title += rng.choice([" " + rng.choice(self._function()) + " ", ", ", " – ", ": ", ". "]) + self.make(rng, "titles")
        subtitle = _capital(self.make(rng, "subtitles")) if rng.random() < 0.4 else ""
        if subtitle and rng.random() < 0.1:
            subtitle += ". " + _capital(self.make(rng, "subtitles"))
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
            title += rng.choice([" I", " II", ". I", ". II", ", Part 2", " (abstract)", " (I)", "...", " etc.", " (1)", " [microform]"])
        elif roll < 0.065:
            title = rng.choice(["U.S.", "3-D", "E.U.", "19th", "500", "St.", "R.D.", "pH", "T.S."]) + " " + title
        elif roll < 0.075:
            title += rng.choice(["?", "!", "?"])
        elif roll < 0.1:
            title = _capital(self.noun(rng)) + rng.choice(["", "", "en", "a", "s"])
        elif roll < 0.115:
            title = self.fill(rng, "{place}") + rng.choice(["", f" {year}", f", {year}"])
        elif roll < 0.13:
            title = self.fill(rng, rng.choice(["{surname}", "{person}", "{person}: {N}", "{surname} {N}"]))
        elif roll < 0.145:
            inner = self.fill(rng, rng.choice(["{N}", "{n} {n}"]))
            title = rng.choice([f"‘{inner}’ {title}", f"{title} “{inner}”", f"„{inner}“ {title}", f"«{inner}» {title}", f"'{inner}' {title}"])
        elif roll < 0.155:
            title = title.lower()
        elif roll < 0.165:
            title += " " + rng.choice(["&", "+", "="]) + " " + self.fill(rng, "{N}")
        elif roll < 0.18:
            title = self.make(rng, "organisations") + rng.choice([" ", ": ", ", "]) + title
        elif roll < 0.2:
            month = rng.choice(MONTHS[self.language])
            title = self.fill(rng, rng.choice([f"{month} {{N}}", f"The {{n}} of {month}", f"{month} {year}", f"{{N}} {month}", f"{month}"]))
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


_SYLLABLES = {
    "en": ("ban cor dar fel gar hol ket lam mor nes pol rad sal tam vin wes ther stra clo pre", "er or ion ity ness ism age ing ment al ology ance y ed"),
    "de": ("ber dor fal gel hau kir lan mei neu ord ruf sand tal ver wal zeit schwe stei", "ung heit keit schaft er tum nis ismus ei ion en"),
    "fr": ("bel cou dra fau gri jar lou mar noi per rou sai tou vau bre", "tion ité ement age eur ance isme ie ure elle"),
    "es": ("bar cal der flo gra jun lar mor nav pel ros sal tor ver", "ción dad miento aje or ancia ismo ía ura illa"),
    "it": ("bel cam don fer gal lan mor nav pel rin sal tor ver bra", "zione tà mento aggio ore anza ismo ia ura etto"),
    "pt": ("bar cal der flo gra jun lar mor nav pel ros sal tor ver", "ção dade mento agem or ância ismo ia ura inho"),
    "nl": ("bos dor gra hou kle lan moe naa oor pol rui schoo ter voor wij", "ing heid schap erij sel isme atie er de lijk"),
}


def coined(rng: Random, language: str) -> str:
    """A word that no dictionary has, with an ending that the language has."""
    heads, tails = (part.split() for part in _SYLLABLES[language])
    word = "".join(rng.choice(heads) for _ in range(rng.choice([1, 1, 2, 2, 3]))) + rng.choice(tails)
    return _capital(word) if language == "de" else word


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _headline(text: str) -> str:
    small = {"of", "and", "the", "in", "on", "for", "to", "a", "an", "with", "under", "from", "by", "as", "at", "its"}
    words = text.split(" ")
    return " ".join(w if i and w in small else _capital(w) for i, w in enumerate(words))


@cache
def words(language: str) -> Words:
    return Words(language)


KINDS = (
    ("article", 26),
    ("book", 28),
    ("chapter", 16),
    ("edited", 4),
    ("thesis", 4),
    ("report", 4),
    ("conference", 6),
    ("newspaper", 3),
    ("web", 3),
    ("archive", 2),
    ("case", 2),
    ("film", 1),
    ("interview", 1),
    ("old", 4),
)


def work(rng: Random, language: str, kind: str = "") -> Work:
    """An invented work of one kind, or of any."""
    kind = kind or rng.choices([k for k, _ in KINDS], [n for _, n in KINDS])[0]
    own = words(language)
    made = Work(kind, language)
    count = rng.choices([1, 2, 3, 4, 6, 9], [60, 20, 9, 5, 4, 2])[0]
    if kind in ("book", "old", "thesis", "archive", "film", "interview", "newspaper"):
        count = 1 if rng.random() < 0.85 or kind in ("thesis", "old") else 2
    made.authors = [person(rng, language) for _ in range(count)]
    made.title, made.subtitle = own.title(rng)
    made.year = str(rng.randint(1900, 2023) if rng.random() < 0.9 else rng.randint(1800, 1900))
    _MAKERS[kind](rng, own, made)
    if rng.random() < 0.08 and kind == "book":
        made.editors = [person(rng, language) for _ in range(rng.choice([1, 1, 2]))]
    if kind not in ("newspaper", "interview", "archive", "old") and rng.random() < 0.03:
        made.month = str(rng.randint(1, 12))
    if rng.random() < 0.09 and kind in ("book", "report", "web", "newspaper", "edited"):
        made.editors = []
        made.authors, made.organisation = [], own.make(rng, "organisations")
        if rng.random() < 0.15:
            made.organisation = "".join(rng.choice("ABCDEFGHILMNOPRSTUW") for _ in range(rng.randint(2, 6)))
        elif rng.random() < 0.2:
            made.organisation = own.fill(rng, "{place}") + ". " + made.organisation
    if rng.random() < 0.04 and kind in ("book", "web", "newspaper", "report"):
        made.authors, made.organisation = [], ""
    if rng.random() < 0.09 and kind in ("article", "report", "web", "book", "conference", "chapter"):
        made.doi = f"10.{rng.randint(1000, 99999)}/{rng.choice(['j.', 's', 'abc', ''])}{rng.randint(100, 9999999)}"
    if rng.random() < 0.07 or kind == "web":
        made.url = _address(rng)
        if rng.random() < 0.7:
            made.accessed = "yes"
    return made


def _address(rng: Random) -> str:
    host = coined(rng, "en").lower() + rng.choice([".org", ".com", ".edu", ".ac.uk", ".de", ".gov", ".fr"])
    path = "/".join(coined(rng, "en").lower() for _ in range(rng.randint(0, 3)))
    scheme = rng.choice(["http://www.", "https://", "https://www.", "http://", "www."])
    return scheme + host + ("/" + path if path else "") + rng.choice(["", "/", ".html", ".pdf", f"?id={rng.randint(1, 999)}"])


def _acronym(rng: Random) -> str:
    return "".join(rng.choice("ABCDEFGHILMNOPRSTUW") for _ in range(rng.randint(3, 5)))


def _imprint(rng: Random, own: Words, made: Work) -> None:
    made.publisher = own.make(rng, "publishers") if rng.random() < 0.8 else ""
    if rng.random() < 0.06 and made.publisher:
        made.publisher = rng.choice([_acronym(rng), _capital(own.noun(rng)), _capital(own.noun(rng)), _acronym(rng), person(rng, own.language).surname])
    if rng.random() < 0.05 and made.publisher and own.language in ("it", "fr", "es", "pt"):
        made.publisher = rng.choice(["Ed. ", "ed. ", "Ed ", "Éd. "]) + made.publisher
    elif rng.random() < 0.04:
        made.publisher = own.make(rng, "organisations")
    made.places = [place(rng, own.language)]
    if rng.random() < 0.04:
        made.places.append(rng.choice(cities(own.language)))
    if rng.random() < 0.06:
        made.series = own.make(rng, "series")
    elif rng.random() < 0.06:
        made.series, made.series_number = own.make(rng, "series"), str(rng.randint(1, 250))
    if rng.random() < 0.08:
        made.edition = rng.choice([2, 2, 3, 4, 5, 7, 1])
    if rng.random() < 0.06:
        made.volumes = str(rng.randint(2, 12))
    elif rng.random() < 0.08:
        made.volume = rng.choice([str(rng.randint(1, 12)), rng.choice(["I", "II", "III", "IV", "XII"])])
    if rng.random() < 0.1:
        made.translators = [person(rng, own.language)]
    if rng.random() < 0.04:
        made.original_year = str(int(made.year) - rng.randint(5, 150))
    if rng.random() < 0.04:
        made.size = str(rng.randint(40, 900))
    if rng.random() < 0.03:
        made.isbn = _isbn(rng)


def _isbn(rng: Random) -> str:
    digits = [9, 7, 8, *(rng.randint(0, 9) for _ in range(9))]
    check = -sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10
    text = "".join(map(str, [*digits, check]))
    return f"{text[:3]}-{text[3]}-{text[4:8]}-{text[8:12]}-{text[12]}" if rng.random() < 0.6 else text


def _pages(rng: Random, most: int = 900) -> tuple[str, str]:
    first = rng.randint(1, most)
    last = first + rng.choice([rng.randint(1, 9), rng.randint(5, 40)])
    shown = str(last)
    if rng.random() < 0.25 and len(shown) == len(str(first)) and len(shown) > 1:
        same = 0
        while same < len(shown) - 1 and shown[same] == str(first)[same]:
            same += 1
        shown = shown[same:] if rng.random() < 0.7 else shown[min(same, len(shown) - 2) :]
    if rng.random() < 0.03:
        letter = rng.choice("SEeW")
        return f"{letter}{first}", f"{letter}{shown}"
    return str(first), shown


def _article(rng: Random, own: Words, made: Work) -> None:
    made.journal = own.make(rng, "abbreviations" if rng.random() < 0.18 else "journals")
    if rng.random() < 0.08:
        made.journal = made.journal.replace(" and ", " & ").replace(" und ", " & ").replace(" et ", " & ")
    if rng.random() < 0.05:
        made.journal += own.fill(rng, rng.choice([", {place}", " ({place})", " in {place}"]))
    if rng.random() < 0.12 and ":" not in made.journal:
        made.journal += rng.choice([". ", ": ", " – "]) + own.make(rng, "journals")
    made.volume = rng.choice([str(rng.randint(1, 150)), str(rng.randint(1, 40)), rng.choice(["XII", "IV", "XXIII", "LI", "VI"]) if rng.random() < 0.4 else str(rng.randint(1, 99))])
    made.issue = rng.choice(["", "", str(rng.randint(1, 12)), str(rng.randint(1, 4)), "1–2", "3/4"]) if rng.random() < 0.8 else str(rng.randint(100, 400))
    if rng.random() < 0.04:
        made.volume, made.issue = "", made.issue or str(rng.randint(1, 200))
    made.pages = _pages(rng, rng.choice([60, 400, 1200, 9000])) if rng.random() < 0.93 else ("", "")
    if rng.random() < 0.06:
        made.pages = (made.pages[0], "")
    if rng.random() < 0.15:
        made.month = str(rng.randint(1, 12))
        if rng.random() < 0.3:
            made.day = str(rng.randint(1, 28))
    elif rng.random() < 0.05:
        made.month = rng.choice(["spring", "autumn", "winter", "summer"])


def _book(rng: Random, own: Words, made: Work) -> None:
    _imprint(rng, own, made)


def _chapter(rng: Random, own: Words, made: Work) -> None:
    _imprint(rng, own, made)
    made.translators = made.translators if rng.random() < 0.3 else []
    made.container, made.container_subtitle = own.title(rng)
    made.editors = [person(rng, own.language) for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3, 4]))]
    made.pages = _pages(rng, 500) if rng.random() < 0.85 else ("", "")


def _edited(rng: Random, own: Words, made: Work) -> None:
    _imprint(rng, own, made)
    made.editors = [person(rng, own.language) for _ in range(rng.choice([1, 1, 2, 2, 3, 4]))]
    made.authors = made.authors[:1] if rng.random() < 0.1 else []


def _thesis(rng: Random, own: Words, made: Work) -> None:
    made.genre = own.make(rng, "theses")
    made.school = rng.choice([own.fill(rng, "{place}"), own.make(rng, "organisations") + ", " + own.make(rng, "organisations"), own.make(rng, "organisations"), own.data["organisations"][0].replace("{place}", own.fill(rng, "{place}"))])
    made.places = [place(rng, own.language)] if rng.random() < 0.3 else []


def _report(rng: Random, own: Words, made: Work) -> None:
    made.publisher = own.make(rng, "organisations")
    if rng.random() < 0.3:
        made.publisher += ", " + own.make(rng, "organisations")
    made.places = [place(rng, own.language)] if rng.random() < 0.6 else []
    if rng.random() < 0.15:
        made.journal = own.make(rng, "organisations") + " " + own.make(rng, "reports")
        made.issue = str(rng.randint(1, 900))
    elif rng.random() < 0.7:
        made.genre = own.make(rng, "reports")
        made.issue = rng.choice([str(rng.randint(1, 999)), f"{rng.choice('ABCRT')}{rng.choice('ABCRST')}-{rng.randint(10, 99)}-{rng.randint(1, 99)}", f"{rng.randint(60, 99)}/{rng.randint(1, 99)}"])


def _conference(rng: Random, own: Words, made: Work) -> None:
    number = rng.choice(["", "Third ", "5th ", "22nd ", "Annual "])
    topic = own.fill(rng, rng.choice(["{N} and {N}", "{A} {N}", "{N}", "{A} {N} in {N}"]))
    name = {
        "en": ["Proceedings of the {0}International Conference on {1}", "Proc. {0}{1} Conference", "{0}International Symposium on {1}", "Proceedings of the {0}Workshop on {1}", "{0}Conference on {1}", "Proc. of {2}", "Proceedings of {2}", "{0}IEEE {1}", "Advances in {1}", "Abstracts of the {0}Meeting on {1}"],
        "de": ["Tagungsband der {0}Konferenz {1}", "Verhandlungen des {0}Kongresses für {1}"],
        "fr": ["Actes du {0}colloque de {1}", "Actes du congrès {1}"],
        "es": ["Actas del {0}Congreso de {1}", "Actas del Simposio {1}"],
        "it": ["Atti del {0}Convegno di {1}", "Atti del Congresso {1}"],
        "pt": ["Anais do {0}Congresso de {1}", "Atas do Encontro {1}"],
        "nl": ["Handelingen van het {0}congres {1}", "Proceedings of {2}"],
    }[own.language]
    acronym = "".join(rng.choice("ACDEIKLMNPRSTV") for _ in range(rng.randint(3, 5)))
    made.container = rng.choice(name).format(number if own.language == "en" else "", topic, acronym)
    if rng.random() < 0.25:
        made.container += rng.choice([f" ({acronym})", f" '{rng.randint(60, 99)}", f", {acronym} {made.year}", f" – {acronym}"])
    made.places = [place(rng, own.language)] if rng.random() < 0.5 else []
    made.publisher = own.make(rng, "publishers") if rng.random() < 0.4 else ""
    made.pages = _pages(rng, 900) if rng.random() < 0.8 else ("", "")
    made.editors = [person(rng, own.language)] if rng.random() < 0.2 else []
    if rng.random() < 0.15:
        made.series, made.series_number = own.make(rng, "series"), str(rng.randint(10, 4000))
    if rng.random() < 0.15:
        made.volume = str(rng.randint(1, 90))
    if rng.random() < 0.2:
        made.month = str(rng.randint(1, 12))


def _newspaper(rng: Random, own: Words, made: Work) -> None:
    made.journal = own.make(rng, "newspapers")
    made.month, made.day = str(rng.randint(1, 12)), str(rng.randint(1, 28))
    made.pages = (str(rng.randint(1, 40)), "") if rng.random() < 0.5 else ("", "")
    if rng.random() < 0.4:
        made.authors = []


def _web(rng: Random, own: Words, made: Work) -> None:
    if rng.random() < 0.5:
        made.container = own.make(rng, rng.choice(["organisations", "journals"]))
    if rng.random() < 0.4:
        made.month, made.day = str(rng.randint(1, 12)), str(rng.randint(1, 28))


_REPOSITORIES = {
    "en": ("{place} Record Office", "National Archives, {place}", "{place} University Library", "{place} City Archives", "British {N} Archive", "State Archive of {place}"),
    "de": ("Stadtarchiv {place}", "Staatsarchiv {place}", "Hauptstaatsarchiv {place}", "Landesarchiv {place}", "Universitätsarchiv {place}"),
    "fr": ("Archives départementales de {place}", "Archives municipales de {place}", "Archives de la {N}", "Bibliothèque municipale de {place}"),
    "es": ("Archivo General de {place}", "Archivo Histórico de {place}", "Archivo Municipal de {place}", "Biblioteca de {place}"),
    "it": ("Archivio di Stato di {place}", "Archivio Comunale di {place}", "Biblioteca Civica di {place}", "Archivio della Curia di {place}"),
    "pt": ("Arquivo Nacional de {place}", "Arquivo Distrital de {place}", "Biblioteca de {place}"),
    "nl": ("Stadsarchief {place}", "Rijksarchief {place}", "Gemeentearchief {place}"),
}
_SHELF = {
    "en": (("fonds", "{N} Papers"), ("box", "box {d}"), ("folder", "folder {d}"), ("shelfmark", "MS {d}"), ("shelfmark", "{X} {d}/{d}"), ("folio", "fol. {d}r"), ("file", "file {d}"), ("folio", "ff. {d}-{d}")),
    "de": (("fonds", "Bestand {N}"), ("fonds", "Rep. {d}"), ("file", "Nr. {d}"), ("file", "Akte {d}"), ("folio", "fol. {d}"), ("folio", "Bl. {d}"), ("fonds", "Nachlass {surname}")),
    "fr": (("fonds", "fonds {surname}"), ("shelfmark", "série {X}"), ("shelfmark", "{d} J {d}"), ("box", "carton {d}"), ("folio", "fol. {d}"), ("file", "dossier {d}"), ("box", "liasse {d}")),
    "es": (("fonds", "{N}"), ("box", "legajo {d}"), ("box", "leg. {d}"), ("box", "caja {d}"), ("file", "exp. {d}"), ("folio", "fol. {d}v"), ("folio", "f. {d}")),
    "it": (("fonds", "{N}"), ("fonds", "Fondo {surname}"), ("box", "busta {d}"), ("box", "b. {d}"), ("file", "fasc. {d}"), ("folio", "c. {d}r"), ("folio", "cc. {d}-{d}"), ("file", "reg. {d}"), ("shelfmark", "ms. {d}")),
    "pt": (("fonds", "{N}"), ("box", "caixa {d}"), ("box", "maço {d}"), ("file", "doc. {d}"), ("folio", "fl. {d}"), ("shelfmark", "cód. {d}")),
    "nl": (("fonds", "{N}"), ("file", "inv. nr. {d}"), ("file", "inv.nr. {d}"), ("folio", "fol. {d}"), ("box", "doos {d}"), ("shelfmark", "toegang {d}")),
}


def _archive(rng: Random, own: Words, made: Work) -> None:
    made.repository = own.fill(rng, rng.choice(_REPOSITORIES[own.language]))
    if rng.random() < 0.15:
        made.repository = "".join(rng.choice("ABDHGNSTR") for _ in range(rng.randint(2, 4)))
    units = rng.sample(_SHELF[own.language], rng.randint(1, 4))
    order = ("fonds", "shelfmark", "box", "folder", "file", "folio")
    for unit, pattern in sorted(units, key=lambda pair: order.index(pair[0])):
        text = own.fill(rng, pattern.replace("{d}", "\0"))
        while "\0" in text:
            text = text.replace("\0", str(rng.randint(1, 900)), 1)
        made.shelfmark.append((unit, text))
    if rng.random() < 0.5:
        made.authors, made.title = [], ""
    made.subtitle = ""
    if rng.random() < 0.6:
        made.year = ""
    else:
        made.month, made.day = str(rng.randint(1, 12)), str(rng.randint(1, 28))


def _case(rng: Random, own: Words, made: Work) -> None:
    one, two = person(rng, own.language).surname, person(rng, own.language).surname
    made.authors, made.subtitle = [], ""
    if own.language in ("en", "pt", "es", "it"):
        parties = [f"{one} v {two}", f"{one} v. {two}", f"R v {one}", f"Re {one}", f"{one} and others v. {own.fill(rng, '{N}')} Co.", f"{one} c. {two}"]
        made.title = rng.choice(parties[:5] if own.language == "en" else [parties[5]])
        made.reporter = rng.choice(["QB", "AC", "WLR", "All ER", "F.2d", "U.S.", "ECR", "Ch", "Giur. it.", "Foro it."][: 8 if own.language == "en" else 10])
    else:
        made.title = ""
        made.court = rng.choice(["BGH", "BVerfG", "OLG " + own.fill(rng, "{place}"), "Cass. civ.", "HR", "Cour d'appel de " + own.fill(rng, "{place}")])
        made.reporter = rng.choice(["NJW", "BGHZ", "JZ", "BVerfGE", "Bull. civ.", "D.", "NJ", "JCP"])
    made.volume = str(rng.randint(1, 400))
    made.pages = (str(rng.randint(1, 999)), "")


def _film(rng: Random, own: Words, made: Work) -> None:
    made.genre = rng.choice(["film", "DVD", "video", "documentary film"])
    made.publisher = own.make(rng, "publishers") if rng.random() < 0.5 else ""
    made.places = [place(rng, own.language)] if rng.random() < 0.4 else []


def _interview(rng: Random, own: Words, made: Work) -> None:
    made.genre = {
        "en": "interview", "de": "Interview", "fr": "entretien", "es": "entrevista", "it": "intervista", "pt": "entrevista", "nl": "interview",
    }[own.language]  # fmt: skip
    made.title = made.subtitle = ""
    made.month, made.day = str(rng.randint(1, 12)), str(rng.randint(1, 28))
    made.places = [place(rng, own.language)] if rng.random() < 0.5 else []


def _old(rng: Random, own: Words, made: Work) -> None:
    made.year = str(rng.randint(1475, 1850))
    made.places = [place(rng, own.language)]
    made.publisher = own.make(rng, "publishers") if rng.random() < 0.3 else ""
    made.volumes = str(rng.randint(2, 9)) if rng.random() < 0.2 else ""
    if rng.random() < 0.4:
        made.title += rng.choice([", ", "; ", " "]) + own.make(rng, "subtitles") + rng.choice(["", " &c.", ", " + own.make(rng, "titles").lower()])
    if rng.random() < 0.25:
        made.authors = []


_MAKERS = {
    "article": _article,
    "book": _book,
    "chapter": _chapter,
    "edited": _edited,
    "thesis": _thesis,
    "report": _report,
    "conference": _conference,
    "newspaper": _newspaper,
    "web": _web,
    "archive": _archive,
    "case": _case,
    "film": _film,
    "interview": _interview,
    "old": _old,
}
