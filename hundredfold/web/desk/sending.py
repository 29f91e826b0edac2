"""From what a phone sent to a record: photos shelved, the form read, one act done, refusals said at their fields."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hundredfold.base.files import NoRoom
from hundredfold.base.models import User
from hundredfold.base.text import one_line
from hundredfold.do.ledger.actions import NewPhoto
from hundredfold.do.ledger.facts import Facts, Proof
from hundredfold.do.ledger.models import Receipt, Record
from hundredfold.do.ledger.words import Conflict, EvidenceSort, Refused
from hundredfold.web.desk import reporting
from hundredfold.web.desk.forms import ReportForm
from hundredfold.web.desk.pages.report import Draft
from hundredfold.web.desk.photos import Shelf, shelve, stored_photo

KEY_LONGEST = 100


@dataclass(frozen=True)
class Sent:
    """What came of a form: ``record`` if it was received, else the form with what is to be mended."""

    form: ReportForm
    record: Record | None
    dropped: Sequence[str]
    key: str


def empty_form(draft: Draft) -> ReportForm:
    """The form as it is first shown."""
    return ReportForm(question=draft.question, shelf=Shelf(), initial=draft.initial)


def send(request: HttpRequest, draft: Draft, *, by: User, at: dt.datetime) -> Sent:
    """Reads the form and, if it stands, files or amends. Nothing typed and no good photo is lost when it does not."""
    dropped = request.POST.getlist("drop")
    shelf = _shelf(request, draft, dropped, by=by, at=at)
    form = ReportForm(request.POST, question=draft.question, shelf=shelf, initial=draft.initial)
    key = one_line(request.POST.get("key", ""), most=KEY_LONGEST)
    if not form.is_valid():
        return Sent(form, None, dropped, key)
    try:
        return Sent(form, _done(request, draft, form, dropped, key=key, by=by, at=at), dropped, key)
    except Refused as refused:
        form.refuse(refused.problems)
    except Conflict as conflict:
        form.add_error(None, _told_before(by, key) or str(conflict))
        key = ""  # sent again it is another report, and the writer was told
    except NoRoom:
        form.add_error(None, _no_room())
    return Sent(form, None, dropped, key)


def _shelf(request: HttpRequest, draft: Draft, dropped: Sequence[str], *, by: User, at: dt.datetime) -> Shelf:
    told = draft.question.told
    there = [proof for proof in told.evidence if proof.sha256 not in dropped] if told else []
    try:
        return shelve(
            by,
            uploads=request.FILES.getlist("photos"),
            tokens=request.POST.getlist("kept"),
            dropped=dropped,
            most=max(0, draft.room - len(there)),
            at=at,
        )
    except NoRoom:
        return Shelf(problems=[_no_room()])


def _done(
    request: HttpRequest,
    draft: Draft,
    form: ReportForm,
    dropped: Sequence[str],
    *,
    key: str,
    by: User,
    at: dt.datetime,
) -> Record:
    is_public = not form.cleaned_data.get("private", False)
    photos = form.shelf.new_photos(is_public=is_public)
    facts = form.facts(state=draft.state)
    if draft.record is None:
        key = key or f"form-{at.timestamp()}"
        filed = reporting.tell(by=by, programme=draft.programme, facts=facts, photos=photos, key=key, at=at)
        return filed.record
    kept, turned = _evidence(facts, dropped, is_public=is_public)
    seen = request.POST.get("seen", "")
    reporting.amend(
        by=by,
        record=draft.record,
        facts=dataclasses.replace(facts, evidence=kept),
        photos=[*turned, *photos],
        seen=int(seen) if _is_position(seen) else draft.record.position,
        note="",
        at=at,
    )
    return draft.record


def _is_position(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _evidence(
    facts: Facts, dropped: Sequence[str], *, is_public: bool
) -> tuple[tuple[Proof, ...], list[NewPhoto]]:
    """What a record keeps as it is, and the photos that turn public or private: the ledger takes those in anew."""
    kept, turned = [], []
    for proof in facts.evidence:
        if proof.sha256 in dropped:
            continue
        if proof.sort == EvidenceSort.PHOTO and proof.is_public != is_public:
            turned.append(stored_photo(proof.sha256, is_public=is_public))
        else:
            kept.append(proof)
    return tuple(kept), turned


def _told_before(by: User, key: str) -> str:
    """That this very form was received before with other words, and where; empty if it was not."""
    receipt = Receipt.objects.select_related("record").filter(by=by, key=key).first() if key else None
    if receipt is None:
        return ""
    return format_html(
        _(
            "This form was received before as <a href='{href}'>number {number}</a>. "
            "To correct it, open it and amend it. To tell of something else, send this again."
        ),
        href=reverse("desk:record", args=[receipt.record.public_id]),
        number=f"{receipt.record.number:04d}",
    )


def _no_room() -> str:
    return _("The server has no room left just now, so nothing was sent. Keep this page and try again later.")
