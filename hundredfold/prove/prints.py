"""Reads and fingerprints photographs in limited child processes, many at a time.

Composes reading and linkage; knows no records, no database and no Django."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2

from hundredfold.linkage.prints import VIEW_SIDE, Print
from hundredfold.linkage.prints import fingerprint as make_print
from hundredfold.reading import sandbox
from hundredfold.reading.photos import PhotoFacts, read_and_decode
from hundredfold.reading.words import Refused

DECODED_SIDE = VIEW_SIDE * 5 // 4
SECONDS = 8.0
MEMORY_MB = 352
TARGET = "hundredfold.prove.prints:print_one"

cv2.setNumThreads(1)


@dataclass(frozen=True, slots=True)
class PrintedPhoto:
    """One photograph read: its facts, and the print by which it is found again."""

    facts: PhotoFacts
    fingerprint: Print

    def to_json(self) -> dict[str, Any]:
        """As plain values, for a pipe or a column."""
        return {"facts": self.facts.to_json(), "print": self.fingerprint.to_json()}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> PrintedPhoto:
        """Read what `to_json` gave. Raises ValueError for a print of another version."""
        return cls(PhotoFacts.from_json(plain["facts"]), Print.from_json(plain["print"]))


def print_one(path: str) -> dict[str, Any]:
    """Facts and print of one photograph as JSON; runs in the child. Raises Refused."""
    facts, picture = read_and_decode(path, longest=DECODED_SIDE)
    made = make_print(picture, width=facts.width, height=facts.height)
    return PrintedPhoto(facts, made).to_json()


def print_photos(
    paths: Sequence[Path],
    *,
    workers: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[Path, PrintedPhoto | Refused]]:
    """Fingerprint many photographs; yields (path, print or why it was refused) as they finish.

    A caller resumes by leaving out what it has. One bad file costs only itself, at most `SECONDS` and
    `MEMORY_MB`."""
    answers = sandbox.stream(
        TARGET, (str(path) for path in paths), workers=workers, seconds=SECONDS, memory_mb=MEMORY_MB
    )
    for done, (path, answer) in enumerate(answers, start=1):
        if progress is not None:
            progress(done, len(paths))
        yield Path(path), answer if isinstance(answer, Refused) else PrintedPhoto.from_json(answer)
