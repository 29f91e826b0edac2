"""One reading of damaged text as it grows: its pieces, its bytes out of step, and which readings are worth keeping."""

import re
from typing import NamedTuple

from hundredfold.reading.mending_bytes import Group

WIDTH, MARGIN = 12, 16.0
CLEAR = 12.0  # by so much must a reading in step beat those out of step
SURE = {"R2": 0.99, "R3": 0.97, "R4": 0.95, "R5": 0.95, "R6": 0.9, "R7": 0.97}
DECODED = {"R3": 0.97, "R4": 0.85, "R6": 0.85}  # read on from there; bytes may have vanished unseen


class Piece(NamedTuple):
    """A stretch of the damaged text and what stands for it; `rule` is None where nothing changed."""

    start: int
    end: int
    text: str
    rule: str | None
    sure: float
    guess: str = ""  # the character as it was, where context chose it among `group`
    group: Group | None = None


class Link(NamedTuple):
    """Pieces of one reading, newest first."""

    piece: Piece
    older: "Link | None"


class State(NamedTuple):
    """One reading up to a place: its cost, a lead byte still waiting, the last characters, open brackets."""

    cost: float = 0.0
    waiting: int = -1
    rule: str | None = None  # what put the bytes out of step
    before: str = ""
    last: str = ""
    opened: str = ""
    link: Link | None = None


class Signs(NamedTuple):
    """Traces of the kit by place: whole notes, halves of notes, low bytes before marks, and all of them in order."""

    notes: dict[int, re.Match[str]]
    halves: dict[int, re.Match[str]]
    lows: frozenset[int]
    order: tuple[int, ...]


States = dict[tuple[int, str, str, str], State]


def pieces_of(state: State) -> list[Piece]:
    """The pieces of a reading, oldest first."""
    pieces = []
    link = state.link
    while link:
        pieces.append(link.piece)
        link = link.older
    return pieces[::-1]


def keep(states: States, state: State) -> None:
    """Put a reading among those of its place, unless a cheaper one will go on just like it."""
    key = (state.waiting, state.before, state.last, state.opened)
    known = states.get(key)
    if known is None or state.cost < known.cost:
        states[key] = state


def best_of(states: States) -> list[State]:
    """The readings worth going on with, cheapest first."""
    if len(states) < 2:
        return list(states.values())
    ranked = sorted(states.values(), key=lambda state: state.cost)
    kept = [state for state in ranked[:WIDTH] if state.cost <= ranked[0].cost + MARGIN]
    # A reading in step can always go on, whatever comes; so one is never dropped.
    if all(state.waiting >= 0 for state in kept):
        kept += [state for state in ranked if state.waiting < 0][:1]
    return kept


def settle(states: list[State], *, far: bool) -> list[State]:
    """The likeliest reading is taken if in step and clear of the others; far from damage, of those out of step."""
    best = min(states, key=lambda state: state.cost)
    if best.waiting >= 0:
        return states
    rivals = (state for state in states if state is not best and (state.waiting >= 0 or not far))
    return states if any(state.cost < best.cost + CLEAR for state in rivals) else [best]
