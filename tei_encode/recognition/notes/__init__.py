"""Notes: markers in the text and notes at the foot or the end, aligned as two damaged series (`#CONONO`)."""
