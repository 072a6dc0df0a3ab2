"""Invented people and places of many cultures; Faker's lists of names, Latin script only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from random import Random

_LOCALES = {
    "en": ("en_GB", "en_US", "en_IE"),
    "de": ("de_DE", "de_AT", "de_CH"),
    "fr": ("fr_FR", "fr_CA", "fr_CH"),
    "es": ("es_ES", "es_MX"),
    "it": ("it_IT",),
    "pt": ("pt_PT", "pt_BR"),
    "nl": ("nl_NL", "nl_BE"),
}
_ELSEWHERE = [
    "pl_PL",
    "cs_CZ",
    "hu_HU",
    "sv_SE",
    "no_NO",
    "da_DK",
    "fi_FI",
    "tr_TR",
    "hr_HR",
    "ro_RO",
    "et_EE",
    "lt_LT",
    "en_IN",
    "id_ID",
    "vi_VN",
    "sk_SK",
    "lv_LV",
    "en_NG",
    "sw",
    "ga_IE",
]
_EAST_ASIAN = [
    "Wang",
    "Li",
    "Zhang",
    "Liu",
    "Chen",
    "Yang",
    "Huang",
    "Zhao",
    "Wu",
    "Zhou",
    "Xu",
    "Sun",
    "Ma",
    "Zhu",
    "Hu",
    "Guo",
    "He",
    "Lin",
    "Gao",
    "Kim",
    "Lee",
    "Park",
    "Choi",
    "Jung",
    "Kang",
    "Cho",
    "Yoon",
    "Tanaka",
    "Suzuki",
    "Sato",
    "Watanabe",
    "Ito",
    "Yamamoto",
    "Nakamura",
    "Kobayashi",
    "Kato",
    "Yoshida",
    "Yamada",
    "Sasaki",
    "Nguyen",
    "Tran",
    "Pham",
    "Le",
    "Vu",
]
_EAST_ASIAN_GIVEN = [
    "Wei",
    "Jing",
    "Xiaoming",
    "Hua",
    "Lei",
    "Min",
    "Yan",
    "Jun",
    "Ying",
    "Li-Hua",
    "Mei-Ling",
    "Chao",
    "Kenji",
    "Hiroshi",
    "Takashi",
    "Yuki",
    "Akira",
    "Naoko",
    "Haruki",
    "Ji-woo",
    "Min-jun",
    "Seo-yeon",
    "Hyun",
    "Sung-Ho",
    "Thanh",
    "Minh",
    "Anh",
    "Xin",
    "Yi",
    "Bo",
    "Qiang",
]
_LINKS = {
    "de": ("von", "von der", "zu", "vom", "von und zu"),
    "nl": ("van", "van der", "de", "van den", "ter", "van de"),
    "fr": ("de", "de la", "du", "d'", "Le", "La"),
    "it": ("di", "De", "Della", "Di", "D'", "Dal"),
    "es": ("de", "de la", "del", "de los"),
    "pt": ("de", "da", "dos", "do"),
    "en": ("de", "van", "von", "Mac", "St."),
}
_OLD = [
    "Bartholomew",
    "Ambrose",
    "Ignatius",
    "Peregrine",
    "Jeremiah",
    "Ezekiel",
    "Tobias",
    "Lucretia",
    "Philippa",
    "Hieronymus",
    "Athanasius",
    "Balthasar",
    "Casparus",
    "Ludovico",
    "Annibale",
    "Girolamo",
    "Marcantonio",
    "Sforza",
    "Zaccaria",
    "Teodosio",
    "Faustino",
    "Vettor",
    "Alvise",
    "Zuane",
    "Piero",
]


@dataclass(frozen=True)
class Person:
    """One invented person."""

    forename: str
    surname: str
    link: str = ""
    suffix: str = ""


@cache
def _provider(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    first: list[str] = []
    for name in ("first_names", "first_names_male", "first_names_female"):
        first += _listed(provider, name)
    last = _listed(provider, "last_names") + _listed(provider, "last_names_male")
    return _latin(first), _latin(last)


def _latin(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted({w for w in words if isinstance(w, str) and w[:1].isalpha() and ord(w[0]) < 600}))


def _listed(provider: object, name: str) -> list[str]:
    value = getattr(provider, name, ())
    return [] if callable(value) else list(value)


@cache
def cities(language: str) -> tuple[str, ...]:
    """Places of publication, real ones among the usual and invented ones."""
    return tuple(PLACES[language].split("; ") + PLACES["any"].split("; "))


PLACES = {
    "any": "London; New York; Paris; Berlin; Oxford; Cambridge; Leiden; Amsterdam; The Hague; Vienna; Chicago; Boston; "
    "Cambridge, MA; Dordrecht; Basel; Geneva; Rome; Stockholm; Copenhagen; Princeton; Philadelphia; Toronto; Prague; "
    "Budapest; Warsaw; Helsinki; Moscow; Tokyo; Singapore; Sydney; Dublin; Edinburgh; Lisbon; Madrid; Milan; Munich; "
    "Frankfurt; Leipzig; Brussels; Zurich; Princeton, NJ; New York, NY; Oxford, UK; Berkeley, CA; London and New York; "
    "Berlin, New York; Berlin/New York; Oxford – New York; Cambridge and London; Chicago and London; Leiden & Boston",
    "en": "London; New York; Oxford; Cambridge; Chicago; Boston; Aldershot; Harmondsworth; Basingstoke; Baltimore; "
    "Berkeley; Los Angeles; Berkeley and Los Angeles; Stanford; New Haven; Ithaca; Ithaca, N.Y.; Cambridge, Mass.; "
    "Durham, NC; Chapel Hill; Ann Arbor; Madison; Minneapolis; Bloomington; Austin; Washington, DC; Washington, D.C.; "
    "Thousand Oaks, CA; Englewood Cliffs, N.J.; Hillsdale, NJ; Reading, MA; Toronto; Montreal; Vancouver; Sydney; "
    "Melbourne; Dublin; Edinburgh; Glasgow; Manchester; Leeds; Cardiff; Exeter; Bristol; Nottingham; York; Lanham; "
    "Westport, Conn.; San Francisco; Seattle; Urbana; Athens, GA; Hanover; Garden City, N.Y.; Upper Saddle River, NJ; "
    "Dunmouth; Saltholm; Wexcombe; North Harbour; Port Ellery; Kettlewick; Hove; Farnham; Cheltenham; Abingdon",
    "de": "Berlin; München; Leipzig; Frankfurt am Main; Frankfurt a.M.; Frankfurt/M.; Frankfurt; Stuttgart; Köln; Hamburg; "
    "Tübingen; Göttingen; Heidelberg; Freiburg; Freiburg i. Br.; Opladen; Wiesbaden; Darmstadt; Weimar; Jena; Halle; Münster; "
    "Bonn; Bielefeld; Paderborn; Würzburg; Erlangen; Regensburg; Wien; Graz; Innsbruck; Salzburg; Zürich; Basel; Bern; "
    "Baden-Baden; Königstein/Ts.; Neuwied; Bad Salzleben; Köln/Wien; Köln, Weimar, Wien; München/Wien; Stuttgart u. a.; "
    "Reinbek bei Hamburg; Berlin und Leipzig; Neukirchen; Hildesheim; Marburg; Gießen; Kassel; Bad Homburg; Dresden; Mainz",
    "fr": "Paris; Lyon; Bordeaux; Toulouse; Rennes; Lille; Grenoble; Strasbourg; Aix-en-Provence; Genève; Lausanne; "
    "Bruxelles; Louvain; Louvain-la-Neuve; Montréal; Québec; Sainte-Foy; Saint-Denis; Caen; Rouen; Nantes; Paris-La Haye; "
    "Neuchâtel; Fribourg; Liège; Namur; Clermont-Ferrand; Poitiers; Tours; Dijon; Marseille; Arles; Ottawa",
    "es": "Madrid; Barcelona; Sevilla; Valencia; Salamanca; Granada; Zaragoza; México; México, D.F.; Buenos Aires; Bogotá; "
    "Lima; Santiago; Santiago de Chile; Caracas; Montevideo; La Habana; Pamplona; Valladolid; Bilbao; Oviedo; Murcia; "
    "Madrid/Frankfurt; Quito; Guadalajara; Córdoba; Alcalá de Henares",
    "it": "Roma; Milano; Torino; Firenze; Bologna; Venezia; Napoli; Padova; Pisa; Genova; Palermo; Bari; Trieste; Verona; "
    "Vicenza; Treviso; Roma-Bari; Bergamo; Brescia; Modena; Ferrara; Ravenna; Lucca; Siena; Perugia; Udine; Bassano; "
    "In Venezia; In Padova; Stoccarda; Parigi; Londra; Vinegia; Milano-Napoli; Mantova; Cremona; Pavia; Lipsia; Belluno",
    "pt": "Lisboa; Porto; Coimbra; São Paulo; Rio de Janeiro; Brasília; Belo Horizonte; Porto Alegre; Salvador; Recife; "
    "Campinas; Curitiba; Braga; Évora; Petrópolis; Florianópolis; Niterói; Rio de Janeiro/São Paulo",
    "nl": "Amsterdam; Rotterdam; Utrecht; Leiden; Groningen; Den Haag; 's-Gravenhage; Antwerpen; Gent; Leuven; Brugge; "
    "Brussel; Assen; Haarlem; Hilversum; Zutphen; Nijmegen; Deventer; Amsterdam/Antwerpen; Meppel; Delft; Kampen",
}


_REGIONS = {
    "en": "MA; NY; CA; Ontario; Florida; Texas; New Jersey; Conn.; Mass.; Canada; UK; USA; England; Scotland; Australia; New Zealand; "
    "NC; VA; OR; Illinois; Germany; France; Japan; Switzerland; Republic of Ireland; BC; ACT; N.J.; N.Y.; VA 23529",
    "de": "Schweiz; Österreich; Hessen; Deutschland; Westf.; Elbe; Th.",
    "fr": "France; Belgique; Suisse; Ontario; Québec",
    "es": "España; Argentina; Chile; Perú; D.F.; México",
    "it": "Italia; Svizzera; Veneto",
    "pt": "Brasil; Portugal; SP; RJ; MG",
    "nl": "Nederland; België",
}
_ENDINGS = {
    "en": ("ton", "ham", "ford", "ville", "burgh", "mouth", " City", "field", "wick", "land"),
    "de": ("burg", "heim", "stadt", "hausen", "dorf", "berg", "au", "ingen", "bach", "feld"),
    "fr": ("ville", "y", "ac", "court", "-les-Bains", "mont", "euil", "igny"),
    "es": ("illa", "ona", "ales", "uelo", "anca", "ado", "era"),
    "it": ("ano", "ate", "ello", "ara", "olo", "etto", "asca", "ena"),
    "pt": ("eira", "ães", "inho", "ópolis", "al", "ães", "ova"),
    "nl": ("dam", "recht", "ingen", "drecht", "hoven", "burg", "loo", "gem"),
}
_SMALL = {
    "en": (
        "{} upon Tyne",
        "{}",
        "St. {}",
        "Mount {}",
        "{} Hill",
        "New {}",
        "{} Springs",
        "{} City",
        "Fort {}",
        "{} Falls",
    ),
    "de": (
        "{} bei {}",
        "{} am Main",
        "Bad {}",
        "{}/{}",
        "{}/Ts.",
        "{} a. d. {}",
        "{} i. W.",
        "Neu-{}",
        "{}/Rhein",
        "{}-{}",
    ),
    "fr": ("{}-sur-Mer", "Saint-{}", "La {}", "{}-le-Vieux", "Les {}"),
    "es": ("San {}", "{} del Mar", "Santa {}", "Puerto {}", "La {}"),
    "it": ("San {}", "{} di Sopra", "Castel {}", "{} sul Po", "Monte{}"),
    "pt": ("São {}", "{} do Sul", "Vila {}", "Santa {}", "Ribeirão {}"),
    "nl": ("{} aan Zee", "{}-Binnen", "Sint-{}", "{}dam", "Nieuw-{}"),
}
_JOINED = {
    "en": (" and ", " and ", ", ", "; ", "/", " & "),
    "de": (" und ", " und ", "/", ", ", " u. ", "/ "),
    "fr": (" et ", ", ", " – ", "/"),
    "es": (" y ", ", ", "/", "-"),
    "it": (" e ", "-", ", ", " - "),
    "pt": (" e ", ", ", "/"),
    "nl": (" en ", "/", ", "),
}


def _city(rng: Random, language: str) -> str:
    return rng.choice(cities(language)).split(",")[0].split("/")[0].split(" ")[0]


def place(rng: Random, language: str) -> str:
    """A place of publication as printed: a great city, a small town, one with its region, two together."""
    roll = rng.random()
    if roll < 0.6:
        return rng.choice(cities(language))
    if roll < 0.7:
        # Towns that no list has.
        return (
            surname(rng, language)
            if rng.random() < 0.4
            else surname(rng, language)[:6] + rng.choice(_ENDINGS[language])
        )
    if roll < 0.8:
        return (
            _SMALL[language][rng.randrange(len(_SMALL[language]))]
            .replace("{}", surname(rng, language), 1)
            .replace("{}", _city(rng, language))
        )
    if roll < 0.88:
        return f"{_city(rng, language)}, {rng.choice(_REGIONS[language].split('; '))}"
    if roll < 0.94:
        return surname(rng, language) + rng.choice(["", "", "ville", "dorf", "stad", "ton", "hausen", "o", "burg"])
    joined = rng.choice(_JOINED[language])
    return (
        _city(rng, language)
        + joined
        + (_city(rng, language) if joined.strip() in ",-;" or rng.random() < 0.7 else surname(rng, language))
    )


def person(rng: Random, language: str) -> Person:
    """Someone; mostly of the language's own culture."""
    roll = rng.random()
    if roll < 0.06:
        return Person(rng.choice(_EAST_ASIAN_GIVEN), rng.choice(_EAST_ASIAN))
    own = roll < 0.7
    locale = (
        rng.choice(_LOCALES[language])
        if own
        else rng.choice(_ELSEWHERE if rng.random() < 0.5 else [x for many in _LOCALES.values() for x in many])
    )
    first, last = _provider(locale)
    if not first or not last:
        first, last = _provider("en_GB")
    forename = rng.choice(first)
    if rng.random() < 0.04:
        forename = rng.choice(_OLD)
    if rng.random() < 0.3:
        forename += " " + rng.choice([rng.choice(first), rng.choice("ABCDEFGHJKLMNPRSTW") + "."])
    elif rng.random() < 0.06 and "-" not in forename:
        forename += "-" + rng.choice(first)
    surname = rng.choice(last)
    if rng.random() < (0.3 if language in ("es", "pt") else 0.05):
        joint = "-" if language not in ("es", "pt") else rng.choice([" ", " ", " y " if language == "es" else " "])
        surname += joint + rng.choice(last)
    link = rng.choice(_LINKS[language]) if rng.random() < 0.08 else ""
    suffix = rng.choice(["Jr.", "Jr", "III", "Sr."]) if rng.random() < 0.015 and language == "en" else ""
    return Person(forename, surname, link, suffix)


def surname(rng: Random, language: str) -> str:
    """One surname."""
    return person(rng, language).surname
