"""The worker's round: tasks from the queue, what is new in the ledger, what waits at the press desk, and once a day
what time alone changed, what only the whole ledger shows, and whether links still lead somewhere."""

import logging
import signal
import time
from datetime import date
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from hundredfold.base import clock
from hundredfold.do.press.actions import fetch_waiting, look_at_archived, look_at_sources, read_captured
from hundredfold.plan.queries import current_programme
from hundredfold.prove.actions import judge_by_night, judge_new, look_at_links, look_at_photos, settle_all
from hundredfold.prove.intake import local_day
from hundredfold.tell.actions import index_new, index_pages, sweep

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between rounds


class _Round:
    """What the worker remembers between rounds: whether to go on, and the day it last settled for."""

    def __init__(self) -> None:
        self.goes_on = True
        self.settled_for: date | None = None

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """Lets the present round be the last."""
        self.goes_on = False

    def run(self) -> None:
        """One round. It reads on from where the last one, of any worker, came to; twice does no harm."""
        close_old_connections()
        _tasks()
        programme = current_programme()
        if programme is None:
            return
        at = clock.now()
        look_at_photos(at=at)
        judge_new(programme, at=at)
        index_new()
        look_at_sources(at=at)
        fetch_waiting(at=at)
        read_captured(at=at)
        index_pages(at=at)
        today = local_day(programme, at)
        if self.settled_for != today:
            settle_all(programme, at=at)
            judge_by_night(programme, at=at)
            sweep()
            look_at_links(at=at)
            look_at_archived(at=at)
            self.settled_for = today


def work() -> None:
    """Rounds until told to stop. A round that meets a busy or restarting database is tried again in the next."""
    rounds = _Round()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, rounds.stop)
    while rounds.goes_on:
        try:
            rounds.run()
        except DatabaseError:
            logger.exception("the database did not answer; trying again")
        Path(settings.HOME, "worker-alive").touch()
        time.sleep(PAUSE)


def _tasks() -> None:
    """Everything now in the queue."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="hundredfold",
        excluded_queue_names=[],
    ).run()
