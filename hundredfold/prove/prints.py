"""Photographs as the rules compare them: what a file says of itself, and its fingerprint. No Django, no database."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hundredfold.linkage.prints import Print, fingerprint
from hundredfold.reading import sandbox
from hundredfold.reading.photos import PhotoFacts, read_and_decode
from hundredfold.reading.sandbox import Refused

LONGEST = 768  # pixels on the long side from which a fingerprint is made


@dataclass(frozen=True, slots=True)
class PrintedPhoto:
    """One readable photo."""

    facts: PhotoFacts
    fingerprint: Print


def print_photos(paths: Iterable[Path], *, workers: int = 2) -> Iterator[tuple[Path, PrintedPhoto | Refused]]:
    """Each photo with its facts and fingerprint, or why it cannot be read, as they finish; read in limited children."""
    for path, answer in sandbox.stream(
        "hundredfold.prove.prints:print_one", map(str, paths), workers=workers
    ):
        if isinstance(answer, Refused):
            yield Path(path), answer
        else:
            made = Print.from_bytes(base64.b64decode(answer["print"]))
            yield Path(path), PrintedPhoto(PhotoFacts.from_json(answer["facts"]), made)


def print_one(path: str) -> dict[str, Any]:
    """Runs in the child: facts and fingerprint of one photo as plain values. Raises Refused."""
    facts, pixels = read_and_decode(path, longest=LONGEST)
    made = fingerprint(pixels, width=facts.width, height=facts.height)
    return {"facts": facts.to_json(), "print": base64.b64encode(made.to_bytes()).decode("ascii")}
