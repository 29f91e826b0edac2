"""Whether two photographs are one shot, two shots of one scene, or neither: the second look.

Knows two opened prints; which pairs deserve a second look is the business of `linkage.photo_index`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hundredfold.linkage.alignment import Alignment, Look, align, placed, turned
from hundredfold.linkage.first_look import at_a_glance, first_look, plainly_other, share_alike
from hundredfold.linkage.overlay import Difference, Overlay, difference, overlay
from hundredfold.linkage.pasted import Pasted, without_pasted
from hundredfold.linkage.photo_index import Guesses

CHANGED = 0.0015
CHANGED_TONED = 0.005
CONTAINED = 0.97
SHARED_LEAST = 0.8
STRAIN = 0.12
TONED = 5.0
MUCH_TONED = 10.0
LETTERS = {"mark", "letters"}
TEXTURE_LEAST = 0.012
LEAST_AGREEMENT = 0.96
UNSURE = 0.02
SCENE_AGREE = 8
SCENE_INLIERS = 14
SCENE_RATIO = 0.3
SCENE_SPREAD = 3
PLAINLY = 0.03


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` is `same photo`, `same scene` or `different`; `score` 0 to 1; `grounds` are codes with params."""

    kind: str
    score: float
    grounds: tuple[tuple[str, dict[str, Any]], ...] = field(default=())


DIFFERENT = Verdict("different", 0.0)


def judge(first: Look, second: Look, guesses: Guesses) -> Verdict:
    """The best verdict over what is guessed of how the two lie, plain and mirrored; the cheapest looks first.

    A guess that survives the first look is judged as it stands. Only what is then neither one shot nor plainly
    another is aligned anew by fresh features, as is what may be two shots of one scene."""
    differing: dict[bool, float] = {}
    for mirrored, found in _guessed(first, second, guesses):
        look = first.mirror if mirrored else first
        near = first_look(look, second, found)
        if near is not None:
            other = plainly_other(look, second, near)
            copy, changed = (
                (None, other) if other > PLAINLY else _as_copy(look, second, near, mirrored=mirrored)
            )
            if copy is not None:
                return copy
            differing[mirrored] = min(changed, differing.get(mirrored, 1.0))
    best = max(_scenes(first, second, guesses, differing), key=_rank, default=DIFFERENT)
    if best.kind == "same scene":
        return best
    for mirrored in _worth_aligning(guesses, differing):
        verdict = _aligned(first, second, mirrored=mirrored, is_other=differing.get(mirrored, 0.0) > UNSURE)
        best = max(best, verdict, key=_rank)
    return best


def _scenes(first: Look, second: Look, guesses: Guesses, differing: dict[bool, float]) -> Iterator[Verdict]:
    """What the shared points alone say of a scene, where the two are known not to be one shot."""
    for shared in guesses.shared:
        if differing.get(shared.mirrored, 1.0) > UNSURE:
            look = first.mirror if shared.mirrored else first
            yield _as_scene(look, second, placed(look.glance, second.glance, shared), least=SCENE_AGREE)


def _worth_aligning(guesses: Guesses, differing: dict[bool, float]) -> list[bool]:
    """The sides, plain (False) and mirrored, on which fresh features may still find a copy or a scene."""
    unsure = {mirrored for mirrored, changed in differing.items() if changed <= UNSURE}
    scenes = {each.mirrored for each in guesses.shared if each.agree >= SCENE_AGREE}
    return sorted(unsure | scenes)


def _aligned(first: Look, second: Look, *, mirrored: bool, is_other: bool) -> Verdict:
    """The verdict by fresh features; `is_other` when it is known that the two are not one shot."""
    look = first.mirror if mirrored else first
    found = align(look, second)
    if found is None:
        return DIFFERENT
    glanced = at_a_glance(look, second, found)
    near = None if is_other else first_look(look, second, glanced)
    copy = None if near is None else _as_copy(look, second, found, mirrored=mirrored)[0]
    return copy or _as_scene(look, second, glanced, least=SCENE_INLIERS)


