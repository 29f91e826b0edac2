"""Mends Chinese text a copying kit damaged: notes, lost bytes, script; it never touches text that is whole.

The original is kept by the caller: every repair names the span of it that changed, the rule and how sure.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from hundredfold.reading.damage import find_damage
from hundredfold.reading.likelihood import Likelihood
from hundredfold.reading.mending import Mender
from hundredfold.reading.mending_state import Piece
from hundredfold.reading.script import plain

BYTE_RULES = frozenset({"R3", "R4", "R6"})


@dataclass(frozen=True, slots=True)
class Repair:
    """One changed span: offsets into the original (characters, end exclusive), rule R1-R8, certainty 0-1."""

    start: int
    end: int
    rule: str
    sure: float
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """The mended text, what was done, and how damaged it was: none, light or heavy."""

    text: str
    repairs: tuple[Repair, ...]
    damage: str

    def as_json(self) -> dict[str, Any]:
        """The contract's shape of `text repair --json`."""
        return {"text": self.text, "damage": self.damage, "repairs": [asdict(fix) for fix in self.repairs]}


def repair(text: str, *, known: Iterable[str] = ()) -> Repaired:
    """Mend the text. Text without the kit's marks comes back as it is, with no repairs.

    `known`: whole texts of the same site or on the same matter; they help to guess what a lost byte was.
    """
    damage = find_damage(text)
    if not damage.is_damaged:
        return Repaired(text, (), "none")
    likelihood = Likelihood(text, strict=damage.strict, known=known)
    pieces = Mender(text, likelihood, damage).mend()
    if damage.doubted and not any(piece.rule in BYTE_RULES for piece in pieces):
        return Repaired(text, (), "none")
    mended = "".join(piece.text for piece in pieces)
    if mended == text:
        return Repaired(text, (), "none")
    repairs = tuple(_repairs(text, pieces))
    return Repaired(mended, repairs, _degree(text, repairs))


def _repairs(text: str, pieces: list[Piece]) -> list[Repair]:
    """Neighbouring pieces of the same rule and certainty become one repair."""
    joined: list[Repair] = []
    for piece in pieces:
        if piece.rule is None:
            continue
        was = text[piece.start : piece.end]
        last = joined[-1] if joined else None
        if last and (last.end, last.rule, last.sure) == (piece.start, piece.rule, piece.sure):
            joined[-1] = Repair(
                last.start, piece.end, last.rule, last.sure, last.was + was, last.now + piece.text
            )
        else:
            joined.append(Repair(piece.start, piece.end, piece.rule, piece.sure, was, piece.text))
    return joined


def _degree(text: str, repairs: tuple[Repair, ...]) -> str:
    """Heavy: bytes were lost or out of step, or more than one character in fifty carries a note."""
    notes = sum(fix.rule == "R2" for fix in repairs)
    broken = any(fix.rule in BYTE_RULES for fix in repairs)
    return "heavy" if broken or notes * 50 > len(text) else "light"


def repair_json(text: str) -> dict[str, Any]:
    """As `repair`, for the confined child."""
    return repair(text).as_json()


def whole(text: str) -> str:
    """``text`` mended and in simplified script, so that copies of one text look alike."""
    return "".join(map(plain, repair(text).text))
