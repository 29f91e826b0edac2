"""A prepared ledger laid into one file and mapped from it, so that every process of a machine reads one copy.

Knows arrays, no texts: what a shelf gives back has no rows to read, only their number.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.candidates import Tokens
from hundredfold.linkage.prepared import Ledger
from hundredfold.linkage.ragged import Ragged

ALIGNED = 64
# Texts and names stay where they were read.
LEFT_OUT = ("rows", "register")

Plan = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The arrays of a ledger, and what its rows may share."""

    ledger: Ledger
    tokens: Sequence[Tokens]


class _Writer:
    """Lays arrays one after another into a file and notes where they lie."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def array(self, values: NDArray[Any]) -> Plan:
        self._file.write(b"\0" * (-self._file.tell() % ALIGNED))
        start = self._file.tell()
        np.ascontiguousarray(values).tofile(self._file)
        return {"at": start, "type": values.dtype.str, "shape": list(values.shape)}

    def lists(self, ragged: Ragged) -> Plan:
        return {"lists": {name: self.array(values) for name, values in vars(ragged).items()}}

    def close(self, plan: Plan) -> None:
        text = json.dumps(plan).encode()
        self._file.write(text + len(text).to_bytes(8, "little"))
        self._file.close()


def shelve(path: Path, ledger: Ledger, tokens: Sequence[Tokens]) -> None:
    """Writes the arrays of `ledger` and its `tokens` to `path`."""
    writer = _Writer(path)
    columns = {
        field.name: _laid(writer, getattr(ledger, field.name))
        for field in fields(ledger)
        if field.name not in LEFT_OUT
    }
    told = [
        {"lists": writer.lists(each.lists), "weight": each.weight, "times": each.times, "base": each.base}
        for each in tokens
    ]
    writer.close({"rows": len(ledger), "columns": columns, "tokens": told})


def _laid(writer: _Writer, column: NDArray[Any] | Ragged) -> Plan:
    return writer.lists(column) if isinstance(column, Ragged) else writer.array(column)


def at_hand(name: str) -> Shelf:
    """The shelf of this name among the files that Spark brought to this machine, or at this path."""
    if Path(name).is_absolute():
        return opened(name)
    # An optional extra: only processes that Spark started ask by name.
    from pyspark import SparkFiles  # noqa: PLC0415

    return opened(SparkFiles.get(name))


@lru_cache(maxsize=1)
def opened(path: str) -> Shelf:
    """The shelf in a file, mapped: only what is looked at comes into memory. One a process is kept open."""
    with Path(path).open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int.from_bytes(whole[-8:], "little")
    plan = json.loads(whole[-8 - length : -8])
    columns = {name: _taken(whole, each) for name, each in plan["columns"].items()}
    ledger = Ledger(rows=cast(Any, range(plan["rows"])), register=cast(Any, None), **columns)
    tokens = [
        Tokens(_taken(whole, each["lists"]), each["weight"], each["times"], each["base"])
        for each in plan["tokens"]
    ]
    return Shelf(ledger, tokens)


def _taken(whole: mmap.mmap, plan: Plan) -> Any:
    if "lists" not in plan:
        count = int(np.prod(plan["shape"]))
        values = np.frombuffer(whole, np.dtype(plan["type"]), count=count, offset=plan["at"] if count else 0)
        return values.reshape(plan["shape"])
    # Made without its constructor, which would sum up the whole ledger once more in every process.
    ragged = Ragged.__new__(Ragged)
    for name, each in plan["lists"].items():
        setattr(ragged, name, _taken(whole, each))
    return ragged
