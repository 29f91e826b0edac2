"""Repeatable chance: the same path gives the same throws for ever, on any machine;
it knows nothing of what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Choice = TypeVar("Choice")


class Dice:
    """A stream of throws named by its path,
    so that a change in one strand leaves every other strand as it was."""

    def __init__(self, *path: object) -> None:
        """Start the stream that `path` names (any values with a stable `str`)."""
        self._path = "/".join(str(step) for step in path)
        self._turn = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1. Raises ValueError when `limit` is below 1."""
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        self._turn += 1
        digest = blake2b(f"{self._path}#{self._turn}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % limit

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True in `percent` of a hundred throws."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """One of the choices. Raises ValueError when there is none."""
        return choices[self.below(len(choices))]

    def shuffled(self, choices: Sequence[Choice]) -> list[Choice]:
        """All choices in another order; the given ones stay as they are."""
        deck = list(choices)
        for place in range(len(deck) - 1, 0, -1):
            other = self.below(place + 1)
            deck[place], deck[other] = deck[other], deck[place]
        return deck

    def some(self, choices: Sequence[Choice], count: int) -> list[Choice]:
        """`count` different choices (or all, if there are fewer), in chance order."""
        return self.shuffled(choices)[:count]
