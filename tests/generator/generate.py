"""One generated article, whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.generator.compose import compose
from tests.generator.damage import Damage
from tests.generator.habits import LAYOUTS, Habits, draw_habits, draw_layout, resolved
from tests.generator.language import LANGUAGES, Language
from tests.generator.scan import Scanner
from tests.generator.truth import Truth
from tests.generator.typeset import typeset


@dataclass
class Generated:
    """A recognised text, its truth, and what it was made with."""

    seed: int
    text: str
    truth: Truth
    language: str
    layout: str
    habits: dict[str, Any] = field(default_factory=dict)
    noise: int = 0


def generate(
    seed: int, *, language: str = "", layout: str = "", noise: int | None = None, held_out: bool = False,
    habits: dict[str, Any] | None = None, size: float | None = None,
) -> Generated:  # fmt: skip
    """An article from a seed.

    Args:
        seed: everything that is not given is drawn from it.
        language: BCP 47 code of a language pack.
        layout: name of a layout; without it one of those seen in training, or with `held_out` one of those left out.
        noise: level of damage, 0 to 3.
        held_out: habits of which three are in no training set.
        habits: values for axes, instead of those drawn.
        size: length, 1.0 for ten pages or so.
    """
    rng = Random(seed)
    language = language or rng.choice(LANGUAGES)
    chosen = next(one for one in LAYOUTS if one.name == layout) if layout else draw_layout(rng, held_out)
    level = rng.choice((0, 0, 1, 1, 2, 2, 3)) if noise is None else noise
    drawn = draw_habits(rng, held_out)
    drawn.values.update(_of_layout(chosen.markdown, rng) | (habits or {}))
    numbers = resolved(chosen, rng)
    words = Language(language, rng)
    article = compose(
        words, drawn, rng, size if size is not None else rng.choice((0.05, 0.15, 0.3, 0.6, 1.0, 1.0, 1.6))
    )
    setting = typeset(article, drawn, numbers, rng)
    article.cite(len(setting.sheets), rng)
    text, truth = Scanner(article, setting, drawn, numbers, Damage(level, rng), rng).scan()
    return Generated(seed, text, truth, language, chosen.name, drawn.values, level)


def _of_layout(markdown: bool, rng: Random) -> dict[str, Any]:
    """Habits that a layout brings with it."""
    if not markdown:
        return {}
    return {
        "marker": rng.choice(("caret", "math", "html", "markdown", "superscript")),
        "label": rng.choice(("caret", "plain", "superscript")),
    }


__all__ = ["Generated", "Habits", "generate"]
