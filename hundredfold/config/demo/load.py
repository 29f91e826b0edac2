"""Tells the demo's year to the site month by month through the product's own doors, as units and office would."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from typing import Any

from django.db import transaction
from rich.progress import Progress

from hundredfold.base import clock
from hundredfold.base.models import User
from hundredfold.config.demo.painting import paint_and_print
from hundredfold.config.demo.press_desk import lay_out_desk
from hundredfold.config.demo.second_looks import look_twice
from hundredfold.config.demo.shapes import DemoRecord, DemoYear
from hundredfold.config.demo.staff import Staff, make_staff
from hundredfold.config.demo.year import make_year
from hundredfold.do.ledger.actions import NewPhoto, file_record
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import Record
from hundredfold.prove import intake
from hundredfold.prove.actions import Answer, decide_findings, decide_many, judge_new, keep_print
from hundredfold.prove.models import Finding, PhotoPrint
from hundredfold.prove.prints import PrintedPhoto

PAINTERS = 2

# What the office writes when it sends a record back: what is missing, and what to do.
REASONS = {
    "photo_missing": "缺现场照片，补传一张就够",
    "headcount_method_missing": "请补填人次怎样得来：清点、票据或估计",
    "outside_period": "日期不在今年，请核对后再交",
    "photo_used_elsewhere": "照片在另一条记录里用过，请换一张这次的",
    "venue_unclear": "地点写得不够清楚，请写明在哪里办的",
    "summary_missing": "请补一两句简介，说明做了什么",
    "title_unclear": "标题看不出做了什么，请改得具体些",
}


def load(bar: Progress) -> None:
    """Tells, looks, judges and decides the whole year, showing how far it is."""
    year = make_year()
    staff = make_staff(year)
    with ProcessPoolExecutor(PAINTERS, mp_context=get_context("spawn")) as painters:
        _Telling(year, staff, painters).run(bar)
    lay_out_desk(year, staff, at=clock.now())


class _Telling:
    """One telling of the demo's year, holding what its steps share."""

    def __init__(self, year: DemoYear, staff: Staff, painters: ProcessPoolExecutor) -> None:
        self.year, self.staff = year, staff
        self.programme = staff.programme
        self.told: dict[str, Record] = {}
        # Painted ahead in the order of telling, while this process writes and judges what is painted already.
        photos = dict.fromkeys(
            photo for _end, records in self._months() for record in records for photo in record.photos
        )
        self.pictures = {photo: painters.submit(paint_and_print, photo) for photo in photos}

    def run(self, bar: Progress) -> None:
        """Month by month: units tell, photos are looked at, the rules run, the office decides."""
        months = list(self._months())
        task = bar.add_task("一年的事 the year", total=len(months) * 3)
        for end, records in months:
            with transaction.atomic():
                for record in records:
                    self.told[record.key] = self._tell(record)
                self._keep_prints(records, at=end)
            bar.advance(task)
            judge_new(self.programme, at=end)
            bar.advance(task)
            with transaction.atomic():
                self._decide(records)
                self._join(end)
            bar.advance(task)
        with transaction.atomic():
            look_twice(self.staff, by=months[-1][0])

    def _months(self) -> Iterator[tuple[dt.datetime, list[DemoRecord]]]:
        """Records by the month in which they were told, with the last moment of that month; plans come first."""
        first = dt.datetime(self.year.year, 1, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
        moments = sorted(
            ((record.told_at or first), place, record) for place, record in enumerate(self.year.records)
        )
        for month, group in groupby(moments, key=lambda entry: (entry[0].year, entry[0].month)):
            told = list(group)
            last = max(moment for moment, _place, _record in told)
            yield last.replace(hour=23, minute=0) if month else last, [record for *_rest, record in told]

    def _tell(self, record: DemoRecord) -> Record:
        units = self.staff.units
        facts = Facts(
            kind=record.kind,
            state=record.state,
            strands=record.strands,
            unit=units[record.unit_code].public_id,
            co_units=tuple(units[code].public_id for code in record.co_unit_codes),
            title=record.title,
            start=record.start,
            end=record.end,
            venue=record.venue,
            town=record.town,
            lat=record.lat,
            lon=record.lon,
            head_count=record.headcount,
            head_count_method=record.headcount_method,
            summary=record.summary,
            url=record.url,
            outlet=record.outlet,
            level=record.level,
            details=record.details,
        )
        filed = file_record(
            by=self.staff.clerk_of(record.unit_code),
            programme=self.programme,
            facts=facts,
            photos=[*self._photos(record), *_archived_page(record)],
            key=f"demo-{record.key}",
            at=record.told_at or self.staff.since,
        )
        return filed.record

    def _photos(self, record: DemoRecord) -> list[NewPhoto]:
        return [
            NewPhoto([self.pictures[photo].result()[0]], name=f"{n}.jpg")
            for n, photo in enumerate(record.photos, 1)
        ]

    def _keep_prints(self, records: Iterable[DemoRecord], *, at: dt.datetime) -> None:
        """Keeps the fingerprints that the painters made along, as ``look_at_photos`` would."""
        hashes = {hashlib.sha256(drawn).hexdigest(): made for drawn, made in self._pictures_of(records)}
        for sha256, key in intake.unseen_photos(PhotoPrint.objects.all()).items():
            if sha256 in hashes:
                keep_print(key, PrintedPhoto.from_json(hashes[sha256]), at=at)

    def _pictures_of(self, records: Iterable[DemoRecord]) -> Iterator[tuple[bytes, dict[str, Any]]]:
        return (self.pictures[photo].result() for record in records for photo in record.photos)

    def _decide(self, records: Iterable[DemoRecord]) -> None:
        """What the office said of these records, by whoever is not of the unit that told."""
        by_reviewer: dict[User, list[Answer]] = {}
        for record in records:
            said = record.decisions
            if said.verdict != "none" and said.at:
                told = self.told[record.key]
                reviewer = self.staff.reviewer_for(record.unit_code)
                answer = Answer(
                    told, said.verdict, told.position, said.at, REASONS.get(said.reason, said.reason)
                )
                by_reviewer.setdefault(reviewer, []).append(answer)
        for reviewer, answers in by_reviewer.items():
            decide_many(by=reviewer, answers=sorted(answers, key=lambda answer: answer.at))

    def _join(self, end: dt.datetime) -> None:
        """The joinings that the office had made by ``end``, as answers to what the rules found."""
        groups = [joined.keys for joined in self.year.joins if joined.at <= end]
        if end.month < self.year.today.month:  # the last month's reprints are still on the desk
            groups += self.year.truth.reprints
        by_reviewer: dict[User, dict[int, Finding]] = {}
        for keys in groups:
            told = [self.told[key].pk for key in keys if key in self.told]
            waiting = Finding.objects.filter(
                a__in=told, b__in=told, settled_by__isnull=True, closed_at__isnull=True
            )
            for finding in waiting.select_related("a__unit", "b__unit", "a__programme"):
                codes = [self._code_of(side) for side in (finding.a, finding.b) if side]
                by_reviewer.setdefault(self.staff.reviewer_for(*codes), {})[finding.pk] = finding
        for reviewer, findings in by_reviewer.items():
            decide_findings(by=reviewer, findings=list(findings.values()), verdict="same", at=end)

    def _code_of(self, record: Record) -> str:
        return self.staff.codes[record.unit_id]


def _archived_page(record: DemoRecord) -> list[NewPhoto]:
    """The saved page of a press story or a published portrait: its text as it stood when it was clipped."""
    text = str(
        record.details.get("text") or (record.summary if record.kind == "honour" and record.url else "")
    )
    if not text:
        return []
    page = f"{record.title}\n{record.outlet} {record.start}\n{record.url}\n\n{text}\n".encode()
    return [NewPhoto([page], name="page.txt", media_type="text/plain", sort="page", is_public=False)]
