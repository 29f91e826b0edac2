"""The signs of a claim beyond what it has in common with its twins: lecturers and their days, members, stories.

Pure; which table keeps signs is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hundredfold.linkage.corpus import SUMMARY, TITLE, VENUE, Corpus
from hundredfold.linkage.signs import KEPT_PHOTOS, Said, sign, story_signs
from hundredfold.linkage.story_marks import Marks
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.prove.claims import REPORTED, Activity, Claim, bare_name, names_in
from hundredfold.prove.rules.press_reprint import story_of

if TYPE_CHECKING:  # prints bring the picture libraries
    from hundredfold.linkage.prints import Print

COUNTED = {"t": TITLE, "v": VENUE, "g": SUMMARY}


class Rarities:
    """How many rows hold each token of a few rows, asked of the corpus once for all of them."""

    def __init__(self, corpus: Corpus, told: Collection[Said]) -> None:
        self._uses: dict[str, Mapping[str, int]] = {}
        for sort, name in COUNTED.items():
            tokens = {token for said in told for token in (said.grams if sort == "g" else said.tokens[sort])}
            ordered = sorted(tokens)
            self._uses[sort] = dict(zip(ordered, corpus.uses(name, ordered).tolist(), strict=True))

    def __call__(self, sort: str, tokens: Sequence[str]) -> Sequence[int]:
        """For each token in how many rows it stands; 0 for the sorts that are not counted."""
        uses = self._uses.get(sort, {})
        return [uses.get(token, 0) for token in tokens]


def is_compared(claim: Claim) -> bool:
    """Whether the same-deed engine looks at it."""
    return claim.state == REPORTED and claim.kind != "article"


def home_words(blueprint: Blueprint) -> Sequence[str]:
    """The words by which a venue is known to be a care home."""
    words: Any = blueprint.rules.get("visit_load", {}).get("sites", ())
    return [bare_name(word) for word in words]


def more_signs(scope: str, claim: Claim, homes: Sequence[str]) -> Iterator[int]:
    """The signs to be kept beside those of the same-deed engine."""
    if claim.state != REPORTED:
        return
    if claim.kind == "article":
        yield from story_signs(scope, Marks(story_of(claim)))[0]
        yield from photo_signs(scope, claim.photos)
    for kind, name in _names(claim):
        yield named_sign(scope, kind, name)
    if claim.kind in Activity.NAMED_BY:
        yield member_sign(scope, claim.kind, bare_name(claim.title))
    yield from day_signs(scope, claim, homes, reach=0)


def day_signs(scope: str, claim: Claim, homes: Sequence[str], *, reach: int) -> Iterator[int]:
    """Whom the rules lay side by side: one lecturer's events of a day, visits to care homes in a week."""
    if claim.kind != "event" or claim.start is None:
        return
    for kind, name in _names(claim):
        if kind == "person":
            yield sign(scope, "lecturer", name, claim.start.isoformat())
    venue, week = bare_name(claim.venue), claim.start.toordinal() // 7
    for word in homes:
        if word in venue:
            yield from (sign(scope, "home", word, str(week + step)) for step in range(-reach, reach + 1))


def photo_signs(scope: str, photos: Iterable[str]) -> list[int]:
    """The signs of whole photo files."""
    return [sign(scope, "p", photo) for photo in sorted(set(photos))[:KEPT_PHOTOS]]


def look_signs(scope: str, prints: Iterable[Print], *, turned: bool) -> list[int]:
    """The signs of how photos look: each sixteen bits of their hashes; with ``turned`` also of all ways to turn them.

    Two photos whose hashes differ in a few bits mostly share one; what was cropped shares none.
    """
    found: set[int] = set()
    for kept in prints:
        if not kept.is_flat:
            hashes = kept.hashes if turned else kept.hashes[:1]
            bands = hashes.copy().view("<u2").reshape(len(hashes), -1)
            found |= {
                sign(scope, "look", str(at), str(band))
                for way in bands
                for at, band in enumerate(way.tolist())
            }
    return sorted(found)


def named_sign(scope: str, kind: str, name: str) -> int:
    """The sign of every event that names this lecturer (person) or team."""
    return sign(scope, "named", kind, name)


def member_sign(scope: str, kind: str, name: str) -> int:
    """The sign of every record that registers a lecturer or team of this name."""
    return sign(scope, "member", kind, name)


def _names(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.kind == "event":
        for kind, key in Activity.NAMED_BY.items():
            for name in names_in(claim.details.get(key)):
                yield kind, name
