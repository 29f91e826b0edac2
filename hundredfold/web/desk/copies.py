"""Copies of photos to look at: re-encoded without metadata, in two sizes, made when first asked for."""

import tempfile
import threading
from pathlib import Path

from hundredfold.base import files
from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused

SIZES = {"small": 480, "large": 1600}  # pixels on the long side
_AT_ONCE = threading.BoundedSemaphore(2)  # each child may take hundreds of megabytes


def copy_of(sha256: str, size: str) -> Path | None:
    """Where the copy of an original lies, made now if need be; None if the photo cannot be read or is not there."""
    longest = SIZES[size]
    path = files.copy_path(sha256, longest)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with _AT_ONCE, tempfile.TemporaryDirectory(prefix=".in-", dir=path.parent) as folder:
        out = Path(folder) / path.name
        try:
            sandbox.run(
                "hundredfold.reading.photos:public_copy",
                str(files.path_of(sha256)),
                out=str(out),
                longest=longest,
                writable=folder,
            )
        except Refused:
            return None
        out.replace(path)
    return path
