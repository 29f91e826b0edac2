"""How many changed copies are found again, and how many strangers of one place are mistaken: `python -m bench.photos`.

Beside imagehash's pHash with 256 bits at a distance of 80. `--more DIR` adds photographs of your own."""

import argparse
import itertools
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bench.photo_scenes import CHANGES, Picture, hall, peopled, resized, shot
from hundredfold.linkage.photos import Print, find_reused, fingerprint
from hundredfold.prove.prints import DECODED_SIDE, print_one
from hundredfold.reading.photos import decode

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "photos"
SMALLEST = 300
PHASH_NEAR = 80


def main() -> None:
    """Print both tables and the time for a 12-megapixel photograph."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--more", type=Path, help="a folder of further photographs")
    asked.add_argument("--halls", type=int, default=6, help="drawn halls added to the photographs")
    asked.add_argument("--frames", type=int, default=24, help="frames of one hall, fixed and moved camera")
    chosen = asked.parse_args()
    pictures = photographs(chosen.more) | drawn(chosen.halls)
    recall(pictures)
    for moved in (False, True):
        strangers(chosen.frames, moved=moved)
    speed(next(iter(pictures.values())))


def photographs(more: Path | None) -> dict[str, Picture]:
    """Real photographs: the shared ones, those a package ships, and the folder asked for; one per shot."""
    places = [SHARED] if SHARED.is_dir() else []
    try:
        from sklearn import datasets

        places.append(Path(datasets.__file__).parent / "images")
    except ImportError:
        print("scikit-learn is not installed: its two photographs are left out")
    places += [more] if more else []
    found = {}
    for path in sorted(file for place in places for file in place.iterdir() if file.is_file()):
        if any(twin in path.name for twin in ("landscape_6", "landscape_8", "hdr_YES")):
            continue
        try:
            picture = decode(path, longest=1600)
        except ValueError:
            continue
        if min(picture.shape[:2]) >= SMALLEST:
            found[path.name] = picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=2)
    return found


def drawn(halls: int) -> dict[str, Picture]:
    """Halls with people, each in a place of its own."""
    return {f"hall {at}": shot(peopled(hall(at), at), at, moved=False) for at in range(halls)}


def recall(pictures: dict[str, Picture]) -> None:
    """For each change: of all pictures, the share whose changed copy is named the same photo; strangers named."""
    plain = {name: fingerprint(picture) for name, picture in pictures.items()}
    hashes = {name: phash(picture) for name, picture in pictures.items()}
    print(
        f"{len(pictures)} pictures\n{'change':12} {'ours':>6} {'scene':>6} {'false':>6} {'pHash':>6} {'false':>6}"
    )
    for change, make in CHANGES.items():
        copies = {name: make(picture) for name, picture in pictures.items()}
        prints: list[tuple[tuple[str, str], Print]] = [(("", name), kept) for name, kept in plain.items()]
        prints += [((change, name), fingerprint(copy)) for name, copy in copies.items()]
        found = find_reused(prints)
        right = sum(pair.a[1] == pair.b[1] and pair.kind == "same photo" for pair in found)
        scene = sum(pair.a[1] == pair.b[1] and pair.kind == "same scene" for pair in found)
        wrong = sum(pair.a[1] != pair.b[1] and pair.kind == "same photo" for pair in found)
        theirs = {name: phash(copy) for name, copy in copies.items()}
        near = [(a, b) for a, b in itertools.product(hashes, theirs) if hashes[a] - theirs[b] <= PHASH_NEAR]
        hit = sum(a == b for a, b in near)
        count = len(pictures)
        print(
            f"{change:12} {right / count:6.2f} {scene:6} {wrong:6} {hit / count:6.2f} {len(near) - hit:6}",
            flush=True,
        )


def strangers(frames: int, *, moved: bool) -> None:
    """Frames of one hall on one day: none is the photo of another."""
    room = hall(99)
    views = [shot(peopled(room, 500 + at), at, moved=moved) for at in range(frames)]
    found = find_reused([(at, fingerprint(view)) for at, view in enumerate(views)])
    hashes = [phash(view) for view in views]
    near = sum(a - b <= PHASH_NEAR for a, b in itertools.combinations(hashes, 2))
    kinds = {kind: sum(pair.kind == kind for pair in found) for kind in ("same photo", "same scene")}
    print(f"{'moved' if moved else 'fixed'} camera, {frames} frames: {kinds}; pHash calls {near} the same")


def phash(picture: Picture) -> Any:
    """The peer's 256-bit hash."""
    import imagehash

    return imagehash.phash(Image.fromarray(picture), hash_size=16)


def speed(picture: Picture) -> None:
    """Milliseconds to read and fingerprint one 12-megapixel JPEG in this process, best of seven."""
    cv2.setNumThreads(1)
    handle, name = tempfile.mkstemp(suffix=".jpg")
    os.close(handle)
    large = cv2.resize(resized(picture, 0.5), (4032, 3024), interpolation=cv2.INTER_CUBIC)
    Image.fromarray(large).save(name, quality=88)
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        print_one(name)
        taken.append(time.perf_counter() - start)
    Path(name).unlink()
    print(f"12 MP photograph, decoded at {DECODED_SIDE} or less: {min(taken) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
