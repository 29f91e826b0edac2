"""Which strands of the Nine Hundreds a text speaks of, by phrases from a table; it only proposes."""

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    page = files("hundredfold.reading") / "tables" / "strands.tsv"
    with page.open(encoding="utf-8") as lines:
        return tuple(
            (strand, re.compile("|".join(map(re.escape, phrases.split(" ")))))
            for strand, phrases in csv.reader(lines, delimiter="\t")
        )


def read_strands(text: str) -> list[str]:
    """Codes of the strands whose phrases the text uses, in the programme's order."""
    return [strand for strand, phrases in _patterns() if phrases.search(text)]
