"""Regular expressions that many a conversion does not need, compiled where they are first used."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Becomes what it stands for, method by method, as these are asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when something is first looked for."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
