"""Divisions: how deep each head stands, and which of them open the back matter (`#DSDIV`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_encode.model.document import Child, Kind, Node
from tei_encode.model.pattern import late
from tei_encode.model.record import factory, record
from tei_encode.recognition.flows import Flow

_ARABIC = late(r"(?:§\s*)?(\d{1,2}(?:\.\d{1,2}){0,4})(?:[.)]|\s)")
_ROMAN = late(r"([IVXL]{1,6})[.)]\s")
_CAPITAL = late(r"([A-H])[.)]\s")
_SMALL = late(r"([a-h])[.)]\s")


@record()
class Section:
    """A division under construction."""

    level: int
    kind: str  # @type, or empty
    children: list[Child] = factory(default_factory=list)

    def node(self) -> Node:
        return Node(Kind.DIV, tuple(self.children), {"type": self.kind} if self.kind else {})


class Levels:
    """The depth of heads, from their numbering and from what stood before them.

    Each form of numbering gets the depth at which it first appears below the last head; unnumbered heads stand beside
    one another, one deeper where a head follows a head with nothing between.
    """

    def __init__(self, declared: Mapping[int, int]) -> None:
        self.declared = declared  # source offset of a head → level its format declares
        self.forms: dict[str, int] = {}
        self.last = 0

    def of(self, flow: Flow, text: str, directly_after_head: bool) -> int:
        """The level of a head, 1 for a section of the article."""
        level = self.declared.get(flow.start) or self._numbered(text)
        if level is None:
            level = self.forms.get("plain")
            if level is None or (directly_after_head and self.last == level):
                level = self.last + 1 if directly_after_head and self.last else max(1, self.last)
            self.forms.setdefault("plain", level)
        self.last = level
        return level

    def _numbered(self, text: str) -> int | None:
        arabic = _ARABIC.match(text)
        if arabic:
            form, deeper = "arabic", arabic[1].count(".")
        else:
            deeper = 0
            for name, pattern in (("roman", _ROMAN), ("capital", _CAPITAL), ("small", _SMALL)):
                if pattern.match(text):
                    form = name
                    break
            else:
                return None
        if form not in self.forms:
            others = [level for other, level in self.forms.items() if other != "plain"]
            self.forms[form] = max(others, default=0) + 1
        return self.forms[form] + deeper


def nest(root_kind: str, parts: Sequence[tuple[int, list[Child]]]) -> Node:
    """One div of nested divs from (level, children) in order; level 0 is what stands before the first head."""
    root = Section(0, root_kind)
    stack = [root]
    for level, children in parts:
        if level == 0:
            root.children.extend(children)
            continue
        while stack[-1].level >= level:
            closed = stack.pop()
            stack[-1].children.append(closed.node())
        stack.append(Section(level, "", list(children)))
    while len(stack) > 1:
        closed = stack.pop()
        stack[-1].children.append(closed.node())
    return root.node()
