"""What depends on a language or a script, apart from the structure it is evidence for."""
