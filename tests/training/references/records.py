"""Invented works: what a reference is about, before any style renders it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.training.references.archives import REPOSITORIES, SHELVES
from tests.training.references.people import Person, cities, person, place
from tests.training.references.vocabulary import LANGUAGES, Words, capital, coined, words


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
    return (
        scheme
        + host
        + ("/" + path if path else "")
        + rng.choice(["", "/", ".html", ".pdf", f"?id={rng.randint(1, 999)}"])
    )


def _acronym(rng: Random) -> str:
    return "".join(rng.choice("ABCDEFGHILMNOPRSTUW") for _ in range(rng.randint(3, 5)))


def _imprint(rng: Random, own: Words, made: Work) -> None:
    made.publisher = own.make(rng, "publishers") if rng.random() < 0.8 else ""
    if rng.random() < 0.06 and made.publisher:
        made.publisher = rng.choice(
            [
                _acronym(rng),
                capital(own.noun(rng)),
                capital(own.noun(rng)),
                _acronym(rng),
                person(rng, own.language).surname,
            ]
        )
    if rng.random() < 0.05 and made.publisher and own.language in ("it", "fr", "es", "pt"):
        made.publisher = rng.choice(["Ed. ", "ed. ", "Ed ", "Éd. "]) + made.publisher
    elif rng.random() < 0.04:
        made.publisher = own.make(rng, "organisations")
    made.places = [place(rng, own.language)] if rng.random() < 0.9 or not made.publisher else []
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
    made.volume = rng.choice(
        [
            str(rng.randint(1, 150)),
            str(rng.randint(1, 40)),
            rng.choice(["XII", "IV", "XXIII", "LI", "VI"]) if rng.random() < 0.4 else str(rng.randint(1, 99)),
        ]
    )
    made.issue = (
        rng.choice(["", "", str(rng.randint(1, 12)), str(rng.randint(1, 4)), "1–2", "3/4"])
        if rng.random() < 0.8
        else str(rng.randint(100, 400))
    )
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
    if rng.random() < 0.12:
        made.container, made.container_subtitle = own.fill(rng, rng.choice(_REFERENCE_WORKS[own.language])), ""
    made.editors = [person(rng, own.language) for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3, 4]))]
    made.pages = _pages(rng, 500) if rng.random() < 0.85 else ("", "")


_REFERENCE_WORKS = {
    "en": ("Encyclopedia of {N}", "The {place} Dictionary of {N}", "{surname}'s {A} Dictionary", "Handbook of {A} {N}", "The {place} Companion to {N}", "Encyclopedia {place}", "Collected Works", "Works"),
    "de": ("Lexikon der {N}", "Handwörterbuch der {N}", "Handbuch der {N}", "Enzyklopädie der {N}", "Gesammelte Werke", "Lexikon des {N}"),
    "fr": ("Dictionnaire de {N}", "Encyclopédie de la {n}", "Dictionnaire des {n}s", "Œuvres"),
    "es": ("Diccionario de {N}", "Enciclopedia de {N}", "Obras", "Obra completa"),
    "it": ("Dizionario di {N}", "Enciclopedia {a}", "Dizionario {a} degli {n}i", "Opere"),
    "pt": ("Dicionário de {N}", "Enciclopédia de {N}", "Obra completa"),
    "nl": ("Woordenboek van {N}", "Encyclopedie van {place}", "Verzameld werk"),
}  # fmt: skip


def _edited(rng: Random, own: Words, made: Work) -> None:
    _imprint(rng, own, made)
    made.editors = [person(rng, own.language) for _ in range(rng.choice([1, 1, 2, 2, 3, 4]))]
    made.authors = made.authors[:1] if rng.random() < 0.1 else []


def _thesis(rng: Random, own: Words, made: Work) -> None:
    made.genre = own.make(rng, "theses")
    made.school = rng.choice(
        [
            own.fill(rng, "{place}"),
            own.make(rng, "organisations") + ", " + own.make(rng, "organisations"),
            own.make(rng, "organisations"),
            own.data["organisations"][0].replace("{place}", own.fill(rng, "{place}")),
        ]
    )
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
        made.issue = rng.choice(
            [
                str(rng.randint(1, 999)),
                f"{rng.choice('ABCRT')}{rng.choice('ABCRST')}-{rng.randint(10, 99)}-{rng.randint(1, 99)}",
                f"{rng.randint(60, 99)}/{rng.randint(1, 99)}",
            ]
        )


def _conference(rng: Random, own: Words, made: Work) -> None:
    number = rng.choice(["", "Third ", "5th ", "22nd ", "Annual "])
    topic = own.fill(rng, rng.choice(["{N} and {N}", "{A} {N}", "{N}", "{A} {N} in {N}"]))
    name = {
        "en": [
            "Proceedings of the {0}International Conference on {1}",
            "Proc. {0}{1} Conference",
            "{0}International Symposium on {1}",
            "Proceedings of the {0}Workshop on {1}",
            "{0}Conference on {1}",
            "Proc. of {2}",
            "Proceedings of {2}",
            "{0}IEEE {1}",
            "{2}",
            "{2}",
            "{0}{1} Workshop",
            "Advances in {1}",
            "Abstracts of the {0}Meeting on {1}",
        ],
        "de": ["Tagungsband der {0}Konferenz {1}", "Verhandlungen des {0}Kongresses für {1}"],
        "fr": ["Actes du {0}colloque de {1}", "Actes du congrès {1}"],
        "es": ["Actas del {0}Congreso de {1}", "Actas del Simposio {1}"],
        "it": ["Atti del {0}Convegno di {1}", "Atti del Congresso {1}"],
        "pt": ["Anais do {0}Congresso de {1}", "Atas do Encontro {1}"],
        "nl": ["Handelingen van het {0}congres {1}", "Proceedings of {2}"],
    }[own.language]
    acronym = "".join(rng.choice("ACDEIKLMNPRSTV") for _ in range(rng.randint(3, 5)))
    if rng.random() < 0.3:
        acronym += rng.choice(["-{}", " {}", "'{}", "’{}", " '{}"]).format(rng.choice([made.year, made.year[2:]]))
    made.container = rng.choice(name).format(number if own.language == "en" else "", topic, acronym)
    if rng.random() < 0.25:
        made.container += rng.choice(
            [f" ({acronym})", f" '{rng.randint(60, 99)}", f", {acronym} {made.year}", f" – {acronym}"]
        )
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


def _archive(rng: Random, own: Words, made: Work) -> None:
    made.repository = own.fill(rng, rng.choice(REPOSITORIES[own.language]))
    if rng.random() < 0.15:
        made.repository = "".join(rng.choice("ABDHGNSTR") for _ in range(rng.randint(2, 4)))
    units = rng.sample(SHELVES[own.language], rng.randint(1, 4))
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
        parties = [
            f"{one} v {two}",
            f"{one} v. {two}",
            f"R v {one}",
            f"Re {one}",
            f"{one} and others v. {own.fill(rng, '{N}')} Co.",
            f"{one} c. {two}",
        ]
        made.title = rng.choice(parties[:5] if own.language == "en" else [parties[5]])
        made.reporter = rng.choice(
            ["QB", "AC", "WLR", "All ER", "F.2d", "U.S.", "ECR", "Ch", "Giur. it.", "Foro it."][
                : 8 if own.language == "en" else 10
            ]
        )
    else:
        made.title = ""
        made.court = rng.choice(
            [
                "BGH",
                "BVerfG",
                "OLG " + own.fill(rng, "{place}"),
                "Cass. civ.",
                "HR",
                "Cour d'appel de " + own.fill(rng, "{place}"),
            ]
        )
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
        made.title += (
            rng.choice([", ", "; ", " "])
            + own.make(rng, "subtitles")
            + rng.choice(["", " &c.", ", " + own.make(rng, "titles").lower()])
        )
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

__all__ = ["LANGUAGES", "Work", "words", "work"]
