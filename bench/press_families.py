"""Families of press stories: ours beside MinHash of rensa and of datasketch, raw and mended, on two unlike makers."""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from random import Random

import datasketch
import rensa

from bench.press_stories import collection
from bench.press_stories_b import Line, harmed, lines_of
from hundredfold.linkage.stories import fold
from hundredfold.linkage.story_marks import Story
from hundredfold.reading.repair import whole

Pairs = set[tuple[str, str]]
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
PERMUTATIONS, BANDS = 128, 64


def pairs_of(groups: Iterable[Iterable[str]]) -> Pairs:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def scores(found: Pairs, true: Pairs) -> tuple[float, float, float]:
    """Precision, recall, F1 over pairs."""
    both = len(found & true)
    precision, recall = both / max(1, len(found)), both / max(1, len(true))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def shown(label: str, found: Pairs, true: Pairs) -> str:
    precision, recall, f1 = scores(found, true)
    return f"  {label:26} P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}"


def lines_a(families: int, *, seed: int) -> list[Line]:
    """The first maker's stories, harmed as the second's."""
    dice = Random(seed)
    told = collection(families, seed=seed)
    lines = [
        Line(each.id, each.family, each.title, each.text, each.published.isoformat(), None, each.kind)
        for each in told
    ]
    return [harmed(line, dice) for line in lines]


def _shingles(text: str) -> list[str]:
    plain = "".join(text.split())
    return [plain[place : place + 5] for place in range(max(1, len(plain) - 4))]


class _Groups:
    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def top(self, place: int) -> int:
        while self.parent[place] != place:
            self.parent[place] = place = self.parent[self.parent[place]]
        return place

    def join(self, a: int, b: int) -> None:
        self.parent[self.top(a)] = self.top(b)

    def groups(self, names: Sequence[str]) -> list[list[str]]:
        held = defaultdict(list)
        for place, name in enumerate(names):
            held[self.top(place)].append(name)
        return list(held.values())


def by_rensa(texts: Mapping[str, str], threshold: float) -> list[list[str]]:
    """Families as rensa's MinHash makes them."""
    names = sorted(texts)
    hashes = []
    for name in names:
        each = rensa.RMinHash(num_perm=PERMUTATIONS, seed=42)
        each.update(_shingles(texts[name]))
        hashes.append(each)
    lsh = rensa.RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=BANDS)
    lsh.insert_many(hashes)
    groups = _Groups(len(names))
    for place, each in enumerate(hashes):
        for other in lsh.query(each):
            if other != place and each.jaccard(hashes[other]) >= threshold:
                groups.join(other, place)
    return groups.groups(names)


def by_datasketch(texts: Mapping[str, str], threshold: float) -> list[list[str]]:
    """Families as datasketch's MinHash makes them."""
    names = sorted(texts)
    hashes = []
    for name in names:
        each = datasketch.MinHash(num_perm=PERMUTATIONS, seed=42)
        each.update_batch([shingle.encode("utf-8", "replace") for shingle in _shingles(texts[name])])
        hashes.append(each)
    lsh = datasketch.MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    for place, each in enumerate(hashes):
        lsh.insert(place, each)
    groups = _Groups(len(names))
    for place, each in enumerate(hashes):
        for other in lsh.query(each):
            if other != place and each.jaccard(hashes[other]) >= threshold:
                groups.join(other, place)
    return groups.groups(names)


def peer(
    label: str,
    way: Callable[[Mapping[str, str], float], list[list[str]]],
    texts: Mapping[str, str],
    *,
    true: Pairs,
) -> None:
    """The peer at its best threshold, chosen by the truth: better than any user could choose it."""
    started = time.process_time()
    tried = {threshold: pairs_of(way(texts, threshold)) for threshold in THRESHOLDS}
    took = (time.process_time() - started) / len(THRESHOLDS)
    best = max(tried, key=lambda threshold: scores(tried[threshold], true)[2])
    print(f"{shown(label, tried[best], true)}  at {best}  {took:.2f} s")


def mended(lines: Sequence[Line]) -> list[Story]:
    return [
        Story(each.id, whole(each.title), whole(each.text), each.published, each.outlet) for each in lines
    ]


def show_families(lines: Sequence[Line], *, stories: Sequence[Story], peers: bool = True) -> None:
    """Prints ours and the peers for lines whose truth is known; `stories` are the same lines as we read them."""
    held = defaultdict(list)
    for line in lines:
        held[line.family or line.id].append(line.id)
    true = pairs_of(held.values())
    started = time.process_time()
    families = fold(stories)
    took = time.process_time() - started
    found = pairs_of(family.members for family in families)
    print(f"{shown('ours', found, true)}  {took:.2f} s for {len(lines)}")
    _show_faults(lines, found=found, true=true)
    if peers:
        raw, clean = {each.id: each.text for each in lines}, {each.id: each.text for each in stories}
        for name, way in (("rensa", by_rensa), ("datasketch", by_datasketch)):
            peer(f"{name} raw", way, raw, true=true)
            peer(f"{name} mended", way, clean, true=true)


def _show_faults(lines: Sequence[Line], *, found: Pairs, true: Pairs) -> None:
    kinds = {line.id: line.kind for line in lines}
    for name, pairs in (("false", found - true), ("missed", true - found)):
        met = Counter(" + ".join(sorted((kinds[a], kinds[b]))) for a, b in pairs)
        print(f"    {name} {len(pairs)}: {dict(met.most_common(6))}")
        for pair in sorted(pairs)[:2]:
            print("      for instance", *pair)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--families", type=int, default=600)
    options.add_argument("--seed", type=int, default=11)
    options.add_argument("--large", action="store_true", help="20,000 lines, for the time alone")
    chosen = options.parse_args()
    makers = {"first maker": lines_a, "second maker": lines_of}
    for name, make in makers.items():
        lines = make(chosen.families, seed=chosen.seed)
        started = time.process_time()
        stories = mended(lines)
        took = time.process_time() - started
        print(f"{name}: {len(lines)} lines, seed {chosen.seed}; mending {took:.1f} s")
        show_families(lines, stories=stories)
    if chosen.large:
        lines = lines_of(4900, seed=chosen.seed)[:20_000]
        stories = mended(lines)
        for count in (2_500, 5_000, 10_000, 20_000):
            started = time.process_time()
            families = fold(stories[:count])
            print(f"  {count} lines: {len(families)} families, {time.process_time() - started:.1f} s")


if __name__ == "__main__":
    main()
