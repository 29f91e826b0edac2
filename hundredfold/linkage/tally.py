"""How common each bigram of a ledger is, by campaign window and in all: sorted numbers in parts that add up.

Pure: gives and takes arrays; where they are kept is not known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hundredfold.linkage.corpus import IN_WINDOWS, SUMMARY, TITLE, VENUE
from hundredfold.linkage.model import Model, shipped
from hundredfold.linkage.names import Register
from hundredfold.linkage.prepared import NO_DAY, window_of
from hundredfold.linkage.ragged import Floats, Ints
from hundredfold.linkage.signs import Said

# Where counts stand that belong to no campaign window: over all time, and how likely the scored pairs were.
EVER, SCORES = -1, -2
ROWS = 0  # under EVER: the number of rows
SORTS = {TITLE: 1, SUMMARY: 2, VENUE: 3}
STEP, WIDEST = 0.1, 200  # log-odds of scored pairs are kept in steps of a tenth up to 20 either way

NONE: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each number occurs: `keys` ascending and distinct, `numbers` beside them; both int64."""

    keys: Ints
    numbers: Ints

    @classmethod
    def of(cls, keys: Ints, numbers: Ints | None = None) -> Counts:
        """From numbers in any order, each counted once or as often as told; what adds up to nothing is left out."""
        if not len(keys):
            return cls(NONE, NONE)
        found, place = np.unique(keys, return_inverse=True)
        many = np.bincount(place, weights=numbers, minlength=len(found))
        total = np.rint(many).astype(np.int64)
        return cls(found[total != 0], total[total != 0])

    @classmethod
    def joined(cls, parts: Sequence[Counts]) -> Counts:
        """The sum of several."""
        keys = np.concatenate([NONE, *(part.keys for part in parts)])
        return cls.of(keys, np.concatenate([NONE, *(part.numbers for part in parts)]))

    def at(self, wanted: Ints) -> Ints:
        """How often each wanted number occurs."""
        if not len(self.keys):
            return np.zeros(len(wanted), dtype=np.int64)
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[place] == wanted, self.numbers[place], 0)


def gram_keys(sort: str, grams: Sequence[str]) -> Ints:
    """Bigrams as numbers, those of each sort apart."""
    padded = "".join(gram if len(gram) == 2 else gram[:1].ljust(2, "\0") for gram in grams)
    points = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    return (SORTS[sort] << 42) + (points[0::2] << 21) + points[1::2]


def counted(told: Iterable[tuple[Said, int]]) -> dict[int, Counts]:
    """What rows add to the counts, by window; each comes with 1 where it is new and -1 where it is taken away."""
    keys: dict[int, list[Ints]] = defaultdict(list)
    times: dict[int, list[Ints]] = defaultdict(list)
    for said, sense in told:
        titles, accounts = gram_keys(TITLE, said.tokens["t"]), gram_keys(SUMMARY, said.grams)
        here = np.concatenate([titles, accounts])
        ever = np.concatenate([here, gram_keys(VENUE, said.tokens["v"]), [ROWS]])
        start = said.row.start
        window = int(window_of(np.array([NO_DAY if start is None else start.toordinal()]))[0])
        for where, found in ((window, here), (EVER, ever)):
            keys[where].append(found)
            times[where].append(np.full(len(found), sense, dtype=np.int64))
    return {
        where: Counts.of(np.concatenate(found), np.concatenate(times[where])) for where, found in keys.items()
    }


def scores(usual: Floats) -> Counts:
    """Probabilities of scored pairs as counts of their log-odds."""
    chance = np.clip(usual, 1e-12, 1 - 1e-12)
    place = np.rint(np.log(chance / (1 - chance)) / STEP).astype(np.int64)
    return Counts.of(np.clip(place, -WIDEST, WIDEST))


class Tally:
    """A ledger's counts as a corpus. `load` gives the parts of windows, each asked for once; `names` are its units'."""

    def __init__(
        self,
        load: Callable[[Collection[int]], Mapping[int, Sequence[Counts]]],
        *,
        names: Collection[str] = (),
        model: Model | None = None,
    ) -> None:
        self._load = load
        self._names = frozenset(names)
        self._model = model or shipped()
        self._parts: dict[int, Sequence[Counts]] = {}

    @property
    def size(self) -> int:
        """How many rows the ledger has."""
        return int(self._at(EVER, np.array([ROWS]))[0])

    @property
    def shift(self) -> float:
        """By how much the scores kept so far move the odds; 1.0 while none is kept."""
        kept = Counts.joined(self._of(SCORES))
        return self._model.shift(np.exp(kept.keys * STEP), np.maximum(kept.numbers, 0).astype(np.float64))

    def register(self, names: Collection[str]) -> Register:
        """The register of the ledger's names, `names` among them."""
        return _register(self._names, frozenset(names))

    def uses(self, sort: str, grams: Sequence[str]) -> Ints:
        """In how many rows each bigram stands; never less than 1."""
        return np.maximum(self._at(EVER, gram_keys(sort, grams)), 1)

    def uses_in_window(self, sort: str, grams: Sequence[str], windows: Ints) -> Ints:
        """In how many rows of the window beside it each bigram stands; never less than 1."""
        if sort not in IN_WINDOWS:
            raise ValueError(f"bigrams of a {sort} are not counted by window")
        keys, found = gram_keys(sort, grams), np.ones(len(grams), dtype=np.int64)
        distinct = np.unique(windows).tolist()
        self._read(distinct)
        for window in distinct:
            here = windows == window
            found[here] = np.maximum(self._at(window, keys[here]), 1)
        return found

    def _read(self, windows: Collection[int]) -> None:
        missing = [window for window in windows if window not in self._parts]
        if missing:
            found = self._load(missing)
            self._parts.update((window, found.get(window, ())) for window in missing)

    def _of(self, window: int) -> Sequence[Counts]:
        self._read([window])
        return self._parts[window]

    def _at(self, window: int, keys: Ints) -> Ints:
        total = np.zeros(len(keys), dtype=np.int64)
        for part in self._of(window):
            total += part.at(keys)
        return total


_registers: dict[frozenset[str], tuple[frozenset[str], Register]] = {}


def _register(known: frozenset[str], more: frozenset[str]) -> Register:
    """A register of some thousand names takes a while to build: it is kept, and built anew where a name is new."""
    names, register = _registers.get(known, (frozenset(), None))
    if register is None or not more <= names:
        if len(_registers) >= 8:
            _registers.clear()
        names = known | names | more
        register = Register(names)
        _registers[known] = names, register
    return register
