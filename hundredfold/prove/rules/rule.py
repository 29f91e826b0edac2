"""What a rule of verification is: a name, a sentence for the public, and how it looks at claims. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``sentence`` says what it looks for, as the public reads it on the page about counting.

    A rule ``on_pairs`` asks of two claims whether they are the same. One that is ``whole`` must see the whole ledger:
    a part of it would mislead, so it does not run on what is new but at night and whenever everything is looked at.
    One that ``is_remark`` is said beside the record and changes no count: nobody waits for it, whatever it finds.
    """

    name: str
    title: Words
    sentence: Words
    find: Callable[[Claims], Iterable[Finding]]
    on_pairs: bool = False
    whole: bool = False
    is_remark: bool = False


def settings_of(claims: Claims, rule: str) -> Mapping[str, Any]:
    """The numbers that the programme's blueprint gives ``rule``, its defaults filled in."""
    return claims.blueprint.rules.get(rule, {})


def later_of(a: Claim, b: Claim) -> str:
    """The id of the one told later: it waits, so that the first teller's deed stays counted meanwhile."""
    return max((a, b), key=told_order).id


def told_order(claim: Claim) -> tuple[float, int, str]:
    """What sorts claims by when they were told; rows of a file, which say no moment, by their place in it."""
    return claim.told_at.timestamp() if claim.told_at else 0.0, claim.number, claim.id
