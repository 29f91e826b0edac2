"""Many photos on a laptop: a folder read, stopped and gone on with, and the index over many prints.

`python -m bench.photo_crowd`: photos are made from the real photographs of `bench.photo_sources`, one in twenty a
changed copy, one in four another shot of a place; prints beyond those are bent from real ones and said to be so."""

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from bench.photo_scenes import CHANGES, Picture, peopled
from bench.photo_sources import files, photographs
from hundredfold.linkage.alignment import Look
from hundredfold.linkage.photo_index import candidates
from hundredfold.linkage.photos import Print
from hundredfold.linkage.same_shot import judge
from hundredfold.prove.print_shelf import PrintShelf

SEED = 20261124
SIZE = (2048, 1536)
LOOKED = 3000
COPIES, PARTNERS = 20, 4  # one photo in so many is a copy, or another shot of the last one's place


def main() -> None:
    """Make the photos, read them with a stop in between, and index as many prints as asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--more", type=Path, action="append", default=[], help="a folder of further photographs"
    )
    asked.add_argument("--photos", type=int, default=10_000, help="photos made and really decoded")
    asked.add_argument(
        "--prints", type=int, default=100_000, help="prints indexed, most of them bent from real ones"
    )
    chosen = asked.parse_args()
    print(f"{os.cpu_count()} cores, seed {SEED}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "photos")
        folder.mkdir()
        start = time.perf_counter()
        size = make(folder, list(photographs(files(chosen.more)).values()), chosen.photos)
        print(f"{chosen.photos} photos of {SIZE[0]}x{SIZE[1]}, {size / chosen.photos / 1e3:.0f} kB each, "
              f"made in {time.perf_counter() - start:.0f} s")  # fmt: skip
        kept = Path(place, "kept")
        check(folder, kept)
        index(kept, chosen.prints)


def make(folder: Path, pictures: list[Picture], many: int) -> int:
    """Photos into a folder; answers the bytes written."""
    size, last = 0, pictures[0]
    changes = list(CHANGES.values())
    for at in range(many):
        dice = np.random.default_rng((SEED, at))
        if at % COPIES == 1:
            shown = changes[at // COPIES % len(changes)](last)
        elif at % PARTNERS == 2:
            shown = peopled(last, int(dice.integers(1 << 30)))
        else:
            last = shown = peopled(_part(pictures[at % len(pictures)], dice), int(dice.integers(1 << 30)))
        path = folder / f"{at:06d}.jpg"
        cv2.imwrite(str(path), np.ascontiguousarray(shown[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, 88])
        size += path.stat().st_size
    return size


def _part(picture: Picture, dice: np.random.Generator) -> Picture:
    """A place of its own: a part of a real photograph, perhaps mirrored, other colours, a camera's grain."""
    height, width = picture.shape[:2]
    share = float(dice.uniform(0.35, 0.7))
    y, x = (int(dice.uniform(0, side * (1 - share))) for side in (height, width))
    part = picture[y : y + int(height * share), x : x + int(width * share)]
    part = part[:, ::-1] if dice.random() < 0.5 else part
    grown = cv2.resize(np.ascontiguousarray(part), SIZE, interpolation=cv2.INTER_LINEAR)
    return np.asarray((grown * dice.uniform(0.75, 1.1, 3)).clip(0, 255), np.uint8)


def check(folder: Path, kept: Path) -> None:
    """`photos check --keep` over the folder, killed at about a third, then gone on with to its end."""
    command = [sys.executable, "-m", "hundredfold", "photos", "check", str(folder), "--keep", str(kept)]
    told = kept.with_suffix(".json")
    many = sum(1 for _ in folder.iterdir())
    start = time.perf_counter()
    first = subprocess.Popen([*command, "--json", str(told)], stdout=subprocess.DEVNULL)
    while first.poll() is None and _kept(kept) < many // 3:
        time.sleep(0.5)
    first.send_signal(signal.SIGKILL)
    first.wait()
    stopped, had = time.perf_counter() - start, _kept(kept)
    spent = _children()
    start = time.perf_counter()
    second = subprocess.Popen([*command, "--json", str(told)], stdout=subprocess.DEVNULL)
    memory = 0.0
    while second.poll() is None:
        memory = max(memory, _peak(second.pid))
        time.sleep(0.2)
    again = time.perf_counter() - start
    cost = (_children() - spent) / (many - had) * 1000
    print(
        f"killed after {stopped:.0f} s with about {had} read; the next run went on and ended after {again:.0f} s"
    )
    print(f"second run: {cost:.0f} ms of CPU for each photo that was left, pairing of all included; "
          f"{memory:.0f} MB at most beside the readers")  # fmt: skip


def _kept(path: Path) -> int:
    """How many photos a shelf holds by its size; prints are some 27 kB."""
    return path.stat().st_size // 27_000 if path.exists() else 0


def _children() -> float:
    """CPU seconds of all ended children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(process: int) -> float:
    """The most MB of memory that a process has held."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM")), 0.0)


def index(kept: Path, many: int) -> None:
    """The index over the real prints and over many; the second look at all that it names, or at a sample of that."""
    shelf = PrintShelf.at(kept)
    real = [kept_print for _name, kept_print in shelf.prints(sorted(shelf.names()))]
    shelf.close()
    for prints in (real, list(_bent(real, many))):
        start = time.process_time()
        found = candidates(prints)
        indexed = time.process_time() - start
        print(f"{len(prints)} prints: index {indexed:.1f} s of CPU, {len(found)} pairs to look at")
        pairs = sorted(found)
        dice = np.random.default_rng(SEED)
        some = (
            pairs
            if len(pairs) <= LOOKED
            else [pairs[at] for at in sorted(dice.choice(len(pairs), LOOKED, False))]
        )
        kinds: Counter[str] = Counter()
        start = time.process_time()
        for a, b in some:
            kinds[judge(Look(prints[a]), Look(prints[b]), found[a, b]).kind] += 1
        each = (time.process_time() - start) / max(len(some), 1)
        print(f"  {len(some)} of them looked at: {each * 1000:.1f} ms each, {dict(kinds)}; for all of them that makes "
              f"{each * len(pairs) / len(prints) * 1000:.1f} ms a photo")  # fmt: skip


def _bent(real: list[Print], many: int) -> Iterator[Print]:
    """The real prints, then prints of their sizes whose hashes and points are as rare as those of other places."""
    yield from real
    for at in range(many - len(real)):
        dice = np.random.default_rng((SEED, 7, at))
        model = real[at % len(real)]
        points = model.points.copy()
        other = real[int(dice.integers(len(real)))].points
        points["code"] = points["code"] ^ np.uint32(dice.integers(1 << 22))
        points["mirrored"] = points["mirrored"] ^ np.uint32(dice.integers(1 << 22))
        points[: min(4, len(points), len(other))] = other[: min(4, len(points), len(other))]
        hashes = dice.permuted(model.hashes, axis=1) if len(points) else model.hashes
        yield Print(model.width, model.height, model.contrast, hashes, points, model.view)


if __name__ == "__main__":
    main()
