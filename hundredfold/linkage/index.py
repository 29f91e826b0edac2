"""One new record against a ledger already read: who might have told the same? Knows no verdicts beyond the model's."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import Pair, find_pairs
from hundredfold.linkage.rows import Row
from hundredfold.linkage.signs import index_tokens, said
from hundredfold.linkage.tally import Tally, counted

# A posting longer than this says nothing of its own; the day-bound posting of the same token is asked instead.
LONGEST = 200
WINDOW_DAYS = 7


class Index:
    """Tokens of every row, alone and by week, kept as sorted arrays: about a hundred numbers per row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._tokens: dict[str, int] = {}
        keys: list[int] = []
        owners: list[int] = []
        for at, row in enumerate(rows):
            for key in self._keys(row, learn=True):
                keys.append(key)
                owners.append(at)
        order = np.argsort(np.array(keys, dtype=np.int64), kind="stable")
        self._sorted = np.array(keys, dtype=np.int64)[order]
        self._owners = np.array(owners, dtype=np.int32)[order]
        self._counts = counted((said(row), 1) for row in rows)
        self._names = {name for row in rows for name in (row.unit, row.town, *row.co_units) if name}

    def candidates(self, row: Row, *, limit: int = 10) -> list[Row]:
        """The rows that share the most rare things with `row`, best first; a row of the same id is left out."""
        gains: dict[int, float] = {}
        for key in set(self._keys(row, learn=False, reach=WINDOW_DAYS)):
            low, high = np.searchsorted(self._sorted, (key, key + 1))
            if 0 < high - low <= LONGEST:
                weight = math.log((len(self._rows) + 1) / (high - low))
                for owner in self._owners[low:high].tolist():
                    gains[owner] = gains.get(owner, 0.0) + weight
        best = heapq.nlargest(limit + 1, gains.items(), key=lambda gain: (gain[1], -gain[0]))
        return [self._rows[at] for at, _ in best if self._rows[at].id != row.id][:limit]

    def twins(self, row: Row, *, model: Model | None = None, floor: float = 0.05) -> list[Pair]:
        """Probable pairs of `row` with the ledger, judged among its candidates only; surest first."""
        near = self.candidates(row)
        corpus = Tally(
            lambda windows: {window: [self._counts[window]] for window in windows if window in self._counts},
            names=self._names,
            model=model,
        )
        mine = find_pairs(
            [*near, row],
            model=model,
            floor=floor,
            corpus=corpus,
            among=[(each.id, row.id) for each in near],
        )
        return sorted(mine, key=lambda pair: -pair.probability)

    def _keys(self, row: Row, *, learn: bool, reach: int = 0) -> Iterator[int]:
        """Numbers of the row's tokens: at any time (even), and in its week (odd); `reach` adds the weeks around."""
        weeks: Iterable[int] = ()
        if row.start is not None:
            day = row.start.toordinal()
            weeks = sorted({(day + slip) // 7 for slip in (-reach, 0, reach)})
        for token in index_tokens(row):
            number = self._tokens.get(token)
            if number is None:
                if not learn:
                    continue
                number = self._tokens.setdefault(token, len(self._tokens))
            yield number << 20
            for week in weeks:
                yield (number << 20) + week + 1
