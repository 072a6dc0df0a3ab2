"""Packages for archives: what a deposit says of itself, its layouts, one module a format, and how each is checked."""
