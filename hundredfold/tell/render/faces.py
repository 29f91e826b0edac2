"""What the check page shows, as plain values already in the reader's language. Knows no finding of them."""

from dataclasses import dataclass

from hundredfold.tell.render.grid import Cell, State


@dataclass(frozen=True, slots=True)
class Line:
    """One deed as a row of a strand's list. `why` is the finished sentence; `told_by` names every unit.

    `records` are the ids of all records joined in the deed, so that a finding on any of them leads here.
    """

    id: str
    title: str
    unit: str
    day: str
    state: State
    why: str = ""
    told_by: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StrandFace:
    """One strand: its promise, its numbers and the deeds behind them. Without `cells`, `lines` are drawn."""

    code: str
    name: str
    measure: str
    target: int
    counted: int
    pending: int
    excluded: int
    lines: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingFace:
    """One finding in neutral words: what it says, the ids of its sides and what it rests on."""

    rule_name: str
    sentence: str
    sides: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The whole page. `skipped` holds (where, why) of rows that could not be read."""

    title: str
    source_name: str
    programme_name: str
    period_text: str
    made_at_text: str
    strands: tuple[StrandFace, ...]
    findings: tuple[FindingFace, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
