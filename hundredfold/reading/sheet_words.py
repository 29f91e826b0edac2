"""Sentences about ledgers in sheets: what is wrong, where, and what to do. Only words, no logic."""

SHEET_SENTENCES: dict[str, tuple[str, str]] = {}
