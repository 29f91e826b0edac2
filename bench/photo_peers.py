"""What an office would pick instead to find reused photos: pHash of 256 bits, PDQ, and faiss to search hashes."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from PIL import Image

from bench.photo_scenes import Picture

PHASH_NEAR = 80
PDQ_NEAR = 31  # the distance its makers recommend

Alike = Callable[[Any, Any], bool]


def peers() -> dict[str, tuple[Callable[[Picture], Any], Alike]]:
    """By name: how each makes a hash, and whether a kept hash and a copy's are alike. Tells which are missing."""
    found: dict[str, tuple[Callable[[Picture], Any], Alike]] = {}
    if find_spec("imagehash"):
        found["pHash"] = (_phash, lambda kept, copy: bool(kept - copy <= PHASH_NEAR))
    if find_spec("pdqhash"):
        found["PDQ"] = (_pdq, lambda kept, copy: bool((kept[0] ^ copy[0]).sum() <= PDQ_NEAR))
        found["PDQ x8"] = (_pdq, lambda kept, copy: bool((kept[:1] ^ copy).sum(axis=1).min() <= PDQ_NEAR))
    for name, package in (("pHash", "imagehash"), ("PDQ", "pdqhash")):
        if name not in found:
            print(f"{package} is not installed: no column {name}")
    return found


def _phash(picture: Picture) -> Any:
    import imagehash

    return imagehash.phash(Image.fromarray(picture), hash_size=16)


def _pdq(picture: Picture) -> Any:
    """The hashes of the eight ways to turn and mirror a picture, as bits (8, 256); the first is the plain one."""
    import pdqhash

    hashes, _quality = pdqhash.compute_dihedral(np.ascontiguousarray(picture))
    return np.stack(hashes).astype(np.uint8)


def faiss_flat(hashes: Any, near: int) -> Callable[[Any], int] | None:
    """A search of faiss's flat binary index, in one thread: how many hashes lie nearer than `near` to those asked."""
    if not find_spec("faiss"):
        print("faiss-cpu is not installed: no comparison with its flat index")
        return None
    import faiss

    faiss.omp_set_num_threads(1)
    index = faiss.IndexBinaryFlat(256)
    index.add(hashes)
    return lambda wanted: int(index.range_search(wanted, near)[0][-1])
