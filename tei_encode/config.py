"""The configuration: what a depositor knows and the source does not say, and how the encoding is to be made."""

from __future__ import annotations

from typing import Any

from tei_encode.errors import ConfigError
from tei_encode.model.record import field_names, record, replace


@record(frozen=True)
class Config:
    """Every setting; the empty string is "not given". Nothing here is ever guessed."""

    publisher: str = ""  # who publishes the encoding
    distributor: str = ""  # who distributes it, where nobody publishes it
    authority: str = ""  # who makes it available, where neither is known
    date: str = ""  # of the encoding: W3C date, "2026-11-24"
    licence: str = ""  # address of the licence of the encoding
    licence_text: str = ""
    project: str = ""  # description of the project
    series: str = ""  # title of the series of encodings
    funder: str = ""
    depositor: str = ""  # organization that deposits
    deposit_date: str = ""  # of the package: a day, or a time with its zone where a layout wants one
    deposit_title: str = ""  # where the TEI states no title
    deposit_creator: str = ""  # where the TEI names no author; several with ";" between them
    deposit_identifier: str = ""  # of a package of several articles
    deposit_description: str = ""
    doi: str = ""  # of the encoding; {id} stands for the name of the article's files
    contact: str = ""  # person to ask about the deposit
    contact_email: str = ""
    address: str = ""  # of the depositor
    collection: str = ""  # title of what several articles make up
    replaces: str = ""  # identifier of the deposit that this one succeeds
    datacite: bool = True  # whether a DataCite record, which wants a DOI, is made
    identifier: str = ""  # of the encoding in the archive
    language: str = ""  # BCP 47, instead of the language detected
    facs: str = ""  # template of page images, with {n} for the page number
    schema: str = ""  # address of the project's schema, for xml-model
    profile: str | None = None
    notes: str = "inline"  # or "back"
    correct: str = "high"  # or "none"
    line_breaks: bool = False
    works_cited: bool = False
    strict: bool = False


# Section and key of tei-encode.toml → field.
_KEYS: dict[tuple[str, str], str] = {
    ("encoding", "publisher"): "publisher",
    ("encoding", "distributor"): "distributor",
    ("encoding", "authority"): "authority",
    ("encoding", "date"): "date",
    ("encoding", "licence"): "licence",
    ("encoding", "licence-text"): "licence_text",
    ("encoding", "identifier"): "identifier",
    ("encoding", "schema"): "schema",
    ("project", "description"): "project",
    ("project", "series"): "series",
    ("project", "funder"): "funder",
    ("deposit", "depositor"): "depositor",
    ("deposit", "date"): "deposit_date",
    ("deposit", "title"): "deposit_title",
    ("deposit", "creator"): "deposit_creator",
    ("deposit", "identifier"): "deposit_identifier",
    ("deposit", "description"): "deposit_description",
    ("deposit", "doi"): "doi",
    ("deposit", "contact"): "contact",
    ("deposit", "contact-email"): "contact_email",
    ("deposit", "address"): "address",
    ("deposit", "collection"): "collection",
    ("deposit", "replaces"): "replaces",
    ("deposit", "datacite"): "datacite",
    ("document", "language"): "language",
    ("document", "profile"): "profile",
    ("pages", "facs"): "facs",
    ("output", "notes"): "notes",
    ("output", "correct"): "correct",
    ("output", "line-breaks"): "line_breaks",
    ("output", "works-cited"): "works_cited",
    ("output", "strict"): "strict",
}
_CHOICES = {"notes": ("inline", "back"), "correct": ("high", "none")}


def load_config(path: str, base: Config | None = None) -> Config:
    """The configuration in a TOML file, on top of another.

    Raises:
        ConfigError: the file cannot be read, or a section, key or value is not one of those documented.
    """
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        with open(path, "rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    settings: dict[str, Any] = {}
    for section, content in table.items():
        if not isinstance(content, dict):
            raise _unknown(path, section, "", {section for section, _ in _KEYS})
        for key, value in content.items():
            name = _KEYS.get((section, key))
            if name is None:
                known = {other for known_section, other in _KEYS if known_section == section}
                raise _unknown(path, section, key, known or {section for section, _ in _KEYS})
            settings[name] = value
    return with_settings(base or Config(), settings, path)


def with_settings(config: Config, settings: dict[str, Any], origin: str) -> Config:
    """A configuration with some settings replaced, each checked.

    Raises:
        ConfigError: a value of the wrong type, or not one of those allowed.
    """
    kinds = {name: bool if Config.__annotations__[name] == "bool" else str for name in field_names(Config)}
    for name, value in settings.items():
        key = next((f"[{section}] {key}" for (section, key), field in _KEYS.items() if field == name), name)
        if not isinstance(value, kinds[name]):
            raise ConfigError(
                f"{origin}: {key} is {value!r}; it takes {'true or false' if kinds[name] is bool else 'a string'}"
            )
        if name in _CHOICES and value not in _CHOICES[name]:
            raise ConfigError(f"{origin}: {key} is {value!r}; it takes {' or '.join(_CHOICES[name])}")
        if name == "date" and not is_date(str(value)):
            raise ConfigError(f"{origin}: {key} is {value!r}; it takes a date such as 2026-11-24, 2026-11 or 2026")
        if name == "deposit_date" and not is_moment(str(value)):
            words = "it takes a day such as 2026-11-24, or a time such as 2026-11-24T10:00:00Z"
            raise ConfigError(f"{origin}: {key} is {value!r}; {words}")
        if name == "language" and not is_language(str(value)):
            raise ConfigError(f"{origin}: {key} is {value!r}; it takes a language tag such as en or pt-BR (BCP 47)")
    return replace(config, **settings)


def is_date(value: str) -> bool:
    """Whether a string is a W3C date of year, month or day (XML Schema part 2, 3.2.9 to 3.2.11)."""
    parts = value.split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or [len(part) for part in parts] not in (
        [4],
        [4, 2],
        [4, 2, 2],
    ):
        return False
    month = int(parts[1]) if len(parts) > 1 else 1
    day = int(parts[2]) if len(parts) > 2 else 1
    year = int(parts[0])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= days[month - 1]


def is_moment(value: str) -> bool:
    """Whether a string is a day, or a second with its zone (RFC 3339, section 5.6)."""
    day, separator, clock = value.partition("T")
    if len(day) != 10 or not is_date(day):
        return False
    return not separator or (clock.isascii() and _is_clock(clock))


def _is_clock(value: str) -> bool:
    if value.endswith("Z"):
        value = value[:-1] + "+00:00"
    shape = "".join("0" if character.isdigit() else character for character in value)
    if shape not in ("00:00:00+00:00", "00:00:00-00:00"):
        return False
    hours, minutes, seconds, zone_hours, zone_minutes = (int(value[at : at + 2]) for at in (0, 3, 6, 9, 12))
    return max(hours, zone_hours) < 24 and max(minutes, seconds, zone_minutes) < 60


def is_language(value: str) -> bool:
    """Whether a string has the form of a language tag (BCP 47)."""
    parts = value.split("-")
    return (
        2 <= len(parts[0]) <= 3
        and parts[0].isalpha()
        and all(1 <= len(part) <= 8 and part.isalnum() for part in parts)
        and value.isascii()
    )


def _unknown(path: str, section: str, key: str, known: set[str]) -> ConfigError:
    from difflib import get_close_matches

    near = get_close_matches(key or section, sorted(known), 1, 0.4)
    what = f"key {key!r} in [{section}]" if key else f"{section!r}"
    hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(sorted(known))}"
    return ConfigError(f"{path}: unknown {what}{hint}")
