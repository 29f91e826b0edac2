"""Many hands on one appeal at one moment: it is made once and answered once.

On PostgreSQL by threads; on SQLite, whose tests keep their database in memory, in turn.
"""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from hundredfold.prove import queries
from hundredfold.prove.actions import answer_appeal, decide_record, file_appeal
from hundredfold.prove.actions.settle import totals_hold
from hundredfold.prove.models import Appeal, Decision
from hundredfold.prove.words import Undecidable
from tests.people import District, make_district

HANDS = 12
LATER = dt.timedelta(days=1)


def at_once(act: Callable[[], object]) -> list[str]:
    """What came of ``act`` in each of many threads: empty where it went through, else the sentence."""

    def tried(_hand: int) -> str:
        try:
            act()
        except Undecidable as refused:
            return str(refused)
        finally:
            if connection.vendor == "postgresql":
                connections.close_all()
        return ""

    if connection.vendor != "postgresql":
        return [tried(hand) for hand in range(HANDS)]
    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(tried, range(HANDS)))


@pytest.fixture
def town(transactional_db: None) -> District:
    """A district whose rows other threads see."""
    return make_district()


def test_an_appeal_is_made_once_and_answered_once(town: District) -> None:
    record = town.tell().record
    decision = decide_record(
        by=town.bo, record=record, verdict="not_acceptable", seen=record.position, reason="例会", at=town.now
    )

    filed = at_once(
        lambda: file_appeal(
            by=town.an, decision=decision, unit=town.community, text="有居民", at=town.now + LATER
        )
    )
    made = Appeal.objects.get()
    answered = at_once(
        lambda: answer_appeal(
            by=town.office,
            appeal=made,
            outcome="granted",
            answer="采纳",
            seen=record.position,
            at=town.now + 2 * LATER,
        )
    )

    assert filed.count("") == 1
    assert answered.count("") == 1
    assert Decision.objects.filter(record=record).count() == 2
    assert queries.totals(town.programme)["talks"]["counted"] == 1
    assert totals_hold(town.programme)
