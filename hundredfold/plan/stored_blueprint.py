"""A stored blueprint text back as a blueprint, parsed once. Pure: knows no table."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from hundredfold.plan.blueprint import Blueprint, parse


@lru_cache(maxsize=16)
def blueprint_of(text: str) -> Blueprint:
    """The blueprint of a stored text; BlueprintError if it no longer fits this version of the program."""
    return parse(text)


def fingerprint(text: str) -> str:
    """SHA-256 of the text in lower-case hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
