"""Articles made from known truth: text first, then a journal's habits, pages, and what recognition does to them.

    from tests.generator import generate
    made = generate(seed=7, language="fr", layout="two-columns", noise=1)
    made.text       # what an OCR engine would have left
    made.truth      # what each range of it is, the notes, pages, words divided

Everything follows from the seed. `habits.py` says which layouts and journal habits there are and which of them no model is trained on.
"""

from tests.generator.generate import Generated, generate

__all__ = ["Generated", "generate"]
