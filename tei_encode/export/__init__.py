"""The references of a TEI file in the formats of reference managers."""
