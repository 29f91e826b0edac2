"""The clipping book of a period, from the stories that count; its numbers are the count's. Knows no screen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from PIL import Image

from hundredfold.base.env import BadSetting
from hundredfold.plan.models import Programme
from hundredfold.prove import counted_stories
from hundredfold.prove.counted_stories import LEVELS, CountedStory, Publication
from hundredfold.tell import copies, gate
from hundredfold.tell.public import PublicPublication
from hundredfold.tell.queries import cells
from hundredfold.tell.queries import clippings as ledger
from hundredfold.tell.render import clippings as layout
from hundredfold.tell.render.clipping_book import (
    OFFICE,
    PUBLIC,
    Archived,
    Clipping,
    ClippingBook,
    LevelLine,
    PagePicture,
    Printing,
    ToldDeed,
)
from hundredfold.tell.render.docx import write_docx
from hundredfold.tell.render.pdf import write_pdf
from hundredfold.tell.render.words import Language

PICTURE_PX = 1600  # on the long side of the copies that are kept
PRINTED_PX, QUALITY = 1300, 72  # in the book: small print can still be read, and a year's book can be sent
Progress = Callable[[str, float], None]  # which step, and the share of it that is done

_PUBLISHED = Publication | PublicPublication


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which book is asked for. ``level`` is a level's code, None for all; ``edition`` office or public."""

    programme: Programme
    first: dt.date
    last: dt.date
    level: str | None = None
    edition: str = OFFICE
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written: how many stories it holds, and the characters no font of this machine could show."""

    stories: int
    not_shown: frozenset[str] = field(default=frozenset())


def write(asked: Asked, path: Path, *, at: dt.datetime, progress: Progress | None = None) -> Made:
    """Writes the book to ``path``, as its ending says: .docx or .pdf.

    Raises BadSetting for another ending, NoFont for a PDF without a Chinese font, OSError if it cannot be written.
    """
    told: Progress = progress or _untold
    ending = path.suffix.lower()
    if ending not in (".docx", ".pdf"):
        raise BadSetting(
            f"{path.name}：剪报册只能写成 *.docx 或 *.pdf。/ A clipping book is written as *.docx or *.pdf."
        )
    with TemporaryDirectory(prefix="clippings-") as folder:
        made = book(asked, at=at, folder=Path(folder), progress=told)
        paper = layout.laid_out(made)
        told("set", 0.0)
        missing: frozenset[str] = frozenset()
        if ending == ".docx":
            write_docx(paper, path, tick=lambda share: told("set", share))
        else:
            missing = write_pdf(paper, path, made_at=at)
        told("set", 1.0)
    return Made(len(made.clippings), missing)


def book(
    asked: Asked, *, at: dt.datetime, folder: Path | None = None, progress: Progress | None = None
) -> ClippingBook:
    """The book as values. Pictures of pages are laid into ``folder``; without one there are none.

    A fixed number of queries for every five hundred stories.
    """
    promise = cells.promise(at=at, language=asked.language)
    if promise is None or promise.programme.pk != asked.programme.pk:
        raise BadSetting("这个项目没有在进行。/ This programme is not the running one.")
    listed = counted_stories.counted_stories(asked.programme, first=asked.first, last=asked.last)
    stories = counted_stories.narrowed(listed, level=asked.level, outlet=None)
    shelf = _Shelf(asked, promise, folder, progress or _untold)
    clippings = shelf.clippings(stories)
    name, place = ledger.programme_name(asked.programme, asked.language)
    return ClippingBook(
        programme=name,
        place=place,
        first=asked.first,
        last=asked.last,
        level=asked.level,
        edition=asked.edition,
        language=asked.language,
        made_at=at.astimezone(ZoneInfo(asked.programme.time_zone)),
        levels=_levels(clippings),
        clippings=tuple(sorted(clippings, key=_order)),
        counted=sum(each.counted for each in promise.strands if each.kind == "article"),
        pictures_left_out=shelf.left_out,
    )


def _order(clipping: Clipping) -> tuple[int, dt.date, int]:
    level = clipping.first.level if clipping.first.level in LEVELS else ""
    return LEVELS.index(level), clipping.first.day or dt.date.max, clipping.number


def _levels(clippings: Iterable[Clipping]) -> tuple[LevelLine, ...]:
    stories, reprints = Counter[str](), Counter[str]()
    for clipping in clippings:
        stories[_known(clipping.first.level)] += 1
        reprints.update(_known(each.level) for each in clipping.reprints)
    return tuple(LevelLine(level, stories[level], reprints[level]) for level in LEVELS)


def _known(level: str) -> str:
    return level if level in LEVELS else ""


class _Shelf:
    """Fetches what stands behind the stories of one book, edition by edition."""

    def __init__(self, asked: Asked, promise: cells.Promise, folder: Path | None, progress: Progress) -> None:
        self.asked, self.promise, self.folder, self.progress = asked, promise, folder, progress
        self.left_out = 0
        self.zone = ZoneInfo(asked.programme.time_zone)
        blueprint = asked.programme.blueprint
        self.lines = {row.pk: blueprint.strand(code) for code, row in promise.rows.items()}

    def clippings(self, stories: Sequence[CountedStory]) -> list[Clipping]:
        firsts = [story.first.record for story in stories]
        if self.asked.edition == PUBLIC:
            behind = ledger.behind_in_public(firsts, self.asked.programme.blueprint)
        else:
            behind = ledger.behind(firsts)
        every = [each.record for story in stories for each in (story.first, *story.reprints)]
        untold = ledger.untold_reprints(every) if self.asked.edition == OFFICE else {}
        self._prepare([photo for held in behind.values() for photo in held.photos])
        deeds = self._deeds({each for held in behind.values() for each in held.tells_of})
        found = []
        for at, story in enumerate(stories):
            held = behind.get(story.first.record)
            if held is not None:
                found.append(self._clipping(story, held, deeds, untold))
            self.progress("gather", at / len(stories))
        return found

    def _prepare(self, photos: Sequence[str]) -> None:
        """Has the pictures re-encoded, which takes the longest of all, and says how far it is."""
        if self.folder is not None:
            for done in copies.make_ready(photos, PICTURE_PX):
                self.progress("pictures", done / len(photos))

    def _deeds(self, records: Collection[str]) -> Mapping[str, ledger.Deed]:
        if self.asked.edition == PUBLIC:
            return ledger.deeds_in_public(records, self.promise, language=self.asked.language)
        return ledger.deeds(records)

    def _clipping(
        self,
        story: CountedStory,
        held: ledger.Behind,
        deeds: Mapping[str, ledger.Deed],
        untold: Mapping[str, Sequence[ledger.Reprint]],
    ) -> Clipping:
        first, told = self._published(story)
        more = [
            Printing(each.title, each.day, each.outlet, each.level, each.url)
            for record in (story.first.record, *(each.record for each in story.reprints))
            for each in untold.get(record, ())
        ]
        return Clipping(
            number=held.number,
            first=_printing(first),
            unit=story.unit,
            reprints=(*map(_printing, told), *more),
            page_no=held.page_no,
            byline=held.byline,
            text=held.text,
            archived=tuple(Archived(sha256, when.astimezone(self.zone)) for sha256, when in held.copies),
            pictures=tuple(self._pictures(held.photos)),
            deeds=tuple(
                ToldDeed(deeds[each].title, deeds[each].day, deeds[each].unit)
                for each in held.tells_of
                if each in deeds
            ),
        )

    def _published(self, story: CountedStory) -> tuple[_PUBLISHED, Sequence[_PUBLISHED]]:
        if self.asked.edition == OFFICE:
            return story.first, story.reprints
        shown = gate.story(story, self.lines[story.strand], self.asked.language)
        return shown.first, shown.reprints

    def _pictures(self, photos: Iterable[str]) -> Iterable[PagePicture]:
        if self.folder is None:
            return
        for sha256 in photos:
            picture = _jpeg(sha256, self.folder)
            if picture is None:
                self.left_out += 1
            else:
                yield picture


def _printing(published: _PUBLISHED) -> Printing:
    return Printing(published.title, published.day, published.outlet, _known(published.level), published.url)


def _jpeg(sha256: str, folder: Path) -> PagePicture | None:
    """The re-encoded copy of a page photo as JPEG, which every word processor reads; None where there is none."""
    copy = copies.public_copy(sha256, PICTURE_PX)
    laid = folder / f"{sha256}.jpg"
    with suppress(OSError):
        if copy is not None:
            with Image.open(copy) as opened:
                picture = opened.convert("RGB")
            picture.thumbnail((PRINTED_PX, PRINTED_PX), Image.Resampling.LANCZOS)
            picture.save(laid, "JPEG", quality=QUALITY)
            return PagePicture(laid, picture.width, picture.height)
    return None


def _untold(_step: str, _share: float) -> None:
    """Nobody waits for it on a screen."""
