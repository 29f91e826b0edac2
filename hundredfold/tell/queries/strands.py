"""One strand for the public: its grid, and the list that holds exactly the grid's cells, in pages."""

import datetime as dt
from dataclasses import dataclass

from hundredfold.tell import gate, public
from hundredfold.tell.queries import board, cells

PAGE = 50


@dataclass(frozen=True)
class StrandList:
    """A strand's grid and one page of its list. ``total`` is how many the list holds in ``state`` ('' for all)."""

    programme: public.PublicProgramme
    strand: public.PublicStrand
    others: tuple[public.PublicStrand, ...]
    one: str
    grid: tuple[public.PublicCell, ...]
    state: str
    total: int
    page: int
    pages: int
    cells: tuple[public.PublicCell, ...]


def strand_list(code: str, *, state: str, page: int, at: dt.datetime, language: str) -> StrandList | None:
    """One page of a strand's list, or None where there is no such strand, state or page."""
    promise = cells.promise(at=at, language=language)
    strand = promise.strand(code) if promise else None
    if promise is None or strand is None or state not in ("", *gate.STATES):
        return None
    states = (state,) if state else gate.STATES
    total = sum(strand.in_state(each) for each in states)
    pages = max(1, -(-total // PAGE))
    if not 1 <= page <= pages:
        return None
    row = promise.rows[code].pk
    drawn = cells.read(board.grid_parts(promise, strand))
    start = (page - 1) * PAGE
    listed = cells.read(cells.parts_from(strand, row=row, states=states, start=start, length=PAGE))
    shown = cells.through_gate([*drawn, *listed], promise, language=language)[code]
    programme = promise.programme
    return StrandList(
        programme=gate.programme(
            programme.blueprint,
            year=programme.year,
            period=(programme.period_start, programme.period_end),
            language=language,
        ),
        strand=strand,
        others=promise.strands,
        one=programme.blueprint.strand(code).counting_rule.one.say(language),
        grid=tuple(shown[: len(drawn)]),
        state=state,
        total=total,
        page=page,
        pages=pages,
        cells=tuple(shown[len(drawn) :]),
    )
