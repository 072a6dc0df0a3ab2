"""Inline phenomena: each module finds marks; `nesting` makes the children of a paragraph of them."""
