"""What the public page on spot checks reads: draws with their seeds and results in numbers, ranking nobody."""

from dataclasses import dataclass

from hundredfold.tell.public import PublicDraw, PublicProgramme
from hundredfold.tell.queries import Draws


@dataclass(frozen=True, slots=True)
class DrawCard:
    """One draw, and the command that repeats it."""

    draw: PublicDraw
    visited: int
    command: str


@dataclass(frozen=True)
class SpotChecksPage:
    """All draws, what their visits found together, and what makes a deed likelier to be drawn."""

    programme: PublicProgramme
    cards: tuple[DrawCard, ...]
    weights: tuple[tuple[str, int], ...]
    drawn: int
    seen: int
    not_found: int
    differs: int
    to_visit: int


def spot_checks_page(found: Draws) -> SpotChecksPage:
    """The page of all draws."""
    return SpotChecksPage(
        programme=found.programme,
        cards=tuple(_card(each) for each in found.draws),
        weights=found.weights,
        drawn=sum(each.seen + each.not_found + each.differs + each.to_visit for each in found.draws),
        seen=sum(each.seen for each in found.draws),
        not_found=sum(each.not_found for each in found.draws),
        differs=sum(each.differs for each in found.draws),
        to_visit=sum(each.to_visit for each in found.draws),
    )


def _card(draw: PublicDraw) -> DrawCard:
    strand = f" --strand {draw.strand}" if draw.strand else ""
    return DrawCard(
        draw=draw,
        visited=draw.seen + draw.not_found + draw.differs,
        command=f'hundredfold draw --seed "{draw.seed}" --as-of {draw.as_of} --size {draw.size}{strand}',
    )
