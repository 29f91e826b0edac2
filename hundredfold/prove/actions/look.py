"""Looks at photos nobody has looked at yet: their fingerprint, when and where they were taken."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hundredfold.base import files
from hundredfold.prove import intake
from hundredfold.prove.models import PhotoPrint
from hundredfold.reading.words import Refused

if TYPE_CHECKING:
    from hundredfold.prove.prints import PrintedPhoto

Progress = Callable[[int, int], None]


def look_at_photos(*, at: dt.datetime, workers: int = 2, progress: Progress | None = None) -> int:
    """Makes the missing fingerprints, each kept as soon as it is made. Returns how many. Safe to run twice.

    A photo that cannot be read is kept as unreadable with its reason, so that it is not tried for ever.
    """
    from hundredfold.linkage.prints import VERSION  # noqa: PLC0415  brings OpenCV, for the worker only
    from hundredfold.prove.prints import print_photos  # noqa: PLC0415  likewise

    waiting = intake.unseen_photos(PhotoPrint.objects.filter(version=VERSION))
    if not waiting:
        return 0
    done = 0
    for path, result in print_photos([files.path_of(sha256) for sha256 in waiting], workers=workers):
        keep_print(waiting[path.name], result, at=at)
        done += 1
        if progress:
            progress(done, len(waiting))
    return done


def keep_print(file: int, result: "PrintedPhoto | Refused", *, at: dt.datetime) -> None:
    """Keeps what was read of the stored file with that primary key."""
    from hundredfold.linkage.prints import VERSION  # noqa: PLC0415  brings OpenCV, for the worker only

    PhotoPrint.objects.update_or_create(
        file_id=file, defaults={"version": VERSION, "made_at": at, **_kept(result)}
    )


def _kept(result: "PrintedPhoto | Refused") -> dict[str, Any]:
    if isinstance(result, Refused):
        return {
            "fingerprint": b"",
            "unreadable": str(result)[:300],
            "taken_at": None,
            "clock": "",
            "camera": "",
            "lat": None,
            "lon": None,
        }
    facts = result.facts
    return {
        "fingerprint": result.fingerprint.to_bytes(),
        "unreadable": "",
        "clock": facts.taken_at.isoformat()[:19] if facts.taken_at else "",
        "camera": facts.camera,
        # A camera without a time zone gives a clock reading, not a moment; it is not kept as one.
        "taken_at": facts.taken_at if facts.taken_at and facts.taken_at.tzinfo else None,
        "lat": facts.lat,
        "lon": facts.lon,
    }
