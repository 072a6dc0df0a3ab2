"""Grammars: what RELAX NG and XSD allow where, as patterns and their derivatives; for verdicts and for explanations."""