def _guessed(first: Look, second: Look, guesses: Guesses) -> Iterator[tuple[bool, Alignment]]:
    """Each guess as (mirrored, alignment of the glances), those by many points before those by hash."""
    for shared in sorted(guesses.shared, key=lambda each: -each.agree):
        look = first.mirror if shared.mirrored else first
        yield shared.mirrored, placed(look.glance, second.glance, shared)
    for variant in sorted(set(guesses.turns)):
        mirrored, quarter = TURNS[variant]
        look = first.mirror if mirrored else first
        yield mirrored, turned(look.glance, second.glance, quarter)


# How each hash variant is reached: (mirrored first, then quarter turns clockwise).
TURNS = ((False, 0), (True, 0), (True, 2), (False, 2), (True, 3), (False, 1), (False, 3), (True, 1))
_RANK = {"different": 0, "same scene": 1, "same photo": 2}


def _rank(verdict: Verdict) -> tuple[int, float]:
    return _RANK[verdict.kind], verdict.score


def _as_copy(first: Look, second: Look, found: Alignment, *, mirrored: bool) -> tuple[Verdict | None, float]:
    """The verdict that both are one shot, or None; and the share of the windows that differ, 0 to 1."""
    over = overlay(first, second, found.matrix)
    differs = difference(over)
    pasted = without_pasted(differs, over)
    changed = _changed(differs, pasted)
    # Colours turned round the wheel or clipped to white cannot be foretold to the last pixel.
    allowed = CHANGED_TONED if differs.toned >= MUCH_TONED else CHANGED
    texture = float((differs.textured & pasted.rest).sum()) / differs.both.size
    if texture < TEXTURE_LEAST or changed > allowed or not _is_copy(over, differs, pasted):
        return None, changed
    grounds = _grounds(found, over, pasted, mirrored=mirrored, changed=changed)
    return Verdict("same photo", round(differs.agreement(pasted.rest), 3), grounds), changed


def _as_scene(first: Look, second: Look, found: Alignment, *, least: int) -> Verdict:
    """Two shots of one place share many details all over; a banner hung in both lies in one strip.

    `found` aligns the glances; `least` is how many details are enough, fewer where their codes are equal."""
    is_enough = found.inliers >= least and found.inliers >= SCENE_RATIO * found.matched
    if not is_enough or found.spread < SCENE_SPREAD:
        return DIFFERENT
    percent = max(1, round(100 * (1 - share_alike(first, second, found))))
    grounds = (("moved", {"inliers": found.inliers, "percent": percent}),)
    return Verdict("same scene", round(found.inliers / max(found.matched, 1), 3), grounds)


def _changed(differs: Difference, pasted: Pasted) -> float:
    return float((differs.changed & pasted.rest).sum()) / max(int(pasted.rest.sum()), 1)


def _is_copy(over: Overlay, differs: Difference, pasted: Pasted) -> bool:
    """Whether what agrees does so as closely as copies do, by where the frames lie and how tones were bent.

    One frame lies within the other when somebody cropped or framed it. Where each shows something the other
    lacks, or where tones are untouched, the last hair has to agree: hands and heads move a little in a burst,
    and a camera held in the hand drifts."""
    shared = max(over.within_still, over.within_moved)
    if shared < SHARED_LEAST or differs.agreement(pasted.rest) < LEAST_AGREEMENT:
        return False
    is_strict = shared < CONTAINED or (differs.toned < TONED and not set(pasted.codes) & LETTERS)
    return not is_strict or differs.strain(pasted.rest) <= STRAIN


def _grounds(
    found: Alignment, over: Overlay, pasted: Pasted, *, mirrored: bool, changed: float
) -> tuple[tuple[str, dict[str, Any]], ...]:
    grounds: list[tuple[str, dict[str, Any]]] = []
    if mirrored:
        grounds.append(("mirrored", {}))
    degrees = round(found.degrees)
    if abs(degrees) >= 1:
        grounds.append(("turned", {"degrees": abs(degrees)}))
    if over.within_moved < 0.97 <= over.within_still:
        grounds.append(("within", {"percent": round(100 * over.within_moved)}))
    elif over.within_still < 0.97:
        grounds.append(("cropped", {"percent": round(100 * (1 - over.within_still))}))
    grounds.extend((code, {}) for code in pasted.codes)
    agree = 100 * (1 - changed)
    grounds.append(("agrees", {"percent": f"{agree:.1f}"}))
    return tuple(grounds)
