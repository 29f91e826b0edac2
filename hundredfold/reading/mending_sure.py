"""How sure each piece of a finished reading is; it must change no reading."""

import math

from hundredfold.reading.likelihood import MARKS, Likelihood
from hundredfold.reading.mending_state import SURE, Piece, State
from hundredfold.reading.script import HAN

SEARCHED = frozenset({"R3", "R4", "R6"})
GUESS_MOST = 0.79  # a guess by context is never called sure, however good
# Decoded by rule, yet no word is made with what stands beside it: bytes may have vanished.
UNBACKED = {"R3": 0.85, "R4": 0.7, "R6": 0.7}


def weighed(pieces: list[Piece], first: State, ahead: str, likelihood: Likelihood) -> list[Piece]:
    """The pieces, each guess with its chance against the others that the bytes leave open.

    `first`: the reading before them; `ahead`: the two characters after them.
    """
    shown = [first.before, first.last, *(piece.text for piece in pieces)]
    found = []
    for number, piece in enumerate(pieces):
        if piece.rule in SEARCHED and piece.text:
            before = "".join(shown[max(0, number - 3) : number + 2])[-2:]
            after = piece.text[1:] + "".join([*shown[number + 3 : number + 6], ahead])[:2]
            piece = piece._replace(sure=_sure(piece, before, after, likelihood))
        found.append(piece)
    return found


def _sure(piece: Piece, before: str, after: str, likelihood: Likelihood) -> float:
    """Measured on damage of our own: see the bench's table of certainties."""
    if not piece.group:
        around = (before[-1:] + piece.text[0], piece.text[0] + after[:1])
        is_backed = not HAN.fullmatch(piece.text[0]) or any(map(likelihood.is_word, around))
        return piece.sure if is_backed else min(piece.sure, UNBACKED[piece.rule or "R3"])
    chance = _chance(piece, before, after, likelihood)
    if piece.guess == "。" and piece.rule == "R4" and chance > 0.9:
        return SURE["R4"]
    if piece.guess in MARKS:
        return round(0.45 + 0.34 * chance, 2)
    return round(GUESS_MOST * chance, 2)


def _chance(piece: Piece, before: str, after: str, likelihood: Likelihood) -> float:
    assert piece.group is not None
    cost = likelihood.cost
    one, two = before[:-1][-1:], before[-1:]
    rivals = {piece.guess, *likelihood.likeliest(one, two, piece.group)}
    first, second = after[:1], after[1:2]

    def price(char: str) -> float:
        own = cost(one, two, char) + (cost(two, char, first) if first else 0.0)
        return own + (cost(char, first, second) if second else 0.0)

    prices = {char: price(char) for char in rivals}
    return 1.0 / sum(math.exp(prices[piece.guess] - each) for each in prices.values())
