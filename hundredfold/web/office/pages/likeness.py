"""Two texts next to each other: which characters differ. Pure: no record, no page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

COMPARED_MOST = 2000  # characters of each text that are looked at one by one; the rest stands as it is
_SIGN = re.compile(r"[0-9A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; ``differs`` where the other text has something else."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison: the same thing as each side says it."""

    label: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    differs: bool


def compared(label: str, left: str, right: str) -> Compared:
    """The two texts in pieces. Where one is empty, or they share too little, the whole differs."""
    if left == right:
        return Compared(label, _whole(left), _whole(right), differs=False)
    ours, others = _signs(left), _signs(right)
    if not left or not right or Indel.normalized_similarity(ours, others) < 0.3:
        return Compared(label, _whole(left, differs=True), _whole(right, differs=True), differs=True)
    steps = list(Indel.opcodes(ours, others))
    mine = [(step.tag, ours[step.src_start : step.src_end]) for step in steps]
    theirs = [(step.tag, others[step.dest_start : step.dest_end]) for step in steps]
    return Compared(label, tuple(_pieces(left, mine)), tuple(_pieces(right, theirs)), differs=True)


def _signs(text: str) -> list[str]:
    """What is compared one by one: each Chinese character, but a number or a word of letters as a whole."""
    return _SIGN.findall(text[:COMPARED_MOST])


def _whole(text: str, *, differs: bool = False) -> tuple[Piece, ...]:
    return (Piece(text, differs),) if text else ()


def _pieces(text: str, steps: list[tuple[str, list[str]]]) -> Iterator[Piece]:
    for tag, signs in steps:
        if signs:
            yield Piece("".join(signs), differs=tag != "equal")
    if text[COMPARED_MOST:]:
        yield Piece(text[COMPARED_MOST:])
