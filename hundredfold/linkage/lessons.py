"""Reviewers' answers laid beside the scored ledger, and which of them are kept aside. Knows no weights to change."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hundredfold.linkage.likeness import Pairs, levels
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import Scored, score
from hundredfold.linkage.ragged import Bools, Floats, Ints
from hundredfold.linkage.rivals import standing
from hundredfold.linkage.rows import Row
from hundredfold.linkage.twins import twins_of

KEPT_IN_TEN = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer said of two records; `volunteered` where they joined what the rule had not asked about."""

    id: str
    a: str
    b: str
    same: bool
    volunteered: bool = False


@dataclass(frozen=True, slots=True)
class Lessons:
    """A scored ledger and the answers in it: `at` their places among its pairs, `truth` what was said.

    `deed` numbers the deed that an answer is about, so that halves can be made that share none. `kept` is never
    taught, neither are `volunteered` answers about a kept deed. `left_out` answers are on records that are gone, on
    copies word for word, or on other kinds than events, which are not weighed by this model.
    """

    scored: Scored
    answers: Sequence[Answer]
    at: Ints
    truth: Bools
    deed: Ints
    kept: Bools
    volunteered: Bools
    left_out: int

    @property
    def taught(self) -> Bools:
        """The answers to learn from."""
        return ~self.kept

    def unadapted(self, model: Model) -> Floats:
        """What `model` says of every pair before the ledger's own shift."""
        pairs, compared = self.scored.pairs, self.scored.levels
        first = model.score(compared)
        return model.probability(model.final(first, standing(pairs, first)))

    def probability(self, model: Model) -> Floats:
        """What `model` says of every pair of the ledger."""
        return model.adapted(self.unadapted(model))


def lay_out(
    rows: Sequence[Row],
    answers: Iterable[Answer],
    *,
    prior: Model,
    shared_photos: Collection[tuple[str, str]] = (),
    taught_before: Collection[str] = (),
) -> Lessons:
    """Scores the ledger and finds the answered pairs in it; those that were no candidates are compared as well.

    Which answers are kept aside depends on the id of the deed alone, so the kept set only grows. A deed of which
    an answer in `taught_before` (their ids) was learned from once is never kept.
    """
    leaders, copies = twins_of(rows)
    scored = score([rows[at] for at in leaders], shared_photos=shared_photos, model=prior)
    places = {rows[at].id: place for place, at in enumerate(leaders)}
    heads = {at: place for place, at in enumerate(leaders)}
    for copy in copies:
        if copy.places[0] in heads:
            places.setdefault(rows[copy.places[1]].id, heads[copy.places[0]])
    given = list(answers)
    usable = [answer for answer in given if _is_event_pair(answer, places, scored)]
    scored, at = _with_answered(scored, usable, places)
    keys = deed_keys(usable)
    known = {keys[answer.id] for answer in usable if answer.id in taught_before}
    kept = np.array([is_kept(keys[answer.id]) and keys[answer.id] not in known for answer in usable], bool)
    volunteered = np.array([answer.volunteered for answer in usable], bool)
    chosen = np.flatnonzero(~(kept & volunteered))
    _, deed = np.unique(np.array([keys[answer.id] for answer in usable], str), return_inverse=True)
    return Lessons(
        scored=scored,
        answers=[usable[each] for each in chosen.tolist()],
        at=at[chosen],
        truth=np.array([answer.same for answer in usable], bool)[chosen],
        deed=deed.astype(np.int64)[chosen],
        kept=kept[chosen],
        volunteered=volunteered[chosen],
        left_out=len(given) - len(chosen),
    )


def deed_keys(answers: Iterable[Answer]) -> Mapping[str, str]:
    """By answer id: the earliest record (the least id) of the two deeds it is about, once all that are the same
    are joined. A pair of one deed can so never be learned from and kept aside."""
    root: dict[str, str] = {}

    def find(record: str) -> str:
        while root.setdefault(record, record) != record:
            root[record] = root[root[record]]
            record = root[record]
        return record

    held = list(answers)
    for answer in held:
        if answer.same:
            first, second = sorted((find(answer.a), find(answer.b)))
            root[second] = first
    return {answer.id: min(find(answer.a), find(answer.b)) for answer in held}


def is_kept(key: str) -> bool:
    """Whether the deed of this key is kept aside: decided by the key alone, three in ten."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % 10 < KEPT_IN_TEN


def _is_event_pair(answer: Answer, places: Mapping[str, int], scored: Scored) -> bool:
    a, b = places.get(answer.a), places.get(answer.b)
    if a is None or b is None or a == b:
        return False
    rows = scored.ledger.rows
    return rows[a].kind == rows[b].kind == "event"


def _with_answered(
    scored: Scored, answers: Sequence[Answer], places: Mapping[str, int]
) -> tuple[Scored, Ints]:
    """The scored pairs with those added that were answered and not among them, and where each answer stands."""
    size = len(scored.ledger)
    wanted = np.array(
        [
            min(places[answer.a], places[answer.b]) * size + max(places[answer.a], places[answer.b])
            for answer in answers
        ],
        dtype=np.int64,
    )
    known = scored.pairs.left * size + scored.pairs.right
    fresh = np.setdiff1d(wanted, known)
    if len(fresh):
        left, right = fresh // size, fresh % size
        added = Pairs(scored.ledger, left, right, np.zeros(len(fresh), bool))
        compared = levels(added)
        pairs = Pairs(
            scored.ledger,
            np.concatenate([scored.pairs.left, left]),
            np.concatenate([scored.pairs.right, right]),
            np.concatenate([scored.pairs.photo, added.photo]),
        )
        scored = replace(
            scored,
            pairs=pairs,
            levels={name: np.concatenate([scored.levels[name], compared[name]]) for name in scored.levels},
            probability=np.concatenate([scored.probability, np.zeros(len(fresh))]),
        )
        known = np.concatenate([known, fresh])
    order = np.argsort(known, kind="stable")
    return scored, order[np.searchsorted(known[order], wanted)].astype(np.int64)
