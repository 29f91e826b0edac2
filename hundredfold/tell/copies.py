"""Public copies of photos: re-encoded in a limited child process, without metadata, made when first asked for.

It must not know which photo may be public: the gate decides that before anybody comes here.
"""

import tempfile
from pathlib import Path

from hundredfold.base import files
from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused

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
