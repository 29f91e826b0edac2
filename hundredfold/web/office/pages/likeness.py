"""Two texts next to each other: which characters differ. Pure: no record, no page."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

COMPARED_MOST = 2000  # characters of each text that are looked at one by one; the rest stands as it is


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
    if (
        not left
        or not right
        or Indel.normalized_similarity(left[:COMPARED_MOST], right[:COMPARED_MOST]) < 0.3
    ):
        return Compared(label, _whole(left, differs=True), _whole(right, differs=True), differs=True)
    steps = list(Indel.opcodes(left[:COMPARED_MOST], right[:COMPARED_MOST]))
    mine = [(step.tag, step.src_start, step.src_end) for step in steps]
    theirs = [(step.tag, step.dest_start, step.dest_end) for step in steps]
    return Compared(label, tuple(_pieces(left, mine)), tuple(_pieces(right, theirs)), differs=True)


def _whole(text: str, *, differs: bool = False) -> tuple[Piece, ...]:
    return (Piece(text, differs),) if text else ()


def _pieces(text: str, steps: list[tuple[str, int, int]]) -> Iterator[Piece]:
    for tag, start, end in steps:
        if end > start:
            yield Piece(text[start:end], differs=tag != "equal")
    if text[COMPARED_MOST:]:
        yield Piece(text[COMPARED_MOST:])
