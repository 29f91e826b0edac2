"""What the press desk's pages share: levels, reasons and remarks in words, where a page came from. Knows no page."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.words import Level
from hundredfold.do.press import reasons
from hundredfold.do.press.models import Page
from hundredfold.web.office import words


def level(code: str) -> str:
    """A level in words."""
    return str(Level(code).label) if code in Level.values else code


def why(page: Page) -> str:
    """Why a page was not read or was set aside, in one sentence; empty where there is nothing to say."""
    return page.set_aside_reason or reasons.why_of(page, words.language())


def remarks(page: Page) -> list[str]:
    """What a person should look at before confirming, one sentence each."""
    return reasons.remarks_of(page, words.language())


def remarks_of(pages: Iterable[Page]) -> list[str]:
    """The remarks on several pages, each sentence once."""
    return list(dict.fromkeys(said for page in pages for said in remarks(page)))


def host(page: Page) -> str:
    """The site a page came from, or its file's name."""
    return urlsplit(page.final_url or page.url).hostname or page.name


def title(page: Page) -> str:
    """What a page is called: its title, or where it is."""
    return page.title or page.url or page.name


def outlet(page: Page) -> str:
    """The outlet, or that it is not known."""
    return page.outlet or _("outlet not known")


def page_no(page: Page) -> str:
    """The printed page in words; empty where there is none."""
    return _("page %(n)s") % {"n": page.page_no} if page.page_no else ""


def page_href(page: Page) -> str:
    """Where one page is read."""
    return reverse("office:press_page", args=[page.public_id])


def others(pages: Sequence[Page], *, most: int = 4) -> str:
    """The outlets of some pages in a row, and how many more there are."""
    names = list(dict.fromkeys(outlet(page) for page in pages))
    said = words.listed(names[:most])
    rest = len(names) - most
    return _("%(said)s and %(n)s more") % {"said": said, "n": rest} if rest > 0 else said
