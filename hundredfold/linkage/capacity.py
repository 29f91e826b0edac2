"""When one machine is no longer enough for a search. Knows numbers of rows and bytes; the figures were measured."""

from __future__ import annotations

from dataclasses import dataclass

# What a search holds at its widest, as `python -m bench.region` measured it: 663 MB for 50,000 rows.
BASE_BYTES, ROW_BYTES = 160 << 20, 10 << 10
# The same 50,000 rows took under two minutes on two busy cores, so from here on it is more than half an hour.
COMFORTABLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Advice:
    """Why to change to many machines: `memory` or `rows`; how many rows, and megabytes needed and free."""

    code: str
    rows: int
    needed: int
    free: int


def advice(rows: int, free: int | None) -> Advice | None:
    """What to say before a search over `rows` with `free` bytes of memory (None: unknown); None where all is well."""
    needed = BASE_BYTES + rows * ROW_BYTES
    megabytes = (needed >> 20, (free or 0) >> 20)
    if free is not None and needed > free:
        return Advice("memory", rows, *megabytes)
    return Advice("rows", rows, *megabytes) if rows > COMFORTABLE else None
