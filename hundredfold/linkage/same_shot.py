"""Whether two photographs are one shot, two shots of one scene, or neither: the second look.

Knows two opened prints; which pairs deserve a second look is the business of `linkage.photo_index`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hundredfold.linkage.alignment import Alignment, Look, align, turned
from hundredfold.linkage.overlay import Difference, Overlay, difference, overlay
from hundredfold.linkage.pasted import Pasted, without_pasted

CHANGED = 0.003
STRICT = 0.0008
CONTAINED = 0.93
SHARED_LEAST = 0.8
TEXTURE_LEAST = 0.012
SCENE_INLIERS = 14
SCENE_RATIO = 0.3
TILE_LEAST = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` is `same photo`, `same scene` or `different`; `score` 0 to 1; `grounds` are codes with params."""

    kind: str
    score: float
    grounds: tuple[tuple[str, dict[str, Any]], ...] = field(default=())


DIFFERENT = Verdict("different", 0.0)


def judge(first: Look, second: Look, *, turns: tuple[int, ...] = ()) -> Verdict:
    """The best verdict over plain and mirrored, by shared features and, for `turns`, by the whole frame.

    `turns` holds hash variants (0 to 7) under which the two looked alike; see `prints.hash_variants`."""
    best = DIFFERENT
    for mirrored in (False, True):
        look = first.mirrored() if mirrored else first
        found = align(look, second)
        if found is not None:
            best = _better(best, _verdict(look, second, found, mirrored=mirrored))
        if best.kind == "same photo":
            return best
    for variant in turns:
        mirrored, quarter = TURNS[variant]
        look = first.mirrored() if mirrored else first
        best = _better(best, _verdict(look, second, turned(look, second, quarter), mirrored=mirrored))
    return best


# How each hash variant is reached: (mirrored first, then quarter turns clockwise).
TURNS = ((False, 0), (True, 0), (True, 2), (False, 2), (True, 3), (False, 1), (False, 3), (True, 1))
_RANK = {"different": 0, "same scene": 1, "same photo": 2}


def _better(one: Verdict, other: Verdict) -> Verdict:
    return max(one, other, key=lambda verdict: (_RANK[verdict.kind], verdict.score))


def _verdict(first: Look, second: Look, found: Alignment, *, mirrored: bool) -> Verdict:
    over = overlay(first, second, found.matrix)
    differs = difference(over)
    pasted = without_pasted(differs)
    changed = _changed(differs, pasted)
    shared = _shared(over)
    texture = float((differs.textured & pasted.rest).sum()) / differs.both.size
    allowed = CHANGED if shared >= CONTAINED else STRICT
    enough = texture >= TEXTURE_LEAST and shared >= SHARED_LEAST
    if enough and changed <= allowed and differs.agreement(pasted.rest) >= 0.97:
        grounds = _grounds(found, over, pasted, mirrored=mirrored, changed=changed, shared=shared)
        return Verdict("same photo", round(differs.agreement(pasted.rest), 3), grounds)
    if found.inliers >= SCENE_INLIERS and found.inliers >= SCENE_RATIO * found.matched:
        share = round(100 * differs.share)
        score = round(found.inliers / max(found.matched, 1), 3)
        return Verdict(
            "same scene", score, (("moved", {"inliers": found.inliers, "percent": max(share, 1)}),)
        )
    return DIFFERENT


def _changed(differs: Difference, pasted: Pasted) -> float:
    return float((differs.changed & pasted.rest).sum()) / max(int(pasted.rest.sum()), 1)


def _shared(over: Overlay) -> float:
    """The larger share of one picture that lies within the other: near one for every crop or border."""
    both = float(over.both.sum())
    height, width = over.both.shape
    return both / max(1.0, min(over.moved_area, float(height * width)))


def _grounds(
    found: Alignment, over: Overlay, pasted: Pasted, *, mirrored: bool, changed: float, shared: float
) -> tuple[tuple[str, dict[str, Any]], ...]:
    grounds: list[tuple[str, dict[str, Any]]] = []
    if mirrored:
        grounds.append(("mirrored", {}))
    degrees = round(found.degrees)
    if abs(degrees) >= 1:
        grounds.append(("turned", {"degrees": abs(degrees)}))
    inside = over.both.mean()
    if inside < 0.93:
        grounds.append(("within", {"percent": round(100 * float(inside))}))
    less = float(over.both.sum()) / max(over.moved_area, 1.0)
    if less < 0.97:
        grounds.append(("cropped", {"percent": max(1, round(100 * (1 - less)))}))
    grounds.extend((code, {}) for code in pasted.codes)
    agree = 100 * (1 - changed)
    grounds.append(("agrees", {"percent": f"{agree:.1f}"}))
    return tuple(grounds)
