"""What a person says of pages: one story, or another. Kept as a fact, obeyed by every folding until it is undone."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from hundredfold.base import audit, ids
from hundredfold.base.models import User
from hundredfold.do.press import access, folding
from hundredfold.do.press.models import Page, StoryAnswer
from hundredfold.do.press.queries import IN_STORIES
from hundredfold.do.press.words import NotDone, Verdict


def keep_together(*, by: User, pages: Sequence[Page], at: dt.datetime) -> StoryAnswer:
    """These pages are one story, with whatever else stands in theirs. The first may be of the user's own units;
    the others need only be seen. Raises NotDone: one_story, not_read_yet."""
    distinct = list({page.pk: page for page in pages}.values())
    if len(distinct) < 2:
        raise NotDone("one_story", field="pages")
    return _answer(by=by, page=distinct[0], others=distinct[1:], verdict=Verdict.TOGETHER, at=at)


def keep_apart(*, by: User, page: Page, at: dt.datetime) -> StoryAnswer:
    """``page`` is another story than all else that stands in its story now. Raises NotDone: one_story where it
    stands alone, not_read_yet."""
    beside = list(Page.objects.filter(story=page.story_id).exclude(pk=page.pk)) if page.story_id else []
    if not beside:
        raise NotDone("one_story", field="pages")
    return _answer(by=by, page=page, others=beside, verdict=Verdict.APART, at=at)


def undo_answer(*, by: User, answer: StoryAnswer, at: dt.datetime) -> StoryAnswer:
    """Takes an answer back; the pages fold as if it had not been given. Raises NotDone: is_undone."""
    access.require_may_work(by, answer.page.unit, at=at)
    with transaction.atomic():
        folding.hold(answer.programme)
        held = StoryAnswer.objects.select_for_update().get(pk=answer.pk)
        if held.undone_at is not None:
            raise NotDone("is_undone")
        held.undone_at, held.undone_by = at, by
        held.save()
        folding.refold(held.programme, also=_about(held), at=at)
        audit.note(actor=by, action="undo_story_answer", subject=f"answer:{held.public_id}", at=at)
    return held


def _answer(
    *, by: User, page: Page, others: Sequence[Page], verdict: Verdict, at: dt.datetime
) -> StoryAnswer:
    access.require_may_work(by, page.unit, at=at)
    with transaction.atomic():
        folding.hold(page.programme)
        concerned = [page, *others]
        read = Page.objects.filter(programme=page.programme_id, state__in=IN_STORIES)
        known = set(read.filter(pk__in=[each.pk for each in concerned]).values_list("pk", flat=True))
        if any(each.pk not in known for each in concerned):
            raise NotDone("not_read_yet", field="pages")
        answer = StoryAnswer.objects.create(
            public_id=ids.new_ulid(at=at),
            programme=page.programme,
            page=page,
            verdict=verdict,
            given_at=at,
            given_by=by,
        )
        answer.others.set(others)
        folding.refold(page.programme, also=[each.pk for each in concerned], at=at)
        detail = {"verdict": str(verdict), "others": [each.public_id for each in others]}
        audit.note(actor=by, action="answer_story", subject=f"page:{page.public_id}", at=at, detail=detail)
    return answer


def _about(answer: StoryAnswer) -> list[int]:
    return [answer.page_id, *answer.others.values_list("pk", flat=True)]
