"""Draws what is to be visited, weighted to risk: the same seed and ledger give everybody the same list. Pure.

Weighted sampling without replacement after P. S. Efraimidis and P. G. Spirakis, "Weighted random sampling with a
reservoir", Information Processing Letters 97 (2006) 181-185: each candidate gets u ** (1 / weight) with its own random
u, and the largest are taken. Here u comes from HMAC-SHA256 of seed and record id and not from a generator's stream,
so that the order of candidates does not matter; and keys are compared as decimals, which are equal on every machine.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

SIZE_MOST = 500
BIG_HEAD_COUNT = 500
NEAR_ENOUGH = 1 + 1e-9  # far more than floating point can be wrong by
_EXACT = Context(prec=50)
_RANGE = 1 << 256

# What each ground adds to the weight; every candidate starts with one.
WEIGHTS: Mapping[str, int] = {
    "any": 1,
    "open_finding": 4,
    "answered_finding": 1,
    "single_evidence": 2,
    "no_photo_place": 1,
    "big_head_count": 2,
}
SENTENCES: dict[str, tuple[str, str]] = {
    "any": ("每一件", "every deed"),
    "open_finding": ("有提示待核对", "a finding is open"),
    "answered_finding": ("有过提示，已答复", "a finding was answered"),
    "single_evidence": ("佐证只有一份或没有", "one piece of evidence or none"),
    "no_photo_place": ("照片都没有拍摄地点", "no photo says where it was taken"),
    "big_head_count": (f"人次不少于 {BIG_HEAD_COUNT}", f"{BIG_HEAD_COUNT} people or more"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What makes a visit to a deed more or less useful. ``record`` is the public id of its first telling."""

    record: str
    has_open_finding: bool = False
    has_answered_finding: bool = False
    evidence: int = 0
    has_photo_place: bool = False
    head_count: int | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """A candidate with its weight, and the codes of what gives it that weight."""

    record: str
    weight: int
    grounds: tuple[str, ...]


def lot(traits: Traits) -> Lot:
    """The weight of a candidate: one, and what each ground adds."""
    holds = {
        "any": True,
        "open_finding": traits.has_open_finding,
        "answered_finding": traits.has_answered_finding,
        "single_evidence": traits.evidence <= 1,
        "no_photo_place": not traits.has_photo_place,
        "big_head_count": (traits.head_count or 0) >= BIG_HEAD_COUNT,
    }
    grounds = tuple(code for code, is_so in holds.items() if is_so)
    return Lot(traits.record, sum(WEIGHTS[code] for code in grounds), grounds[1:])


def draw(lots: Iterable[Lot], *, seed: str, size: int) -> list[Lot]:
    """At most ``size`` of ``lots``, in the order drawn. Each is as likely as its weight says, and none comes twice."""
    held = list(lots)
    roughly = [_key_roughly(each, seed) for each in held]
    # The exact keys are slow; whoever is beyond doubt too far back needs none.
    enough = sorted(roughly)[min(size, len(held)) - 1] * NEAR_ENOUGH if held and size > 0 else 0.0
    close = [each for each, key in zip(held, roughly, strict=True) if key <= enough]
    return sorted(close, key=lambda each: (_key(each, seed), each.record))[:size]


def _number(each: Lot, seed: str) -> int:
    """The candidate's own random number, 256 bits from seed and record."""
    return int.from_bytes(hmac.new(seed.encode(), each.record.encode(), hashlib.sha256).digest())


def _key(each: Lot, seed: str) -> Decimal:
    """-ln(u) / weight: the smallest are those with the largest u ** (1 / weight)."""
    u = _EXACT.divide(Decimal(_number(each, seed) + 1), Decimal(_RANGE + 1))
    return _EXACT.divide(-u.ln(_EXACT), Decimal(each.weight))


def _key_roughly(each: Lot, seed: str) -> float:
    """The same in floating point, right to some twelve digits also where u is next to one."""
    rest = (_RANGE - _number(each, seed)) / (_RANGE + 1)
    return -math.log1p(-min(rest, 1 - 2**-53)) / each.weight


def fingerprint(lots: Iterable[Lot]) -> str:
    """SHA-256 over the candidates with their weights: whoever draws again sees whether they drew from the same."""
    lines = sorted(f"{each.record} {each.weight}\n" for each in lots)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def seed_of(parts: Sequence[str | int]) -> str:
    """A seed of 32 hexadecimal digits from parts that nobody sets all of: a ledger's last entry, a day, a word."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def say(code: str, language: str = "zh") -> str:
    """A ground of a weight in words."""
    return SENTENCES[code][language.split("-")[0] == "en"]
