"""From a deed to the press that told of it, and from a press report to the deeds: for the public, through the gate."""

from collections.abc import Collection, Sequence

from hundredfold.do.ledger import queries as ledger
from hundredfold.do.ledger.models import Record
from hundredfold.plan.models import Programme
from hundredfold.prove.counted_stories import counted_stories
from hundredfold.prove.models import Cell
from hundredfold.tell import gate, public
from hundredfold.tell.queries.cells import stances

_SEEN = ("id", "strand_id", "state", "title", "day", "reasons", "records", "unit__name")


def press_that_told(
    deeds: Collection[str], programme: Programme, *, language: str
) -> tuple[public.PublicStory, ...]:
    """The stories that count and say that they tell of one of these records (public ids). Three queries at most."""
    told = [record.public_id for record in ledger.press_of(deeds)]
    if not told:
        return ()
    blueprint = programme.blueprint
    lines = [strand for strand in blueprint.strands if strand.kind == "article"]
    stories = counted_stories(programme, records=told)
    return tuple(gate.story(each, lines[0], language) for each in stories)


def deeds_told_of(
    shown: Sequence[Record], programme: Programme, *, language: str
) -> tuple[public.PublicCell, ...]:
    """The deeds that these press records tell of, as far as the public sees them. Two queries at most."""
    wanted = {each for told in shown for each in told.details.get("tells_of", []) if isinstance(each, str)}
    if not wanted:
        return ()
    found = Cell.objects.filter(
        deed__tellings__record__public_id__in=wanted, strand__programme=programme, state__in=gate.STATES
    )
    rows = list(found.order_by("strand__position", "id").values(*_SEEN, "strand__code"))
    blueprint = programme.blueprint
    lines = {row["strand_id"]: blueprint.strand(row["strand__code"]) for row in rows}
    known = stances(rows, lines)
    cells = (
        gate.cell(
            row,
            lines[row["strand_id"]],
            consenting=known.consenting,
            refused=known.refused,
            language=language,
        )
        for row in rows
    )
    return tuple({cell.record: cell for cell in cells if cell}.values())
