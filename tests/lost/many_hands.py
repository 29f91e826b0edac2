"""A site of its own on whose desk twenty reviewers decide the same records at once; prints what became of it as JSON.

Run as a program, since a test's own database lives in one connection: ``python -m tests.lost.many_hands``.
"""

import json
import random
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hundredfold.config import start

HANDS, RECORDS = 20, 200
VERDICTS = ("accept", "return", "not_acceptable")


def main() -> None:
    """Lets every reviewer answer every record, each in an order of their own, and prints the tally."""
    start.django()
    start.migrate()
    from django.db import OperationalError, connection, transaction

    from hundredfold.base.models import User
    from hundredfold.do.ledger.models import Record
    from hundredfold.plan.actions import add_member
    from hundredfold.prove.actions import decide_record, settle, take_in_hand
    from hundredfold.prove.actions.settle import totals_hold
    from hundredfold.prove.models import Cell, Concern, Decision, Hold
    from hundredfold.prove.queries import count_at, totals
    from hundredfold.prove.words import Undecidable
    from tests.people import make_district
    from tests.pictures import picture

    with transaction.atomic():
        district = make_district()
        photo = picture(1)
        for place in range(RECORDS):
            district.tell(title=f"第 {place} 讲", photo=photo)
        reviewers = []
        for place in range(HANDS):
            user = User.objects.create_user(f"hand{place}", display_name=f"审{place}")
            add_member(
                by=district.admin, user=user, unit=district.office_unit, role="reviewer", at=district.now
            )
            reviewers.append(user)
    records = list(Record.objects.order_by("number"))

    def answer(place: int, record: Record) -> str:
        """One answer, as the desk gives it; where the database is too busy it is given again, as a person would."""
        try:
            if place % 2:  # half of the hands answer without taking first, as somebody without scripts does
                take_in_hand(by=reviewers[place], record=record, at=district.now)
            decide_record(
                by=reviewers[place],
                record=record,
                verdict=VERDICTS[place % 3],
                seen=record.position,
                reason="请补充说明",
                at=district.now,
            )
        except Undecidable:
            return "refused"
        except OperationalError:
            return answer(place, record)
        return "decided"

    def decide(place: int) -> Counter[str]:
        """One reviewer, who answers every record, in an order of their own."""
        order = random.Random(place).sample(records, len(records))
        said = Counter(answer(place, record) for record in order)
        connection.close()
        return said

    with ThreadPoolExecutor(HANDS) as pool:
        told = sum(pool.map(decide, range(HANDS)), Counter())
    before = totals(district.programme)
    with transaction.atomic():
        settle(district.programme, {record.pk for record in records}, at=district.now)
    tally: dict[str, Any] = {
        "vendor": connection.vendor,
        "answers": dict(told),
        "decisions": Decision.objects.count(),
        "subjects": Decision.objects.values("record").distinct().count(),
        "superseding": Decision.objects.filter(supersedes__isnull=False).count(),
        "concerns": Concern.objects.count(),
        "standing": Cell.objects.count(),
        "totals_hold": totals_hold(district.programme) and before == totals(district.programme),
        "count_agrees": dict(count_at(district.programme, at=district.now)["talks"].numbers)
        == before["talks"],
        "waiting": Cell.objects.filter(risk__isnull=False).count(),
        "held_after": Hold.objects.filter(by__in=reviewers).count() <= HANDS,
    }
    sys.stdout.write(json.dumps(tally) + "\n")


if __name__ == "__main__":
    main()
