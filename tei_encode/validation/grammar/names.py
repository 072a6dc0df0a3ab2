"""Names and name classes (RELAX NG, section 3). A name is `namespace}local`, or `local` where there is no namespace."""

from __future__ import annotations

from collections.abc import Sequence

XML = "http://www.w3.org/XML/1998/namespace"
TEI = "http://www.tei-c.org/ns/1.0"


def name_of(namespace: str, local: str) -> str:
    """A name of its two parts."""
    return f"{namespace}}}{local}" if namespace else local


def local_name(name: str) -> str:
    """The name as people write it: without its namespace, but `xml:id`."""
    namespace, _, local = name.rpartition("}")
    return f"xml:{local}" if namespace == XML else local


class NameClass:
    """A set of names. `name` is the only one in it, or "" where there are more."""

    __slots__ = ("name",)

    def __init__(self, name: str = "") -> None:
        self.name = name

    def holds(self, name: str) -> bool:
        """Whether a name belongs to the class."""
        return name == self.name

    def names(self) -> Sequence[str]:
        """The names that it lists; none for a class that says what is excepted."""
        return (self.name,) if self.name else ()

    def words(self) -> str:
        """The class as people read it."""
        return local_name(self.name)


class AnyName(NameClass):
    """Every name, or every name of some namespaces, but for those excepted."""

    __slots__ = ("besides", "excepted", "namespaces")

    def __init__(
        self,
        namespaces: frozenset[str] | None = None,
        excepted: NameClass | None = None,
        besides: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self.namespaces = namespaces
        self.excepted = excepted
        self.besides = besides

    def holds(self, name: str) -> bool:
        namespace = name.rpartition("}")[0]
        if namespace in self.besides or (self.namespaces is not None and namespace not in self.namespaces):
            return False
        return self.excepted is None or not self.excepted.holds(name)

    def words(self) -> str:
        if self.namespaces is None:
            return "any name"
        return f"any name of {' or '.join(sorted(each or 'no namespace' for each in self.namespaces))}"


class NameChoice(NameClass):
    """The names of several classes."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[NameClass]) -> None:
        super().__init__()
        self.parts = tuple(parts)

    def holds(self, name: str) -> bool:
        return any(part.holds(name) for part in self.parts)

    def names(self) -> Sequence[str]:
        return [name for part in self.parts for name in part.names()]

    def words(self) -> str:
        return " or ".join(part.words() for part in self.parts)
