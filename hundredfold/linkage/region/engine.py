"""The engine on Spark: what goes out to the executors, what comes back, what stays here. Knows no weights itself.

Here stay: the register of names, the numbers of all texts and how rare each is, the standing among rivals and the fit
to the ledger. These look at the whole ledger at once and are quick, and they are the same code as on one machine.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pyspark import StorageLevel

from hundredfold.linkage.candidates import Reach, tokens_of
from hundredfold.linkage.likeness import Levels, Pairs
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import least_promise
from hundredfold.linkage.prepared import Ledger, Reader
from hundredfold.linkage.ragged import Floats, Ints
from hundredfold.linkage.region.exchange import exchanged, packed, unpacked
from hundredfold.linkage.region.postings import STEPS, Search, in_one
from hundredfold.linkage.region.reading import Joiner, bundled, read_slice
from hundredfold.linkage.region.shelf import shelve
from hundredfold.linkage.region.weighing import Comparing, levels_in, splink_on_spark
from hundredfold.linkage.rows import Row

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

# A part is what one task holds in memory at once: about 2 kB a row while it searches, a few hundred bytes a pair.
ROWS_A_PART, ROWS_A_BUNDLE, PAIRS_A_PART = 25_000, 2_000, 100_000

Tick = Callable[[float], None]


class SparkEngine:
    """An `engine.Engine` on a running session. One search at a time; `close` takes away what it laid down."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        self._context = session.sparkContext
        self._folder = tempfile.TemporaryDirectory(prefix="hundredfold-region-")
        self._names = (f"shelf-{number}" for number in count(1))
        self._shelved: tuple[Ledger | None, str] = (None, "")

    def close(self) -> None:
        """Removes the shelves laid down here; the executors' copies go with their application."""
        self._folder.cleanup()

    def read(self, reader: Reader, rows: Sequence[Row], tick: Tick | None) -> None:
        """Has the rows read in slices on the executors; here their texts are numbered in the order of the rows."""
        if not rows:
            return
        size = max(1, min(ROWS_A_BUNDLE, math.ceil(len(rows) / self._width())))
        bundles = [bundled(rows[start : start + size]) for start in range(0, len(rows), size)]
        names = self._context.broadcast(reader.register)
        made = self._context.parallelize(bundles, len(bundles)).map(partial(_read, names=names))
        joiner = Joiner(reader)
        for at, part in enumerate(_each(made)):
            joiner.add(part)
            if tick:
                tick(at / len(bundles))
        joiner.close()
        names.destroy()

    def candidates(self, ledger: Ledger, known: tuple[Ints, Ints], model: Model, reach: Reach) -> Pairs:
        """The pairs worth scoring in full, sought on the executors; here only the share of the whole is set."""
        parts = max(self._width(), math.ceil(len(ledger) / ROWS_A_PART))
        search = Search(self._shelf(ledger), len(ledger), parts, reach, model, known)
        parcels = self._context.parallelize(range(parts), parts).flatMap(search.keys)
        for name, types in STEPS:
            parcels = exchanged(parcels, types, getattr(search, name))
        settled = [unpacked(parcel) for _, parcel in _each(parcels)]
        left, right, order, photo = in_one([np.concatenate(column) for column in zip(*settled, strict=True)])
        keep = order >= least_promise(order, len(ledger))
        return Pairs(ledger, left[keep], right[keep], photo[keep])

    def compare(self, pairs: Pairs, model: Model) -> tuple[dict[str, Levels], Floats]:
        """Levels and log-odds of each pair; both are worked out on the executors, the latter by Splink."""
        size = len(pairs.left)
        if not size:
            return levels_in(iter(()), 0), np.zeros(0)
        step = max(1, min(PAIRS_A_PART, math.ceil(size / self._width())))
        number = np.arange(size)
        parcels = [
            packed(
                [column[start : start + step] for column in (number, pairs.left, pairs.right, pairs.photo)]
            )
            for start in range(0, size, step)
        ]
        compared = self._context.parallelize(parcels, len(parcels)).map(Comparing(self._shelf(pairs.ledger)))
        compared.persist(StorageLevel.DISK_ONLY)
        levels = levels_in(_each(compared), size)
        first = splink_on_spark(self._session, compared, model, size)
        compared.unpersist()
        return levels, first

    def _width(self) -> int:
        """How many parts keep every core of the cluster at work."""
        return 2 * int(self._context.defaultParallelism)

    def _shelf(self, ledger: Ledger) -> str:
        if self._shelved[0] is not ledger:
            name = next(self._names)
            path = Path(self._folder.name) / name
            shelve(path, ledger, tokens_of(ledger))
            self._context.addFile(str(path))
            self._shelved = (ledger, name)
        return self._shelved[1]


def _read(bundle: bytes, *, names: Any) -> Any:
    return read_slice(bundle, names.value)


def _each(made: RDD[Any]) -> Iterator[Any]:
    """All that the executors made, computed at once but brought here one part at a time, so that memory stays flat."""
    made.persist(StorageLevel.DISK_ONLY)
    made.count()
    yield from made.toLocalIterator()
    made.unpersist()
