"""What is judged in the background. Each job may run twice or at once without harm."""

from django_tasks import task

from hundredfold.base import clock
from hundredfold.plan.models import Programme
from hundredfold.prove.actions import judge_all, judge_by_night, judge_new, look_at_photos, settle_all


@task()
def judge(programme: str) -> int:
    """Looks at new photos, then at every record that changed. Returns how many records."""
    at = clock.now()
    look_at_photos(at=at)
    return judge_new(Programme.objects.get(public_id=programme), at=at)


@task()
def judge_again(programme: str) -> None:
    """Looks at the whole ledger anew."""
    at = clock.now()
    look_at_photos(at=at)
    judge_all(Programme.objects.get(public_id=programme), at=at)


@task()
def judge_tonight(programme: str) -> None:
    """Runs what only a look at the whole ledger finds, and what the passing of a day changes."""
    judge_by_night(Programme.objects.get(public_id=programme), at=clock.now())


@task()
def settle_for_today(programme: str) -> None:
    """Works out anew what stands: the passing of a day alone lapses members and ends notices."""
    settle_all(Programme.objects.get(public_id=programme), at=clock.now())
