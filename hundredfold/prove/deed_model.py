"""Which same-deed model is in force on this site, and what reviewers' answers say to it. Reads; decides nothing."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from hundredfold.linkage import model as models
from hundredfold.linkage.lessons import Answer
from hundredfold.linkage.model import Model, UnfitModelError
from hundredfold.linkage.training import require_fit
from hundredfold.plan.models import Programme
from hundredfold.prove.models import Finding, LearnedModel
from hundredfold.prove.words import BY_HAND, FindingVerdict

RULE = "same_deed"
_SAYS = {FindingVerdict.SAME: True, FindingVerdict.DIFFERENT: False, FindingVerdict.STANDS: False}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InForce:
    """The model that is used, and its version; ``version`` is None for the shipped one. ``unfit`` says in one sentence
    why a learned one that should be in force is not used."""

    model: Model
    version: LearnedModel | None
    unfit: str = ""


def in_force(programme: Programme) -> InForce:
    """The learned model in force, if one is and it can be used; else the shipped one. One query."""
    version = LearnedModel.objects.filter(programme=programme, in_force=True).first()
    if version is None:
        return InForce(models.shipped(), None)
    try:
        return InForce(_read(version.text, version.prior), version)
    except UnfitModelError as unfit:
        log.warning("learned model %s is not used: %s", version.public_id, unfit)
        return InForce(models.shipped(), version, _unfit_sentence())


def _unfit_sentence() -> str:
    return _(
        "The model learned here is damaged or from another version and is not used; the shipped one is. "
        "Run `hundredfold train` to learn anew."
    )


@lru_cache(maxsize=4)
def _read(text: str, prior: str) -> Model:
    if prior != shipped_digest():
        raise UnfitModelError("it was drawn from the shipped model of another version")
    return require_fit(models.parse(text, name="the learned model"))


@lru_cache(maxsize=1)
def shipped_digest() -> str:
    """SHA-256 of the shipped model as text."""
    return hashlib.sha256(models.shipped().to_json().encode()).hexdigest()


def answers(programme: Programme) -> Iterator[Answer]:
    """The answers in force that say whether two records tell one deed, earliest finding first.

    The same, or different, or that each holds as told (then they count as two). That a record was not acceptable says
    nothing of the two being one. What was joined by hand or over another rule's question is volunteered: the rule
    had not asked. Each pair once; the rule's own question first.
    """
    rows = (
        Finding.objects.filter(a__programme=programme, b__isnull=False, settled_by__isnull=False)
        .order_by("id")
        .values_list("public_id", "rule", "a__public_id", "b__public_id", "settled_by__verdict")
    )
    asked: list[Answer] = []
    volunteered: list[Answer] = []
    for public_id, rule, a, b, verdict in rows:
        if rule == RULE and verdict in _SAYS:
            asked.append(Answer(public_id, a, b, _SAYS[FindingVerdict(verdict)]))
        elif verdict == FindingVerdict.SAME:
            volunteered.append(Answer(public_id, a, b, same=True, volunteered=True))
    seen: set[frozenset[str]] = set()
    for answer in [*asked, *volunteered]:
        pair = frozenset((answer.a, answer.b))
        if pair not in seen:
            seen.add(pair)
            yield answer


def joined_by_hand(programme: Programme) -> set[frozenset[str]]:
    """Pairs of records, by public id, that reviewers joined without being asked."""
    rows = Finding.objects.filter(
        a__programme=programme, rule=BY_HAND, settled_by__verdict=FindingVerdict.SAME
    ).values_list("a__public_id", "b__public_id")
    return {frozenset((a, b)) for a, b in rows if b is not None}
