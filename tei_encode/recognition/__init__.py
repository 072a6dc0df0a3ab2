"""From a Source to a Document: one global labelling of lines, then pages, notes, divisions and blocks."""
