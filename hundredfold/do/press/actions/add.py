"""Takes links in: found in whatever was pasted, each page once. Nothing is fetched here."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from hundredfold.base import audit, ids
from hundredfold.base.models import User
from hundredfold.do.press import access, links
from hundredfold.do.press.models import Page, Source
from hundredfold.do.press.words import CameBy, NotDone, say
from hundredfold.plan.models import Programme, Unit

MOST = 500  # links in one turn


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A link that was not taken, shortened for showing, and why: ``sentence(language)``."""

    link: str
    code: str

    def sentence(self, language: str = "zh") -> str:
        """One sentence: what is wrong with the link and what to do."""
        return say(self.code, {"link": self.link, "most": links.LONGEST}, language)


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: pages new to the desk, pages it knew already, and links that were not taken."""

    new: tuple[Page, ...]
    known: tuple[Page, ...]
    left_out: tuple[LeftOut, ...]


def add_links(
    *,
    by: User,
    programme: Programme,
    unit: Unit,
    text: str,
    came_by: str = CameBy.LINK,
    at: dt.datetime,
) -> Added:
    """Adds every link in ``text`` for ``unit``, which will tell what they say; the worker fetches them.

    ``text`` may hold lines, commas, or the words an app put around a link. Raises NotDone: no_link, many_links.
    """
    access.require_may_work(by, unit, at=at)
    found = links.links_in(text)
    if not found:
        raise NotDone("no_link", field="text")
    if len(found) > MOST:
        raise NotDone("many_links", field="text", n=len(found), most=MOST)
    good, left_out = _sorted_out(found)
    with transaction.atomic():
        new, known = enter(good, by=by, programme=programme, unit=unit, came_by=came_by, source=None, at=at)
        if new:
            detail = {"pages": [page.public_id for page in new]}
            audit.note(actor=by, action="add_links", subject=f"unit:{unit.public_id}", at=at, detail=detail)
    return Added(tuple(new), tuple(known), left_out)


def _sorted_out(found: Sequence[str]) -> tuple[list[str], tuple[LeftOut, ...]]:
    good: list[str] = []
    left_out: list[LeftOut] = []
    for link in found:
        if len(link) > links.LONGEST:
            left_out.append(LeftOut(f"{link[:80]}…", "long_link"))
        elif not links.is_whole(link):
            left_out.append(LeftOut(link[:120], "bad_link"))
        else:
            good.append(link)
    return good, tuple(left_out)


def enter(
    found: Iterable[str],
    *,
    by: User,
    programme: Programme,
    unit: Unit,
    came_by: str,
    source: Source | None,
    at: dt.datetime,
) -> tuple[list[Page], list[Page]]:
    """The pages of good links: those made now, and those that stood already. Runs inside its caller's transaction."""
    by_key: dict[str, str] = {}
    for link in found:
        by_key.setdefault(links.key_of(link), link)
    known = {page.key: page for page in Page.objects.filter(programme=programme, key__in=list(by_key))}
    fresh = ids.ascending_ulids(at=at)
    new = []
    for key, link in by_key.items():
        if key in known:
            continue
        page, is_new = Page.objects.get_or_create(
            programme=programme,
            key=key,
            defaults={
                "public_id": next(fresh),
                "unit": unit,
                "url": link,
                "came_by": came_by,
                "source": source,
                "added_at": at,
                "added_by": by,
                "next_try_at": at,
            },
        )
        if is_new:
            new.append(page)
        else:
            known[key] = page  # another came between
    return new, list(known.values())
