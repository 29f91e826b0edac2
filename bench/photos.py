"""How many changed copies are found again, and how many strangers of one place are mistaken: `python -m bench.photos`.

On real photographs (see `bench.photo_sources`) and on drawn halls, beside pHash with 256 bits at a distance of 80,
PDQ at 31 and PDQ in eight turns; one lookup among a million beside faiss's flat index. `--more DIR` adds places."""

import argparse
import itertools
import os
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bench.photo_peers import Alike, faiss_flat, peers
from bench.photo_scenes import CHANGES, Picture, hall, peopled, resized, shot
from bench.photo_sources import families, files, photographs
from hundredfold.linkage.photo_index import PROBE_NEAR, HashIndex
from hundredfold.linkage.photos import Print, find_reused, fingerprint
from hundredfold.prove.prints import DECODED_SIDE, print_one

PARTS = ("recall", "strangers", "query", "speed")
SEED = 20261124

Peers = dict[str, tuple[Callable[[Picture], Any], Alike]]


def main() -> None:
    """Print the tables asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--more", type=Path, action="append", default=[], help="a folder of further photographs"
    )
    asked.add_argument("--halls", type=int, default=6, help="drawn halls added to the photographs")
    asked.add_argument(
        "--frames", type=int, default=24, help="frames of one drawn hall, fixed and moved camera"
    )
    asked.add_argument("--stored", type=int, default=1_000_000, help="hashes that one is looked up among")
    asked.add_argument("--only", choices=PARTS, help="one part alone")
    chosen = asked.parse_args()
    wanted = (chosen.only,) if chosen.only else PARTS
    libraries = ", ".join(f"{name} {version(name)}" for name in ("opencv-python-headless", "numpy", "pillow"))
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {libraries}, seed {SEED}")
    found = files(chosen.more)
    pictures = photographs(found)
    others = peers()
    if "recall" in wanted:
        recall(pictures | drawn(chosen.halls), others)
    if "strangers" in wanted:
        strangers([*families(found), *halls(chosen.frames)], others)
    if "query" in wanted:
        query(chosen.stored)
    if "speed" in wanted:
        speed(list(pictures.values())[:2] or list(drawn(1).values()))


def drawn(halls: int) -> dict[str, Picture]:
    """Halls with people, each in a place of its own."""
    return {f"hall {at}": shot(peopled(hall(at), at), at, moved=False) for at in range(halls)}


def halls(frames: int) -> list[tuple[str, list[Picture]]]:
    """Frames of one drawn hall on one day, its camera fixed and in the hand."""
    room = hall(99)
    return [
        (
            f"a drawn hall, {'moved' if moved else 'fixed'} camera",
            [shot(peopled(room, 500 + at), at, moved=moved) for at in range(frames)],
        )
        for moved in (False, True)
    ]


def recall(pictures: dict[str, Picture], others: Peers) -> None:
    """For each change: of all pictures, the share whose changed copy is named the same photo; strangers named."""
    plain = {name: fingerprint(picture) for name, picture in pictures.items()}
    kept = {
        peer: {name: make(picture) for name, picture in pictures.items()}
        for peer, (make, _) in others.items()
    }
    columns = "".join(f"{peer:>8} {'false':>6}" for peer in others)
    print(
        f"\n{len(pictures)} pictures\n{'change':12} {'ours':>6} {'scene':>6} {'false':>6}{columns}   missed"
    )
    for change, alter in CHANGES.items():
        copies = {name: alter(picture) for name, picture in pictures.items()}
        prints: list[tuple[tuple[str, str], Print]] = [(("", name), print_) for name, print_ in plain.items()]
        prints += [((change, name), fingerprint(copy)) for name, copy in copies.items()]
        pairs = find_reused(prints)
        right = {pair.a[1] for pair in pairs if pair.a[1] == pair.b[1] and pair.kind == "same photo"}
        scene = sum(pair.a[1] == pair.b[1] and pair.kind == "same scene" for pair in pairs)
        wrong = sum(pair.a[1] != pair.b[1] and pair.kind == "same photo" for pair in pairs)
        theirs = [_hits(kept[peer], copies, *others[peer]) for peer in others]
        told = "".join(f"{hit / len(pictures):8.3f} {false:6}" for hit, false in theirs)
        missed = ", ".join(sorted(set(pictures) - right)[:6])
        print(
            f"{change:12} {len(right) / len(pictures):6.3f} {scene:6} {wrong:6}{told}   {missed}", flush=True
        )


def _hits(
    kept: dict[str, Any], copies: dict[str, Picture], make: Callable[[Picture], Any], alike: Alike
) -> tuple[int, int]:
    """How many copies a peer finds, and how many strangers it takes for copies."""
    made = {name: make(copy) for name, copy in copies.items()}
    near = [(a, b) for a, b in itertools.product(kept, made) if alike(kept[a], made[b])]
    hit = sum(a == b for a, b in near)
    return hit, len(near) - hit


def strangers(places: Sequence[tuple[str, list[Picture]]], others: Peers) -> None:
    """Shots of one place: none is the photo of another."""
    columns = "".join(f"{peer:>8}" for peer in others)
    print(f"\n{'one place':38} {'shots':>5} {'pairs':>6} {'false':>6} {'scene':>6}{columns}")
    totals = np.zeros(4 + len(others), np.int64)
    for place, shots in places:
        found = find_reused([(at, fingerprint(view)) for at, view in enumerate(shots)])
        kinds = [sum(pair.kind == kind for pair in found) for kind in ("same photo", "same scene")]
        theirs = []
        for make, alike in others.values():
            made = [make(view) for view in shots]
            theirs.append(sum(alike(a, b) for a, b in itertools.combinations(made, 2)))
        row = [len(shots), len(shots) * (len(shots) - 1) // 2, *kinds, *theirs]
        totals += row
        print(f"{place:38} {_row(row)}", flush=True)
    print(f"{'all':38} {_row(totals.tolist())}")


def _row(row: list[int]) -> str:
    return f"{row[0]:5} {row[1]:6} {row[2]:6} {row[3]:6}" + "".join(f"{each:8}" for each in row[4:])


def query(stored: int) -> None:
    """One photo's eight hashes among many at 31 bits or less: our index beside a flat search, both in one thread."""
    rng = np.random.default_rng(SEED)
    hashes = rng.integers(0, 256, (stored, 32), np.uint8)
    asked = np.unpackbits(hashes[rng.integers(0, stored, 40)], axis=1)
    for bits in asked:
        bits[rng.choice(256, int(rng.integers(0, 32)), replace=False)] ^= 1
    wanted = np.packbits(asked, axis=1)
    start = time.perf_counter()
    index = HashIndex(hashes)
    print(f"\n{stored:,} hashes, random: index made in {time.perf_counter() - start:.1f} s")
    flat = faiss_flat(hashes, PROBE_NEAR + 1)
    for variants in (1, 8):
        ours = _milliseconds(
            lambda one, n=variants: sum(len(index.near(one, PROBE_NEAR)[0]) for _ in range(n)), wanted
        )
        line = (
            f"{variants} hash(es) of a photo, at {PROBE_NEAR} bits: ours {ours[0]:.2f} ms ({ours[1]} found)"
        )
        if flat:
            theirs = _milliseconds(lambda one, n=variants: flat(np.repeat(one[None], n, axis=0)), wanted)
            line += f", faiss flat {theirs[0]:.2f} ms ({theirs[1]} found)"
        print(line, flush=True)


