"""One page of the press desk: the article as read beside the text as found, the archived copy, what was corrected."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.base.models import StoredFile
from hundredfold.do.ledger.words import Level
from hundredfold.do.press.models import Page
from hundredfold.do.press.words import PageState
from hundredfold.web.office import words
from hundredfold.web.office.pages import press_mended
from hundredfold.web.office.pages import press_parts as parts
from hundredfold.web.office.pages.press_mended import Paragraph, RuleUsed
from hundredfold.web.office.press_access import PressSeat
from hundredfold.web.office.press_forms import FactsForm

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True, slots=True)
class Copy:
    """A kept file: what it is, its fingerprint, and where it can be taken away."""

    name: str
    sha256: str
    size: str
    href: str


@dataclass(frozen=True)
class PressPage:
    """The page's own page."""

    title: str
    state: str
    state_text: str
    why: str
    remarks: list[str]
    said: str
    story_href: str
    facts: list[tuple[str, str]]
    url: str
    paragraphs: list[Paragraph]
    plain_text: str
    is_mended: bool
    rules: list[RuleUsed]
    copies: list[Copy]
    captured: str
    address: str
    gone: str
    picture_href: str
    may_work: bool
    form: FactsForm | None
    corrected: list[tuple[str, str, str]]
    corrected_by: str
    correct_href: str
    aside_href: str
    back_href: str
    again_href: str
    upload_href: str


def press_page(seat: PressSeat, page: Page, *, form: FactsForm | None = None) -> PressPage:
    """Everything kept of one page; asks the database nothing more."""
    is_mine = page.unit_id in {unit.pk for unit in seat.units}
    rows = press_mended.paragraphs(page.text, page.repairs) if page.repairs else []
    may_correct = is_mine and (
        page.state == PageState.READ or (_is_refused(page) and page.body_id is not None)
    )
    address = reverse("office:press_page", args=[page.public_id])
    return PressPage(
        title=parts.title(page),
        state=page.state,
        state_text=page.get_state_display(),
        why=parts.why(page),
        remarks=parts.remarks(page),
        said=_("%(way)s, %(who)s, %(when)s")
        % {
            "way": page.get_came_by_display(),
            "who": page.added_by.display_name,
            "when": words.moment(page.added_at),
        },
        story_href=reverse("office:press_story", args=[page.story.public_id]) if page.story else "",
        facts=_facts(page),
        url=page.url,
        paragraphs=rows,
        plain_text="" if rows else page.text,
        is_mended=bool(page.repairs),
        rules=press_mended.rules_used(page.repairs),
        copies=_copies(page),
        captured=words.moment(page.captured_at) if page.captured_at else "",
        address=page.final_url or page.url,
        gone=_gone(page.gone_since),
        picture_href=f"{address}picture/" if _is_picture(page.body) else "",
        may_work=is_mine,
        form=(form or _form(page)) if may_correct else None,
        corrected=_corrected(page) if any(page.as_read.values()) else [],
        corrected_by=_by(page),
        correct_href=f"{address}correct/",
        aside_href=f"{address}set-aside/" if may_correct or (is_mine and _is_refused(page)) else "",
        back_href=f"{address}take-up/" if is_mine and page.state == PageState.SET_ASIDE else "",
        again_href=f"{address}again/" if is_mine and _is_refused(page) and page.url else "",
        upload_href=f"{reverse('office:press')}?state=refused#upload",
    )


def _is_refused(page: Page) -> bool:
    return page.state == PageState.REFUSED


def _is_picture(kept: StoredFile | None) -> bool:
    return kept is not None and kept.media_type.startswith("image/")


def _facts(page: Page) -> list[tuple[str, str]]:
    """What is known of the publication, label and text, empty ones left out."""
    said = [
        (_("Outlet"), page.outlet),
        (_("Level"), parts.level(page.level) if page.level else ""),
        (_("Day of publication"), words.day(page.published)),
        (_("Page number"), page.page_no),
        (_("By-line"), page.byline),
        (_("Unit"), page.unit.name),
        (_("Damage of the copy"), page.get_damage_display() if page.damage else ""),
    ]
    return [(label, text) for label, text in said if text]


def _form(page: Page) -> FactsForm:
    return FactsForm(
        initial={
            "title": page.title,
            "outlet": page.outlet,
            "level": page.level,
            "day": page.published,
            "page_no": page.page_no,
        },
        auto_id="correct_%s",
    )


def _copies(page: Page) -> list[Copy]:
    here = reverse("office:press_page", args=[page.public_id])
    kept = [
        (_("Archived copy (WARC)"), page.archive, f"{here}archive/"),
        (_("The page as it was sent"), page.body, f"{here}original/"),
    ]
    return [Copy(name, each.sha256, size(each.size), href) for name, each, href in kept if each is not None]


def size(number: int) -> str:
    """A number of bytes as people read it."""
    return f"{number / MIB:.1f} MB" if number >= MIB else f"{max(1, round(number / KIB))} KB"


def _gone(since: dt.datetime | None) -> str:
    if since is None:
        return ""
    return _(
        "Since %(day)s the page no longer answers at its address. The copy kept here shows what it said."
    ) % {"day": words.day(since.date())}


_LABELS = {
    "title": lambda: _("Title"),
    "outlet": lambda: _("Outlet"),
    "level": lambda: _("Level"),
    "published": lambda: _("Day of publication"),
}


def _corrected(page: Page) -> list[tuple[str, str, str]]:
    """What a person put in place of what was read: label, as read, as it holds now."""
    return [
        (_LABELS[name](), _shown(name, page.as_read.get(name, "")), _shown(name, value))
        for name, value in page.corrected.items()
        if name in _LABELS
    ]


def _shown(name: str, value: str) -> str:
    return parts.level(value) if name == "level" and value in Level.values else str(value or "—")


def _by(page: Page) -> str:
    if page.corrected_by is None or page.corrected_at is None:
        return ""
    return f"{page.corrected_by.display_name}, {words.moment(page.corrected_at)}"
