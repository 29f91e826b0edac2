"""What a whole ledger knows that a few of its rows cannot tell: how common each bigram is, the names, the odds.

Pure: says what is asked of such knowledge, not where it is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from hundredfold.linkage.names import Register
from hundredfold.linkage.ragged import Ints

# Whose bigrams are counted, and which of these also by campaign window.
TITLE, SUMMARY, VENUE = "title", "summary", "venue"
IN_WINDOWS = (TITLE, SUMMARY)


class Corpus(Protocol):
    """Counts over all rows of a ledger, so that a few of them weigh as they would among all."""

    @property
    def size(self) -> int:
        """How many rows the ledger has."""

    @property
    def shift(self) -> float | None:
        """By how much the ledger's own scores move the odds (`Model.shift`); None where that is not known."""

    def register(self, names: Collection[str]) -> Register:
        """The register of the ledger's names of units and places, `names` among them."""

    def uses(self, sort: str, grams: Sequence[str]) -> Ints:
        """In how many rows each bigram stands, at any time."""

    def uses_in_window(self, sort: str, grams: Sequence[str], windows: Ints) -> Ints:
        """In how many rows of the campaign window beside it each bigram stands."""
