"""Pairs compared on the executors and weighed there by Splink. Knows levels and weights, no texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow

from hundredfold.linkage.backends import LOG_2, QUIET, codes_of, splink_settings
from hundredfold.linkage.likeness import COMPARISONS, Levels, Pairs
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import levels_of
from hundredfold.linkage.ragged import Floats
from hundredfold.linkage.region.exchange import Array, packed, unpacked
from hundredfold.linkage.region.shelf import at_hand

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterator[pyarrow.RecordBatch]
SIDES = ("a_side", "b_side")


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compares parcels of pairs with the ledger on the shelf."""

    shelf: str

    def __call__(self, parcel: bytes) -> bytes:
        """From number, left, right and shared picture to number and every level."""
        number, left, right, photo = unpacked(parcel)
        ledger = at_hand(self.shelf).ledger
        levels = levels_of(Pairs(ledger, left, right, photo), COMPARISONS, _nothing)
        return packed([number, *(levels[name] for name in COMPARISONS)])


def levels_in(parcels: Iterator[bytes], size: int) -> dict[str, Levels]:
    """Levels of all pairs in the order of their numbers, from the parcels that `Comparing` made."""
    out = {name: np.zeros(size, dtype=np.uint8) for name in COMPARISONS}
    for parcel in parcels:
        number, *levels = unpacked(parcel)
        for name, column in zip(COMPARISONS, levels, strict=True):
            out[name][number] = column
    return out


def splink_on_spark(session: SparkSession, compared: RDD[bytes], model: Model, size: int) -> Floats:
    """Log-odds in nats of each pair, worked out by Splink on the executors from the parcels of `Comparing`."""
    # Heavy, and the latter an optional extra: only who asks for Spark has it.
    from splink import Linker  # noqa: PLC0415
    from splink.backends.spark import SparkAPI  # noqa: PLC0415  optional extra

    parcels = session.createDataFrame(compared.map(_as_row), "parcel binary").persist()
    engine = SparkAPI(  # type: ignore[no-untyped-call]
        spark_session=session, break_lineage_method="persist", register_udfs_automatically=False
    )
    sides = [
        engine.register(_side(parcels, model, blank=blank), dataset_display_name=name)
        for name, blank in zip(SIDES, (False, True), strict=True)
    ]
    linker = Linker(sides, splink_settings(model, "spark"), log_level=QUIET, validate_settings=False)
    predicted: Any = linker.inference.predict()
    found = session.table(predicted.physical_name).select("unique_id_l", "match_weight").toArrow()
    session.catalog.clearCache()
    for name in SIDES:
        session.catalog.dropTempView(name)
    out = np.full(size, np.nan)
    out[found["unique_id_l"].to_numpy()] = found["match_weight"].to_numpy() * LOG_2
    return out


def _side(parcels: DataFrame, model: Model, *, blank: bool) -> DataFrame:
    names = list(codes_of({name: np.zeros(0, dtype=np.uint8) for name in COMPARISONS}, model))
    shape = "unique_id long, pair long, " + ", ".join(f"{name} short" for name in names)
    return parcels.mapInArrow(partial(codes_in, model=model, blank=blank), shape)


def codes_in(batches: Batches, *, model: Model, blank: bool) -> Batches:
    """One side of every pair in the parcels as Splink sees it; the other side is `blank`, for a level is of both."""
    for batch in batches:
        for parcel in batch.column(0).to_pylist():
            number, *columns = unpacked(parcel)
            codes = codes_of(dict(zip(COMPARISONS, columns, strict=True)), model)
            told: Mapping[str, Array] = {
                name: np.zeros_like(column) if blank else column for name, column in codes.items()
            }
            yield pyarrow.RecordBatch.from_pydict({"unique_id": number, "pair": number, **told})


def _as_row(parcel: bytes) -> tuple[bytearray]:
    return (bytearray(parcel),)


def _nothing(_share: float) -> None:
    return None