def _milliseconds(search: Callable[[Any], int], wanted: Any) -> tuple[float, int]:
    """The median of the CPU time of one search, and how many were found over all."""
    taken, found = [], 0
    for one in wanted:
        start = time.process_time()
        found += search(one)
        taken.append(time.process_time() - start)
    return float(np.median(taken)) * 1000, found


def speed(pictures: Sequence[Picture]) -> None:
    """Milliseconds of CPU to read and fingerprint one 12-megapixel JPEG in this process, best of seven."""
    cv2.setNumThreads(1)
    rng = np.random.default_rng(SEED)
    print()
    for at, picture in enumerate(pictures):
        large = cv2.resize(resized(picture, 0.5), (4032, 3024), interpolation=cv2.INTER_CUBIC)
        grained = (large + rng.normal(0, 4, large.shape)).clip(0, 255).astype(np.uint8)
        for name, shown in (("smooth", large), ("with a sensor's grain", grained)):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, f"{at}.jpg")
                Image.fromarray(shown).save(path, quality=88)
                cpu, wall = _print_times(str(path))
                size = path.stat().st_size / 1e6
            print(
                f"12 MP photograph, {name}, {size:.1f} MB, decoded at {DECODED_SIDE}: "
                f"{cpu:.0f} ms of CPU, {wall:.0f} ms"
            )


def _print_times(path: str) -> tuple[float, float]:
    cpu, wall = [], []
    for _ in range(7):
        start = time.process_time(), time.perf_counter()
        print_one(path)
        cpu.append(time.process_time() - start[0])
        wall.append(time.perf_counter() - start[1])
    return min(cpu) * 1000, min(wall) * 1000


if __name__ == "__main__":
    main()
