"""`make bench-press_repair`: damaged text mended, by kind of hit and rule, what a certainty is worth, the time."""

import argparse
import os
import platform
import time
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from random import Random

from rapidfuzz.distance import Levenshtein

from bench.press_kit import HIDDEN, VISIBLE, Kit, damage, turn
from bench.press_kit_b import NARROW, Site, draw_site, kinds_of_hit, prose, spoil, to_traditional
from bench.press_stories import collection
from hundredfold.reading.repair import Repair, Repaired, repair

Row = list[float]
NOTES = (
    ("區", "qū"),
    ("結", "jié"),
    ("創", "chuàng"),
    ("發", "fā"),
    ("動", "dòng"),
    ("規", "guī"),
    ("側", "cè"),
)


def rightly(mended: Repaired, true: str) -> Iterator[tuple[Repair, bool]]:
    """Each repair, and whether what it wrote stands in the true text there."""
    good, joint = [False] * (len(mended.text) + 1), [True] * (len(mended.text) + 1)
    for tag, a, b, *_ in SequenceMatcher(None, mended.text, true, autojunk=False).get_opcodes():
        if tag == "equal":
            good[a:b] = [True] * (b - a)
        else:
            joint[a] = joint[b] = False
    out = place = 0
    for fix in mended.repairs:
        start = out + fix.start - place
        out, place = start + len(fix.now), fix.end
        yield fix, all(good[start:out]) if fix.now else joint[start]


class Tally:
    """Exact texts and errors a character by kind; repairs right by rule and by certainty."""

    def __init__(self) -> None:
        self.kinds: dict[str, Row] = defaultdict(lambda: [0, 0, 0, 0, 0])
        self.rules: dict[str, Row] = defaultdict(lambda: [0, 0])
        self.sure: dict[float, Row] = defaultdict(lambda: [0, 0])

    def add(self, kinds: list[str], damaged: str, true: str) -> None:
        mended = repair(damaged)
        row = (1, mended.text == true, Levenshtein.distance(damaged, true),
               Levenshtein.distance(mended.text, true), len(true))  # fmt: skip
        for kind in ["all", *kinds]:
            self.kinds[kind] = [a + b for a, b in zip(self.kinds[kind], row, strict=True)]
        for fix, is_right in rightly(mended, true):
            for table in (self.rules[fix.rule], self.sure[int(fix.sure * 10) / 10]):
                table[0] += 1
                table[1] += is_right

    def show(self) -> None:
        for kind, (count, exact, before, after, size) in sorted(self.kinds.items()):
            print(f"  {kind:44} {count:5.0f}  exact {exact / count:.3f}  "
                  f"character error {before / size:.4f} -> {after / size:.5f}")  # fmt: skip
        for name, table in (("rule", self.rules), ("sure from", self.sure)):
            for key, (count, right) in sorted(table.items(), key=str):
                print(f"  {name} {key!s:6} {count:7.0f} repairs, right {right / count:.4f}")
        by_bytes = [row for rule, row in self.rules.items() if rule in {"R3", "R4", "R6"}]
        print(f"  by bytes: {sum(row[0] for row in by_bytes):.0f} repairs")


def drawn(sites: int, *, seed: int, lines: int) -> Iterator[tuple[str, Site]]:
    """Texts of some lines each, with the site that spoils them."""
    random = Random(seed)
    every = [line for kind in prose().values() for line in kind]
    for number in range(sites):
        site = draw_site(random, number=number)
        for _ in range(max(1, 24 // lines)):
            yield "\n".join(random.sample(every, lines)), site


def judge_b(sites: int, *, seed: int, lines: int) -> Tally:
    tally = Tally()
    for text, site in drawn(sites, seed=seed, lines=lines):
        damaged, hits = spoil(text, site), kinds_of_hit(text, site)
        true = text.translate(NARROW) if site.width == "narrow" else text
        if hits and damaged != to_traditional(true):
            tally.add(["hit: " + " + ".join(sorted(hits)), f"lost shown as {site.lost!r}"], damaged, true)
    return tally


def judge_a() -> Tally:
    tally = Tally()
    for story in collection(12, seed=21):
        for low in (HIDDEN, VISIBLE):
            for line in story.paragraphs:
                damaged = damage(line, Kit(NOTES, low=low))
                if damaged != turn(
                    line
                ):  # else nothing tells of the kit, and the line rightly stays as it is
                    tally.add(["low " + ("hidden" if low == HIDDEN else "shown")], damaged, line)
    return tally


def milliseconds(texts: list[str]) -> float:
    for text in texts:
        repair(text)
    started = time.process_time()
    for text in texts:
        repair(text)
    return 1000 * (time.process_time() - started) / len(texts)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--sites", type=int, default=60)
    asked.add_argument("--seed", type=int, default=8)
    told = asked.parse_args()
    print(f"mending, seed {told.seed}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print("kit A, paragraphs of invented stories, each line alone")
    judge_a().show()
    for lines, name in ((1, "lines"), (10, "pages of ten lines")):
        print(f"kit B, {told.sites} sites drawn, {name} of prose of fifteen kinds")
        judge_b(told.sites, seed=told.seed, lines=lines).show()
    whole = ["\n".join(text.split("\n"))[:2000] for text, _ in drawn(8, seed=1, lines=60)]
    turned = [to_traditional(text) for text in whole]
    spoilt = [spoil(text, site) for text, site in drawn(8, seed=1, lines=60)]
    print(f"a text of 2,000 characters: whole {milliseconds(whole):.3f} ms, whole traditional "
          f"{milliseconds(turned):.3f} ms, damaged {milliseconds(spoilt):.2f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
