"""From a story to the ledger: one record for each publication that is told, the first one first."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from hundredfold.base import audit, files
from hundredfold.base.models import User
from hundredfold.do.ledger import actions as ledger
from hundredfold.do.ledger.actions import Filed, NewPhoto
from hundredfold.do.ledger.checks import without_identity_numbers
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.words import EvidenceSort, State
from hundredfold.do.press import access
from hundredfold.do.press.models import Page, Story
from hundredfold.do.press.reasons import name_of
from hundredfold.do.press.words import NotDone, PageState
from hundredfold.plan.models import Programme

TEXT_MOST, SUMMARY_MOST = 20_000, 200


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person confirms: which pages are told (public ids; None for all that may be), which deeds' records the
    story tells of (public ids), and the strand where the programme has several of press."""

    pages: tuple[str, ...] | None = None
    tells_of: tuple[str, ...] = ()
    strand: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of it: what was filed now, first publication first, and the pages told before."""

    filed: tuple[Filed, ...]
    told_before: tuple[Page, ...]


def confirm_story(*, by: User, story: Story, choices: Choices = Choices(), at: dt.datetime) -> Confirmed:
    """Tells the chosen pages of ``story`` that are read and of units ``by`` may tell for, each with its archived page.

    Told twice it files nothing new. Raises NotDone: nothing_to_tell, unknown_deed, no_press_strand; the ledger's own
    Refused where a fact cannot stand, and then nothing is told.
    """
    programme = story.programme
    strand = press_strand(programme, choices.strand)
    deeds = _deeds(programme, choices.tells_of)
    with transaction.atomic():
        pages = list(
            Page.objects.select_for_update(of=("self",))
            .filter(story=story)
            .select_related("unit", "archive", "body")
            .order_by("place", "pk")
        )
        chosen = [page for page in pages if choices.pages is None or page.public_id in choices.pages]
        before = [page for page in chosen if page.state == PageState.TOLD]
        telling = [page for page in chosen if page.state == PageState.READ and _may_tell(by, page, at=at)]
        if not telling and not before:
            raise NotDone("nothing_to_tell", field="pages")
        filed = [
            _tell(page, by=by, programme=programme, strand=strand, deeds=deeds, at=at) for page in telling
        ]
        if filed:
            detail = {"records": [each.record.public_id for each in filed]}
            audit.note(
                actor=by, action="confirm_story", subject=f"story:{story.public_id}", at=at, detail=detail
            )
    return Confirmed(tuple(filed), tuple(before))


def press_strand(programme: Programme, wanted: str = "") -> str:
    """The code of the strand that press stories are told in. Raises NotDone: no_press_strand."""
    codes = [strand.code for strand in programme.blueprint.strands if strand.kind == "article"]
    if wanted and wanted not in codes:
        raise NotDone("no_press_strand", field="strand")
    if not codes:
        raise NotDone("no_press_strand")
    return wanted or codes[0]


def _may_tell(by: User, page: Page, *, at: dt.datetime) -> bool:
    return access.may_work(by, page.unit, at=at)


def _deeds(programme: Programme, public_ids: Sequence[str]) -> list[str]:
    """The records a story tells of, each once; all must stand in this programme's ledger."""
    wanted = list(dict.fromkeys(public_ids))
    if not wanted:
        return []
    askable = [each for each in wanted if "\0" not in each]  # PostgreSQL cannot be asked for it
    known = set(
        Record.objects.filter(programme=programme, public_id__in=askable).values_list("public_id", flat=True)
    )
    for each in wanted:
        if each not in known:
            raise NotDone("unknown_deed", field="tells_of", deed=each[:40])
    return wanted


def _tell(
    page: Page, *, by: User, programme: Programme, strand: str, deeds: list[str], at: dt.datetime
) -> Filed:
    filed = ledger.file_record(
        by=by,
        programme=programme,
        facts=facts_of(page, strand=strand, deeds=deeds),
        photos=_evidence(page),
        key=f"press-{page.public_id}",
        at=at,
    )
    page.state, page.record, page.told_at, page.told_by = PageState.TOLD, filed.record, at, by
    page.save(update_fields=["state", "record", "told_at", "told_by"])
    return filed


def facts_of(page: Page, *, strand: str, deeds: Sequence[str] = ()) -> Facts:
    """What the ledger is told of a page: what was read or corrected, with its text for recognising reprints."""
    text = without_identity_numbers(page.text)
    asked = {field.key for field in fields_of(page.programme.blueprint, strand)}
    details = {
        "text": text[:TEXT_MOST],
        "page_no": page.page_no,
        "byline": page.byline,
        "tells_of": list(deeds),
    }
    return Facts(
        kind="article",
        state=State.REPORTED,
        strands=(strand,),
        unit=page.unit.public_id,
        title=without_identity_numbers(page.title),
        start=page.published,
        summary=_opening(text),
        url=page.url,
        outlet=page.outlet,
        level=page.level,
        details={name: value for name, value in details.items() if value and name in asked},
    )


def _opening(text: str) -> str:
    """The first lines, ended where a sentence ends."""
    if len(text) <= SUMMARY_MOST:
        return text
    cut = text[:SUMMARY_MOST]
    stop = max(cut.rfind(mark) for mark in "。！？\n")
    return (cut[: stop + 1] if stop > 0 else cut).strip()


def _evidence(page: Page) -> list[NewPhoto]:
    """The archive of the page, or what was uploaded: for proof, not for the public, for a page belongs to its paper."""
    kept = page.archive or page.body
    if kept is None:
        return []
    is_picture = kept.media_type.startswith("image/")
    return [
        NewPhoto(
            _pieces(kept.sha256),
            name=name_of(page),
            media_type=kept.media_type,
            is_public=False,
            sort=EvidenceSort.PHOTO if is_picture else EvidenceSort.PAGE,
        )
    ]


def _pieces(sha256: str) -> Iterator[bytes]:
    with files.path_of(sha256).open("rb") as kept:
        while piece := kept.read(files.PIECE):
            yield piece
