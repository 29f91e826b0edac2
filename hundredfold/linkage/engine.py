"""What other machines do for the same-deed engine. Says what is asked of them, not how they do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from hundredfold.linkage.candidates import Reach
from hundredfold.linkage.likeness import Levels, Pairs
from hundredfold.linkage.model import Model
from hundredfold.linkage.prepared import Ledger, Reader
from hundredfold.linkage.ragged import Floats, Ints
from hundredfold.linkage.rows import Row


class Engine(Protocol):
    """Each call gives, number for number, what one machine gives."""

    def read(self, reader: Reader, rows: Sequence[Row], tick: Callable[[float], None] | None) -> None:
        """Has all rows taken by readers elsewhere and puts their columns and numberings into `reader`."""

    def candidates(self, ledger: Ledger, known: tuple[Ints, Ints], model: Model, reach: Reach) -> Pairs:
        """The pairs worth scoring in full; those `known` to share a picture are looked at as well."""

    def compare(self, pairs: Pairs, model: Model) -> tuple[dict[str, Levels], Floats]:
        """Every comparison of every pair, and its log-odds in nats before calibration."""
