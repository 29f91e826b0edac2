"""Public copies of photos: re-encoded in a limited child process, without metadata, made when first asked for.

It must not know which photo may be public: the gate decides that before anybody comes here.
"""

import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from hundredfold.base import files
from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused

MANY_AT_ONCE = 2  # children that make copies beside each other
SIZES = (320, 800, 1600)  # pixels on the long side


def public_copy(sha256: str, size: int) -> Path | None:
    """The copy of the photo with this hash, ``size`` pixels on its long side; None if it cannot be made.

    Two who ask at once both make it and either one's is kept: the bytes are the same.
    """
    if size not in SIZES:
        return None
    copy = files.copy_path(sha256, size)
    if copy.is_file():
        return copy
    original = files.path_of(sha256)
    if not original.is_file():
        return None
    copy.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=copy.parent) as folder:
        made = Path(folder) / copy.name
        try:
            sandbox.run(
                "hundredfold.reading.photos:public_copy",
                str(original),
                out=str(made),
                longest=size,
                writable=folder,
            )
        except Refused:
            return None
        made.replace(copy)
    return copy


def make_ready(hashes: Collection[str], size: int) -> Iterator[int]:
    """Makes the copies that are not there yet, many in one child; gives how many have been looked at, one by one."""
    missing = [each for each in hashes if not files.copy_path(each, size).is_file()]
    originals = [str(files.path_of(each)) for each in missing if files.path_of(each).is_file()]
    if size not in SIZES or not originals:
        return
    root = files.copy_path(missing[0], size).parent.parent
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=root) as folder:
        made = sandbox.stream(
            "hundredfold.reading.photos:public_copy",
            originals,
            workers=MANY_AT_ONCE,
            writable=folder,
            out=folder,
            longest=size,
        )
        for number, (original, answer) in enumerate(made, 1):
            if not isinstance(answer, Refused):
                sha256 = Path(original).name
                copy = files.copy_path(sha256, size)
                copy.parent.mkdir(parents=True, exist_ok=True)
                Path(folder, f"{sha256}.webp").replace(copy)
            yield number
