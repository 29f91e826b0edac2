"""Many districts' ledgers looked at together: which records of which ledgers tell one deed. Pure, like a check.

Nothing is counted here: a region has no hundred of its own, and each district's count stays its own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hundredfold.linkage import clusters
from hundredfold.linkage.engine import Engine
from hundredfold.linkage.fingerprint import fingerprint
from hundredfold.linkage.pairs import Pair
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.prove.checking import LISTED, period_of, told_in
from hundredfold.prove.claims import Claim, Claims
from hundredfold.prove.rules import press_reprint, same_deed
from hundredfold.reading.sheets import Ledger, LedgerRow


@dataclass(frozen=True)
class Linked:
    """What linking gave. ``deeds`` are groups of two or more ids, ``ledger_of`` the ledger's name of each id.

    ``pairs`` are those more likely one deed than not; ``fingerprint`` is over all pairs that were scored as possible.
    """

    pairs: Sequence[Pair]
    deeds: Sequence[Sequence[str]]
    rows: Mapping[str, LedgerRow]
    ledger_of: Mapping[str, str]
    scored: int
    fingerprint: str

    def is_across(self, ids: Sequence[str]) -> bool:
        """Do these records stand in more than one ledger?"""
        return len({self.ledger_of[each] for each in ids}) > 1


def link(
    ledgers: Sequence[Ledger],
    blueprint: Blueprint,
    *,
    today: dt.date,
    engine: str | Engine = "duckdb",
) -> Linked:
    """Compares all rows of all ledgers with one another; `engine` as for a check.

    A ledger goes by its file's name without the ending, with a number where two are alike. An id that two ledgers use
    stands with its ledger before it, `name/id`; all others stay as they are.
    """
    names = _names(ledgers)
    told = [told_in(ledger, blueprint) for ledger in ledgers]
    uses = Counter(key for rows, _ in told for key in rows)
    rows: dict[str, LedgerRow] = {}
    ledger_of: dict[str, str] = {}
    items: list[Claim] = []
    for name, (found, told_here) in zip(names, told, strict=True):
        ids = {key: f"{name}/{key}" if uses[key] > 1 else key for key in found}
        rows |= {ids[key]: row for key, row in found.items()}
        ledger_of |= dict.fromkeys(ids.values(), name)
        before = len(items)
        items += [_of_ledger(claim, name, ids[claim.id], before) for claim in told_here]
    period = period_of(items, blueprint, today=today)
    claims = Claims(items=items, blueprint=blueprint, period=period, as_of=period[1], today=today)
    pairs = same_deed.pairs_of(claims, engine=engine)
    families = [family.members for family in press_reprint.families_of(claims)]
    return Linked(
        pairs=[pair for pair in pairs if pair.probability >= max(LISTED, same_deed.asked_from(pair, claims))],
        deeds=[*clusters.join(pairs, threshold=same_deed.model_of(claims).join), *families],
        rows=rows,
        ledger_of=ledger_of,
        scored=len(pairs),
        fingerprint=fingerprint(pairs),
    )


def _names(ledgers: Sequence[Ledger]) -> list[str]:
    given: Counter[str] = Counter()
    names = []
    for ledger in ledgers:
        stem = ledger.source.rsplit(".", 1)[0]
        given[stem] += 1
        names.append(stem if given[stem] == 1 else f"{stem}-{given[stem]}")
    return names


def _of_ledger(claim: Claim, name: str, key: str, before: int) -> Claim:
    """The claim under its id among all ledgers; a photo's file name means nothing outside its own ledger."""
    photos = tuple(f"{name}/{photo}" for photo in claim.photos)
    return replace(claim, id=key, number=before + claim.number, photos=photos)
