"""Provider profiles: how a repository's cover sheet looks, as data; chosen by evidence, by name or by a file."""

from __future__ import annotations

from tei_encode.errors import ConfigError
from tei_encode.model.record import record
from tei_encode.resources import load_resource

NAMES = ("erudit", "jstor", "persee", "generic")


@record(frozen=True)
class Profile:
    """Phrases are case-folded beginnings of lines; labels are whole lines, or stand before a colon."""

    name: str
    distributor: str
    boilerplate: tuple[str, ...]
    rights: tuple[str, ...]
    stamps: tuple[str, ...]  # beginnings of lines stamped on every page
    labels: dict[
        str, str
    ]  # label → what it states: "publisher", "issn", "citation", "title", "author", "reviewed", "source"


def choose_profile(name: str | None, opening: str) -> Profile:
    """The profile of this name or file, else the one whose words the opening of the source has, else the generic one.

    Raises:
        ConfigError: there is no profile of that name, or the file is no profile.
    """
    if name is None:
        folded = opening.casefold()
        for known, words in load_resource("profiles/index.toml").items():
            if any(word in folded for word in words.split("|")):
                return _profile(known, load_resource(f"profiles/{known}.toml"))
        return _profile("generic", {})
    if name in NAMES:
        return _profile(name, load_resource(f"profiles/{name}.toml"))
    if name.endswith(".toml"):
        return _own(name)
    from difflib import get_close_matches

    near = get_close_matches(name, NAMES, 1, 0.4)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ConfigError(f"there is no profile {name!r}: there are {', '.join(NAMES)}, or a file NAME.toml{hint}")


def _own(path: str) -> Profile:
    import sys
    from pathlib import Path

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"profile {path}: {error}") from error
    generic = load_resource("profiles/generic.toml")
    for key, value in table.items():
        if key not in generic:
            from difflib import get_close_matches

            near = get_close_matches(key, generic, 1, 0.4)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ConfigError(f"profile {path}: there is no key {key!r}: there are {', '.join(generic)}{hint}")
        if not isinstance(value, str):
            raise ConfigError(f"profile {path}: {key!r} must be a string, alternatives set apart by |")
    return _profile(Path(path).stem, table)


def _profile(name: str, own: dict[str, str]) -> Profile:
    table = {**load_resource("profiles/generic.toml"), **own}
    labels = {}
    for key, states in (
        ("publisher", "publisher"),
        ("issn", "issn"),
        ("cite", "citation"),
        ("title", "title"),
        ("author", "author"),
        ("reviewed", "reviewed"),
        ("source", "source"),
    ):
        labels.update(dict.fromkeys(_phrases(table[key]), states))
    return Profile(
        name,
        table["distributor"],
        _phrases(table["boilerplate"]),
        _phrases(table["rights"]),
        _phrases(table["stamps"]),
        labels,
    )


def _phrases(value: str) -> tuple[str, ...]:
    """Alternatives, case-folded; an empty one would match every line."""
    return tuple(phrase.strip() for phrase in value.casefold().split("|") if phrase.strip())
