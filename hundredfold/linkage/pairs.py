"""The one door of the same-deed engine: rows in, probable pairs out. Knows no programme."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hundredfold.linkage import model as models
from hundredfold.linkage import things
from hundredfold.linkage.backends import splink_score
from hundredfold.linkage.candidates import Reach, best_per_row, nearest
from hundredfold.linkage.corpus import Corpus
from hundredfold.linkage.engine import Engine
from hundredfold.linkage.grounds import Ground, grounds_of
from hundredfold.linkage.likeness import COMPARISONS, Levels, Pairs
from hundredfold.linkage.model import Model
from hundredfold.linkage.prepared import Ledger, prepare
from hundredfold.linkage.ragged import Floats, Ints
from hundredfold.linkage.rivals import standing
from hundredfold.linkage.rows import Row
from hundredfold.linkage.twins import Twin, twins_of

THRESHOLD_JOIN: float = models.shipped().join
THRESHOLD_ASK: float = models.shipped().ask

# Comparisons that are cheap enough to choose which pairs are scored in full.
CHEAP = ("title", "when", "site", "teller", "heads", "ordinal")
BATCH = 30_000
# Long accounts make smaller batches: this many bigrams of accounts are laid out at once.
BATCH_GRAMS = 1_500_000
# However many rows look alike, no more than this many pairs a row are scored in the whole ledger.
MOST_PER_ROW = 10
ENGINES = ("duckdb", "splink")

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may tell one deed; `a` stands before `b` in the input; `words.say` tells grounds."""

    a: str
    b: str
    probability: float
    grounds: tuple[Ground, ...] = ()

    @property
    def is_copy(self) -> bool:
        """One record filed twice, word for word."""
        return any(ground.code == "exact_copy" for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class Scored:
    """All pairs that were scored, as row numbers, with their levels and probability.

    `usual` is the probability before it was fitted to the ledger.
    """

    ledger: Ledger
    pairs: Pairs
    levels: dict[str, Levels]
    probability: Floats
    usual: Floats


def find_pairs(
    rows: Sequence[Row],
    *,
    shared_photos: Collection[tuple[str, str]] = (),
    engine: str | Engine = "duckdb",
    model: Model | None = None,
    floor: float = 0.05,
    progress: Progress | None = None,
    corpus: Corpus | None = None,
    among: Collection[tuple[str, str]] | None = None,
    hear: Callable[[Scored], None] | None = None,
) -> list[Pair]:
    """Pairs with a probability of at least `floor`, in input order.

    `shared_photos` are pairs of row ids known to share a picture. `engine` is `duckdb` (this machine, in plain
    arrays), `splink` (the same weights through Splink on DuckDB: the same numbers, slower) or many machines that
    stand ready (`engine.Engine`: the same numbers). `progress` hears a stage and a share from 0 to 1.
    Where the rows are a few of a larger ledger, `corpus` knows that ledger and `among` are the pairs of row ids to
    look at. `hear` is told all that was scored. Raises ValueError for another engine.
    """
    tell = progress or _silent
    if isinstance(engine, str) and engine not in ENGINES:
        raise ValueError(f"no such engine: {engine}; choose one of {', '.join(ENGINES)}")
    leaders, copies = twins_of(rows)
    chosen = model or models.shipped()
    scored = score(
        [rows[at] for at in leaders],
        shared_photos=shared_photos,
        model=chosen,
        engine=engine,
        progress=tell,
        corpus=corpus,
        among=among if among is None else _among_leaders(rows, copies, among),
    )
    if hear:
        hear(scored)
    found = _listed(scored, leaders, floor) + [(*copy.places, _copy(rows, copy)) for copy in copies]
    tell("grounds", 1.0)
    return [pair for _, _, pair in sorted(found, key=lambda entry: entry[:2])]


def score(
    rows: Sequence[Row],
    *,
    shared_photos: Collection[tuple[str, str]] = (),
    model: Model | None = None,
    engine: str | Engine = "duckdb",
    progress: Progress | None = None,
    reach: Reach = Reach(),  # noqa: B008 - frozen
    corpus: Corpus | None = None,
    among: Collection[tuple[str, str]] | None = None,
) -> Scored:
    """Candidates of distinct rows, compared and weighed: what the bench and the training look at."""
    tell = progress or _silent
    chosen = model or models.shipped()
    far = None if isinstance(engine, str) else engine
    ledger = prepare(
        rows, lambda share: tell("reading", share), corpus=corpus, fill=far.read if far else None
    )
    tell("candidates", 0.0)
    known = _known_pairs(ledger, shared_photos)
    if far and among is None:
        pairs = far.candidates(ledger, known, chosen, reach)
    else:
        found = nearest(ledger, reach) if among is None else _given(ledger, among)
        pairs = _candidates(*with_known(ledger, found, known), chosen, reach)
    tell("comparing", 0.0)
    if far:
        compared, first = far.compare(pairs, chosen)
    else:
        compared = levels_of(pairs, COMPARISONS, lambda share: tell("comparing", share))
        first = splink_score(compared, chosen) if engine == "splink" else chosen.score(compared)
    # To a millionth, the fineness of the weights: engines add in different orders, and rivals ask who is ahead.
    first = np.round(first, 6)
    raw = chosen.final(first, standing(pairs, first))
    shift = corpus.shift if corpus else None
    usual = chosen.probability(raw)
    probability = things.override(pairs, chosen.adapted(usual, shift=shift))
    return Scored(ledger, pairs, compared, probability, usual)


def _among_leaders(
    rows: Sequence[Row], copies: Sequence[Twin], among: Collection[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The same pairs with the first of a group of copies in place of each of them."""
    first: dict[str, int] = {}
    for copy in copies:
        leader, other = copy.places
        first[rows[other].id] = min(leader, first.get(rows[other].id, leader))
    return [(_led(rows, first, a), _led(rows, first, b)) for a, b in among]


def _led(rows: Sequence[Row], first: Mapping[str, int], name: str) -> str:
    return rows[first[name]].id if name in first else name


def _given(ledger: Ledger, among: Collection[tuple[str, str]]) -> tuple[Ints, Ints, Floats]:
    """The pairs of one kind among those named, as the search for candidates would give them."""
    left, right = _known_pairs(ledger, among)
    same_kind = ledger.kind[left] == ledger.kind[right]
    return left[same_kind], right[same_kind], np.zeros(int(same_kind.sum()))


def with_known(
    ledger: Ledger, found: tuple[Ints, Ints, Floats], known: tuple[Ints, Ints]
) -> tuple[Pairs, Floats]:
    """The pairs found and those known to share a picture, with what the former share."""
    left, right, gain = found
    extra_left, extra_right = known
    size = len(ledger)
    seen = np.isin(extra_left * size + extra_right, left * size + right)
    left, right = np.concatenate([left, extra_left[~seen]]), np.concatenate([right, extra_right[~seen]])
    gain = np.concatenate([gain, np.zeros(int((~seen).sum()))])
    photo = np.isin(left * size + right, extra_left * size + extra_right)
    return Pairs(ledger, left, right, photo), gain


def _candidates(pairs: Pairs, gain: Floats, model: Model, reach: Reach) -> Pairs:
    if not len(pairs.left):
        return pairs
    order = promise(pairs, gain, model)
    keep = best_per_row(pairs.left, pairs.right, order, limit=reach.kept)
    keep &= order >= least_promise(order[keep], len(pairs.ledger))
    return Pairs(pairs.ledger, pairs.left[keep], pairs.right[keep], pairs.photo[keep])


def promise(pairs: Pairs, gain: Floats, model: Model) -> Floats:
    """How likely each pair looks by what is cheap to compare: chooses the pairs that are scored in full."""
    cheap = levels_of(pairs, CHEAP, _nothing)
    return model.score(cheap, CHEAP) + 0.05 * gain + 20.0 * pairs.photo


def least_promise(order: Floats, rows: int) -> float:
    """The promise from which a pair is scored in full, so that a ledger has no more than MOST_PER_ROW a row."""
    most = MOST_PER_ROW * rows
    return float(np.partition(order, -most)[-most]) if len(order) > most else -np.inf


def levels_of(pairs: Pairs, comparisons: Collection[str], tick: Callable[[float], None]) -> dict[str, Levels]:
    """Levels in batches, so that memory stays flat however many pairs there are."""
    out = {name: np.zeros(len(pairs.left), dtype=np.uint8) for name in comparisons}
    longest = max(1.0, float(pairs.ledger.summary.sizes.mean())) if len(pairs.ledger) else 1.0
    step = min(BATCH, max(500, int(BATCH_GRAMS / longest)))
    for start in range(0, len(pairs.left), step):
        part = slice(start, start + step)
        batch = Pairs(pairs.ledger, pairs.left[part], pairs.right[part], pairs.photo[part])
        for name in comparisons:
            out[name][part] = COMPARISONS[name][0](batch)
        tick(min(1.0, (start + step) / len(pairs.left)))
    return out


def _known_pairs(ledger: Ledger, shared: Collection[tuple[str, str]]) -> tuple[Ints, Ints]:
    place = {row.id: at for at, row in enumerate(ledger.rows)}
    ends = {
        (min(place[a], place[b]), max(place[a], place[b]))
        for a, b in shared
        if a in place and b in place and a != b
    }
    listed = np.array(sorted(ends), dtype=np.int64).reshape(-1, 2)
    return listed[:, 0], listed[:, 1]


def _listed(scored: Scored, leaders: Sequence[int], floor: float) -> list[tuple[int, int, Pair]]:
    chosen: Ints = np.flatnonzero(scored.probability >= floor)
    rows, pairs = scored.ledger.rows, scored.pairs
    found = []
    for at in chosen.tolist():
        left, right = int(pairs.left[at]), int(pairs.right[at])
        grounds = grounds_of(
            scored.ledger, left, right, {name: int(column[at]) for name, column in scored.levels.items()}
        )
        pair = Pair(rows[left].id, rows[right].id, round(float(scored.probability[at]), 4), grounds)
        found.append((leaders[left], leaders[right], pair))
    return found


def _copy(rows: Sequence[Row], twin: Twin) -> Pair:
    first, second = twin.places
    return Pair(rows[first].id, rows[second].id, twin.probability, (Ground("exact_copy", {}),))


def _silent(_stage: str, _share: float) -> None:
    return None


def _nothing(_share: float) -> None:
    return None
