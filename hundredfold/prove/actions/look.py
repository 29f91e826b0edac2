"""Looks at photos nobody has looked at yet: their fingerprint, when and where they were taken."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from hundredfold.base import files
from hundredfold.base.models import StoredFile
from hundredfold.do.ledger.models import Evidence
from hundredfold.linkage.prints import VERSION
from hundredfold.prove.models import PhotoPrint
from hundredfold.prove.prints import PrintedPhoto, print_photos
from hundredfold.reading.sandbox import Refused

Progress = Callable[[int, int], None]


def look_at_photos(*, at: dt.datetime, workers: int = 2, progress: Progress | None = None) -> int:
    """Makes the missing fingerprints, each kept as soon as it is made. Returns how many. Safe to run twice.

    A photo that cannot be read is kept as unreadable with its reason, so that it is not tried for ever.
    """
    looked = PhotoPrint.objects.filter(version=VERSION).values("file")
    photos = Evidence.objects.filter(sort="photo", removed_at__isnull=True).exclude(file__in=looked)
    waiting = dict(StoredFile.objects.filter(pk__in=photos.values("file")).values_list("sha256", "pk"))
    done = 0
    for path, result in print_photos([files.path_of(sha256) for sha256 in waiting], workers=workers):
        _keep(waiting[Path(path).name], result, at=at)
        done += 1
        if progress:
            progress(done, len(waiting))
    return done


def _keep(file: int, result: PrintedPhoto | Refused, *, at: dt.datetime) -> None:
    if isinstance(result, Refused):
        kept = {"fingerprint": b"", "unreadable": str(result)[:300]}
    else:
        facts = result.facts
        kept = {
            "fingerprint": result.fingerprint.to_bytes(),
            "unreadable": "",
            "taken_at": facts.taken_at if facts.taken_at and facts.taken_at.tzinfo else None,
            "lat": facts.lat,
            "lon": facts.lon,
        }
    PhotoPrint.objects.update_or_create(file_id=file, defaults={"version": VERSION, "made_at": at, **kept})
