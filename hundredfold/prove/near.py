"""Which few records of a ledger a changed one may have to do with, found by their signs: what a partial look looks at.

Costs as much in a ledger of a million as in one of a thousand. Reads signs, findings and claims; judges nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from hundredfold.linkage.signs import (
    CLOSEST,
    CLOSEST_OF_THOSE,
    HOPS,
    LONGEST,
    Said,
    asked_signs,
    copy_sign,
    ranked,
    said,
    story_signs,
)
from hundredfold.linkage.story_marks import Marks
from hundredfold.plan.models import Programme
from hundredfold.prove import intake, sign_store
from hundredfold.prove.claims import REPORTED, Claim
from hundredfold.prove.kept_prints import files_taken_near, prints_of
from hundredfold.prove.models import Finding, PhotoPrint, Signed
from hundredfold.prove.rules.press_reprint import story_of
from hundredfold.prove.rules.same_deed import row_of
from hundredfold.prove.telling_signs import day_signs, home_words, is_compared, look_signs, photo_signs

STORIES = 40
FEW_PHOTOS = 3000  # up to so many, a new photo is compared with each of them
MATES = 500  # records that stand beside one by an open finding, at most


@dataclass(slots=True)
class Near:
    """What a partial look takes in: ``records`` (primary keys, the changed ones among them) and, for the same-deed
    engine, the ``pairs`` to compare. ``reviewed`` are, by rule, records looked at as if they had changed."""

    records: set[int]
    pairs: set[tuple[int, int]] = field(default_factory=set)
    reviewed: dict[str, set[int]] = field(default_factory=dict)


def near(programme: Programme, changed: Collection[int], *, size: int) -> Near:
    """What a look at ``changed`` (primary keys) takes in, in a ledger of ``size`` compared records."""
    looked = _Look(programme, size)
    claims = intake.claims_by_key(programme, records=changed) if changed else {}
    compared = {record: said(row_of(claim)) for record, claim in claims.items() if is_compared(claim)}
    hops = looked.by_signs(compared, most=CLOSEST)
    looked.by_days(claims)
    looked.by_photos(claims)
    looked.by_stories(claims)
    looked.beyond(hops - set(changed))
    looked.by_findings(set(changed))
    return looked.near


class _Look:
    """The search, step by step; ``near`` grows."""

    def __init__(self, programme: Programme, size: int) -> None:
        self.programme, self.scope, self.size = programme, str(programme.pk), size
        self.homes = home_words(programme.blueprint)
        self.near = Near(records=set())

    def by_signs(self, compared: Mapping[int, Said], *, most: int) -> set[int]:
        """Pairs each with its closest by shared signs; gives the very closest of all."""
        first: set[int] = set()
        for record, told in compared.items():
            found = [each for each in closest(self.scope, told, size=self.size, most=most) if each != record]
            found = self._leaders(found)
            self._pair(record, found)
            first.update(found[:HOPS])
        self.near.records.update(compared)
        return first

    def beyond(self, hops: Collection[int]) -> None:
        """The closest of the closest: whether a pair is likely depends on who else could be the twin."""
        claims = intake.claims_by_key(self.programme, records=hops) if hops else {}
        compared = {record: said(row_of(claim)) for record, claim in claims.items() if is_compared(claim)}
        self.by_signs(compared, most=CLOSEST_OF_THOSE)
        self.near.reviewed["same_deed"] = set(compared)
        for a, b in standing(compared, rules=("same_deed",)):
            if a in self.near.records and b in self.near.records:
                self.near.pairs.add((a, b))

    def by_days(self, claims: Mapping[int, Claim]) -> None:
        """Who spoke elsewhere that day, who visited a home that week, whose photo file is the same."""
        for record, claim in claims.items():
            self.near.records.add(record)
            if claim.state == REPORTED:
                asked = [
                    *day_signs(self.scope, claim, self.homes, reach=1),
                    *photo_signs(self.scope, claim.photos),
                ]
                self._take(asked)

    def by_photos(self, claims: Mapping[int, Claim]) -> None:
        """Who shows a photo like one of these: all who show any, while there are few; else those that look alike."""
        photos = {photo for claim in claims.values() if claim.state == REPORTED for photo in claim.photos}
        if not photos:
            return
        if PhotoPrint.objects.count() <= FEW_PHOTOS:
            self.near.records |= intake.with_photos(self.programme)
        else:
            self._take(look_signs(self.scope, prints_of(photos).values(), turned=True))
            minutes = float(self.programme.blueprint.rules.get("photo_burst", {}).get("minutes", 10))  # type: ignore[arg-type]
            burst = files_taken_near(photos, zone=self.programme.time_zone, minutes=minutes)
            self.near.records |= intake.with_photos(self.programme, files=burst)

    def by_stories(self, claims: Mapping[int, Claim]) -> None:
        """The stories that share most signs with a changed one, and the families they stand in."""
        found: set[int] = set()
        for record, claim in claims.items():
            if claim.kind == "article" and claim.state == REPORTED:
                _kept, asked = story_signs(self.scope, Marks(story_of(claim)))
                found |= {record, *_ranked(dict.fromkeys(asked, 1.0), size=self.size, most=STORIES)}
        for _round in range(2):  # from a member to the first of its story, from that to all members
            found |= {each for pair in standing(found, rules=("press_reprint",)) for each in pair}
        self.near.records |= found
        self.near.reviewed["press_reprint"] = found

    def by_findings(self, changed: set[int]) -> None:
        """Whoever stands beside a changed record by a finding: else the look could not close it."""
        pairs = standing(changed, rules=None)
        self.near.pairs.update(pairs)
        self.near.records.update(each for pair in pairs for each in pair)

    def _take(self, asked: Collection[int]) -> None:
        for held in sign_store.holders(asked, most=LONGEST).values():
            self.near.records.update(held)

    def _pair(self, record: int, others: Iterable[int]) -> None:
        for other in others:
            self.near.pairs.add((min(record, other), max(record, other)))
            self.near.records.add(other)

    def _leaders(self, found: Sequence[int]) -> list[int]:
        """Of records that are copies of one another the first stands for all, as in a look at the whole ledger."""
        kept = Signed.objects.filter(pk__in=found).values_list("pk", "copy_key")
        copies = {record: key for record, key in kept if key is not None}
        firsts = sign_store.holders(set(copies.values()), most=1)
        led = {record: firsts.get(key, [record])[0] for record, key in copies.items()}
        return list(dict.fromkeys(led.get(record, record) for record in found))


def closest(scope: str, told: Said, *, size: int, most: int) -> list[int]:
    """The records (primary keys) that share the most rare signs with what is told, best first; its first copy leads."""
    copies = sign_store.holders([copy_sign(scope, told.row)], most=1)
    first = [each for held in copies.values() for each in held]
    return list(dict.fromkeys([*first, *_ranked(asked_signs(scope, told), size=size, most=most)]))


def _ranked(asked: Mapping[int, float], *, size: int, most: int) -> list[int]:
    return ranked(asked, sign_store.holders(asked, most=LONGEST + 1), size=size, most=most)


def standing(records: Collection[int], *, rules: Sequence[str] | None) -> set[tuple[int, int]]:
    """The pairs with one side among ``records`` that stand asked about or answered; by these rules, or any."""
    found: set[tuple[int, int]] = set()
    ordered = sorted(records)
    for start in range(0, len(ordered), intake.SLICE):
        part = ordered[start : start + intake.SLICE]
        rows = Finding.objects.filter(Q(a__in=part) | Q(b__in=part), b__isnull=False, closed_at__isnull=True)
        rows = rows if rules is None else rows.filter(rule__in=rules)
        found.update(
            (a, b) for a, b in rows.order_by("id").values_list("a", "b")[: MATES + len(part)] if b is not None
        )
    return found


def known_photos(records: Collection[int]) -> set[tuple[int, int]]:
    """The pairs among ``records`` that are known to share a photo by what was found before."""
    found: set[tuple[int, int]] = set()
    ordered = sorted(records)
    for start in range(0, len(ordered), intake.SLICE):
        part = ordered[start : start + intake.SLICE]
        rows = Finding.objects.filter(a__in=part, b__isnull=False, rule__in=("same_photo", "same_deed"))
        for rule, a, b, grounds in rows.values_list("rule", "a", "b", "grounds"):
            codes = {ground["code"] for ground in grounds}
            is_shared = "shared_photo" in codes if rule == "same_deed" else codes != {"photo_same_name"}
            if is_shared and b in records:
                found.add((a, b))
    return found
