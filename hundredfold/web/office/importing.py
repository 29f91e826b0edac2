"""From an uploaded file to results that an import can keep: read in a limited child, units found, notices in words."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from hundredfold.base.text import one_line
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.rows import Problem, RowReader
from hundredfold.plan.models import Programme
from hundredfold.plan.queries import UnitIndex, unit_index
from hundredfold.reading.sheets import Ledger, read_ledger
from hundredfold.web.office import words

SECONDS = 60.0  # for the reading of one file; a person waits for it
UNKNOWN_SHOWN = 30


@dataclass(frozen=True)
class ReadIn:
    """A file read in: its name and hash, a fact or a problem for each row, and what a person should know."""

    name: str
    sha256: str
    results: list[Facts | Problem]
    notices: list[str]


@dataclass
class _Units:
    """Finds units by name, each name once, and keeps those that nobody knows."""

    index: UnitIndex
    found: dict[str, str | None] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)

    def named(self, text: str) -> str | None:
        if text not in self.found:
            unit = self.index.named(text)
            self.found[text] = unit.public_id if unit else None
        if self.found[text] is None:
            self.unknown[text] += 1
        return self.found[text]


def read_upload(upload: UploadedFile[bytes], programme: Programme, *, today: dt.date) -> ReadIn:
    """Reads the file; nothing of it is kept but what this returns. Raises reading's Refused, one sentence."""
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory(prefix="hundredfold-") as folder:
        path = Path(folder) / file_name(upload.name or "")
        with path.open("wb") as out:
            for piece in upload.chunks():
                digest.update(piece)
                out.write(piece)
        ledger = read_ledger(path, seconds=SECONDS)
    units = _Units(unit_index())
    reader = RowReader(programme.blueprint, units.named, photo_named=lambda _name: None, today=today)
    results = [*reader.read(ledger.rows), *_skipped(ledger)]
    return ReadIn(path.name, digest.hexdigest(), results, list(_notices(ledger, units)))


def file_name(name: str) -> str:
    """The upload's bare name, fit for a folder of ours and for a sentence."""
    bare = one_line(name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", ""), most=200).lstrip(".")
    path = Path(bare or "sheet")
    return f"{path.stem[:60]}{path.suffix[:10]}"


def _skipped(ledger: Ledger) -> Iterator[Problem]:
    for each in ledger.skipped:
        yield Problem(each.row, each.sheet, each.why(words.language()))


def _notices(ledger: Ledger, units: _Units) -> Iterator[str]:
    """Unknown units first, with those they may mean; then what the reader decided."""
    for text, rows in units.unknown.most_common(UNKNOWN_SHOWN):
        yield _unknown(text, rows, units.index)
    rest = len(units.unknown) - UNKNOWN_SHOWN
    if rest > 0:
        yield _("%(n)d more units are not known.") % {"n": rest}
    yield from (each.why(words.language()) for each in ledger.notices)
    photos = sum(bool(row.photos) for row in ledger.rows)
    if photos:
        yield _(
            "%(n)d rows name photos. A sheet carries only their names; add the photos to the records."
        ) % {"n": photos}


def _unknown(text: str, rows: int, index: UnitIndex) -> str:
    near: Sequence[str] = [unit.name for unit in index.nearest(text)]
    said = {"text": text[:60], "n": rows, "near": words.listed(list(near))}
    if near:
        return _("Nobody knows the unit %(text)s (%(n)d rows). Perhaps: %(near)s.") % said
    return _("Nobody knows the unit %(text)s (%(n)d rows), and none is called alike.") % said
