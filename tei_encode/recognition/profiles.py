"""Provider profiles: how a repository's cover sheet looks, as data; chosen by evidence, by name, or by a person's own file."""

from __future__ import annotations

from dataclasses import dataclass

from tei_encode.errors import ConfigError
from tei_encode.language.toml import load_resource

NAMES = ("erudit", "jstor", "persee", "generic")


@dataclass(frozen=True, slots=True)
class Profile:
    """Phrases are case-folded beginnings of lines."""

    name: str
    distributor: str
    boilerplate: tuple[str, ...]
    publisher: frozenset[str]
    issn: frozenset[str]
    cite: frozenset[str]
    rights: tuple[str, ...]


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
        if key not in generic or not isinstance(value, str):
            raise ConfigError(f"profile {path}: {key!r} is not one of {', '.join(generic)}, each a string")
    return _profile(Path(path).stem, table)


def _profile(name: str, own: dict[str, str]) -> Profile:
    table = {**load_resource("profiles/generic.toml"), **own}
    return Profile(
        name,
        table["distributor"],
        tuple(table["boilerplate"].split("|")),
        frozenset(table["publisher"].split("|")),
        frozenset(table["issn"].split("|")),
        frozenset(table["cite"].split("|")),
        tuple(table["rights"].split("|")),
    )
