"""Why a deed counts or does not yet, as the public may read it: never a suspicion, a reviewer or a refusal. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from hundredfold.plan.blueprint_types import Strand
from hundredfold.prove import explain
from hundredfold.prove.claims import PLANNED, Ground
from hundredfold.prove.count import COUNTED, PENDING, Standing

STATES = (COUNTED, PENDING, PLANNED)  # what the public sees at all; what is set aside has no page

_WAITING = Ground("waiting_for_review")
# Said as they are. Whatever is not named here, now or in a later version, is said as "waiting for review".
_SAID = frozenset({
    "accepted", "taken_as_told", "told_by_several", "needs_met", "planned", "still_to_come", "seen_on_the_spot",
})  # fmt: skip
# What units and the office have between them, and what changes nothing for the public: passed over.
_PASSED_OVER = frozenset({"join_under_appeal", "join_appeal_upheld"})
# That somebody did not consent is theirs to say, not ours.
_PRIVATE_NEEDS = frozenset({"consent"})


def said(reasons: Iterable[Ground]) -> tuple[Ground, ...]:
    """The reasons that may be said, each once, in their order; what may not be said waits like everything else."""
    found: list[Ground] = []
    for reason in reasons:
        if reason.code in _PASSED_OVER:
            continue
        shown = reason if _may_be_said(reason) else _WAITING
        if shown not in found:
            found.append(shown)
    return tuple(found) or (_WAITING,)


def _may_be_said(reason: Ground) -> bool:
    if reason.code == "need":
        return reason.params.get("need") not in _PRIVATE_NEEDS
    return reason.code in _SAID


def phrases(state: str, reasons: Iterable[Ground], language: str) -> tuple[str, ...]:
    """Each reason as a short phrase in the reader's language."""
    say = explain.ground if state == COUNTED else explain.lacks
    return tuple(say(reason, language) for reason in said(reasons))


def sentence(standing: Standing, strand: Strand, language: str) -> str:
    """One sentence for the public: in which strand it counts or not yet, and because of what."""
    reasons = said(standing.reasons)
    if standing.state == COUNTED:
        return explain.sentence(
            Standing(
                deed=standing.deed,
                strand=standing.strand,
                state=COUNTED,
                reasons=reasons,
                records=standing.records,
                credited=standing.credited,
                title=standing.title,
                day=standing.day,
            ),
            strand,
            language,
        )
    english = language.split("-")[0] == "en"
    head = _HEADS[standing.state][1 if english else 0].format(name=strand.short_name.say(language))
    because = ("; " if english else "；").join(explain.lacks(reason, language) for reason in reasons)
    return f"{head}: {because}." if english else f"{head}：{because}。"


_HEADS: dict[str, tuple[str, str]] = {
    PENDING: ("尚未计入“{name}”", "Not yet counted in “{name}”"),
    PLANNED: ("“{name}”的计划", "Planned in “{name}”"),
}
