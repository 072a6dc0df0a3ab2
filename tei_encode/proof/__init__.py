"""The proof of conservation: the TEI bytes, read again, say what the source says, character by character.

An independent reading: it imports nothing of the encoder and knows TEI only as this docstring states it. Text of `text`
and of the cover sheet's note counts, choosing `sic`, `orig`, `abbr` and leaving out `corr`, `reg`, `expan`, `supplied`
and `desc`. Blocks with `@source="src:a,b"` stand for those ranges of the source (RFC 5147: code points of the decoded
text, from 0, the end excluded); everything else follows the source's order. A delimiter may be missing only where an
element boundary says the same. One walk over both sides in step; linear.
"""

from tei_encode.proof.outcome import Difference, Proof
from tei_encode.proof.proving import prove, source_texts, verify

__all__ = ["Difference", "Proof", "prove", "source_texts", "verify"]
