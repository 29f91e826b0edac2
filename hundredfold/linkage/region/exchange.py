"""Arrays handed from every part to every part: one parcel each, so that Spark moves few things and counts none.

Knows parts and arrays; must not know what they mean.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.ragged import Ints

if TYPE_CHECKING:  # an optional extra: only processes that talk to Spark have it
    from pyspark import RDD

Array = NDArray[Any]
Parcel = tuple[int, bytes]
# From the number of a part and its arrays to parcels for other parts.
Step = Callable[[int, Sequence[Array]], Iterator[Parcel]]


def packed(arrays: Sequence[Array]) -> bytes:
    """Arrays as one parcel; only our own processes ever read it."""
    return pickle.dumps([np.ascontiguousarray(array) for array in arrays], protocol=5)


def unpacked(parcel: bytes) -> list[Array]:
    """What `packed` packed."""
    arrays: list[Array] = pickle.loads(parcel)  # noqa: S301 - made by `packed` a moment ago
    return arrays


def scattered(where: Ints, arrays: Sequence[Array], parts: int) -> Iterator[Parcel]:
    """Entries by the part they go to, their order kept."""
    order = np.argsort(where, kind="stable")
    bounds = np.searchsorted(where[order], np.arange(parts + 1))
    for part in np.flatnonzero(np.diff(bounds)).tolist():
        chosen = order[bounds[part] : bounds[part + 1]]
        yield part, packed([array[chosen] for array in arrays])


def gathered(parcels: Iterable[Parcel], types: str) -> list[Array]:
    """All parcels of a part as one; `types` are numpy's letters, for parts that nothing came to."""
    came = [unpacked(parcel) for _, parcel in parcels]
    if not came:
        return [np.zeros(0, dtype=letter) for letter in types]
    return [np.concatenate([each[column] for each in came]) for column in range(len(types))]


def exchanged(parcels: RDD[Parcel], types: str, step: Step) -> RDD[Parcel]:
    """Brings parcels to their parts and lets each part take the next step."""

    def taken(part: int, came: Iterable[Parcel]) -> Iterator[Parcel]:
        return step(part, gathered(came, types))

    return parcels.partitionBy(parcels.getNumPartitions(), _itself).mapPartitionsWithIndex(taken)


def _itself(part: int) -> int:
    return part
