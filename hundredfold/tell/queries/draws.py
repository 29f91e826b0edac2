"""Spot checks for the public: each draw with its seed, how to repeat it and what the visits found in numbers."""

from dataclasses import dataclass

from hundredfold.plan.queries import current_programme
from hundredfold.prove import draw as drawing
from hundredfold.prove import spot_checks
from hundredfold.prove.intake import local_day
from hundredfold.tell import gate, public

SHOWN = 100


@dataclass(frozen=True)
class Draws:
    """The page on spot checks. ``weights`` are what makes a deed likelier to be drawn, in words, with its number."""

    programme: public.PublicProgramme
    draws: tuple[public.PublicDraw, ...]
    weights: tuple[tuple[str, int], ...]


def draws(*, language: str) -> Draws | None:
    """Every draw, the latest first, or None before a programme is founded. A fixed number of queries."""
    programme = current_programme()
    if programme is None:
        return None
    rows = list(spot_checks.draws_of(programme)[:SHOWN])
    results = spot_checks.results(rows)
    return Draws(
        programme=gate.programme(
            programme.blueprint,
            year=programme.year,
            period=(programme.period_start, programme.period_end),
            language=language,
        ),
        draws=tuple(
            gate.draw(
                row, results.get(row.pk, {}), made_on=local_day(programme, row.made_at), language=language
            )
            for row in rows
        ),
        weights=tuple((drawing.say(code, language), weight) for code, weight in drawing.WEIGHTS.items()),
    )
