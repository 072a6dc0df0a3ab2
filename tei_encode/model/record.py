"""Records: classes of named fields, made at a tenth of what `dataclasses` costs at start-up.

A conversion is one short process. `dataclasses` imports `inspect` and compiles half a dozen methods for each of our
sixty classes, which is a third of the time of the whole run; a record has its `__init__` made alone, when some have
been made without, of code that is compiled once for all records of as many fields. Type checkers see a dataclass
(PEP 681), and hold `frozen` for us.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
elif sys.version_info >= (3, 11):
    from typing import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        """What type checkers read; nothing at run time."""
        return lambda decorated: decorated


T = TypeVar("T")


_FEW = 3  # records: about as many are made one by one in the time that code takes to compile


class _Factory:
    """A default made anew for every record."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def factory(*, default_factory: Callable[[], T]) -> T:
    """A default that is made anew for every record: `factory(default_factory=list)`."""
    return _Factory(default_factory)  # type: ignore[return-value]


@dataclass_transform(field_specifiers=(factory,))
def record(*, frozen: bool = False) -> Callable[[type[T]], type[T]]:
    """A class decorator: slots, `__init__`, `__eq__`, `__hash__` and `__repr__` from the annotations of the class.

    `frozen` is a promise that type checkers hold; it costs nothing at run time. Fields with defaults come last.
    """

    def decorate(cls: type[T]) -> type[T]:
        names = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063  (inspect is what start-up avoids)
        defaults = tuple(cls.__dict__[name] for name in names if name in cls.__dict__)

        slow = iter(range(_FEW))

        def initialise(self: Any, *values: Any, **named: Any) -> None:
            """The first times: of most classes few records are made in one run, and are not worth code of their own."""
            if next(slow, None) is None:
                made.__init__ = _initialiser(names, defaults)
                made.__init__(self, *values, **named)
            else:
                _fill(self, names, defaults, values, named)

        body = {
            key: value
            for key, value in cls.__dict__.items()
            if key not in names and key not in ("__dict__", "__weakref__")
        }
        body.update(
            __slots__=names, __init__=initialise, __eq__=_equal, __hash__=_hash, __repr__=_show, __fields__=names
        )
        made: Any = type(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        return cast("type[T]", made)

    return decorate


def _fill(
    made: Any, names: tuple[str, ...], defaults: tuple[Any, ...], values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """Set the fields of a record one by one."""
    given = {**dict(zip(names[len(names) - len(defaults) :], defaults)), **dict(zip(names, values)), **named}
    if len(given) != len(names) or len(values) > len(names):
        raise TypeError(f"{type(made).__name__} has the fields {', '.join(names)}; given are {', '.join(given)}")
    for name, value in given.items():
        setattr(made, name, value.make() if isinstance(value, _Factory) else value)


def _initialiser(names: tuple[str, ...], defaults: tuple[Any, ...]) -> Callable[..., None]:
    """The `__init__` of a record with these fields, of which the last have defaults."""
    made = tuple(at for at, default in enumerate(defaults, len(names) - len(defaults)) if isinstance(default, _Factory))
    code = _compiled(len(names), made)
    code = code.replace(
        co_varnames=("self", *names),
        co_names=tuple(names[int(name[1:])] if name[0] == "f" else name for name in code.co_names),
    )
    space = {f"m{at}": defaults[at - len(names)].make for at in made}
    return FunctionType(code, space, "__init__", tuple(None if isinstance(d, _Factory) else d for d in defaults))


@cache
def _compiled(size: int, made: tuple[int, ...]) -> CodeType:
    """The code of an `__init__` of fields without names, compiled once a shape: `made` are those of factories."""
    lines = [f" self.f{at}={f'm{at}() if a{at} is None else ' if at in made else ''}a{at}" for at in range(size)]
    source = f"def __init__(self,{','.join(f'a{at}' for at in range(size))}):\n" + "\n".join(lines or [" pass"])
    space: dict[str, Any] = {}
    exec(source, space)
    code: CodeType = space["__init__"].__code__
    return code


def field_names(record_or_class: Any) -> tuple[str, ...]:
    """The names of the fields of a record, in order; empty for what is no record."""
    names: tuple[str, ...] = getattr(record_or_class, "__fields__", ())
    return names


def replace(of: T, **changes: Any) -> T:
    """A copy of a record with some fields changed."""
    values = {name: getattr(of, name) for name in field_names(of)}
    values.update(changes)
    return type(of)(**values)


def _equal(self: Any, other: Any) -> bool:
    return type(self) is type(other) and all(getattr(self, n) == getattr(other, n) for n in self.__fields__)


def _hash(self: Any) -> int:
    return hash(tuple(getattr(self, name) for name in self.__fields__))


def _show(self: Any) -> str:
    inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__fields__)
    return f"{type(self).__name__}({inner})"


__all__ = ["factory", "field_names", "record", "replace"]
