"""Blocks: lists, tables, verse, figures, works and entries from runs of flows of one zone."""
